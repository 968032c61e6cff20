"""From options as written to a record, and what is said of those that are wrong."""

from __future__ import annotations

import pytest

from papershelf.model.record.build import build
from papershelf.model.record.paper import Author, Paper, Relation, Status


def test_a_whole_record() -> None:
    paper, problems = build(
        "lora",
        {
            "title": "LoRA", "authors": "Ann Lee", "year": "2021", "arxiv": "2106.09685v2", "status": "reading",
            "code": "https://example.org/c", "url": "https://example.org/u", "also-in": "y, x", "category": "x",
            "supersedes": "c", "extends": "a, b", "former-keys": "old",
        },
        summary=("one",),
    )  # fmt: skip
    assert not problems
    assert paper == Paper(
        key="lora", title="LoRA", authors=(Author("Lee", "Ann"),), date="2021", arxiv="2106.09685", arxiv_version="v2",
        status=Status.READING, links=(("url", "https://example.org/u"), ("code", "https://example.org/c")),
        category="x", also_in=("y",), former_keys=("old",), summary=("one",),
        relations=((Relation.EXTENDS, ("a", "b")), (Relation.SUPERSEDES, ("c",))),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("options", "option", "words"),
    [
        ({"titel": "x"}, "titel", ["unknown option 'titel'", "did you mean 'title'?", "allowed: title, short-title"]),
        ({"qqqqqq": "x"}, "qqqqqq", ["unknown option 'qqqqqq' (allowed:"]),
        ({"year": None}, "year", ["option 'year' has no value"]),
        ({"venue": "  "}, "venue", ["option 'venue' has no value"]),
        ({"year": "199"}, "year", ["found '199'", "2021-06-17"]),
        ({"code": "ftp://x"}, "code", ["found 'ftp://x'", "http:// and https://"]),
        ({"extends": "a, me"}, "extends", ["'me' names itself"]),
        ({"year": "2021", "date": "2020-06"}, "date", ["found '2020-06'", "already has '2021'"]),
        ({"arxiv": "z" * 100}, "arxiv", ["z" * 59 + "…'"]),
    ],
)
def test_problems(options: dict[str, str | None], option: str, words: list[str]) -> None:
    _paper, [problem] = build("me", options)
    assert (problem.option, problem.kind) == (option, "invalid-option")
    assert [word for word in words if word not in problem.message] == []


def test_what_is_valid_stays() -> None:
    paper, problems = build("me", {"year": "x", "venue": "ICLR 2022", "extends": "me, a", "arxiv": "no"})
    assert [p.option for p in problems] == ["year", "extends", "arxiv"]
    assert (paper.date, paper.venue, paper.related(Relation.EXTENDS)) == ("", "ICLR 2022", ("a",))


def test_a_relation_only_to_itself_is_none() -> None:
    assert build("me", {"extends": "me"})[0].relations == ()


def test_a_year_and_the_same_date() -> None:
    paper, problems = build("me", {"year": "2021-06", "date": "2021-06"})
    assert (paper.date, problems) == ("2021-06", [])
