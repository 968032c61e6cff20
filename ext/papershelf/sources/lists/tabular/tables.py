"""Whether the rows of a table are papers, and what its columns hold: told by its heading and by what stands in them.

In: a table. Out: the same as rows, with the column of the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from papershelf.model.text import values
from papershelf.sources.lines.details.spans import size_of
from papershelf.sources.lines.markup.nodes import Node
from papershelf.sources.lines.markup.places import Places
from papershelf.sources.lines.markup.runs import Line, Run
from papershelf.sources.lines.values.behind import LONGEST
from papershelf.sources.lines.values.names import begins_with_names, read_names
from papershelf.sources.lines.values.statements import fact_in
from papershelf.sources.lists.clues.targets import is_a_paper
from papershelf.sources.lists.tabular.cells import EMPTY
from papershelf.sources.lists.tabular.columns import columns_of, header_words, title_column, without_classes
from papershelf.sources.lists.tabular.unlinked import is_called, lines_of, lists_titles
from papershelf.sources.words.links import is_external, is_of_person, label_field

_CITED = re.compile(r"[A-Z]\S+, .{5,}[.,] [\"“][^\"”]{12,}[\"”].{3,}\b(?:19|20)\d\d\b", re.DOTALL)
"""A reference as MLA and Chicago write it: names, a title in quotation marks, a year."""
_REFERENCE = 60
"""A reference is seldom shorter, in characters."""
_DATA = frozenset({"dataset", "datasets", "benchmark", "benchmarks", "数据集", "데이터셋"})
_PAPERS = frozenset({"paper", "papers", "论文", "논문", "論文"})


@dataclass
class Table:
    """A table whose rows may be papers.

    :param columns: what each column holds.
    :param title: the column of the title.
    :param papers: how many rows tell of a paper; ``filled``, how many have anything in them.
    :param left: rows that tell of no paper, where only some do.
    :param described: whether that holds a title and its description, not a title alone.
    :param several: whether that of some row holds several papers, one a line.
    """

    rows: list[Node]
    columns: list[str]
    title: int
    papers: int
    filled: int = 0
    described: bool = False
    left: list[Node] = field(default_factory=list)
    several: bool = False

    @property
    def holds_papers(self) -> bool:
        """Whether enough of its rows tell of a paper."""
        return bool(self.rows) and self.title >= 0 and self.papers * 5 >= self.filled * 2


def table(node: Node, places: Places) -> Table:
    """Look at a table."""
    rows = list(_rows(node))
    header = [values.text(cell.text) for cell in rows[0].children] if rows else []
    columns = columns_of(header)
    body = rows[1:]
    if rows and any(_leads_to_a_paper(cell, places) for cell in rows[0].children):
        body, columns = rows, ["" for _ in header]
    width = max((len(row.children) for row in body), default=0)
    if len(header) == width > 2:
        _spanned(body, width)
    columns += [""] * (width - len(columns))
    columns = without_classes(columns, body)
    counts, told = _counted(body, width, places)
    papers, left = len(told), list[Node]()
    title = title_column(columns, counts, len(body))
    titled = title >= 0 and columns[title] == "title"
    known = {"venue", "year", "authors"} & set(columns)
    if titled and (len(known) > 1 if papers else known):
        papers = len(body)
    if titled and papers * 5 < len(body) * 2 and is_called(header, columns, title, body, places):
        papers = len(body)
    elif title >= 0 and told and papers * 5 < len(body) * 2 and set(header_words(header)) & _PAPERS:
        left = [row for row in body if row not in told]
        body = told  # some of the rows have their papers in a column of that name
        title = title_column(columns, _counted(body, width, places)[0], len(body))
    if title >= 0 and _names_data(header, body, title):
        papers = 0
    filled = sum(any(not EMPTY.fullmatch(values.text(cell.text)) for cell in row.children) for row in body)
    several = _holds_several(body, title, places)
    return Table(body, columns, title, papers, filled, title >= 0 and _described(body, title), left, several)


def _counted(body: list[Node], width: int, places: Places) -> tuple[list[list[float]], list[Node]]:
    """For each column, titled links to papers or notes, other links, words, filled cells; and the rows with papers."""
    counts, told = [[0, 0, 0.0, 0] for _ in range(width)], []
    for row in body:
        strong = False
        for n, cell in enumerate(row.children[:width]):
            titled, linked = cell_links(cell, places)
            text = values.text(cell.text)
            counts[n][0] += titled
            counts[n][1] += linked
            counts[n][2] += len(text.split()) + len(re.findall(r"[\u4e00-\u9fff\u3040-\u30ff]", text)) / 2
            counts[n][3] += not EMPTY.fullmatch(text)
            strong = strong or titled or linked or _is_cited(text)
        told += [row] if strong else []
    return counts, told


def _names_data(header: Sequence[str], body: list[Node], title: int) -> bool:
    """Whether the links of a table are the names of data sets, as its heading says, and no titles."""
    words = set(header_words(header))
    if not words & _DATA or words & (_PAPERS | {"title", "titles"}):
        return False
    lines = [line for row in body if title < len(row.children) for line in lines_of(row.children[title])]
    links = [run for line in lines for run in line.links if not label_field(run.text.strip(" []"))]
    if len(links) <= len(body) <= 2 * sum(is_a_paper(run.href or "") for run in links):
        return False  # each leads to the paper of its data set
    named = [run.text for run in links]
    if not named:  # the name stands before its links: link, paper
        beside = ("".join(run.text for run in line.runs if not run.href and not run.image) for line in lines)
        named = [text for text in beside if any(map(str.isalpha, text))]
    return sum(size_of(text) < 4 for text in named) * 5 > len(named) * 4


def _spanned(body: list[Node], width: int) -> None:
    """Fill in the first cell of rows that are one short, as the cell of a row above goes on in theirs."""
    above: Node | None = None
    for row in body:
        if len(row.children) == width:
            above = row.children[0]
        elif above is not None and above.html and len(row.children) == width - 1:
            row.children.insert(0, Node("cell", row.line, row.end, lines=list(above.lines), children=above.children))


def _is_cited(text: str) -> bool:
    """Whether a cell is a reference: names, a title, a year."""
    if _CITED.search(text):
        return True
    return len(text) > _REFERENCE and bool(re.search(r"\b(?:19|20)\d\d\b\W*$", text)) and begins_with_names(text)


def _rows(node: Node) -> Iterator[Node]:
    """The rows of a table, without those of tables in its cells."""
    for inner in node.children:
        if inner.kind == "row":
            if inner.children:
                yield inner
        elif inner.kind != "table":
            yield from _rows(inner)


def tables_in(node: Node) -> Iterator[Node]:
    """The tables in the cells of a table."""
    for inner in node.children:
        if inner.kind == "table":
            yield inner
        else:
            yield from tables_in(inner)


def _described(rows: list[Node], title: int) -> bool:
    """Whether the cells of a column hold descriptions, too: they are too long for titles, or parted by signs."""
    cells = [row.children[title] for row in rows if title < len(row.children)]
    listing = sum(map(lists_titles, cells))
    sizes = sorted(len(values.text(cell.text)) for cell in cells)
    if listing * 2 > len(cells):
        return False
    if not sizes or sum(cell_titled(cell) for cell in cells) * 2 >= len(sizes):
        return False
    parted = sum(_parted(cell) for cell in cells)
    return sizes[len(sizes) // 2] > LONGEST or parted * 3 >= len(sizes)


def _parted(cell: Node) -> bool:
    """Whether a title and a description are parted by a dash, a gap, a new line, or by bold type."""
    lines = [line for line in lines_of(cell) if line.text.strip()]
    if not lines or cell_titled(cell):
        return False
    text = lines[0].text.strip()
    runs = [run for run in lines[0].runs if run.text.strip(" .:") and not re.fullmatch(r"\W*\d+\W*", run.text)]
    bold = bool(runs) and runs[0].bold and sum(len(run.text.split()) for run in runs[1:]) > 4
    more = len(lines) > 1 and len(lines[1].text.split()) > 3 and not read_names(lines[1].text)
    match = re.search(r"\s(?:[-–—])\s|(?<=\S)\s{2,}(?=\S)", text)
    return bold or more or bool(match and len(text[match.end() :].split()) > 4)


def cell_titled(cell: Node) -> bool:
    """Whether a cell has a link with a title."""
    links = [run for line in lines_of(cell) for run in line.links if not run.image and not run.bare]
    return any(not label_field(run.text.strip(" []")) for run in links)


def cell_links(cell: Node, places: Places) -> tuple[bool, bool]:
    """Whether a cell has a title's link to a paper or a note, and whether it has any link to one."""
    links = [run for line in lines_of(cell) for run in line.links if not run.image]
    strong = [run for run in links if is_a_paper(run.href or "") or places.is_note(run.href or "")]
    labelled = [run for run in links if label_field(run.text.strip(" []")) in {"paper", "pdf", "note"} and not run.bare]
    titled = any(_has_title(run) for run in strong)
    return titled, bool(strong or labelled)


def _has_title(run: Run) -> bool:
    """Whether the words of a link may be a title: they are no label, no fact and no number."""
    words = run.text.strip(" []")
    letters = any(map(str.isalpha, words))
    return letters and not run.bare and not label_field(words) and fact_in(run.text) is None


def _leads_to_a_paper(cell: Node, places: Places) -> bool:
    """Whether a cell has a link that is by its address one to a paper: no cell of a heading has."""
    links = [run for line in lines_of(cell) for run in line.links]
    return cell_links(cell, places)[0] or any(is_a_paper(run.href or "") for run in links)


def _holds_several(body: list[Node], title: int, places: Places) -> bool:
    """Whether the title's cell of some row has several papers, one a line: others are parted alike."""
    cells = [row.children[title] for row in body if 0 <= title < len(row.children)]
    held = ([line for line in lines_of(cell) if line.runs] for cell in cells)
    return any(len(lines) > 1 and all(is_entry(line, places) for line in lines) for lines in held)


def is_entry(line: Line, places: Places, *, shared: bool = False) -> bool:
    """Whether a line begins with a title that leads to a paper or a note.

    :param shared: whether the cells of other rows have a paper a line; then a title's link may lead anywhere.
    """
    first = next((run for run in line.runs if run.text.strip()), None)
    href = first.href or "" if first is not None else ""
    led = is_a_paper(href) or places.is_note(href) or (shared and is_external(href) and not is_of_person(href))
    return first is not None and _has_title(first) and led
