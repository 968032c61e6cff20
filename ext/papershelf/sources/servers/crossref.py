"""Answers of Crossref, DataCite and DOI content negotiation (all JSON) in, metadata out."""

from __future__ import annotations

import re
from typing import Any

from papershelf.model.record.kinds import KINDS as KNOWN
from papershelf.model.record.options import authors_text
from papershelf.model.record.people import Author, as_meant
from papershelf.model.text import values
from papershelf.sources.bibliographies import csl
from papershelf.sources.bibliographies.entries import guesses
from papershelf.sources.bibliographies.entries.jsontext import object_of, objects_of, text_of
from papershelf.sources.bibliographies.entries.records import Draft
from papershelf.sources.servers.metadata import BadAnswer, Metadata, object_in
from papershelf.sources.words.dates import iso

KINDS = frozenset({"application/json", "application/vnd.api+json", "application/vnd.citationstyles.csl+json"})
CSL = "application/vnd.citationstyles.csl+json"

_DATES = ("Submitted", "Available", "Issued", "Created")
_PUBLISHED = ("is-preprint-of", "is-version-of")


def parse(data: bytes) -> Metadata:
    """An answer of Crossref's ``/works/DOI``, or a bare CSL item as DOI content negotiation gives it.

    :raises BadAnswer: if it is neither.
    """
    whole = object_in(data, "Crossref")
    message = object_of(whole.get("message")) or whole
    draft = csl.draft(message)
    relations = object_of(message.get("relation"))
    published = [
        text_of(other.get("id"))
        for name in _PUBLISHED
        for other in objects_of(relations.get(name))
        if text_of(other.get("id-type")) == "doi"
    ]
    if subtitle := csl.plain(text_of(message.get("subtitle"))):
        draft.options["title"] = f"{draft.options.get('title', '')}: {subtitle}".removeprefix(": ")
    return _metadata(draft, "Crossref", published[0] if published else "")


def parse_datacite(data: bytes) -> Metadata:
    """An answer of DataCite's ``/dois/DOI``.

    :raises BadAnswer: if it is none.
    """
    item = object_of(object_of(object_in(data, "DataCite").get("data")).get("attributes"))
    titles = [text_of(title.get("title")) for title in objects_of(item.get("titles"))]
    dates = {text_of(date.get("dateType")): iso(text_of(date.get("date"))) for date in objects_of(item.get("dates"))}
    related = objects_of(item.get("relatedIdentifiers"))
    published = [
        text_of(other.get("relatedIdentifier"))
        for other in related
        if text_of(other.get("relationType")) in {"IsVersionOf", "IsPreprintOf"}
        and text_of(other.get("relatedIdentifierType")) == "DOI"
    ]
    draft = Draft("", 1)
    draft.options = {
        "title": csl.plain((titles or [""])[0]),
        "authors": authors_text(author for person in objects_of(item.get("creators")) if (author := _creator(person))),
        "date": next((dates[name] for name in _DATES if dates.get(name)), "")
        or iso(text_of(item.get("publicationYear"))),
        "venue": csl.plain(text_of(object_of(item.get("container")).get("title"))),
        "doi": text_of(item.get("doi")),
        "url": text_of(item.get("url")),
    }
    guesses.complete(draft)
    return _metadata(draft, "DataCite", published[0] if published else "")


def _metadata(draft: Draft, server: str, published: str) -> Metadata:
    options = {name: text for name, text in draft.options.items() if text and name != "status"}
    if not options.get("title"):
        raise BadAnswer(f"the answer of {server} has no title")
    if draft.word in KNOWN and (word := KNOWN[draft.word].name) not in {"misc", "preprint"}:
        options["type"] = word
    return Metadata(options, published=published)


def _creator(person: dict[str, Any]) -> Author | None:
    """A person, or an organisation, as DataCite has it."""
    family, given, name = (
        values.text(re.sub(r"[{};]", " ", text_of(person.get(part)))) for part in ("familyName", "givenName", "name")
    )
    if not (family and given) and text_of(person.get("nameType")) != "Organizational" and "," in name:
        family, _, given = (part.strip() for part in name.partition(","))
    if family and given:
        return as_meant(Author(family=family.replace(",", " "), given=given))
    return Author(literal=name or family or given) if name or family or given else None
