"""RIS in, records out: as EndNote, Zotero, Mendeley and publishers write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from papershelf.model.record.bibliographic import CSL_HOLDERS
from papershelf.model.record.kinds import KINDS, of_ris, ris_word
from papershelf.model.record.options import authors_text
from papershelf.model.text import values
from papershelf.sources.bibliographies.entries import guesses
from papershelf.sources.bibliographies.entries.finishing import Progress, counted, finish
from papershelf.sources.bibliographies.entries.records import MARK, OWN, Draft, Record, lines_of, overlay, refused
from papershelf.sources.bibliographies.risfields import IDENTIFIERS, author, is_arxiv, keep

_TAG = re.compile(r"(?P<tag>[A-Z][A-Z0-9]) {0,3}-(?: |$)(?P<text>.*)")
_VENUES = ("T2", "JF", "JO", "BT", "C3", "J2", "JA")
_FIELD = "field-"
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)(?P<id>10\.\S+)", re.IGNORECASE)
_OWN = re.compile(rf"{OWN}(?P<name>\S+?):(?:\s+|$)(?P<text>.*)")


@dataclass(slots=True)
class _Chunk:
    """Lines of one reference; ``ended`` if it has its ``ER``."""

    line: int
    lines: list[str] = field(default_factory=list)
    ended: bool = False


def parse(text: str, progress: Progress | None = None) -> list[Record]:
    """Every reference of a ``.ris`` file, in its order: a record, or why it is none."""
    return finish(map(_read, counted(list(_chunks(lines_of(text))), progress)))


def _chunks(lines: list[str]) -> Iterator[_Chunk]:
    """References by their ``TY`` and ``ER``; one without ``ER`` ends where the next begins.

    Lines between references become a chunk of their own, which has no ``TY``.
    """
    chunk: _Chunk | None = None
    for number, line in enumerate(lines, 1):
        match = _TAG.match(line.lstrip())
        tag = match["tag"] if match else ""
        if tag == "TY" and chunk is not None:
            yield chunk
            chunk = None
        if chunk is None:
            if not line.strip() or tag == "ER":
                continue
            chunk = _Chunk(number)
        chunk.lines.append(line)
        if tag == "ER":
            chunk.ended = True
            yield chunk
            chunk = None
    if chunk is not None:
        yield chunk


def _tags(lines: Iterable[str]) -> dict[str, list[str]]:
    """The lines of each tag; one without a tag goes on with the one before. Spaces before both are forgiven."""
    found: dict[str, list[str]] = {}
    tag = ""
    for line in lines:
        match = _TAG.match(line.lstrip())
        tag, text = (match["tag"], match["text"]) if match else (tag, line)
        if tag and text.strip():
            found.setdefault(tag, []).append(text.strip())
    return found


def _read(chunk: _Chunk) -> Draft | Record:
    if not chunk.lines[0].lstrip().startswith("TY"):
        return refused(chunk.lines[0], chunk.line, "it cannot be read: a reference begins with a line 'TY  - JOUR'")
    tags = _tags(chunk.lines[1:-1] if chunk.ended else chunk.lines[1:])
    draft = Draft(_first(tags, "ID"), chunk.line)
    if not chunk.ended:
        draft.problems.append("the line 'ER  - ' that ends it is missing")
    first = _TAG.match(chunk.lines[0].strip())
    word = (first["text"] if first else chunk.lines[0]).strip()
    draft.word, draft.word_of = of_ris(word), ris_word
    if word and not draft.word:
        draft.problems.append(f"there is no type {word[:60]!r} in RIS; it is told by what it stands in")
    _fill(draft, tags)
    return draft


def _first(tags: Mapping[str, Any], *names: str) -> str:
    """The first value of the first of these tags that is there."""
    return next((tags[name][0] for name in names if name in tags), "")


def _joined(tags: dict[str, list[str]], *names: str) -> str:
    """All lines of the first of these tags that is there."""
    return next((" ".join(tags[name]) for name in names if name in tags), "")


def _fill(draft: Draft, tags: dict[str, list[str]]) -> None:
    notes = tags.get("N1", []) + tags.get("RN", [])
    own = {match["name"]: match["text"] for note in notes if (match := _OWN.fullmatch(note))}
    for name in [name for name in own if name.startswith(_FIELD)]:
        draft.keep(name.removeprefix(_FIELD), own.pop(name))
    dates = [text.removeprefix("///") for name in ("PY", "Y1", "DA") for text in tags.get(name, [])[:1]]
    draft.issued, date = draft.published(dates)
    draft.own = MARK.removeprefix(OWN) in own
    found = {
        "title": _joined(tags, "TI", "T1", "CT"),
        "short-title": _joined(tags, "ST"),
        "authors": authors_text(author(name, draft.own) for name in tags.get("AU", []) + tags.get("A1", [])),
        "date": date,
        "venue": _venue(tags, draft.word),
        "arxiv": next((text[6:] for name in IDENTIFIERS for text in tags.get(name, []) if is_arxiv(text)), ""),
        "doi": _first(tags, "DO") or _doi(tags),
        "status": "planned",
        "tags": ", ".join(tags.get("KW", [])),
        "url": _first(tags, "UR"),
        "pdf": _first(tags, "L1"),
    }
    draft.options = {name: text for name, text in found.items() if text}
    keep(draft, tags)
    if draft.own:
        guesses.forget_arxiv_page(draft)
        draft.summary = tuple(tags.get("N2", []))
        words = tags.get("KW", [])
        for slug in filter(None, (own.get("category", ""), *own.get("also-in", "").split(", "))):
            if slug in words:
                words.remove(slug)
        draft.options["tags"] = ", ".join(words)
        overlay(draft, own)
        return
    if draft.name.isdigit():
        draft.name = ""  # a number of the program that wrote it
    draft.note = _without_markup(" ".join(notes))
    draft.abstract = _without_markup(_joined(tags, "AB", "N2"))
    draft.keep("abstract", draft.abstract)
    _links(draft, tags)
    guesses.complete(draft)
    draft.name = draft.name or draft.options.get("title", "")


def _doi(tags: dict[str, list[str]]) -> str:
    """A DOI that stands where older programs put it."""
    texts = [text for name in ("M3", "L3", "N1", "C7") for text in tags.get(name, [])]
    return next((match["id"] for text in texts if (match := _DOI.fullmatch(text))), "")


def _venue(tags: dict[str, list[str]], word: str) -> str:
    """What it stands in, or who brought it out."""
    kind = KINDS[word or "article"]
    return _joined(tags, *(("PB",) if kind.holder in CSL_HOLDERS else ()), *_VENUES)


def _links(draft: Draft, tags: dict[str, list[str]]) -> None:
    """The first address is the paper's own, the first that ends in ``.pdf`` its PDF; file names are no links."""
    texts = [text for name in ("UR", "L2", "LK", "L1") for text in tags.get(name, [])]
    urls = [url.strip() for text in texts for url in re.split(r";\s?(?=https?://)", text)]
    urls = [url for url in urls if url.startswith(("http://", "https://"))]
    pdfs = [url for url in urls if url.lower().endswith(".pdf") or url in tags.get("L1", [])]
    pages = [url for url in urls if url not in pdfs[:1]]
    draft.options |= {"url": (pages or [""])[0], "pdf": (pdfs or [""])[0]}


def _without_markup(text: str) -> str:
    return values.text(re.sub(r"</?[A-Za-z][^<>]*>", " ", text))
