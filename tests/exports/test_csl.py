"""CSL-JSON of records."""

from __future__ import annotations

import json

from papershelf.exports.csl import bibliography, item
from papershelf.model.record.paper import Paper, Relation, parse_authors


def test_a_whole_item() -> None:
    paper = Paper(
        "lora", "LoRA", "Lo", parse_authors("Ann Lee; {Qwen Team}"), "2021-06-17", "ICLR 2022", "x", tags=("a", "b"),
        arxiv="2106.09685", doi="10.1000/182", links=(("code", "https://example.org/"),), read="2024-01-02",
        relations=((Relation.EXTENDS, ("b",)),), summary=("one", "two"),
    )  # fmt: skip
    assert item(paper) == {
        "id": "lora",
        "citation-key": "lora",
        "type": "paper-conference",
        "title": "LoRA",
        "title-short": "Lo",
        "author": [{"family": "Lee", "given": "Ann"}, {"literal": "Qwen Team"}],
        "issued": {"date-parts": [[2022]]},
        "container-title": "ICLR",
        "archive": "arXiv",
        "archive_location": "2106.09685",
        "DOI": "10.1000/182",
        "URL": "https://arxiv.org/abs/2106.09685",
        "keyword": "a, b",
        "annote": "one\ntwo",
        "custom": {
            "categories": ["x"],
            "note-status": "done",
            "note-date": "2024-01-02",
            "links": {"code": "https://example.org/"},
            "cito": {"cito:extends": ["b"]},
            "papershelf": {"date": "2021-06-17", "venue": "ICLR 2022"},
        },
    }


def test_a_preprint_keeps_its_day_and_absent_values_are_left_out() -> None:
    found = item(Paper("a", date="2021-06-17", arxiv="2106.09685"))
    assert (found["type"], found["issued"]) == ("article", {"date-parts": [[2021, 6, 17]]})
    assert found["number"] == "arXiv:2106.09685"
    assert set(item(Paper("a"))) == {"id", "citation-key", "type", "custom"}


def test_a_bibliography_is_json_in_utf8() -> None:
    text = bibliography([Paper("a", "한글"), Paper("b")])
    assert "한글" in text
    assert [i["id"] for i in json.loads(text)] == ["a", "b"]


def test_each_relation_has_a_term_of_its_own() -> None:
    assert len({relation.cito for relation in Relation}) == len(Relation), (
        "under one term, the second replaces the first"
    )
