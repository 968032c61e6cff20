"""A planned paper as a line: read as people write it, and written so that it is read back."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.model.record.paper import Author, Paper, Status
from papershelf.model.record.queueline import parse, write
from papershelf.model.record.queuenames import names_text, parse_names
from sources.papers import papers
from work import grows_as_its_input

HUGO, LOUIS = Author("Touvron", "Hugo"), Author("Martin", "Louis")
OTHERS = Author(literal="others")


def planned(key: str, title: str, **attributes: Any) -> Paper:
    return Paper(key, title, category="x", status=Status.PLANNED, **attributes)


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("llama = LLaMA — Hugo Touvron, Louis Martin (2023)",
         planned("llama", "LLaMA", authors=(HUGO, LOUIS), date="2023")),
        ("LLaMA — Hugo Touvron; Louis Martin (2023, arXiv) arXiv:2302.13971 +2026-01-15 — open weights — read soon",
         planned("llama", "LLaMA", authors=(HUGO, LOUIS), date="2023", venue="arXiv", arxiv="2302.13971",
                 added="2026-01-15", note="open weights — read soon")),
        ("LLaMA — Touvron et al. (2023)",
         planned("llama", "LLaMA", authors=(Author(literal="Touvron"), OTHERS), date="2023")),
        ("Qwen — {Qwen Team, Alibaba} and Hugo Touvron (2024-01)",
         planned("qwen", "Qwen", authors=(Author(literal="Qwen Team, Alibaba"), HUGO), date="2024-01")),
        ("key = 논문 — 김철수 외 (2020, 정보과학회 논문지)",
         planned("key", "논문", authors=(Author(literal="김철수"), OTHERS), date="2020", venue="정보과학회 논문지")),
        ("A (2020, ICLR)", planned("a", "A", date="2020", venue="ICLR")),
        ("A (2020, NeurIPS (Datasets))", planned("a", "A", date="2020", venue="NeurIPS (Datasets)")),
        ("A — Hugo Touvron (n.d.)", planned("a", "A", authors=(HUGO,))),
        ("A (n.d., ICLR) — note", planned("a", "A", venue="ICLR", note="note")),
        ("A — B — Hugo Touvron (2020)", planned("a-b", "A — B", authors=(HUGO,), date="2020")),
        ("A — B — (2020)", planned("a-b", "A — B", date="2020")),
        ("PEFT — a family of methods", planned("peft", "PEFT", note="a family of methods")),
        ("PEFT — a family of methods (2021)", planned("peft", "PEFT", note="a family of methods (2021)")),
        ("PEFT — see Hugo Touvron arXiv:2302.13971", planned("peft", "PEFT", note="see Hugo Touvron arXiv:2302.13971")),
        ("PEFT — A survey in (3 parts)", planned("peft", "PEFT", note="A survey in (3 parts)")),
        ("PEFT (2020) — Hugo Touvron (2023)", planned("peft", "PEFT", date="2020", note="Hugo Touvron (2023)")),
        ("A — One Long Sentence That Nobody Would Take For Names (2021)",
         planned("a", "A", note="One Long Sentence That Nobody Would Take For Names (2021)")),
        ("A https://github.com/a/b", planned("a", "A", links=(("url", "https://github.com/a/b"),))),
        ("A arXiv:2302.13971 https://a.github.io/b https://github.com/a/b",
         planned("a", "A", arxiv="2302.13971",
                 links=(("code", "https://github.com/a/b"), ("project", "https://a.github.io/b")))),
        ("A (2020) https://a.org/b https://a.org/b.pdf https://youtu.be/x",
         planned("a", "A", date="2020", links=(("url", "https://a.org/b"), ("pdf", "https://a.org/b.pdf"),
                                               ("video", "https://youtu.be/x")))),
    ],
)  # fmt: skip
def test_names_venue_and_note(text: str, paper: Paper) -> None:
    assert parse(text, "x") == (paper, [])
    assert parse(write(paper)[2:], "x") == (paper, [])


@pytest.mark.parametrize(("text", "words"), [
    ("A — {B (2020)", "braces enclose"),
    ("A (2020, ICLR) (2021)", "date is given twice"),
    ("A (2020) arXiv:2302.13971 arXiv:2302.13972", "arxiv is given twice"),
    ("A https://a.org https://b.org", "url is given twice"),
])  # fmt: skip
def test_refused(text: str, words: str) -> None:
    paper, [problem] = parse(text, "x")
    assert paper is None
    assert words in problem.message


@given(papers("key"), st.booleans())
def test_what_is_written_is_read_back(paper: Paper, bare: bool) -> None:
    paper = dataclasses.replace(
        paper, category="x", status=Status.PLANNED, also_in=(), short_title="", tags=(), read="", former_keys=(),
        relations=(), summary=(), links=tuple(p for p in paper.links if p[0] == "url"),
    )  # fmt: skip
    if bare:
        paper = dataclasses.replace(paper, authors=(), venue="")
    line = write(paper)
    assert not line or parse(line[2:], "x") == (paper, [])


_word = st.from_regex(r"[A-Z][a-z]{1,8}", fullmatch=True)


@given(
    st.lists(_word, min_size=1, max_size=4).map(" ".join),
    st.lists(
        st.builds(Author, _word, _word) | st.builds(lambda a, b: Author(literal=f"{a} {b}"), _word, _word), max_size=4
    ),
    st.sampled_from(["", "2021", "2021-06"]),
    st.sampled_from(["", "ICLR 2021", "Nature (Letters)", "한국어 논문지"]),
    st.sampled_from(["", "why", "Someone Said (2020)", "a — b (2020)", "Hugo Touvron (2023) — x"]),
    st.booleans(),
)
def test_plain_papers_always_have_a_line(
    title: str, authors: list[Author], date: str, venue: str, note: str, more: bool
) -> None:
    names = (*authors, OTHERS) if more and authors else tuple(authors)
    paper = planned("k", title, authors=names, date=date, venue=venue, note=note)
    assert parse(write(paper)[2:], "x") == (paper, [])


@given(st.text(max_size=60))
def test_any_line_is_a_paper_or_says_why(text: str) -> None:
    paper, problems = parse(text, "x")
    assert (paper is None) == bool(problems)


@pytest.mark.parametrize(
    "part", [" — a", " — A (2020)", " (2020)", ")", "(", " — {", " , A", " arXiv:2302.13971", "; A"]
)
def test_a_long_line(part: str) -> None:
    """A search that goes back and forth would not end here, which counting does not see."""
    assert grows_as_its_input(lambda count: parse("A" + part * count, "x"), 500, 4000)
    parse("A" + part * 100_000, "x")


def test_a_note_that_begins_with_what_the_key_says_has_the_short_title() -> None:
    line = "bear = Stabilizing Off-Policy Learning (2019) arXiv:1906.00949 — BEAR; to read first"
    paper, problems = parse(line, "rl")
    assert paper is not None
    assert not problems
    assert (paper.short_title, paper.note) == ("BEAR", "to read first")
    assert write(paper) == f"- {line}"
    for other in ("bear-2 = A Title — BEAR", "A Title — A Title", "bear = A Title — BEARS", "bear = BEAR — bear"):
        plain, _problems = parse(other, "rl")
        assert plain is not None
        assert plain.short_title == ""


def test_names_are_written_as_people_write_them() -> None:
    assert names_text((HUGO, LOUIS, OTHERS)) == "Hugo Touvron; Louis Martin et al."
    assert names_text((Author("Lee", "ann"),)) == "ann Lee"
    assert names_text((Author("Van Dyke", "Ann"),)) == "Van Dyke, Ann;"
    assert parse_names("Van Dyke, Ann;") == (Author("Van Dyke", "Ann"),)
    assert parse_names("A B, C D, and E F") == (Author("B", "A"), Author("D", "C"), Author("F", "E"))
