"""What a line of a list tells of a paper: its title, its links, and the words around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from papershelf.model import values
from papershelf.model.paper import Author, parse_author
from papershelf.sources.links import is_note, label_field
from papershelf.sources.marks import Marks, classify, leading, read_title, venue_at
from papershelf.sources.pieces import Line, Piece

_BRACKETED = re.compile(r"\s*\[(?P<title>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]")
_SEPARATORS = " \t,;:.–—-|·•/&+→"
_GROUP = re.compile(r"\((?P<round>[^()]*)\)|\[(?P<square>[^\[\]]*)\]")
_NAME = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*| (?:de|van|von|der|la|di|da)){1,4}"
_AUTHORS = re.compile(rf"{_NAME}(?:(?:, and |, | and | & ){_NAME})+(?:,? et al\.?)?|{_NAME},? et al\.?")


@dataclass
class Draft:
    """A paper as a line tells of it.

    :param links: words and addresses, in order, without the title's when that is the note's.
    :param rest: words after the title that are no facts: a description.
    """

    line: int
    marks: Marks = field(default_factory=Marks)
    links: list[tuple[str, str]] = field(default_factory=list)
    note: str = ""
    rest: str = ""
    authors: tuple[Author, ...] = ()
    options: dict[str, str] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    bracketed: bool = False


def is_title_link(piece: Piece) -> bool:
    """Whether a link's words are a title."""
    return piece.href is not None and not label_field(piece.text)


def begins_with_title(line: Line) -> bool:
    """Whether a line begins with a title's link: to a note, to a paper or, in brackets, to nothing yet."""
    marks = Marks()
    before = ""
    for piece in line.pieces:
        if piece.href is None:
            before += piece.text
            continue
        if leading(before, marks).strip(_SEPARATORS + "*[("):
            break
        return is_title_link(piece) and not piece.href.startswith("#")
    return bool(line.pieces) and bool(_BRACKETED.fullmatch(leading(line.text, marks).strip()))


def drafts(line: Line, number: int) -> list[Draft]:
    """The papers of a line: mostly one; more where it names several notes.

    :param number: line of the source.
    """
    parts = [line.pieces]
    titled = [n for n, p in enumerate(line.pieces) if p.href is not None and is_title_link(p)]
    paths = [n for n in titled if is_note(line.pieces[n].href or "")]
    if len(paths) > 1 and paths == titled:
        starts = [0, *paths[1:], len(line.pieces)]
        parts = [line.pieces[a:b] for a, b in pairwise(starts)]
    return [_draft(part, line.data if not n else {}, number) for n, part in enumerate(parts)]


def _draft(pieces: Sequence[Piece], data: dict[str, Any], number: int) -> Draft:
    draft = Draft(number, data=data)
    if isinstance(data.get("key"), str):
        _exported(pieces, draft)
        return draft
    title, rest = _title(pieces, draft)
    read_title(title, draft.marks)
    _rest(rest, draft)
    return draft


def _exported(pieces: Sequence[Piece], draft: Draft) -> None:
    """Read the line of an exported list: a title that nobody has changed is the one in its comment."""
    link = next((piece for piece in pieces if piece.href is not None), None)
    if link is not None and link.href:
        text = link.text
        if is_note(link.href):
            draft.note = link.href
    else:
        text = "".join(piece.text for piece in pieces).strip().removeprefix("[").removesuffix("]")
        draft.bracketed = True
    text, title = values.text(text), values.text(str(draft.data.pop("title", "")))
    if title and text.startswith(title):
        read_title(f"x{text[len(title) :]}", draft.marks)
        draft.marks.title = title
    else:
        read_title(text, draft.marks)
    draft.marks.short_title = draft.marks.venue = ""  # the comment tells
    draft.marks.tags = []


def _title(pieces: Sequence[Piece], draft: Draft) -> tuple[str, list[Piece]]:
    """The words of the title, and what comes after it."""
    pieces = list(pieces)
    before = ""
    strong = _strong(pieces)
    if strong:
        return strong, pieces[_after_strong(pieces) :]
    for place, piece in enumerate(pieces):
        if piece.href is None:
            before += piece.text
            continue
        trial = Marks()
        read_title(f"{before.lstrip(_SEPARATORS)} x", trial)
        empty = trial.title.removesuffix("x").strip(_SEPARATORS + "*[(") == ""
        if re.fullmatch(r"\(?(?:19|20)\d\d\)?", piece.href) or not piece.href:
            pieces[place] = Piece(f"({piece.href})" if piece.href else "", None)
            draft.bracketed = True
            return f"{before} {piece.text}", pieces[place:]
        if empty and is_title_link(piece):
            if is_note(piece.href):
                draft.note = piece.href
            else:
                draft.links.append(("", piece.href))
            return f"{before.lstrip(_SEPARATORS)} {piece.text}", pieces[place + 1 :]
        if not empty:
            return _split(before, pieces[place:])
    text = "".join(piece.text for piece in pieces)
    bare = leading(text, draft.marks)
    match = _BRACKETED.match(bare)
    after = bare[match.end() :].strip() if match else ""
    trial = Marks()
    read_title(bare, trial)
    if match and match["title"].strip() and not (after and trial.title and after.startswith(trial.title)):
        draft.bracketed = True
        return match["title"], [Piece(bare[match.end() :])]
    if all(piece.href is None for piece in pieces):
        return _split(bare, [])
    return text, [piece for piece in pieces if piece.href is not None]


def _strong(pieces: Sequence[Piece]) -> str:
    """The words in strong type that a line without a title's link begins with, if any come after."""
    start = next((n for n, piece in enumerate(pieces) if piece.text.strip(_SEPARATORS)), 0)
    bold = [piece for piece in pieces[start : _after_strong(pieces)] if piece.bold]
    if not bold or any(piece.href is not None for piece in bold):
        return ""
    return "".join(piece.text for piece in pieces[: _after_strong(pieces)]).rstrip(" .,:")


def _after_strong(pieces: Sequence[Piece]) -> int:
    """Where the strong type that a line begins with ends."""
    start = next((n for n, piece in enumerate(pieces) if piece.text.strip(_SEPARATORS)), 0)
    return next((n for n in range(start, len(pieces)) if not pieces[n].bold), len(pieces))


def _split(before: str, rest: list[Piece]) -> tuple[str, list[Piece]]:
    """A title that is no link, parted from the description after a dash."""
    before = before.rstrip().removesuffix("[").removesuffix("(")
    match = re.search(r"\s+(?:[-–—|]|::)\s+", before)
    if match and match.start() > 3:
        return before[: match.start()], [Piece(" - " + before[match.end() :]), *rest]
    if rest and (match := re.search(r"[.:,]?\s*$", before)):
        before = before[: match.start()]
    return before, rest


def _rest(pieces: Sequence[Piece], draft: Draft) -> None:
    """Sort what comes after the title: links, brackets and words with facts; the others describe."""
    words = ""
    for piece in pieces:
        if piece.href is None:
            if piece.styled and not draft.authors and (authors := read_authors(piece.text)):
                draft.authors = authors
                continue
            words += piece.text
        elif is_note(piece.href) and not draft.note:
            draft.note = piece.href
        elif piece.href:
            draft.links.append((piece.text, piece.href))
            words += " "
    draft.rest = _facts(words, draft)


def _facts(words: str, draft: Draft) -> str:
    """Take facts off the beginning of the words after a title.

    :returns: what remains.
    """
    while True:
        words = words.lstrip(_SEPARATORS)
        match = _GROUP.match(words)
        if match:
            inside = next((text for text in match.groups() if text is not None), "").strip(_SEPARATORS + "[]")
            if inside and not _noted(inside, draft):
                return words.rstrip()
            words = words[match.end() :]
            continue
        if words[:1] in {"]", ")"}:
            words = words[1:]
            continue
        stripped = leading(words, draft.marks)
        if stripped != words.lstrip():
            words = stripped
            continue
        if venue := venue_at(words):
            draft.marks.note("venue", values.text(venue))
            words = words[len(venue) :]
            continue
        first = re.match(r"[^,;|()\[\]]+?(?=\s*(?:[,;|()\[\].]|\s[-–—]\s|$))", words)
        if first and len(first[0]) < 60 and (fact := classify(first[0])) and draft.marks.note(*fact):
            words = words[first.end() :]
            continue
        if (
            first is not None
            and not draft.authors
            and words.lower().startswith("by ")
            and (people := read_authors(words[3:]))
        ):
            draft.authors = people
            return ""
        return words.strip()


def _noted(text: str, draft: Draft) -> bool:
    trial = Marks()
    read_title(f"x ({text})", trial)
    if trial.title != "x":
        return False
    for name in ("date", "venue", "short_title"):
        if value := getattr(trial, name):
            draft.marks.note(name, value)
    draft.marks.status = draft.marks.status or trial.status
    draft.marks.tags += [tag for tag in trial.tags if tag not in draft.marks.tags]
    return True


def read_authors(text: str) -> tuple[Author, ...]:
    """Names parted by commas and "and", if the text is nothing else."""
    text = values.text(text).strip("., ")
    if not _AUTHORS.fullmatch(text):
        return ()
    others = bool(re.search(r"et al$", text))
    names = re.split(r", and |, | and | & ", re.sub(r",? et al$", "", text))
    found = [parse_author(name) for name in names if name]
    return (*found, Author(literal="others")) if others else tuple(found)
