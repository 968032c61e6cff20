"""Tables of papers: rows in, drafts out. What a column holds is told by its heading and by what stands in it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from papershelf.model import values
from papershelf.sources.lines.described import LONGEST
from papershelf.sources.lines.draft import Draft
from papershelf.sources.lines.names import begins_with_names, read_names
from papershelf.sources.lines.nodes import Node
from papershelf.sources.lines.parts import part
from papershelf.sources.lines.places import Places
from papershelf.sources.lines.runs import Line, Run
from papershelf.sources.lines.spans import size_of
from papershelf.sources.lines.statements import classify, fact_in
from papershelf.sources.links import is_external, is_of_person, label_field
from papershelf.sources.lists import cells as telling
from papershelf.sources.lists.cells import EMPTY
from papershelf.sources.lists.columns import columns_of, header_words, title_column, without_classes
from papershelf.sources.lists.evidence import is_a_paper
from papershelf.sources.lists.talks import is_of_a_talk, is_video
from papershelf.sources.lists.unlinked import is_called, lines_of, lists_titles
from papershelf.sources.vocabulary import LABELS_ALONE

_CITED = re.compile(r"[A-Z]\S+, .{5,}[.,] [\"“][^\"”]{12,}[\"”].{3,}\b(?:19|20)\d\d\b", re.DOTALL)
"""A reference as MLA and Chicago write it: names, a title in quotation marks, a year."""
_FEW = 5
"""Less than one of so many is few."""
_REFERENCE = 60
"""A reference is seldom shorter, in characters."""
_LONG_TITLE = 10
"""A title of so many words is that of a paper, though the row has nothing but slides."""
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


def drafts(seen: Table, places: Places) -> list[list[Draft]]:
    """The papers of each row. Where few titles seem to begin with names, what seems to be such is of the titles."""
    found = [_of_row(row, seen, places) for row in seen.rows]
    named = [n for n, those in enumerate(found) if any(one.authors for one in those)]
    if seen.columns[seen.title] == "title" and "authors" not in seen.columns and len(named) * _FEW < len(found):
        for n in named:
            found[n] = _of_row(seen.rows[n], seen, places, whole=True)
    return found


def _of_row(row: Node, seen: Table, places: Places, *, whole: bool = False) -> list[Draft]:
    """The papers of a row: one, several whose titles stand below each other in a cell, or none.

    :param whole: whether plain words of a title's cell are a title, and nothing else.
    """
    cells = row.children
    titles = [line for line in lines_of(cells[seen.title]) if line.runs] if seen.title < len(cells) else []
    several = len(titles) > 1 and all(_is_entry(line, places, shared=seen.several) for line in titles)
    several = several or (len(titles) > 2 and not seen.described and lists_titles(cells[seen.title]))
    heads = [[line] for line in titles] if several else [None]
    found = [_draft(row, seen, places, head, whole=whole) for head in heads]
    return [one for one in found if one is not None]


def _holds_several(body: list[Node], title: int, places: Places) -> bool:
    """Whether the title's cell of some row has several papers, one a line: others are parted alike."""
    cells = [row.children[title] for row in body if 0 <= title < len(row.children)]
    held = ([line for line in lines_of(cell) if line.runs] for cell in cells)
    return any(len(lines) > 1 and all(_is_entry(line, places) for line in lines) for lines in held)


def _is_entry(line: Line, places: Places, *, shared: bool = False) -> bool:
    """Whether a line begins with a title that leads to a paper or a note.

    :param shared: whether the cells of other rows have a paper a line; then a title's link may lead anywhere.
    """
    first = next((run for run in line.runs if run.text.strip()), None)
    href = first.href or "" if first is not None else ""
    led = is_a_paper(href) or places.is_note(href) or (shared and is_external(href) and not is_of_person(href))
    return first is not None and _has_title(first) and led


def _draft(
    row: Node, seen: Table, places: Places, titles: list[Line] | None = None, *, whole: bool = False
) -> Draft | None:
    """The paper of a row, or nothing for a row without anything.

    :param titles: the lines of its title, if others of the cell are those of other papers.
    """
    cells = row.children
    lines = [lines_of(cell) for cell in cells]
    words = [values.text(" ".join(line.text for line in found)) for found in lines]
    if not any(words) and not any(line.links for found in lines for line in found):
        return None
    place = seen.title if seen.title < len(cells) and _is_title(_said(lines[seen.title])) else _instead(words, seen)
    if place >= 0 and label_field(words[place]) and (other := _instead(words, seen)) >= 0:
        place = other  # [Thesis](…) beside a name
    if place < 0:
        return None
    head = _titled(titles or lines[place])
    if whole and place == seen.title:
        head = [dataclasses.replace(line, runs=list(map(_as_title, line.runs))) for line in head]
    found = part(head, row.line + 1, places.is_note, described=seen.described)
    if is_talk(row, seen):
        return None
    for n in range(len(cells)):
        if n != place:
            telling.take(lines[n], words[n], seen.columns[n] if n < len(seen.columns) else "", found, places, n)
    return found


def is_talk(row: Node, seen: Table) -> bool:
    """Whether a row of a table of talks has slides or a video and no paper, as the others have in their titles."""
    if "videos" not in seen.columns:
        return False
    titled = sum(cell_titled(one.children[seen.title]) for one in seen.rows if seen.title < len(one.children))
    links = [run for cell in row.children for line in lines_of(cell) for run in line.links if run.href]
    links = [run for run in links if not (run.href or "").startswith("#")]
    if titled * 2 <= len(seen.rows) or not all(is_video(run.href or "") or is_of_a_talk(run) for run in links):
        return False
    shown = bool(links) and all(is_video(run.href or "") for run in links)
    return shown or (seen.title < len(row.children) and size_of(row.children[seen.title].text) < _LONG_TITLE)


def _said(lines: list[Line]) -> str:
    """The words of a cell without those of links that are labels: ``CVPR 2014 [PDF]``."""
    runs = [run for line in lines for run in line.runs]
    told = "".join(run.text for run in runs if not (run.href and label_field(run.text.strip(" []"))))
    words = values.text(re.sub(r"[\[(]\s*[\])]", " ", told))
    return words if (fact_in(words) or ("",))[0] == "venue" else values.text(" ".join(line.text for line in lines))


def _is_title(text: str) -> bool:
    """Whether a cell may hold a title: it is not empty, no label, and no date or venue."""
    if text.lower() in LABELS_ALONE or EMPTY.fullmatch(text) or re.fullmatch(r"[A-Z0-9][\w-]+ (?:19|20)\d\d", text):
        return False
    return (fact_in(text) or ("",))[0] not in {"date", "venue"}


def _instead(words: list[str], seen: Table) -> int:
    """Another column, where the one with the titles is empty."""
    columns = [seen.columns[n] if n < len(seen.columns) else "" for n in range(len(words))]
    for n in sorted(range(len(words)), key=lambda n: columns[n] == "tags"):  # a topic comes last
        text = words[n]
        if (
            columns[n] in {"", "title", "short", "tags"}
            and not EMPTY.fullmatch(text)
            and classify(text) is None
            and not label_field(text)
        ):
            return n
    return -1


def _as_title(run: Run) -> Run:
    """Plain words with the look of a title."""
    return run if run.href or run.code or run.image or run.em else dataclasses.replace(run, bold=True)


def _titled(lines: list[Line]) -> list[Line]:
    """Lines of a title's cell: from the first with words on; images and stars above are left out."""
    kept = [
        line
        for line in lines
        if any(run.text.strip() and not run.image for run in line.runs) or line.links or line.data
    ]
    return kept or lines
