"""CSL-JSON, and the JSON of Zotero and Better BibTeX, in; records out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from papershelf.model.record.bibliographic import CSL_HOLDERS as HOLDERS
from papershelf.model.record.bibliographic import PERSONS, ROWS
from papershelf.model.record.kinds import KINDS, THESES, csl_type, of_csl
from papershelf.model.record.options import authors_text
from papershelf.model.record.paper import LINKS, Relation
from papershelf.model.record.people import Author, as_meant
from papershelf.model.text import values
from papershelf.sources.bibliographies import zotero
from papershelf.sources.bibliographies.entries import guesses
from papershelf.sources.bibliographies.entries.finishing import Progress, counted, finish
from papershelf.sources.bibliographies.entries.groups import Groups
from papershelf.sources.bibliographies.entries.jsontext import elements, object_of, objects_of, text_of, texts_of, whole
from papershelf.sources.bibliographies.entries.records import Draft, Record, overlay, refused
from papershelf.sources.words import dates

_OPTIONS = frozenset(
    {"id", "citation-key", "type", "title", "title-short", "shortTitle", "author", "issued", "DOI", "URL", "keyword",
     "annote", "note", "custom", "event", "subtitle", "original-title",
     "published-print", "published-online", "published", "posted", "created", "journalAbbreviation"}
)  # fmt: skip
"""Values that options hold, or that Crossref's answers have beside CSL's."""
_ROWS = {row.csl: row for row in reversed(list(ROWS.values())) if row.csl} | {
    "number": ROWS["number"],
    "part-number": ROWS["part"],
}
_THESES = {genre.casefold(): word for word, genre in THESES.items()}
_SERIES = re.compile(r"lecture notes|communications in computer and information science|advances in intelligent", re.I)
_NUMBER = re.compile(r"arxiv:\s*(?P<id>\S+)", re.IGNORECASE)


def parse(text: str, progress: Progress | None = None) -> list[Record]:
    """Every item, in its order: a record, or why it is none."""
    text = text.removeprefix("\ufeff")
    found = elements(text)
    collections = zotero.collections(object_of(whole(text)))
    drafts: list[Draft | Record] = []
    for element in counted(found, progress):
        if element.error:
            drafts.append(refused("", element.line, element.error))
        elif not isinstance(element.value, dict):
            drafts.append(refused(str(element.value)[:60], element.line, "it is no item: an item is an object {…}"))
        else:
            drafts.append(_read(element.value, element.line, collections))
    return finish(drafts)


def _read(item: dict[str, Any], line: int, collections: Groups) -> Draft | Record:
    inner = object_of(item.get("data")) or item  # Zotero's own server wraps the item
    if "itemType" in inner:
        if text_of(inner["itemType"]) in zotero.NO_PAPERS:
            reason = f"its kind is {inner['itemType']}, which is no paper"
            return refused(text_of(inner.get("title")), line, reason, other=True)
        return zotero.draft(inner, line, collections)
    return draft(item, line)


def draft(item: Mapping[str, Any], line: int = 1) -> Draft:
    """One CSL item, also as Crossref answers with: lists of titles, types of its own."""
    name = text_of(item.get("citation-key")) or text_of(item.get("id"))
    found = Draft(name if "://" not in name else "", line)  # an address of Zotero's says nothing to a reader
    custom = object_of(item.get("custom"))
    status = text_of(custom.get("note-status"))
    found.own = bool(status)
    found.word, found.word_of = _type(item), csl_type
    if (word := text_of(item.get("type"))) and not found.word:
        found.problems.append(f"there is no type {word[:60]!r} in CSL; it is told by what it stands in")
    clean = values.text if found.own else plain
    written, told = date(item)
    found.issued, day = found.dated(written, told)
    options = {
        "title": clean(text_of(item.get("title"))),
        "short-title": clean(text_of(item.get("title-short")) or text_of(item.get("shortTitle"))),
        "authors": authors_text(names(item.get("author"))),
        "date": day,
        "venue": clean(_venue(item, found.word)),
        "arxiv": _arxiv(item),
        "doi": text_of(item.get("DOI")),
        "url": text_of(item.get("URL")),
        "tags": text_of(item.get("keyword")),
        "status": status or "planned",
    }
    found.options = {name: text for name, text in options.items() if text}
    _keep(found, item, clean)
    if found.own:
        _own(found, item, custom)
        return found
    found.note = plain(text_of(item.get("note")))
    found.abstract = plain(text_of(item.get("abstract")))
    found.summary = tuple(text_of(item.get("annote")).split("\n"))
    if identifier := _NUMBER.match(found.note):
        found.options.setdefault("arxiv", identifier["id"])
        found.note = ""
    guesses.complete(found)
    return found


def _type(item: Mapping[str, Any]) -> str:
    """Its type, also in Crossref's words; nothing where nobody knows it."""
    word = of_csl(text_of(item.get("type")).lower(), in_volume="volume" in item or "ISSN" in item)
    return _THESES.get(text_of(item.get("genre")).casefold(), word) if word == "thesis" else word


def _holder(word: str) -> str:
    """CSL's name for what is shown as the venue."""
    return HOLDERS.get(KINDS[word or "article"].holder, "container-title")


def _venue(item: Mapping[str, Any], word: str) -> str:
    """What it stands in, or who brought it out; the meeting before the series of books that it appeared in."""
    event = text_of(item.get("event-title")) or text_of(item.get("event"))
    event = event or text_of(object_of(item.get("event")).get("name"))
    held = text_of(item.get(_holder(word)))
    return event if event and (not held or _SERIES.match(held)) else held


def _keep(found: Draft, item: Mapping[str, Any], clean: Callable[[str], str]) -> None:
    """What no option holds, by BibLaTeX's names; what CSL alone has a name for, by that."""
    kind = KINDS[found.word or "article"]
    said = {found.options.get("venue"), text_of(item.get("container-title"))}
    for name, value in item.items():
        if name in _OPTIONS or (name == "event-title" and text_of(value) in said):
            continue
        if name == "genre" and found.word in THESES:
            continue
        row = _ROWS.get(name)
        label = row.name if row else name
        if name == "publisher" and kind.holder in {"institution", "organization"}:
            label = kind.holder
        if name == "container-title":
            label = kind.holder if HOLDERS.get(kind.holder) is None else "booktitle"
        if (row and row.form == "names") or label in PERSONS:
            found.keep(label, authors_text(names(value)))
        elif row and row.form == "date":
            found.keep(label, _written(object_of(value)))
        elif _says_arxiv(name, item):
            continue
        elif label == "pages":
            found.keep(label, re.sub(r"(?<=\w)\s*[-–—]+\s*(?=\w)", "–", clean(text_of(value)), count=1))
        elif text := clean(text_of(value)):
            found.keep(label, text)
    for name, value in object_of(object_of(item.get("custom")).get("fields")).items():
        found.keep(name, text_of(value))


def _own(found: Draft, item: Mapping[str, Any], custom: Mapping[str, Any]) -> None:
    guesses.forget_arxiv_page(found)
    first, *others = [*texts_of(custom.get("categories")), ""]
    links = object_of(custom.get("links"))
    relations = object_of(custom.get("cito"))
    found.summary = tuple(text_of(item.get("annote")).split("\n"))
    overlay(
        found,
        {
            "category": first,
            "also-in": ", ".join(filter(None, others)),
            "read": text_of(custom.get("note-date")),
            **{name: text for name in LINKS if (text := text_of(links.get(name)))},
            **{relation.value: ", ".join(texts_of(relations.get(relation.cito))) for relation in Relation},
            **{
                name: text
                for name, raw in object_of(custom.get("papershelf")).items()
                if (text := text_of(raw)) or raw == ""
            },
        },
    )


def names(authors: Any) -> list[Author]:
    """CSL names; particles that stay with the family name belong to it."""
    found = []
    for person in objects_of(authors):
        part = {name: re.sub(r"\s*[{};]\s*", " ", text_of(person.get(name))).strip() for name in person}
        family = " ".join(filter(None, (part.get("non-dropping-particle"), part.get("family"))))
        given = " ".join(filter(None, (part.get("given"), part.get("dropping-particle"))))
        literal = part.get("literal") or part.get("name") or ""
        if literal or not (family and given):
            literal = literal or family or given
            found += [as_meant(Author(literal=values.text(literal)))] if literal.strip() else []
        else:
            family = values.text(family.replace(",", " "))
            suffix = values.text(part.get("suffix", "").replace(",", " "))
            found.append(as_meant(Author(family=family, given=values.text(given), suffix=suffix)))
    return found


def date(item: Mapping[str, Any]) -> tuple[str, dates.Date]:
    """When it was published as the item says it, and as a date: of the first of its dates that is one."""
    first = ""
    for name in ("issued", "published-print", "published-online", "published", "posted", "created"):
        written = _written(object_of(item.get(name)))
        found = dates.read(written)
        if found.iso:
            return written, found
        first = first or written
    return first, dates.read(first)


def _written(holder: Mapping[str, Any]) -> str:
    """A CSL date as text: its parts in ISO form, a range by two, else its words."""
    parts = holder.get("date-parts")
    found = []
    for part in parts[:2] if isinstance(parts, list) else []:
        numbers = [text_of(number) for number in part[:3]] if isinstance(part, list) else []
        if numbers and all(number.isdecimal() for number in numbers):
            found.append("-".join(f"{int(number):0{width}}" for number, width in zip(numbers, (4, 2, 2), strict=False)))
    season = text_of(holder.get("season"))
    if len(found) == 1 and season:
        return f"{found[0]}-2{season}" if season in {"1", "2", "3", "4"} else f"{found[0]} (season {season})"
    if found:
        return "/".join(found)
    return text_of(holder.get("raw")) or text_of(holder.get("literal")) or text_of(holder.get("edtf"))


def plain(text: str) -> str:
    """Text without the few HTML tags that CSL allows, or the JATS of publishers."""
    return values.text(zotero.TAG.sub("", text).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"))


def _says_arxiv(name: str, item: Mapping[str, Any]) -> bool:
    """Whether a value of an item is but the number of arXiv."""
    if name == "number":
        return bool(_NUMBER.match(text_of(item.get(name))))
    return name in {"archive", "archive_location"} and _is_arxiv(item)


def _is_arxiv(item: Mapping[str, Any]) -> bool:
    return text_of(item.get("archive")).lower().startswith("arxiv")


def _arxiv(item: Mapping[str, Any]) -> str:
    match = _NUMBER.match(text_of(item.get("number")))
    if _is_arxiv(item):
        return text_of(item.get("archive_location")) or (match["id"] if match else "")
    return match["id"] if match else ""
