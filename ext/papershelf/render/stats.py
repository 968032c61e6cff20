"""Counts of a library: by state, by category, by year."""

from __future__ import annotations

from collections import Counter

from docutils import nodes

from papershelf.messages import _
from papershelf.model.catalogue import Catalogue
from papershelf.model.paper import Status
from papershelf.render import chips, listing, words
from papershelf.render.plot import paper_plot

_INDENT = "\N{EM SPACE}"
_DEEPEST = 8  # levels that are told apart


def stats(catalogue: Catalogue, refdoc: str) -> list[nodes.Node]:
    """A line of counts, a table of categories, a plot of years."""
    papers = [entry.paper for entry in catalogue.entries]
    by_status = Counter(paper.status for paper in papers)
    shown = [status for status in words.STATUSES if by_status[status]]
    line: list[nodes.Node] = [nodes.strong("", words.papers_count(len(papers)))]
    for status in shown:
        line += [nodes.Text(" "), chips.badge(status), nodes.Text(f" {by_status[status]}")]
    found: list[nodes.Node] = [chips.paragraph(*line, classes=("paper-counts",))]
    if catalogue.categories:
        found.append(_by_category(catalogue, refdoc, shown))
    if any(paper.year for paper in papers):
        found.append(_by_year(catalogue, shown))
    return [chips.container(*found, classes=("paper-stats",))]


def _by_category(catalogue: Catalogue, refdoc: str, shown: list[Status]) -> nodes.table:
    """Categories, those below another indented; with a column for all below where there are any."""
    rows = []
    depths = {"": -1}
    for slug, category in catalogue.categories.items():
        members = [entry.paper.status for entry in catalogue.in_category(slug)]
        counts = Counter(members)
        depths[slug] = depths[category.parent] + 1
        name = chips.document_xref(category.docname, refdoc, nodes.Text(category.title))
        indent = [nodes.Text(_INDENT * min(depths[slug], _DEEPEST))] if depths[slug] else []
        numbers = [len(members), *(counts[status] for status in shown)]
        if catalogue.is_nested:
            numbers.insert(1, catalogue.count(slug))
        cells = [[chips.paragraph(nodes.Text(str(n) if n else "–"))] for n in numbers]
        rows.append([[chips.paragraph(*indent, name)], *cells])
    head = [str(_("Category")), str(_("Papers")), *(words.status_label(status) for status in shown)]
    if catalogue.is_nested:
        head.insert(2, str(_("With all below")))
    widths = [40, *([12] * (len(head) - 1))]
    return listing.table(head, rows, widths=widths, classes=("paper-table", "paper-counts-table"))


def _by_year(catalogue: Catalogue, shown: list[Status]) -> paper_plot:
    years = Counter((entry.paper.year, entry.paper.status) for entry in catalogue.entries if entry.paper.year)
    numbers = sorted({year for year, _status in years})
    bars = [
        (year, [(status.value, words.status_label(status), years[year, status]) for status in shown])
        for year in map(str, range(int(numbers[0]), int(numbers[-1]) + 1))
    ]
    texts = ", ".join(f"{name}: {sum(count for *_x, count in parts)}" for name, parts in bars)
    return paper_plot("", _years(bars), label=str(_("Papers by year")) + f" ({texts})", bars=bars)


def _years(bars: list[tuple[str, list[tuple[str, str, int]]]]) -> nodes.table:
    """The plot as a table, of the years that have papers."""
    head = [str(_("Year")), str(_("Papers")), *(label for _series, label, _count in bars[0][1])]
    rows = []
    for year, parts in bars:
        numbers = [sum(count for *_x, count in parts), *(count for *_x, count in parts)]
        if numbers[0]:
            cells = [year, *(str(number) if number else "–" for number in numbers)]
            rows.append([[chips.paragraph(nodes.Text(cell))] for cell in cells])
    return listing.table(head, rows, widths=[12] * len(head), classes=("paper-table", "paper-counts-table"))
