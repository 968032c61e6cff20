"""Papers one under the other: as a list, as cards, as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from docutils import nodes
from sphinx_design.shared import create_component

from papershelf.messages import _
from papershelf.model.collection.catalogue import Entry
from papershelf.model.text.spans import Line
from papershelf.render import chips, lines
from papershelf.render.listings import folds
from papershelf.render.listings.folds import Summaries
from papershelf.render.words import number, papers_count

ABOUT = 160
"""Longest words about a category in the list of another, in characters."""


@dataclass(frozen=True)
class Inner:
    """A category below another, as the page of that one shows it.

    :param own: its papers.
    :param whole: its papers and those of the categories below it.
    :param about: its page's first words.
    """

    docname: str
    title: str
    own: int
    whole: int
    about: Line


def listing(
    entries: Sequence[Entry], style: str, refdoc: str, summaries: Summaries, dated: str = ""
) -> list[nodes.Node]:
    """Papers in one of the three styles; a sentence instead when there are none.

    :param style: ``list``, ``cards`` or ``table``.
    :param dated: ``read`` or ``added``: the date that is shown, since the papers are in its order.
    """
    if not entries:
        return [chips.paragraph(nodes.Text(str(_("No papers yet."))), classes=("paper-empty",))]
    made = _STYLES[style](entries, refdoc, summaries)
    made["classes"].append("no-search")  # the papers' own pages are found
    if dated:
        badges = [node for node in made.findall(nodes.inline) if "paper-status" in node["classes"]]
        for entry, shown in zip(entries, badges, strict=True):
            if day := getattr(entry.paper, dated):
                date = chips.inline(day, "paper-date")
                shown.parent.insert(shown.parent.index(shown) + 1, [nodes.Text(" "), date])
    return [*folds.button(made), made]


def _title(entry: Entry, refdoc: str) -> nodes.Node:
    return chips.xref(entry.key, refdoc, nodes.Text(entry.paper.title or entry.key))


def _as_list(entries: Sequence[Entry], refdoc: str, summaries: Summaries) -> nodes.Element:
    items = nodes.bullet_list("", classes=["paper-list"])
    for entry in entries:
        item = nodes.list_item("", classes=["paper-item", f"paper-{entry.paper.status}"])
        items += fill(item, entry, refdoc, summaries)
    return items


def fill(item: nodes.Element, entry: Entry, refdoc: str, summaries: Summaries) -> nodes.Element:
    """Put into an item what lists show of a paper."""
    paper = entry.paper
    title = chips.paragraph(
        _title(entry, refdoc), nodes.Text(" "), chips.badge(paper.status), classes=("paper-item-title",)
    )
    item += title
    title.extend(_notes(entry))
    item.extend(_lines(entry, summaries))
    return item


def _notes(entry: Entry) -> Iterator[nodes.Node]:
    """In a portal, the libraries that have a note on the paper, each a link to it."""
    for note in entry.notes:
        yield nodes.Text(" ")
        yield nodes.reference(
            "", note.library, refuri=note.address, internal=False, classes=["paper-shelf", f"paper-{note.status}"]
        )


def _lines(entry: Entry, summaries: Summaries) -> Iterator[nodes.Node]:
    """Names, venue and year; the insight; links; the summary."""
    paper = entry.paper
    if facts := chips.facts_line(paper):
        yield chips.paragraph(nodes.Text(facts), classes=("paper-item-line",))
    yield from summaries.insight(entry)
    if links := chips.place_links(paper):
        yield chips.link_line(links, "paper-item-links")
    yield from summaries.fold(entry)


def _as_cards(entries: Sequence[Entry], refdoc: str, summaries: Summaries) -> nodes.Element:
    row = create_component("grid-row", ["sd-row", "sd-row-cols-1", "sd-row-cols-sm-2", "sd-g-3"])
    for entry in entries:
        body = fill(create_component("card-body", ["sd-card-body"]), entry, refdoc, summaries)
        card = create_component("card", ["sd-card", "sd-shadow-sm", "sd-h-100", "paper-card"], children=[body])
        row += create_component("grid-item", ["sd-col", "sd-d-flex-row"], children=[card])
    return create_component("grid-container", ["sd-container-fluid", "sd-mb-4", "paper-cards"], children=[row])


def _as_table(entries: Sequence[Entry], refdoc: str, summaries: Summaries) -> nodes.Element:
    papers = [entry.paper for entry in entries]
    columns: list[tuple[str, int, list[nodes.Node]]] = [
        (_("Title"), 46, [_title(entry, refdoc) for entry in entries]),
        (_("Authors"), 18, [chips.inline(chips.who(paper), "paper-who") for paper in papers]),
        (_("Year"), 8, [nodes.Text(paper.year) for paper in papers]),
        (_("Venue"), 18, [nodes.Text(paper.venue) for paper in papers]),
        (_("Status"), 10, [chips.badge(paper.status) for paper in papers]),
    ]
    shown = [column for column in columns if any(cell.astext() for cell in column[2])]
    rows = [[[chips.paragraph(cell)] for cell in cells] for cells in zip(*(cells for *_x, cells in shown), strict=True)]
    head, widths = [str(word) for word, *_x in shown], [width for _word, width, _cells in shown]
    return table(head, rows, widths=widths, classes=("paper-table",))


def table(
    head: Sequence[str | nodes.Node],
    rows: Sequence[Sequence[Sequence[nodes.Node]]],
    *,
    widths: Sequence[int],
    classes: tuple[str, ...] = (),
) -> nodes.table:
    """A table of nodes.

    :param widths: relative column widths.
    """
    group = nodes.tgroup("", cols=len(head))
    group.extend(nodes.colspec("", colwidth=width) for width in widths)
    header = nodes.row(
        "", *(nodes.entry("", chips.paragraph(nodes.Text(word) if isinstance(word, str) else word)) for word in head)
    )
    group += nodes.thead("", header)
    body = nodes.tbody("")
    for cells in rows:
        body += nodes.row("", *(nodes.entry("", *cell) for cell in cells))
    group += body
    return nodes.table("", group, classes=list(classes))


_STYLES: dict[str, Callable[[Sequence[Entry], str, Summaries], nodes.Element]] = {
    "list": _as_list,
    "cards": _as_cards,
    "table": _as_table,
}
STYLES = tuple(_STYLES)


def categories(found: Sequence[Inner], refdoc: str) -> list[nodes.Node]:
    """The categories below one, each with its number of papers and its first words; nothing without any."""
    if not found:
        return []
    items = nodes.bullet_list("", classes=["paper-list", "paper-categories", "no-search"])
    for inner in found:
        item = nodes.list_item("", classes=["paper-item"])
        name = chips.document_xref(inner.docname, refdoc, nodes.Text(inner.title))
        item += chips.paragraph(name, classes=("paper-item-title",))
        item += chips.paragraph(chips.inline(_counted(inner), "paper-byline"), classes=("paper-item-line",))
        if inner.about:
            item += chips.paragraph(*lines.shown(inner.about), classes=("paper-insight",))
        items += item
    head = chips.paragraph(nodes.strong("", str(_("Categories below"))), classes=("paper-group",))
    return [head, items]


def _counted(inner: Inner) -> str:
    """``3 papers``; ``12 papers, 9 of them in the categories below it``; ``12 papers in the categories below it``."""
    text = papers_count(inner.whole)
    if inner.whole == inner.own:
        return text
    if not inner.own:
        return str(_("%(papers)s in the categories below it")) % {"papers": text}
    return str(_("%(papers)s, %(below)s of them in the categories below it")) % {
        "papers": text,
        "below": number(inner.whole - inner.own),
    }


def queue(entries: Sequence[Entry]) -> nodes.Element:
    """The planned papers of a page, each an anchor that roles lead to."""
    items = nodes.bullet_list("", classes=["paper-list", "paper-queue"])
    for entry in entries:
        paper = entry.paper
        item = nodes.list_item("", classes=["paper-item", "paper-planned"], ids=[entry.anchor])
        item += chips.paragraph(
            nodes.Text(paper.title), nodes.Text(" "), chips.badge(paper.status), classes=("paper-item-title",)
        )
        item.extend(_lines(entry, folds.NONE))
        items += item
    return items
