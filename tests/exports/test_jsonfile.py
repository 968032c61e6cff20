"""papers.json and its schema."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from papershelf.exports.jsonfile import library, schema
from papershelf.model.collection.catalogue import Catalogue, Category, Entry, Mention
from papershelf.model.record.paper import LINKS, Paper, Relation, parse_authors

FULL = Paper(
    "b", "나", "Short", parse_authors("Ann Lee; {Qwen Team}"), "2021-06", "ICLR 2022", "x", ("y",), tags=("t",),
    arxiv="2106.09685", doi="10.1000/182", links=tuple((name, "https://example.org/") for name in LINKS),
    read="2024-01-02", added="2024-01-01", former_keys=("old",), relations=tuple((r, ("a",)) for r in Relation),
    summary=("one",), note="why",
)  # fmt: skip


@pytest.fixture
def found() -> dict[str, Any]:
    entries = [
        Entry(Paper("a", "A"), "papers/a", "p"),
        Entry(FULL, "papers/b", "p"),
        Entry(Paper("q", "Q"), "x", "q", 3, True),
    ]
    mentions = [Mention("b", "papers/a", "m"), Mention("a", "papers/b", "m"), Mention("a", "index", "m")]
    catalogue = Catalogue(entries, [Category("x", "x", "X")], mentions)
    loaded: dict[str, Any] = json.loads(library(catalogue, lambda thing: f"{thing.docname}.html"))
    return loaded


def validator() -> jsonschema.Draft202012Validator:
    loaded = json.loads(schema())
    jsonschema.Draft202012Validator.check_schema(loaded)
    return jsonschema.Draft202012Validator(loaded)


def test_it_keeps_to_its_schema(found: dict[str, Any]) -> None:
    validator().validate(found)


def test_reading_order_and_absent_values(found: dict[str, Any]) -> None:
    assert found["categories"] == [{"slug": "x", "title": "X", "url": "x.html"}]
    assert [p["key"] for p in found["papers"]] == ["b", "a", "q"]
    full, plain, queued = found["papers"]
    assert (full["year"], full["authors"][1], full["mentions"], full["mentioned_by"]) == (
        2021,
        {"literal": "Qwen Team"},
        ["a"],
        ["a"],
    )
    assert plain == {"key": "a", "title": "A", "status": "done", "mentions": ["b"], "mentioned_by": ["b"],
                     "url": "papers/a.html"}  # fmt: skip
    assert queued == {"key": "q", "title": "Q", "status": "done", "url": "x.html"}


@pytest.mark.parametrize(
    "change",
    [{"key": "A B"}, {"status": "finished"}, {"year": "2021"}, {"surprise": 1}, {"links": {"url": "javascript:x"}},
     {"relations": {"likes": ["a"]}}, {"date": "2021-6"}, {"authors": [{"family": "x"}]}],
)  # fmt: skip
def test_the_schema_refuses(found: dict[str, Any], change: dict[str, Any]) -> None:
    found["papers"][0] |= change
    assert not validator().is_valid(found)
