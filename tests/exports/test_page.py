"""A paper as the text of its page, and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from papers import papers
from papershelf.exports.pages.page import category_page, page
from papershelf.model.record import queueline
from papershelf.model.record.paper import Author, Paper, Status
from papershelf.sources.library import folder
from papershelf.sources.pages import queue
from support import LONG

CONF = "papershelf_papers = 'papers'\n"


def read_back(text: str, root: Path) -> Paper:
    (root / "papers").mkdir(exist_ok=True)
    (root / "conf.py").write_text(CONF)
    (root / "papers/x.md").write_text(text, encoding="utf-8")
    found = folder.read(root, root)
    assert found.problems == []
    [entry] = found.catalogue.entries
    return entry.paper


def test_a_page() -> None:
    paper = Paper(
        "lora",
        "LoRA: Low-Rank Adaptation",
        authors=(Author("Hu", "Edward J."), Author(literal="Qwen Team")),
        date="2021-06",
        venue="ICLR 2022",
        category="fine-tuning",
        status=Status.WRITING,
        arxiv="2106.09685",
        arxiv_version="v2",
        links=(("code", "https://github.com/microsoft/LoRA"),),
        tags=("peft", "low-rank"),
        summary=("first", "second with $ and *"),
    )
    assert page(paper, body="## Notes\n\nText.\n") == (
        "# LoRA: Low-Rank Adaptation\n\n```{paper-summary} lora\n:authors: Edward J. Hu; {Qwen Team}\n:date: 2021-06\n"
        ":venue: ICLR 2022\n:category: fine-tuning\n:status: writing\n:tags: peft, low-rank\n:arxiv: 2106.09685v2\n"
        ":code: https://github.com/microsoft/LoRA\n\n- first\n- second with \\$ and \\*\n```\n\n## Notes\n\nText.\n"
    )


@settings(max_examples=500 if LONG else 50)
@given(paper=papers())
def test_a_page_is_read_back_as_the_same_paper(tmp_path: Path, paper: Paper) -> None:
    assert read_back(page(paper), tmp_path) == paper


@pytest.mark.parametrize("summary", ["```python\nx = 1\n```", ":::{note}\nwords\n:::", ":year: 1999", "---\n\nwords"])
def test_a_summary_with_blocks_stays_within_its_fence(tmp_path: Path, summary: str) -> None:
    paper = read_back(page(Paper("k", "T"), summary=summary, body="after"), tmp_path)
    assert paper.date == ""
    assert "after" not in " ".join(paper.summary)


def test_a_planned_paper_is_a_line_that_is_read_back() -> None:
    paper = Paper("k", "A Title", date="2020", arxiv="2307.08691", status=Status.PLANNED, note="why", category="c")
    assert queueline.write(paper) == "- k = A Title (2020) arXiv:2307.08691 — why"
    assert queue.parse(queueline.write(paper)[2:], "c") == (paper, [])


def test_a_planned_paper_with_more_than_a_line_holds_is_no_line() -> None:
    assert queueline.write(Paper("k", "T", status=Status.PLANNED, tags=("a",))) == ""
    assert queueline.write(Paper("k", "T")) == ""


def test_a_category_page() -> None:
    assert category_page("a", "A & B", ["k"], ["- k = T"]) == (
        "# A \\& B\n\n```{paper-category} a\n\nk\n```\n\n```{paper-queue}\n- k = T\n```\n"
    )
