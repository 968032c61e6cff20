"""Tables of papers: rows in, drafts out. What a column holds is told by its heading and by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from papershelf.model import values
from papershelf.sources.lines import marks as marking
from papershelf.sources.lines.blocks import Node
from papershelf.sources.lines.draft import Draft
from papershelf.sources.lines.marks import classify, fact_in
from papershelf.sources.lines.names import read_names
from papershelf.sources.lines.parts import part
from papershelf.sources.lines.places import Places
from papershelf.sources.lines.plain import LONGEST
from papershelf.sources.lines.runs import Line, Run
from papershelf.sources.links import label_field
from papershelf.sources.lists import cells as telling
from papershelf.sources.lists.bare import SAYS
from papershelf.sources.lists.cells import EMPTY, NO_FACTS
from papershelf.sources.lists.evidence import is_a_paper
from papershelf.sources.vocabulary import COLUMNS, LABELS_ALONE, TOPICS

_CITED = re.compile(r"[A-Z]\S+, .{5,}[.,] [\"“][^\"”]{12,}[\"”].{3,}\b(?:19|20)\d\d\b", re.DOTALL)
"""A reference as MLA and Chicago write it: names, a title in quotation marks, a year."""


@dataclass
class Table:
    """A table whose rows may be papers.

    :param columns: what each column holds.
    :param title: the column of the title.
    :param papers: how many rows tell of a paper; ``filled``, how many have anything in them.
    :param described: whether that holds a title and its description, not a title alone.
    """

    rows: list[Node]
    columns: list[str]
    title: int
    papers: int
    filled: int = 0
    described: bool = False

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
    columns += [""] * (width - len(columns))
    counts = [[0, 0, 0.0, 0] for _ in range(width)]  # titled links to papers or notes, other links, words, filled
    papers = 0
    for row in body:
        strong = False
        for n, cell in enumerate(row.children[:width]):
            titled, linked = cell_links(cell, places)
            text = values.text(cell.text)
            counts[n][0] += titled
            counts[n][1] += linked
            counts[n][2] += len(text.split()) + len(re.findall(r"[\u4e00-\u9fff\u3040-\u30ff]", text)) / 2
            counts[n][3] += not EMPTY.fullmatch(text)
            strong = strong or titled or linked or bool(_CITED.search(text))
        papers += strong
    title = _title_column(columns, counts, len(body))
    filled = sum(any(not EMPTY.fullmatch(values.text(cell.text)) for cell in row.children) for row in body)
    if papers * 5 < filled * 2 and title >= 0 and columns[title] == "title":
        known = not papers and bool({"venue", "year", "authors"} & set(columns))
        papers = filled if known or _is_called(header, columns, title, body, places) else papers
    return Table(body, columns, title, papers, filled, title >= 0 and _described(body, title))


def _is_called(header: Sequence[str], columns: Sequence[str], title: int, body: list[Node], places: Places) -> bool:
    """Whether a table with few links or none tells of papers by what it calls its titles, or what it lies beside."""
    called = title < len(header) and bool(SAYS.search(header[title]))
    shown = "talk" in columns and bool(SAYS.search(places.folder.resolve().name.replace("_", " ")))
    held = [row for row in body if title < len(row.children) and not address_below(row)]
    words = [values.text(row.children[title].text) for row in held]
    words = [text for text in words if not EMPTY.fullmatch(text)]
    titles = [text for text in words if len(re.findall(r"[^\W\d_]{2,}", text)) > 2 and text[-1:] not in ".:。"]
    linked = sum(any(not run.image for line in lines_of(row.children[title]) for run in line.links) for row in held)
    return (called or shown) and linked * 2 < len(held) and len(titles) * 2 > len(words)


def address_below(row: Node) -> str:
    """The address of a row with nothing else: it belongs to the paper of the row above."""
    filled = [cell for cell in row.children if cell.text.strip()]
    lines = [line for cell in filled for line in lines_of(cell)]
    links = [run for line in lines for run in line.links]
    alone = len(filled) == 1 and len(links) == 1 and len(row.children) > 1 and row.children[0] is not filled[0]
    words = links[0].text.strip() if alone else ""
    return links[0].href or "" if alone and "://" in words and lines[0].text.strip() == words else ""


def further(row: Node, places: Places) -> list[Draft]:
    """What a row without a title may lead to, a list of its own say: ``~ 2022 | [Link](papers-2022.md)``."""
    notes = [run.href or "" for line in lines_of(row) for run in line.links if places.is_note(run.href or "")]
    if len(notes) != 1 or (path := places.file(notes[0])) is None:
        return []
    draft = Draft(row.line + 1, note=notes[0])
    draft.marks.title = path.stem.replace("_", " ")
    return [draft]


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
    sizes = sorted(len(values.text(cell.text)) for cell in cells)
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


def _title_column(columns: list[str], counts: list[list[float]], number: int) -> int:
    """The column with the titles: the papers' links, if their words are titles; else what is called so."""
    if not number:
        return -1
    best = max(range(len(counts)), key=lambda n: counts[n][0], default=-1)
    if best >= 0 and counts[best][0] * 2 >= number:
        return best
    wordy = [
        n
        for n, count in enumerate(counts)
        if count[3] and count[2] / max(count[3], 1) >= 2.5 and columns[n] not in {"summary", "authors", "tags"}
    ]
    for name in ("title", "short"):
        called = [n for n, column in enumerate(columns) if column == name and counts[n][3] * 2 >= number]
        called = [
            n for n in called if counts[n][2] / max(counts[n][3], 1) >= (1.5 if name == "title" else 0.5)
        ] or called
        linked = [n for n in called if counts[n][2] / max(counts[n][3], 1) >= 1.2 or counts[n][1] < counts[n][3]]
        if linked:
            return linked[0]
    if best >= 0 and counts[best][0]:
        return best
    return wordy[0] if wordy else -1


def lines_of(node: Node) -> list[Line]:
    """The lines of a cell, without those of tables in it: their rows are entries of their own."""
    below = [line for inner in node.children if inner.kind != "table" for line in lines_of(inner)]
    return [*node.lines, *below]


def drafts(row: Node, seen: Table, places: Places) -> list[Draft]:
    """The papers of a row: one, several whose titles stand below each other in a cell, or none."""
    cells = row.children
    titles = [line for line in lines_of(cells[seen.title]) if line.runs] if seen.title < len(cells) else []
    several = len(titles) > 1 and all(_is_entry(line, places) for line in titles)
    several = several or (len(titles) > 2 and not seen.described and all(map(_is_alone, titles)))
    found = [_draft(row, seen, places, [line]) for line in titles] if several else [_draft(row, seen, places)]
    return [one for one in found if one is not None]


def _is_alone(line: Line) -> bool:
    """Whether a line may be a title without a link: some words, the first of them large, and no sentence."""
    text = line.text.strip()
    words = re.findall(r"[^\W\d_]{2,}", text)
    return bool(text) and len(words) > 2 and not text[0].islower() and text[-1] not in ".。:：" and not line.links


def _is_entry(line: Line, places: Places) -> bool:
    """Whether a line begins with a title that leads to a paper or a note."""
    first = next((run for run in line.runs if run.text.strip()), None)
    href = first.href or "" if first is not None else ""
    return first is not None and _has_title(first) and (is_a_paper(href) or places.is_note(href))


def _draft(row: Node, seen: Table, places: Places, titles: list[Line] | None = None) -> Draft | None:
    """The paper of a row, or nothing for a row without anything.

    :param titles: the lines of its title, if others of the cell are those of other papers.
    """
    cells = row.children
    lines = [lines_of(cell) for cell in cells]
    words = [values.text(" ".join(line.text for line in found)) for found in lines]
    if not any(words) and not any(line.links for found in lines for line in found):
        return None
    place = seen.title if seen.title < len(cells) and _is_title(words[seen.title]) else _instead(words, seen)
    if place < 0:
        return None
    head = _titled(titles or lines[place])
    found = part(head, row.line + 1, places.is_note, described=seen.described)
    for n in range(len(cells)):
        if n != place:
            telling.take(lines[n], words[n], seen.columns[n] if n < len(seen.columns) else "", found, places, n)
    return found


def _is_title(text: str) -> bool:
    """Whether a cell may hold a title: it is not empty, no label, and no date or venue."""
    if text.lower() in LABELS_ALONE or EMPTY.fullmatch(text):
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


def _titled(lines: list[Line]) -> list[Line]:
    """Lines of a title's cell: from the first with words on; images and stars above are left out."""
    kept = [
        line
        for line in lines
        if any(run.text.strip() and not run.image for run in line.runs) or line.links or line.data
    ]
    return kept or lines


def columns_of(header: Sequence[str]) -> list[str]:
    """What the columns of a table hold, by their headings."""
    found: list[str] = []
    for text in header:
        words = marking.clean(values.text(text)).lower()
        name = (
            COLUMNS.get(words)
            or COLUMNS.get(words.replace(" ", ""))
            or next((COLUMNS[word] for word in re.findall(r"[^\W_]+|#", words) if word in COLUMNS), "")
        )
        found.append(name if name not in found or name in NO_FACTS else "")
    if "talk" in found:  # then a date without more words is that of the talk
        found = ["talk" if values.text(text).lower() in {"날짜", "date", "日期", "日付"} else name
                 for text, name in zip(header, found, strict=True)]  # fmt: skip
    topics = [n for n, text in enumerate(header) if values.text(text).lower() in TOPICS]
    tagged = len(_tags(header)) > 1 or "talk" in found  # tags have a column of their own, or it is a table of talks
    if topics and not {"title", "short"} & set(found) and tagged:
        found = ["tags" if n in _tags(header) and n != topics[0] else name for n, name in enumerate(found)]
        found[topics[0]] = "title"
    return found


def _tags(header: Sequence[str]) -> list[int]:
    """The columns that are called tags, keywords or topics."""
    return [n for n, text in enumerate(header) if COLUMNS.get(values.text(text).lower()) == "tags"]
