"""From a row of a table to a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from papershelf.model import values
from papershelf.model.paper import LINKS, Status
from papershelf.sources.entries import Draft, drafts
from papershelf.sources.links import label_field
from papershelf.sources.marks import Marks, classify, leading
from papershelf.sources.pieces import Line, Piece
from papershelf.sources.vocabulary import COLUMNS


def cells(row: Sequence[Line], columns: Sequence[str], number: int) -> Iterator[Draft]:
    """The paper of a row of a table.

    :param columns: what each column holds, as far as its heading says.
    """
    pieces: list[Piece] = []
    options: dict[str, str] = {}
    later: list[Piece] = []
    data: dict[str, Any] = {}
    place = columns.index("title") if "title" in columns else next((n for n, c in enumerate(row) if c.text.strip()), 0)
    marks = Marks()
    description = ""
    for n, cell in enumerate(row):
        column = columns[n] if n < len(columns) else ""
        data |= cell.data
        if n == place:
            pieces += cell.pieces
            continue
        links = [piece for piece in cell.pieces if piece.href is not None]
        text = values.text("".join(piece.text for piece in cell.pieces if piece.href is None)).strip("-–—")
        later += [Piece(column if column in LINKS and not label_field(p.text) else p.text, p.href) for p in links]
        if column == "number" or not (text or links):
            continue
        if column == "status":
            leading(f"{text} ", marks)
            fact = classify(text)
            marks.status = marks.status or (Status(fact[1]) if fact and fact[0] == "status" else None)
            if marks.status is None and text:
                description = f"{description} {text}".strip()
        elif column in {"venue", "authors", "tags", "year"} and text:
            fact = classify(text)
            options[column] = fact[1] if column == "year" and fact and fact[0] == "date" else text
            if column == "authors":
                options[column] = "; ".join(re.split(r"\s*(?:;|, and | and |,)\s*", text))
        elif text and not (fact := classify(text)):
            description = f"{description} {text}".strip()
        elif text and fact:
            marks.note(*fact)
    for draft in drafts(Line(0, [*pieces, Piece(" "), *later], data), number)[:1]:
        draft.options = options
        draft.marks.status = draft.marks.status or marks.status
        for name in ("date", "venue"):
            if value := getattr(marks, name):
                draft.marks.note(name, value)
        draft.rest = " ".join(filter(None, (draft.rest, description)))
        yield draft


def columns_of(header: Sequence[str]) -> list[str]:
    """What the columns of a table hold, by their headings."""
    found = []
    for text in header:
        words = values.text(text).lower()
        name = COLUMNS.get(words) or next((COLUMNS[word] for word in words.split() if word in COLUMNS), "")
        found.append(name if name not in found else "")
    return found
