"""CSL-JSON, and the JSON of Zotero and Better BibTeX, in; records out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from papershelf.model import values
from papershelf.model.options import authors_text
from papershelf.model.paper import CITO, LINKS, Author
from papershelf.sources.bibliographies import guesses, zotero
from papershelf.sources.bibliographies.records import Draft, Progress, Record, finish, overlay, refused
from papershelf.sources.dates import iso
from papershelf.sources.jsontext import elements, object_of, objects_of, text_of, texts_of, whole

_USED = frozenset(
    {"id", "citation-key", "type", "title", "title-short", "shortTitle", "author", "issued",
     "published-print", "published-online", "published", "posted", "created", "container-title",
     "container-title-short", "short-container-title", "event", "event-title", "archive", "archive_location",
     "number", "DOI", "URL", "keyword", "annote", "note", "abstract", "custom", "language"}
)  # fmt: skip
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_NUMBER = re.compile(r"arxiv:\s*(?P<id>\S+)", re.IGNORECASE)


def parse(text: str, progress: Progress | None = None) -> list[Record]:
    """Every item, in its order: a record, or why it is none."""
    text = text.removeprefix("\ufeff")
    found = elements(text)
    collections = zotero.collections(object_of(whole(text)))
    drafts: list[Draft | Record] = []
    for number, element in enumerate(found, 1):
        if element.error:
            drafts.append(refused("", element.line, element.error))
        elif not isinstance(element.value, dict):
            drafts.append(refused(str(element.value)[:60], element.line, "it is no item: an item is an object {…}"))
        else:
            drafts.append(_read(element.value, element.line, collections))
        if progress is not None:
            progress(number, len(found))
    return finish(drafts)


def _read(item: dict[str, Any], line: int, collections: Mapping[Any, list[str]]) -> Draft | Record:
    inner = object_of(item.get("data")) or item  # Zotero's own server wraps the item
    if "itemType" in inner:
        if text_of(inner["itemType"]) in zotero.NO_PAPERS:
            return refused(text_of(inner.get("title")), line, f"its kind is {inner['itemType']}, which is no paper")
        return zotero.draft(inner, line, collections)
    return draft(item, line)


def draft(item: Mapping[str, Any], line: int = 1) -> Draft:
    """One CSL item, also as Crossref answers with: lists of titles, types of its own."""
    name = text_of(item.get("citation-key")) or text_of(item.get("id"))
    found = Draft(name, line)
    custom = object_of(item.get("custom"))
    status = text_of(custom.get("note-status"))
    found.own = bool(status)
    clean = values.text if found.own else plain
    venue = text_of(item.get("container-title")) or text_of(item.get("event-title"))
    venue = venue or text_of(item.get("event")) or text_of(object_of(item.get("event")).get("name"))
    options = {
        "title": clean(text_of(item.get("title"))),
        "short-title": clean(text_of(item.get("title-short")) or text_of(item.get("shortTitle"))),
        "authors": authors_text(names(item.get("author"))),
        "date": date(item),
        "venue": clean(venue),
        "arxiv": _arxiv(item),
        "doi": text_of(item.get("DOI")),
        "url": text_of(item.get("URL")),
        "tags": text_of(item.get("keyword")),
        "status": status or "planned",
    }
    found.options = {name: text for name, text in options.items() if text}
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
    found.unused = tuple(sorted(name for name in item if name not in _USED))
    return found


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
            **{relation.value: ", ".join(texts_of(relations.get(term))) for relation, term in CITO.items()},
            **{
                name: text
                for name, raw in object_of(custom.get("papershelf")).items()
                if (text := text_of(raw)) or raw == ""
            },
        },
    )


def names(authors: Any) -> list[Author]:
    """CSL names; particles belong to the family name, a suffix goes behind the given one."""
    found = []
    for person in objects_of(authors):
        part = {name: re.sub(r"\s*[{};]\s*", " ", text_of(person.get(name))).strip() for name in person}
        family = " ".join(filter(None, (part.get("non-dropping-particle"), part.get("family"))))
        given = " ".join(filter(None, (part.get("given"), part.get("dropping-particle"), part.get("suffix"))))
        literal = part.get("literal") or part.get("name") or ""
        if literal or not (family and given):
            literal = literal or family or given
            found += [Author(literal=values.text(literal))] if literal.strip() else []
        else:
            family = values.text(family.replace(",", " "))
            found.append(Author(family=family, given=values.text(given)))
    return found


def date(item: Mapping[str, Any]) -> str:
    """The first of the item's dates that is one, in ISO form."""
    for name in ("issued", "published-print", "published-online", "published", "posted", "created"):
        holder = object_of(item.get(name))
        parts = holder.get("date-parts")
        if isinstance(parts, list) and parts and isinstance(parts[0], list):
            numbers = [text_of(part) for part in parts[0][:3]]
            if numbers and all(number.isdecimal() for number in numbers):
                return iso(
                    "-".join(f"{int(number):0{width}}" for number, width in zip(numbers, (4, 2, 2), strict=False))
                )
        if written := text_of(holder.get("raw")) or text_of(holder.get("literal")):
            return iso(written)
    return ""


def plain(text: str) -> str:
    """Text without the few HTML tags that CSL allows, or the JATS of publishers."""
    return values.text(_TAG.sub("", text).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"))


def _arxiv(item: Mapping[str, Any]) -> str:
    match = _NUMBER.match(text_of(item.get("number")))
    if text_of(item.get("archive")).lower().startswith("arxiv"):
        return text_of(item.get("archive_location")) or (match["id"] if match else "")
    return match["id"] if match else ""
