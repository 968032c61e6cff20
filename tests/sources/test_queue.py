"""The lines of a queue."""

from __future__ import annotations

from typing import Any

import pytest

from papershelf.model.record.paper import Paper, Status
from papershelf.sources.pages.queue import Item, items, parse, read


def planned(key: str, title: str, **attributes: Any) -> Paper:
    return Paper(key, title, category="x", status=Status.PLANNED, **attributes)


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("PEFT", planned("peft", "PEFT")),
        ("key = A Title", planned("key", "A Title")),
        ("A Title (2016)", planned("a-title", "A Title", date="2016")),
        ("A Title (2016-05)", planned("a-title", "A Title", date="2016-05")),
        ("A arXiv:2307.08691v2", planned("a", "A", arxiv="2307.08691", arxiv_version="v2")),
        ("A https://arxiv.org/abs/2307.08691", planned("a", "A", arxiv="2307.08691")),
        ("A doi:10.1000/182", planned("a", "A", doi="10.1000/182")),
        ("A https://doi.org/10.1000/182", planned("a", "A", doi="10.1000/182")),
        ("A https://example.org/?a=b", planned("a", "A", links=(("url", "https://example.org/?a=b"),))),
        ("A +2024-05-01", planned("a", "A", added="2024-05-01")),
        ("A — why = this (2020)", planned("a", "A", note="why = this (2020)")),
        ("k = A (2023) +2024-05-01 doi:10.1000/x1",
         planned("k", "A", date="2023", added="2024-05-01", doi="10.1000/x1")),
        ("E=mc (draft)", planned("e-mc-draft", "E=mc (draft)")),
        ("C +plus", planned("c-plus", "C +plus")),
    ],
)  # fmt: skip
def test_parse(text: str, paper: Paper) -> None:
    assert parse(text, "x") == (paper, [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("= A", "starts with a letter or digit"),
        ("Bad Key = A", "lower-case letters a-z"),
        ("key = ", "no title"),
        ("★", "write 'key = Title'"),
        ("A (2016-13)", "a date is written"),
        ("A arXiv:1", "an arXiv id is written"),
        ("A doi:x", "a DOI is written"),
        ("A (2016) (2017)", "date is given twice"),
        ("A +2024-05", "a day is written"),
        ("x" * 501, "at most 500"),
    ],
)
def test_refused(text: str, words: str) -> None:
    paper, [problem] = parse(text, "x")
    assert paper is None
    assert problem.kind == "invalid-queue"
    assert problem.message.startswith(f"found {text!r}")
    assert words in problem.message
    assert "a line is written '[key =] Title" in problem.message


def test_items() -> None:
    found, problems = items(["- a", "  more", "", "* b", "prose", "+ c"], 10)
    assert found == [Item("a more", 10), Item("b", 13), Item("c", 15)]
    [(line, problem)] = problems
    assert (line, problem.kind) == (14, "invalid-queue")
    assert "found 'prose'" in problem.message


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        (r"$\beta$-VAE", "β-VAE"),
        (r"Attention in $O(n^2)$ and $\mathbb{R}^d$", "Attention in O(n²) and ℝᵈ"),
        ("From $5 to $6", "From $5 to $6"),
        ("A $ B $ C", "A $ B $ C"),
    ],
)
def test_formulas_of_a_title_are_text(title: str, shown: str) -> None:
    paper, problems = read(f"key = {title} (2017)", "methods")
    assert paper is not None and not problems
    assert (paper.title, paper.year) == (shown, "2017")
