"""Counts of a library: by state, by category, by year. Each row has one bar of states; the whole fits a screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from docutils import nodes

from papershelf.messages import _
from papershelf.model.collection.catalogue import Catalogue
from papershelf.model.record.paper import Status
from papershelf.render import chips, words
from papershelf.render.listings import listing
from papershelf.render.nodes import disclosure
from papershelf.render.nodes.bars import Part, bar, key

ROWS = 14
"""Rows of a table; further categories are folded, earlier years taken together."""

_INDENT = "\N{EM SPACE}"
_DEEPEST = 8  # levels that are told apart
_WIDTHS = (44, 14, 42)


def stats(catalogue: Catalogue, refdoc: str) -> list[nodes.Node]:
    """A line of counts that is the legend, a table of categories, a table of years."""
    papers = [entry.paper for entry in catalogue.entries]
    by_status = Counter(paper.status for paper in papers)
    shown = [status for status in words.STATUSES if by_status[status]]
    line: list[nodes.Node] = [nodes.strong("", words.papers_count(len(papers)))]
    for status in shown:
        line += [
            nodes.Text(" "),
            key(status.value),
            nodes.Text(f" {words.status_label(status)} {words.number(by_status[status])}"),
        ]
    found: list[nodes.Node] = [chips.paragraph(*line, classes=("paper-counts",))]
    tables: list[nodes.Node] = []
    years = [_by_year(catalogue, shown)] if any(paper.year for paper in papers) else []
    if catalogue.shelves:  # of which there are few: years have room below them
        tables.append(chips.container(_by_library(catalogue, shown), *years, classes=("paper-bars",)))
    if catalogue.categories:
        wide = ("paper-bars-wide",) if catalogue.is_nested else ()
        tables.append(chips.container(*_by_category(catalogue, refdoc, shown), classes=("paper-bars", *wide)))
    if years and not catalogue.shelves:
        tables.append(chips.container(*years, classes=("paper-bars",)))
    if tables:
        found.append(chips.container(*tables, classes=("paper-charts",)))
    return [chips.container(*found, classes=("paper-stats",))]


def _parts(counts: Counter[Status], shown: Sequence[Status]) -> list[Part]:
    return [Part(status.value, words.status_label(status), counts[status]) for status in shown]


def _row(
    name: Sequence[nodes.Node], parts: Sequence[Part], numbers: Sequence[int], most: int
) -> list[list[nodes.Node]]:
    cells = [[nodes.Text(words.number(count) if count else "–")] for count in numbers]
    return [[chips.paragraph(*cell)] for cell in (name, *cells, [bar(parts, most)])]


def _by_library(catalogue: Catalogue, shown: list[Status]) -> nodes.table:
    """In a portal, its libraries; a paper that two have counts in both."""
    counts = [(shelf, Counter(dict(shelf.counts))) for shelf in catalogue.shelves]
    most = max(counter.total() for _shelf, counter in counts) or 1
    rows = [
        _row(
            [nodes.reference("", shelf.name, refuri=shelf.address, internal=False)],
            _parts(counter, shown),
            [counter.total()],
            most,
        )
        for shelf, counter in counts
    ]
    return _table([str(_("Library")), str(_("Papers")), str(_("Papers by status"))], rows, list(_WIDTHS))


def _by_category(catalogue: Catalogue, refdoc: str, shown: list[Status]) -> list[nodes.Node]:
    """Categories, those below another indented; with a column for all below where there are any."""
    counts = {
        slug: Counter(entry.paper.status for entry in catalogue.in_category(slug)) for slug in catalogue.categories
    }
    most = max((counter.total() for counter in counts.values()), default=0) or 1
    rows: list[list[list[nodes.Node]]] = []
    depths = {"": -1}
    for slug, category in catalogue.categories.items():
        depths[slug] = depths[category.parent] + 1
        name = chips.document_xref(category.docname, refdoc, nodes.Text(category.title))
        depth = min(depths[slug], _DEEPEST)
        indent = [nodes.Text(_INDENT * depth)] if depth else []
        numbers = [counts[slug].total(), *([catalogue.count(slug)] if catalogue.is_nested else [])]
        others = _row([], _parts(counts[slug], shown), numbers, most)
        classes = (f"paper-depth-{depth}",) if depth else ()
        rows.append([[chips.paragraph(*indent, name, classes=classes)], *others[1:]])
    head = [str(_("Category")), str(_("Papers")), str(_("Papers by status"))]
    widths = list(_WIDTHS)
    if catalogue.is_nested:
        head.insert(2, str(_("With all below")))
        widths = [48, 11, 13, 28]
    found: list[nodes.Node] = [_table(head, rows[:ROWS], widths)]
    if rest := rows[ROWS:]:
        label = str(_("{count} more")).format(count=words.number(len(rest)))
        found.append(disclosure.make(label, _table(head, rest, widths), opened=False))
    return found


def _by_year(catalogue: Catalogue, shown: list[Status]) -> nodes.table:
    """Years with papers, the earliest of many taken together."""
    counts: dict[str, Counter[Status]] = {}
    for entry in catalogue.entries:
        if entry.paper.year:
            counts.setdefault(entry.paper.year, Counter())[entry.paper.status] += 1
    years = sorted(counts)
    early, late = (years[: 1 - ROWS], years[1 - ROWS :]) if len(years) > ROWS else ([], years)
    named = [(year, counts[year]) for year in late]
    if early:
        whole: Counter[Status] = sum((counts[year] for year in early), Counter())
        named.insert(0, (f"{early[0]}–{early[-1]}", whole))
    most = max(counter.total() for _name, counter in named)
    rows = [_row([nodes.Text(name)], _parts(counter, shown), [counter.total()], most) for name, counter in named]
    return _table([str(_("Year")), str(_("Papers")), str(_("Papers by status"))], rows, [26, 18, 56])


def _table(head: list[str], rows: list[list[list[nodes.Node]]], widths: list[int]) -> nodes.table:
    return listing.table(head, rows, widths=widths, classes=("paper-table", "paper-counts-table"))
