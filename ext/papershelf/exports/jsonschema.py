"""The JSON Schema that ``papers.json`` keeps to (2020-12)."""

from __future__ import annotations

import json
from typing import Any

from papershelf.model.record.fields import ATTRIBUTES, FIELDS
from papershelf.model.record.kinds import KINDS
from papershelf.model.record.paper import LINKS, Relation, Status
from papershelf.model.text import values

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


def schema() -> str:
    """The text of ``papers.schema.json``."""
    category = _record({"slug": _KEY, "title": _TEXT, "parent": _KEY, "url": _TEXT}, ["slug", "title", "url"])
    library = {
        "version": {"const": 1},
        "categories": {"type": "array", "items": category},
        "papers": {"type": "array", "items": _record(_paper(), ["key", "title", "status", "url"])},
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


def _author() -> dict[str, Any]:
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


def _paper() -> dict[str, Any]:
    """The values of a paper: text, and those that are more than that."""
    forms = {field.attribute: _FORMS.get(field.convert, _TEXT) for field in FIELDS.values()}
    relations = {relation.value: _KEYS for relation in Relation}
    forms |= {
        "key": _KEY,
        "authors": {"type": "array", "items": _author(), "minItems": 1},
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
