"""Items as Zotero's and Better BibTeX's own JSON has them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from papershelf.model import values
from papershelf.model.options import authors_text
from papershelf.model.paper import Author
from papershelf.sources.bibliographies import guesses
from papershelf.sources.bibliographies.records import Draft
from papershelf.sources.dates import iso
from papershelf.sources.jsontext import object_of, objects_of, text_of, texts_of

NO_PAPERS = frozenset({"attachment", "note", "annotation"})
"""Kinds of items that belong to others."""

_VENUES = ("publicationTitle", "proceedingsTitle", "conferenceName", "bookTitle", "journalAbbreviation")
_USED = frozenset(
    {"itemType", "itemID", "key", "itemKey", "version", "libraryID", "uri", "select", "relations", "title",
     "shortTitle", "creators", "date", "DOI", "url", "archiveID", "archive", "number", "repository", "extra",
     "tags", "notes", "abstractNote", "collections", "citationKey", "citekey", "dateAdded", "dateModified",
     "attachments", "accessDate", "libraryCatalog", "language", "callNumber"}
) | frozenset(_VENUES)  # fmt: skip
_EXTRA = re.compile(r"^(?P<name>[A-Za-z ]+):[ \t]*(?P<text>.+)$", re.MULTILINE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def collections(document: Mapping[str, Any]) -> dict[Any, list[str]]:
    """Names of the collections that hold an item, by the item's number (Better BibTeX lists them apart)."""
    found: dict[Any, list[str]] = {}
    for collection in object_of(document.get("collections")).values():
        items = object_of(collection).get("items")
        for item in items if isinstance(items, list) else []:
            if isinstance(item, str | int):
                found.setdefault(item, []).append(text_of(collection.get("name")))
    return found


def draft(item: Mapping[str, Any], line: int, held_by: Mapping[Any, list[str]]) -> Draft:
    """One item of a library."""
    extra = {
        match["name"].strip().lower(): match["text"].strip() for match in _EXTRA.finditer(text_of(item.get("extra")))
    }
    key = text_of(item.get("citationKey")) or text_of(item.get("citekey")) or extra.get("citation key", "")
    found = Draft(key or text_of(item.get("title")), line)
    identifiers = (text_of(item.get(name)) for name in ("archiveID", "number"))
    arxiv = next((text for text in identifiers if text.lower().startswith("arxiv:")), "") or extra.get("arxiv", "")
    tags = [text_of(tag.get("tag")) for tag in objects_of(item.get("tags"))] or texts_of(item.get("tags"))
    options = {
        "title": values.text(_TAG.sub("", text_of(item.get("title")))),
        "short-title": text_of(item.get("shortTitle")),
        "authors": authors_text(_names(item.get("creators"))),
        "date": iso(text_of(item.get("date"))),
        "venue": next((text for name in _VENUES if (text := text_of(item.get(name)))), ""),
        "arxiv": arxiv.split(" ")[0],
        "doi": text_of(item.get("DOI")) or extra.get("doi", ""),
        "url": text_of(item.get("url")),
        "tags": ", ".join(tag.replace(",", " ") for tag in tags if tag),
        "status": "planned",
    }
    groups = held_by.get(_hashable(item.get("itemID")), []) or held_by.get(_hashable(item.get("key")), [])
    found.options = {name: text for name, text in (options | guesses.categories(groups, found)).items() if text}
    found.abstract = text_of(item.get("abstractNote"))
    notes = [text_of(note.get("note")) for note in objects_of(item.get("notes"))] or texts_of(item.get("notes"))
    found.note = values.text(_TAG.sub(" ", " ".join(notes)))
    guesses.complete(found)
    found.unused = tuple(sorted(name for name, value in item.items() if name not in _USED and value))
    return found


def _hashable(value: Any) -> Any:
    return value if isinstance(value, str | int) else None


def _names(creators: Any) -> list[Author]:
    """Authors of an item; editors and translators are none."""
    found = []
    for person in objects_of(creators):
        if text_of(person.get("creatorType")) not in {"", "author"}:
            continue
        family, given, group = (
            values.text(re.sub(r"[{};]", " ", text_of(person.get(name)))) for name in ("lastName", "firstName", "name")
        )
        if family and given:
            found.append(Author(family=values.text(family.replace(",", " ")), given=given))
        elif family or given or group:
            found.append(Author(literal=group or family or given))
    return found
