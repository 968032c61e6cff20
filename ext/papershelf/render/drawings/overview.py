"""A library too large to draw each paper: its categories, and how much connects them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from docutils import nodes

from papershelf.messages import _
from papershelf.model.collection.catalogue import Catalogue
from papershelf.model.collection.graph import Overview, holders
from papershelf.render import chips, words
from papershelf.render.drawings import drawing
from papershelf.render.drawings.drawing import Line, Node
from papershelf.render.drawings.figure import Drawing, figure
from papershelf.render.drawings.timeline import Spot

_WIDEST = 8  # line, in SVG user units
_LARGEST = 12  # radius that a circle gains by its number of papers

STRONGEST = 3
"""Connections of each category that are drawn; all are in the list."""


def overview(shown: Overview, layout: str, name: str, refdoc: str, catalogue: Catalogue) -> nodes.Element:
    """Categories as nodes, or with the layout ``timeline`` their papers of each year."""
    caption = str(_("{count} papers are too many to draw each: these are their categories.")).format(
        count=words.number(len(catalogue))
    )
    if layout == "timeline":
        made, docnames = _timeline(shown, name, catalogue)
    else:
        made, docnames = _network(shown, name), [category.docname for category, _count in shown.categories]
    targets = [chips.document_xref(docname, refdoc) for docname in docnames]
    return figure(made, targets, caption, _as_list(shown, refdoc))


def _network(shown: Overview, name: str) -> Drawing:
    place = {category.slug: number for number, (category, _count) in enumerate(shown.categories)}
    most = max((count for *_ends, count in shown.links), default=1)
    largest = max((count for _category, count in shown.categories), default=1) or 1
    made = [
        Node(
            f"{category.title} ({count})",
            f"{category.title} · {words.papers_count(count)}",
            ("paper-node-done", f"paper-hue-{place[category.slug] % drawing.HUES}"),
            drawing.RADIUS + round(_LARGEST * math.sqrt(count / largest)),
        )
        for category, count in shown.categories
    ]
    lines = [
        Line(place[first], place[second], drawing.WEIGHT, width=max(1, round(_WIDEST * count / most)))
        for first, second, count in strongest(shown.links)
    ]
    legend = ((f"paper-edge-{drawing.WEIGHT}", str(_("most relations and mentions; the wider, the more"))),)
    return Drawing(name, tuple(made), tuple(lines), legend if lines else ())


def strongest(links: Sequence[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Connections that are among the strongest of one of their ends."""
    ends: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for link in sorted(links, key=lambda link: -link[2]):
        ends[link[0]].append(link)
        ends[link[1]].append(link)
    kept = {link for found in ends.values() for link in found[:STRONGEST]}
    return [link for link in links if link in kept]


def _timeline(shown: Overview, name: str, catalogue: Catalogue) -> tuple[Drawing, list[str]]:
    made: list[Node] = []
    spots: list[Spot] = []
    docnames: list[str] = []
    counts = years(catalogue, [category.slug for category, _count in shown.categories])
    most = max((count for found in counts.values() for count in found.values()), default=1)
    for lane, (category, _count) in enumerate(shown.categories):
        for year, count in counts[category.slug].items():
            title = " · ".join(filter(None, (category.title, year, words.papers_count(count))))
            radius = 3 + round(9 * math.sqrt(count / most))
            made.append(Node(str(count), title, ("paper-node-done", f"paper-hue-{lane % drawing.HUES}"), radius))
            spots.append(Spot(lane, year))
            docnames.append(category.docname)
    lanes = tuple(category.title for category, _count in shown.categories)
    return Drawing(name, tuple(made), (), spots=tuple(spots), lanes=lanes), docnames


def years(catalogue: Catalogue, shown: Sequence[str]) -> dict[str, dict[str, int]]:
    """Category of those shown, with all below it, to year to number of papers; years in order, the unknown one last."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    held = holders(catalogue, shown)
    for entry in catalogue.entries:
        found[held.get(entry.paper.category, "")][entry.paper.year] += 1
    return defaultdict(
        dict,
        {
            slug: dict(sorted(counter.items(), key=lambda item: (not item[0], item[0])))
            for slug, counter in found.items()
        },
    )


def _as_list(shown: Overview, refdoc: str) -> nodes.bullet_list:
    titles = {category.slug: category for category, _count in shown.categories}
    ends: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for first, second, count in shown.links:
        ends[first].append((second, count))
        ends[second].append((first, count))
    found = nodes.bullet_list("")
    for category, count in shown.categories:
        name = chips.document_xref(category.docname, refdoc, nodes.Text(category.title))
        item = nodes.list_item("", chips.paragraph(name, nodes.Text(f" ({words.papers_count(count)})")))
        if ends[category.slug]:
            inside = nodes.bullet_list("")
            for slug, number in sorted(ends[category.slug], key=lambda end: -end[1]):
                other = chips.document_xref(titles[slug].docname, refdoc, nodes.Text(titles[slug].title))
                inside += nodes.list_item("", chips.paragraph(other, nodes.Text(f": {number}")))
            item += inside
        found += item
    return found
