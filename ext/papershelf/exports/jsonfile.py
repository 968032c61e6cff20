"""``papers.json``: the whole catalogue for other programs, and the JSON Schema (2020-12) that it keeps to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from papershelf.exports.text import dumps
from papershelf.model.collection.catalogue import Catalogue, Category, Entry
from papershelf.model.record.fields import ATTRIBUTES, FIELDS
from papershelf.model.record.kinds import KINDS
from papershelf.model.record.paper import LINKS, Author, Relation, Status
from papershelf.model.text import values

Url = Callable[[Entry | Category], str]
"""Where a paper or category is found, relative to the site's root."""
_TEXT = {"type": "string", "minLength": 1}
_KEY = {"type": "string", "pattern": "^[a-z0-9][a-z0-9._-]*$"}
_KEYS = {"type": "array", "items": _KEY, "minItems": 1, "uniqueItems": True}
_TEXTS = {"type": "array", "items": _TEXT, "minItems": 1}
_DATE = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
_DAY = {"type": "string", "format": "date"}
_URL = {"type": "string", "pattern": "^https?://"}
_FORMS: dict[Any, dict[str, Any]] = {
    values.key: _KEY, values.keys: _KEYS, values.words: _TEXTS, values.partial_date: _DATE, values.day: _DAY
}  # fmt: skip
"""Converter of an option to the form of its value; all others give text."""


def _author(author: Author) -> dict[str, str]:
    if author.literal:
        return {"literal": author.literal}
    found = {"family": author.family, "given": author.given}
    return found | ({"suffix": author.suffix} if author.suffix else {})


def paper(entry: Entry, catalogue: Catalogue, url: Url) -> dict[str, Any]:
    """One paper; absent values are left out."""
    p = entry.paper
    mentions = [] if entry.queued else catalogue.mentioned_by(entry.docname)
    mentioned_by: dict[str, None] = {}
    for mention in catalogue.mentions_of(p.key):
        if other := catalogue.by_docname(mention.docname):
            mentioned_by[other.key] = None
    relations = {r: [_key(key) for key in keys if ":" not in key or key in catalogue] for r, keys in p.relations}
    given: dict[str, Any] = {
        "key": _key(p.key),
        "authors": [_author(author) for author in p.authors],
        "year": int(p.year) if p.year else None,
        "links": dict(p.links),
        "fields": dict(p.fields),
        "note": p.remark,
        "relations": {relation.value: keys for relation, keys in relations.items() if keys},
        "elsewhere": _elsewhere(entry, catalogue),
        "mentions": mentions,
        "mentioned_by": list(mentioned_by),
        "url": url(entry),
    }
    found = {name: given[name] if name in given else getattr(p, name) for name in NAMES}
    return {name: value for name, value in found.items() if value not in ("", None, (), [], {})}


def _key(key: str) -> str:
    """A key; in a portal, of a library and of the paper there."""
    return key.replace(":", ".")


def _elsewhere(entry: Entry, catalogue: Catalogue) -> list[dict[str, Any]]:
    """The papers of other libraries that one names, so that those can tell."""
    found: dict[str, dict[str, Any]] = {}

    def of(other: Entry) -> dict[str, Any]:
        key = other.key.removeprefix(f"{other.library}:")
        return found.setdefault(other.key, {"library": other.home, "key": key})

    for relation, inverse, others in catalogue.related_elsewhere(entry.key):
        for other in others:
            if not inverse and other.key in entry.paper.related(relation):
                of(other).setdefault("relations", []).append(relation.value)
    for other in [] if entry.queued else catalogue.mentioned_elsewhere(entry.docname):
        of(other)["mentioned"] = True
    return list(found.values())


def text(entry: Entry, catalogue: Catalogue, url: Url) -> str:
    """One paper as it stands in the list of ``papers.json``."""
    return "  " + dumps(paper(entry, catalogue, url), "\n  ")


def library(catalogue: Catalogue, url: Url) -> str:
    """The text of ``papers.json``; categories and papers in reading order."""
    return "".join(parts(catalogue, url, lambda entry: text(entry, catalogue, url)))


def parts(catalogue: Catalogue, url: Url, one: Callable[[Entry], str]) -> Iterator[str]:
    """The same, part by part.

    :param one: gives the :func:`text` of a paper.
    """
    categories = [
        {"slug": c.slug, "title": c.title, **({"parent": c.parent} if c.parent else {}), "url": url(c)}
        for c in catalogue.categories.values()
    ]
    whole = json.dumps({"version": 1, "categories": categories, "papers": []}, ensure_ascii=False, indent=1)
    if not catalogue.entries:
        yield whole + "\n"
        return
    before = whole.removesuffix("[]\n}") + "[\n"
    for entry in catalogue.entries:
        yield before + one(entry)
        before = ",\n"
    yield "\n ]\n}\n"


def schema() -> str:
    """The text of ``papers.schema.json``."""
    category = _record({"slug": _KEY, "title": _TEXT, "parent": _KEY, "url": _TEXT}, ["slug", "title", "url"])
    library = {
        "version": {"const": 1},
        "categories": {"type": "array", "items": category},
        "papers": {"type": "array", "items": _record(_paper_form(), ["key", "title", "status", "url"])},
    }
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "papers.json of a papershelf library",
        **_record(library, list(library)),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _record(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    """An object with these values and no others."""
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _author_form() -> dict[str, Any]:
    person = {"family": {"type": "string"}, "given": {"type": "string"}, "suffix": _TEXT}
    return {"oneOf": [_record(person, ["family", "given"]), _record({"literal": _TEXT}, ["literal"])]}


def _named() -> dict[str, Any]:
    """A paper of another library that one names."""
    relations = {"type": "array", "items": {"enum": [relation.value for relation in Relation]}, "minItems": 1}
    values = {"library": _URL, "key": _KEY, "relations": relations, "mentioned": {"const": True}}
    return _record(values, ["library", "key"])


_BESIDES = {"date": ("year",), "arxiv": ("arxiv_version",), "links": ("fields",), "former_keys": ("note", "summary")}
"""What stands behind the value of an option."""

NAMES = (
    "key",
    *(name for attribute in ATTRIBUTES for name in (attribute, *_BESIDES.get(attribute, ()))),
    *("elsewhere", "mentions", "mentioned_by", "url"),
)
"""The values of a paper, in the order in which they stand there."""


def _paper_form() -> dict[str, Any]:
    """The values of a paper: text, and those that are more than that."""
    forms = {field.attribute: _FORMS.get(field.convert, _TEXT) for field in FIELDS.values()}
    relations = {relation.value: _KEYS for relation in Relation}
    forms |= {
        "key": _KEY,
        "authors": {"type": "array", "items": _author_form(), "minItems": 1},
        "year": {"type": "integer"},
        "type": {"enum": sorted(KINDS)},
        "status": {"enum": [status.value for status in Status]},
        "arxiv_version": {"type": "string", "pattern": "^v[0-9]+$"},
        "links": {"type": "object", "properties": dict.fromkeys(LINKS, _URL), "additionalProperties": False},
        "fields": {"type": "object", "additionalProperties": _TEXT},
        "summary": _TEXTS,
        "relations": {"type": "object", "properties": relations, "additionalProperties": False},
        "elsewhere": {"type": "array", "items": _named(), "minItems": 1},
        "mentions": _KEYS,
        "mentioned_by": _KEYS,
    }
    return {name: forms.get(name, _TEXT) for name in NAMES}
