"""Tables that lay a page out: in each row a picture, and beside it the lines of one paper.

In: a table. Out: an entry for each row, whose title is the first line; none for a table of any other kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from papershelf.sources.lines.details.spans import size_of
from papershelf.sources.lines.markup.nodes import Node
from papershelf.sources.lines.markup.runs import Line, Run
from papershelf.sources.lists.clues.entry import Entry
from papershelf.sources.lists.clues.evidence import Signs
from papershelf.sources.lists.tabular.unlinked import lines_of

_FEWEST = 3
"""So many lines a paper has, at least: title, names, links."""


def entries(table: Node, is_told: Callable[[list[Line]], bool]) -> list[Entry]:
    """The paper of each row.

    :param is_told: whether lines that belong together tell of a paper.
    """
    rows = [row for row in table.walk() if row.kind == "row"]
    if not table.html or not all(map(_is_pictured, rows)):
        return []
    found = [list(_seen(next(cell for cell in row.children if _says(cell)))) for row in rows]
    if any(len(lines) < _FEWEST or is_told(lines[:1]) or not is_told(lines) for lines in found):
        return []
    return [_entry(lines) for lines in found if size_of(lines[0].text) > 1]


def _entry(lines: list[Line]) -> Entry:
    entry = Entry(lines[0].number + 1, lines[:1], signs=Signs(papers=1, size=1, links=1))
    for line in lines[1:]:
        entry.take([line], line.number, line.number + 1)
    return entry


def _is_pictured(row: Node) -> bool:
    """Whether a row has one cell with words, and others with pictures alone."""
    said = [cell for cell in row.children if _says(cell)]
    shown = [cell for cell in row.children if any(run.image for line in lines_of(cell) for run in line.runs)]
    return len(said) == 1 and any(cell not in said for cell in shown)


def _says(cell: Node) -> bool:
    return any(line.text.strip() for line in lines_of(cell))


def _seen(cell: Node) -> Iterator[Line]:
    """The lines of a cell as a reader sees them: those that the source alone breaks off go on."""
    seen: Line | None = None
    for line in lines_of(cell):
        if seen is not None and not line.hard:
            seen.runs += [Run(" "), *line.runs]
            continue
        if seen is not None and seen.text.strip():
            yield seen
        seen = Line(line.number, list(line.runs), data=dict(line.data))
    if seen is not None and seen.text.strip():
        yield seen
