"""From a line of a list to a paper: its title, its links, and what else the line says."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from papershelf.model import values
from papershelf.model.build import build, shorten
from papershelf.model.fields import FIELDS
from papershelf.model.markdown import escape
from papershelf.model.paper import LINKS, Author, Paper, Status, parse_author
from papershelf.sources.found import Found, key_for
from papershelf.sources.links import field_of, find_file, is_external, is_note, is_paper, label_field
from papershelf.sources.marks import Marks, classify, leading, read_title, venue_at
from papershelf.sources.pieces import Line, Piece
from papershelf.sources.text import summary_lines
from papershelf.sources.vocabulary import COLUMNS

_BRACKETED = re.compile(r"\s*\[(?P<title>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]")
_NOTION_ID = re.compile(r"[ _-]?[0-9a-f]{32}$")
_GENERIC_NAMES = frozenset({"note", "notes", "review", "summary", "paper", "main", "readme", "index", "contents"})
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


# -- a draft as a paper -------------------------------------------------------------------------


def paper(draft: Draft, folder: Path, category: str, summary: str) -> Found:
    """The record of a line.

    :param folder: of the list; notes are looked for in it and below.
    :param summary: in Markdown.
    :raises ValueError: if the line gives no paper; the message says why.
    """
    marks = draft.marks
    remarks: list[str] = []
    options = {name: text for name in FIELDS if isinstance(text := draft.data.get(name), str) and text}
    keyed = isinstance(draft.data.get("key"), str)
    title = values.title(marks.title)
    if re.fullmatch(r"https?://\S+", title):
        raise ValueError(f"there is an address and no title; 'papershelf new {shorten(title)}' makes a page of it")
    if not title.strip(" .-–—*_") and not keyed:
        raise ValueError("there is no title")
    if marks.date and not options.get("date", options.get("year", "")).startswith(marks.date):
        options.pop("date", None)
        options["year"] = marks.date
    if marks.venue:
        options.setdefault("venue", marks.venue)
    if marks.short_title:
        options.setdefault("short-title", marks.short_title)
    options |= {name: text for name, text in draft.options.items() if name not in options}
    leftover = _links(draft, options, remarks)
    note = _note(draft, folder, remarks)
    if isinstance(draft.data.get("summary"), str):
        summary = draft.data["summary"]
    given = {"note": str(draft.data.get("note", ""))} if draft.data.get("note") else {}
    key = values.key(draft.data["key"]) if keyed else _key(draft, marks, options, title)
    made, problems = build(key, options, **given)
    remarks += [problem.message for problem in problems]
    made = dataclasses.replace(
        made,
        title=title,
        category=draft.data["category"] if isinstance(draft.data.get("category"), str) else category,
        authors=made.authors or draft.authors,
        tags=made.tags or tuple(dict.fromkeys((*draft.tags, *marks.tags))),
    )
    if not made.date and made.arxiv[:1].isdigit() and not keyed:
        made = dataclasses.replace(made, date=f"20{made.arxiv[:2]}-{made.arxiv[2:4]}")
    return _finished(
        made, draft, Found(made, line=draft.line, keyed=keyed, note=note, root=folder), summary, leftover, remarks
    )


def _finished(made: Paper, draft: Draft, found: Found, summary: str, leftover: list[str], remarks: list[str]) -> Found:
    """Settle state, description and summary."""
    rest = draft.rest
    linked = bool(draft.note) or (found.keyed and not draft.bracketed)
    if rest and (summary or linked or leftover):
        summary = "\n".join(filter(None, (f"- {escape(rest)}", summary)))
        rest = ""
    status = draft.marks.status or (Status.DONE if linked or (summary and not found.keyed) else Status.PLANNED)
    if status is Status.PLANNED and linked and not found.keyed:
        status = Status.WRITING
    if status is Status.DONE and not summary and found.note is None and not found.keyed:
        remarks.append("there is neither a note nor a summary yet, so the note counts as being written")
        status = Status.WRITING
    if rest and status is not Status.PLANNED:
        summary, rest = f"- {escape(rest)}", ""
    beyond = (made.short_title, made.authors, made.venue, made.tags, leftover, {*dict(made.links)} - {"url"})
    if rest and any(beyond):
        summary, rest = f"- {escape(rest)}", ""
    made = dataclasses.replace(made, status=status, note=made.note or values.text(rest), summary=summary_lines(summary))
    body = "\n".join(leftover)
    return dataclasses.replace(found, paper=made, summary=summary, body=body, remarks=tuple(remarks))


def _links(draft: Draft, options: dict[str, str], remarks: list[str]) -> list[str]:
    """Put links into fields.

    :returns: those no field is left for, as list items of the note.
    """
    leftover = []
    for label, href in draft.links:
        if not is_external(href):
            if not href.startswith("#"):
                remarks.append(f"the file {href[:80]} is not taken in")
            continue
        try:
            name, value = field_of(href, label)
        except ValueError as error:
            remarks.append(f"the link {href[:80]!r} is left out: {error}")
            continue
        if name == "url" and options.get("url", value) != value and "project" not in options:
            name = "project" if not is_paper(value) else name
        if options.get(name, value) == value or (name == "arxiv" and options[name].startswith(value)):
            options[name] = value
        else:
            words = re.sub(r"([\[\]\\<>`*_])", r"\\\1", values.text(label) or name)
            leftover.append(
                f"- [{words}](<{href.strip()}>)" if re.search(r"[()]", href) else f"- [{words}]({href.strip()})"
            )
    return leftover


def _note(draft: Draft, folder: Path, remarks: list[str]) -> Path | None:
    if not draft.note:
        return None
    found = find_file(folder, draft.note)
    if found is None:
        if "key" not in draft.data:
            remarks.append(f"its note {unquote(draft.note)[:120]} is not there")
        return None
    resolved = found.resolve()
    if not resolved.is_relative_to(folder.resolve()):
        remarks.append(f"its note {unquote(draft.note)[:120]} is outside the list's folder and not taken in")
        return None
    return resolved


def _key(draft: Draft, marks: Marks, options: dict[str, str], title: str) -> str:
    """A key made of the note's name, of the short name, or of the title."""
    if draft.note:
        path = (
            unquote(draft.note.partition("#")[0].partition("?")[0])
            .strip("/")
            .removesuffix(".md")
            .removesuffix(".markdown")
        )
        parts = [part for part in path.split("/") if part not in {"", ".", ".."}]
        while parts and _NOTION_ID.sub("", parts[-1]).lower() in _GENERIC_NAMES and len(parts) > 1:
            parts.pop()
        name = _NOTION_ID.sub("", parts[-1]) if parts else ""
        if name and name.lower() not in _GENERIC_NAMES:
            return key_for(name)
    if options.get("short-title"):
        return key_for(options["short-title"])
    head, colon, _tail = title.partition(":")
    if colon and len(head.split()) <= 3 and len(head) <= 40:
        return key_for(head)
    return key_for(" ".join(title.split()[:10]))


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


def columns(header: Sequence[str]) -> list[str]:
    """What the columns of a table hold, by their headings."""
    found = []
    for text in header:
        words = values.text(text).lower()
        name = COLUMNS.get(words) or next((COLUMNS[word] for word in words.split() if word in COLUMNS), "")
        found.append(name if name not in found else "")
    return found
