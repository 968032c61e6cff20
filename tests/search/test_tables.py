"""Recall and precision on two tables: of this library's pages, and of text and queries that are not ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from library import built
from search import evaluate
from support import ROOT

HERE = Path(__file__).parent
needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="needs node")


def judged(page: str) -> bool:
    """The table speaks of papers and categories."""
    return page.startswith(("papers/", "docs/categories/"))


@needs_node
def test_the_library_finds_what_it_should() -> None:
    queries = evaluate.read(HERE / "queries.tsv")
    kinds = {query.kind for query in queries}
    assert len(queries) >= 150
    assert sum(query.kind == "nothing" for query in queries) >= 30
    assert {"noun", "particle", "spacing", "compound", "verb", "one-syllable", "number", "mixed", "alias"} <= kinds
    answers = evaluate.in_node(built(), [query.text for query in queries])
    scores = evaluate.score(queries, answers, judged)
    print(evaluate.table(scores))
    assert scores["all"].recall >= 0.97, scores["all"].notes
    assert scores["all"].precision >= 0.97, scores["all"].notes


@needs_node
def test_text_and_queries_that_are_not_ours(tmp_path: Path) -> None:
    pages = ROOT / "build" / "test-pages"  # kept from one run to the next
    command = [sys.executable, str(HERE / "foreign/fetch.py"), str(pages)]
    fetched = subprocess.run(command, capture_output=True, text=True)
    if fetched.returncode and not os.environ.get("PAPERSHELF_REQUIRE"):
        pytest.skip(f"the text cannot be fetched: {fetched.stderr.strip()[-200:]}")
    assert fetched.returncode == 0, fetched.stderr
    queries = evaluate.read(HERE / "foreign/queries.tsv")
    html = evaluate.build(pages, tmp_path)
    answers = evaluate.in_node(html, [query.text for query in queries])
    scores = evaluate.score(queries, answers, lambda page: page != "index")
    print(evaluate.table(scores))
    assert scores["all"].recall >= 0.95
    assert scores["all"].precision >= 0.90
    wanted = evaluate.read(HERE / "foreign/wanted.tsv")
    ranks = evaluate.ranks(wanted, evaluate.in_node(html, [query.text for query in wanted]))
    assert evaluate.mrr(ranks) >= 0.95


@needs_node
def test_what_a_reader_wants_comes_first() -> None:
    queries = evaluate.read(HERE / "wanted.tsv")
    assert len(queries) >= 100
    ranks = evaluate.ranks(queries, evaluate.in_node(built(), [query.text for query in queries]))
    assert evaluate.mrr(ranks) >= 0.95, [
        (query.text, rank) for query, rank in zip(queries, ranks, strict=True) if rank != 1
    ]
    names = [rank for query, rank in zip(queries, ranks, strict=True) if query.kind in {"title", "name"}]
    assert set(names) == {1}
