"""RIS in, records out: as EndNote, Zotero, Mendeley and publishers write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from papershelf.model import values
from papershelf.model.bibliographic import CSL_HOLDERS, PERSONS
from papershelf.model.kinds import KINDS, of_ris, ris_word
from papershelf.model.options import authors_text
from papershelf.model.people import Author, as_meant, from_parts
from papershelf.sources.bibliographies import guesses
from papershelf.sources.bibliographies.initials import dotted
from papershelf.sources.bibliographies.records import MARK, OWN, Draft, Progress, Record, finish, overlay, refused

_TAG = re.compile(r"(?P<tag>[A-Z][A-Z0-9]) {0,3}-(?: |$)(?P<text>.*)")
_OPTIONS = frozenset(
    {"ID", "TI", "T1", "CT", "ST", "A1", "AU", "PY", "Y1", "DA", "DO", "UR", "L1", "L2", "LK", "KW", "N1", "RN", "N2"}
)
"""Tags that options hold."""
_SYNONYMS = {
    "JO": "T2", "JF": "T2", "BT": "T2", "JA": "J2", "CP": "IS", "ED": "A2", "A3": "A2", "AB": "AB", "PP": "CY",
    "M2": "SP", "RI": "M3",
}  # fmt: skip
"""Tags that say the same as another."""
_NAMES = {
    "VL": "volume", "IS": "number", "SP": "pages", "EP": "pages", "PB": "publisher", "CY": "location", "A2": "editor",
    "A4": "translator", "T3": "series", "ET": "edition", "NV": "volumes", "SE": "chapter", "M3": "type",
    "LA": "language", "AB": "abstract", "C3": "eventtitle", "OP": "origdate", "Y2": "urldate", "DP": "library",
    "J2": "shortjournal", "T2": "series", "PU": "publisher", "PI": "location", "CL": "venue",
}  # fmt: skip
"""BibLaTeX's name for what a tag holds; of any other tag, ``ris-`` and its own."""
_VENUES = ("T2", "JF", "JO", "BT", "C3", "J2", "JA")
_IDENTIFIERS = ("M1", "AN", "C1", "C7")
_FIELD = "field-"
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)(?P<id>10\.\S+)", re.IGNORECASE)
_STANDARD = re.compile(r"[\dXx-]{8,17}")
_OWN = re.compile(rf"{OWN}(?P<name>\S+?):(?:\s+|$)(?P<text>.*)")


@dataclass(slots=True)
class _Chunk:
    """Lines of one reference; ``ended`` if it has its ``ER``."""

    line: int
    lines: list[str] = field(default_factory=list)
    ended: bool = False


def parse(text: str, progress: Progress | None = None) -> list[Record]:
    """Every reference of a ``.ris`` file, in its order: a record, or why it is none."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    chunks = list(_chunks(lines))
    found: list[Draft | Record] = []
    for number, chunk in enumerate(chunks, 1):
        found.append(_read(chunk))
        if progress is not None:
            progress(number, len(chunks))
    return finish(found)


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
        "authors": authors_text(_author(name, draft.own) for name in tags.get("AU", []) + tags.get("A1", [])),
        "date": date,
        "venue": _venue(tags, draft.word),
        "arxiv": next((text[6:] for name in _IDENTIFIERS for text in tags.get(name, []) if _is_arxiv(text)), ""),
        "doi": _first(tags, "DO") or _doi(tags),
        "status": "planned",
        "tags": ", ".join(tags.get("KW", [])),
        "url": _first(tags, "UR"),
        "pdf": _first(tags, "L1"),
    }
    draft.options = {name: text for name, text in found.items() if text}
    _keep(draft, tags)
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


def _author(name: str, own: bool) -> Author:
    """``Family, Given`` or ``Family, Given, Suffix``; a name without a comma is a group's.

    :param own: whether papershelf wrote it; else initials (``Kim, AB``) get their points.
    """
    parts = [values.text(re.sub(r"[{};]", " ", part)) for part in name.split(",")]
    if len(parts) > 1 and not own:
        parts[1] = dotted(parts[1])
    if len(parts) == 1 or not parts[0]:
        return as_meant(Author(literal=" ".join(filter(None, parts))))
    return as_meant(from_parts(parts))


def _venue(tags: dict[str, list[str]], word: str) -> str:
    """What it stands in, or who brought it out."""
    kind = KINDS[word or "article"]
    return _joined(tags, *(("PB",) if kind.holder in CSL_HOLDERS else ()), *_VENUES)


def _keep(draft: Draft, tags: dict[str, list[str]]) -> None:
    """What no option holds, by BibLaTeX's names."""
    kind = KINDS[draft.word or "article"]
    venue = draft.options.get("venue", "")
    pages = [tags[name][0] for name in ("SP", "EP") if name in tags]
    told = set(draft.fields)
    for given, texts in tags.items():
        tag = _SYNONYMS.get(given, given)
        if given in _OPTIONS or (given in _IDENTIFIERS and any(map(_is_arxiv, texts))):
            continue
        name = _NAMES.get(tag, f"ris-{tag.lower()}")
        if tag == "T2":
            name = kind.holder if kind.holder not in CSL_HOLDERS else "series"
        elif tag == "PB" and kind.holder in CSL_HOLDERS:
            name = kind.holder
        elif given == "CP" and kind.name == "inproceedings":
            name = "eventtitle"
        if tag == "SN":
            _numbers(draft, texts, book=kind.csl in {"book", "chapter", "thesis", "report"})
        elif tag == "T2" and texts[0] != venue and given in {"JO", "JF"} and name == kind.holder and venue:
            draft.keep("shortjournal" if given == "JO" and "J2" not in tags else f"ris-{given.lower()}", texts[0])
        elif name == "pages":
            draft.keep(name, "–".join(pages) if len(pages) == 2 else pages[0].replace("--", "–"))
        elif name in PERSONS:
            before = draft.fields.get(name, "")
            names = authors_text(_author(text, draft.own) for text in texts)
            draft.keep(name, before if name in told else "; ".join(filter(None, (before, names))))
        elif (name == "eventtitle" and texts[0] == venue) or (name == kind.holder and name in draft.fields):
            continue
        else:
            draft.keep(name, (texts[0] if name in {"origdate", "urldate"} else "; ".join(texts)).replace("///", ""))


def _numbers(draft: Draft, texts: list[str], *, book: bool) -> None:
    """ISBNs and ISSNs, which share a tag; programs write ``14248220 (ISSN)``."""
    found: dict[str, list[str]] = {}
    for text in texts:
        match = _STANDARD.match(text)
        digits = len(match[0].replace("-", "")) if match else 0
        said = next((name for name in ("issn", "isbn") if name in text.lower()), "")
        name = said or {8: "issn", 10: "isbn", 13: "isbn"}.get(digits, "isbn" if book else "issn")
        found.setdefault(name, []).append(re.sub(r"\s*\((?:e|p|electronic |print )?IS[SB]N\)", "", text, flags=re.I))
    for name, numbers in found.items():
        draft.keep(name, "; ".join(numbers))


def _is_arxiv(text: str) -> bool:
    return text.lower().startswith("arxiv:")


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
