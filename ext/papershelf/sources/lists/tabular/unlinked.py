"""Tables whose papers have no links: told by what the table calls them, with addresses in rows of their own.

In: rows of a table. Out: whether they are papers, and what rows without a title lead to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from papershelf.model.text import values
from papershelf.sources.lines.details.draft import Draft
from papershelf.sources.lines.markup.nodes import Node
from papershelf.sources.lines.markup.places import Places
from papershelf.sources.lines.markup.runs import Line
from papershelf.sources.lists.clues.bare import SAYS
from papershelf.sources.lists.tabular.cells import EMPTY

_BROKEN = re.compile(r"\[(?P<href>https?://[^\s\[\]]+)\]\(https?://.*")
"""A link to itself, whose address has blanks and so is none."""
_LONGEST = 200
"""A title is shorter, in characters."""


def lines_of(node: Node) -> list[Line]:
    """The lines of a cell, without those of tables in it: their rows are entries of their own."""
    below = [line for inner in node.children if inner.kind != "table" for line in lines_of(inner)]
    return [*node.lines, *below]


def is_called(header: Sequence[str], columns: Sequence[str], title: int, body: list[Node], places: Places) -> bool:
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
    if len(filled) == 1 and lines and (match := _BROKEN.fullmatch(lines[0].text.strip())):
        return match["href"]
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


def is_alone(line: Line) -> bool:
    """Whether a line may be a title without a link: some words, the first of them large, and no sentence."""
    text = line.text.strip()
    words = re.findall(r"[^\W\d_]{2,}", text)
    return bool(text) and len(words) > 2 and not text[0].islower() and text[-1] not in ".。:：" and not line.links


def lists_titles(cell: Node) -> bool:
    """Whether the lines of a cell are titles of several papers, but for one or the other that is too short for one."""
    lines = [line for line in lines_of(cell) if line.text.strip()]
    told = sum(map(is_alone, lines))
    return len(lines) > 2 and told * 4 >= len(lines) * 3 and all(len(line.text) < _LONGEST for line in lines)
