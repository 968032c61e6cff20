"""Papers and their connections, drawn as a network or over the years, and as a list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from docutils import nodes

from papershelf.messages import _
from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.model.collection.graph import Graph
from papershelf.model.record.paper import Relation
from papershelf.render import chips, words
from papershelf.render.drawings import drawing, labels
from papershelf.render.drawings.drawing import Line, Node
from papershelf.render.drawings.figure import Drawing, figure
from papershelf.render.drawings.timeline import Spot

LAYOUTS = ("graph", "timeline")

_NOWHERE, _ELSEWHERE = "", ":"
"""Where papers stand that are in no category, and those of other libraries; no slug is so."""

_PULL = 0.9  # between a category's name and its papers


def graph(shown: Graph, layout: str, name: str, refdoc: str, catalogue: Catalogue) -> nodes.Element:
    """A drawing, what it shows in numbers, and the list of it.

    :param layout: one of :data:`LAYOUTS`.
    :param name: what the drawing is called.
    """
    if not shown.entries:
        return chips.paragraph(nodes.Text(str(_("No papers yet."))), classes=("paper-empty",))
    made = _timeline(shown, name, catalogue) if layout == "timeline" else _network(shown, name, catalogue)
    targets = [chips.xref(entry.key, refdoc) for entry in shown.entries]
    targets += [chips.document_xref(docname, refdoc) for docname in _hubs(shown, layout, catalogue)]
    links, more = len(shown.links), shown.left_out
    text = str(_("1 connection") if links == 1 else _("{count} connections"))
    facts = [words.papers_count(len(shown.entries)), text.format(count=words.number(links))]
    if others := sum(bool(entry.library) for entry in shown.entries):
        text = str(_("1 of them in another library") if others == 1 else _("{count} of them in other libraries"))
        facts.insert(1, text.format(count=words.number(others)))
    if more:
        text = str(_("1 more paper is not drawn") if more == 1 else _("{count} more papers are not drawn"))
        facts.append(text.format(count=words.number(more)))
    return figure(made, targets, " · ".join(facts), as_list(shown, refdoc, by_year=layout == "timeline"))


def graph_name(layout: str, centre: str = "", category: str = "") -> str:
    """What a drawing is called.

    :param centre: name of the paper that it is about.
    :param category: title of the category that it is about.
    """
    if centre:
        name = _("Papers around {name}") if layout == "graph" else _("Papers around {name} by year")
    else:
        name = _("Papers of {name} and their connections") if layout == "graph" else _("Papers of {name} by year")
    if centre or category:
        return str(name).format(name=centre or category)
    return str(_("Papers and their connections") if layout == "graph" else _("Papers by year"))


# -- what the drawing shows -------------------------------------------------------------------------


def _node(entry: Entry, shown: Graph, hues: dict[str, int]) -> Node:
    paper = entry.paper
    facts = (paper.title or paper.key, paper.year, words.status_label(paper.status), entry.library)
    title = " · ".join(filter(None, facts))
    classes = [f"paper-node-{paper.status}", *(["paper-node-elsewhere"] if entry.library else [])]
    if paper.category in hues:
        classes.append(f"paper-hue-{hues[paper.category] % drawing.HUES}")
    if entry.key == shown.centre:
        classes.append("paper-node-centre")
    radius = drawing.RADIUS + (2 if entry.key == shown.centre else 0)
    name = f"{paper.name} ({entry.library})" if entry.library else paper.name
    return Node(labels.name(name), title, tuple(classes), radius)


def _lines(shown: Graph) -> tuple[Line, ...]:
    place = {entry.key: number for number, entry in enumerate(shown.entries)}
    return tuple(
        Line(
            place[link.source],
            place[link.target],
            link.relation.value if link.relation else drawing.MENTION,
            arrow=link.relation is not None and not link.mutual,
        )
        for link in shown.links
    )


def _hues(catalogue: Catalogue) -> dict[str, int]:
    return {slug: number for number, slug in enumerate(catalogue.categories)}


def _categories(shown: Graph, catalogue: Catalogue) -> list[str]:
    """Slugs of the categories that the papers are in, in reading order."""
    held = {entry.paper.category for entry in shown.entries}
    return [slug for slug in catalogue.categories if slug in held]


def _hubs(shown: Graph, layout: str, catalogue: Catalogue) -> list[str]:
    """Pages of the categories whose names stand among their papers."""
    slugs = _categories(shown, catalogue)
    if layout == "timeline" or shown.centre or len(slugs) < 2:
        return []
    return [catalogue.categories[slug].docname for slug in slugs]


def _network(shown: Graph, name: str, catalogue: Catalogue) -> Drawing:
    hues, slugs = _hues(catalogue), _categories(shown, catalogue)
    made = [_node(entry, shown, hues) for entry in shown.entries]
    pulls = []
    hubs = _hubs(shown, "graph", catalogue)
    if hubs:
        for number, entry in enumerate(shown.entries):
            if entry.paper.category in slugs:
                pulls.append((len(shown.entries) + slugs.index(entry.paper.category), number, _PULL))
        for slug in slugs:
            title = catalogue.full_title(slug)
            made.append(Node(title, title, ("paper-hub", f"paper-hue-{hues[slug] % drawing.HUES}"), 0))
    legend = [] if hubs else _hue_legend(slugs, hues, catalogue)
    legend += _kind_legend(shown)
    return Drawing(name, tuple(made), _lines(shown), tuple(legend), tuple(pulls))


def _timeline(shown: Graph, name: str, catalogue: Catalogue) -> Drawing:
    hues, slugs = _hues(catalogue), _categories(shown, catalogue)
    lanes = [catalogue.full_title(slug) for slug in slugs]
    place = {slug: number for number, slug in enumerate(slugs)}
    for slug, title in ((_NOWHERE, _("No category")), (_ELSEWHERE, _("Other libraries"))):
        if any(_lane(entry, slugs) == slug for entry in shown.entries):
            place[slug] = len(lanes)
            lanes.append(str(title))
    spots = tuple(Spot(place[_lane(entry, slugs)], entry.paper.year) for entry in shown.entries)
    made = tuple(_node(entry, shown, hues) for entry in shown.entries)
    related = tuple(line for line in _lines(shown) if line.is_relation)  # all would hide the years
    legend = tuple(_kind_legend(shown, mentions=False))
    return Drawing(name, made, related, legend, spots=spots, lanes=tuple(lanes))


def _lane(entry: Entry, slugs: Sequence[str]) -> str:
    """The category by which a paper stands on a timeline."""
    if entry.library:
        return _ELSEWHERE
    return entry.paper.category if entry.paper.category in slugs else _NOWHERE


def _hue_legend(slugs: Sequence[str], hues: dict[str, int], catalogue: Catalogue) -> list[tuple[str, str]]:
    return [(f"paper-hue-{hues[slug] % drawing.HUES}", catalogue.full_title(slug)) for slug in slugs]


def _kind_legend(shown: Graph, *, mentions: bool = True) -> list[tuple[str, str]]:
    statuses = Counter(entry.paper.status for entry in shown.entries)
    found = [(f"paper-node-{status}", words.status_label(status)) for status in words.STATUSES if statuses[status]]
    if any(entry.library for entry in shown.entries):
        found.append(("paper-node-elsewhere", str(_("in another library"))))
    named = {link.relation for link in shown.links}
    found += [(f"paper-edge-{relation}", words.relation_word(relation)) for relation in Relation if relation in named]
    if mentions and None in named:
        found.append((f"paper-edge-{drawing.MENTION}", str(_("mention"))))
    return found


# -- the list of it ---------------------------------------------------------------------------------


def as_list(shown: Graph, refdoc: str, *, by_year: bool = False) -> nodes.bullet_list:
    """Papers, each with its connections; those without any in one line at the end."""
    ends = _ends(shown)
    if by_year:
        found = nodes.bullet_list("")
        years = sorted({entry.paper.year for entry in shown.entries}, key=lambda year: (not year, year))
        for year in years:
            inside = [_item(entry, ends, refdoc) for entry in shown.entries if entry.paper.year == year]
            head = chips.paragraph(nodes.Text(year or str(_("No year"))))
            found += nodes.list_item("", head, nodes.bullet_list("", *inside))
        return found
    connected = [_item(entry, ends, refdoc) for entry in shown.entries if entry.key in ends]
    alone = [entry.key for entry in shown.entries if entry.key not in ends]
    if alone:
        connected.append(nodes.list_item("", _line(str(_("Without connections")), alone, refdoc)))
    return nodes.bullet_list("", *connected)


def _ends(shown: Graph) -> dict[str, dict[str, list[str]]]:
    """Key to what connects the paper, in words, to the keys of the others."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for link in shown.links:
        if link.relation is not None:
            ahead = words.relation_label(link.relation, inverse=False)
            back = words.relation_label(link.relation, inverse=True)
        else:
            ahead = words.mention_label(ahead=True, back=link.mutual)
            back = words.mention_label(ahead=link.mutual, back=True)
        found[link.source][ahead].append(link.target)
        found[link.target][back].append(link.source)
    return found


def _item(entry: Entry, ends: dict[str, dict[str, list[str]]], refdoc: str) -> nodes.list_item:
    library = [nodes.Text(f" ({entry.library})")] if entry.library else []
    item = nodes.list_item("", chips.paragraph(chips.xref(entry.key, refdoc), *library))
    if entry.key in ends:
        lines = [nodes.list_item("", _line(label, keys, refdoc)) for label, keys in ends[entry.key].items()]
        item += nodes.bullet_list("", *lines)
    return item


def _line(label: str, keys: Sequence[str], refdoc: str) -> nodes.paragraph:
    line = chips.paragraph(chips.inline(f"{label}: ", "paper-thread"))
    for number, key in enumerate(keys):
        if number:
            line += nodes.Text(", ")
        line += chips.xref(key, refdoc)
    return line
