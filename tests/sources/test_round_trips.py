"""What goes out in a format comes in again as it was."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings

from papershelf.exports import bibtex as to_bibtex
from papershelf.exports import csl as to_csl
from papershelf.exports import jsonfile as to_json
from papershelf.exports import ris as to_ris
from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.model.record.build import build
from papershelf.model.record.paper import Author, Paper, Relation
from papershelf.sources.bibliographies import bibtex, csl, papers_json, ris
from papershelf.sources.bibliographies.entries.records import Record
from papershelf.sources.pages.page import scan
from sources.papers import libraries
from support import LONG, ROOT

EXAMPLES = 2000 if LONG else 25
ODD = Paper(
    "a.b", "From {a} -- to \\b``c''",
    authors=(Author("van der", "A", suffix="Jr"), Author(literal="Smith and Sons, Inc")),
    category="", also_in=("y", "z"), date="2020-02-29", venue="Nature", arxiv="2106.09685", arxiv_version="v2",
    doi="10.1000/{x", links=(("url", "https://arxiv.org/abs/2106.09685"),),
    summary=("@a{x,", "@a (x,", "TY - JOUR", "--"), tags=("a;b", "y"), note="papershelf-status: done",
    relations=((Relation.DISPUTES, ("0--", "a_b")),),
)  # fmt: skip


def as_papers_json(papers: tuple[Paper, ...]) -> str:
    """The text of ``papers.json``; it is in reading order, which for papers without category pages is by key."""
    return to_json.library(
        Catalogue([Entry(paper, f"papers/{paper.key}", "p") for paper in papers]), lambda _: "x.html"
    )


FORMATS: list[tuple[Callable[..., str], Callable[[str], list[Record]]]] = [
    (to_bibtex.bibliography, bibtex.parse),
    (to_csl.bibliography, csl.parse),
    (to_ris.bibliography, ris.parse),
    (as_papers_json, papers_json.parse),
]
formats = pytest.mark.parametrize(("write", "read"), FORMATS, ids=["bibtex", "csl", "ris", "json"])


def check(papers: tuple[Paper, ...], write: Callable[..., str], read: Callable[[str], list[Record]]) -> None:
    records = read(write(papers))
    assert [record.problems for record in records] == [()] * len(papers)
    back = {record.paper.key: dataclasses.asdict(record.paper) for record in records if record.paper}
    assert {key: _different(found, back[key]) for key, found in _fields(papers).items()} == {key: {} for key in back}


def _fields(papers: tuple[Paper, ...]) -> dict[str, dict[str, object]]:
    return {paper.key: dataclasses.asdict(paper) for paper in papers}


def _different(before: dict[str, object], after: dict[str, object]) -> dict[str, tuple[object, object]]:
    """Fields that came back as something else: before and after."""
    return {name: (value, after[name]) for name, value in before.items() if after[name] != value}


@formats
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(papers=libraries)
@example(papers=(ODD,))
def test_a_library_comes_back_as_it_went(
    papers: tuple[Paper, ...], write: Callable[..., str], read: Callable[[str], list[Record]]
) -> None:
    check(papers, write, read)


def own_library() -> tuple[Paper, ...]:
    """This repository's papers, as far as their sources tell without a build."""
    found = []
    for path in sorted((ROOT / "papers").glob("**/*.md")):
        page = scan(path.read_text("utf-8"))
        if page.found:
            first = page.found[0]
            found.append(build(first.argument, first.options, title=page.heading, summary=("하나", "둘 -- 셋"))[0])
    assert len(found) > 20
    return tuple(found)


@formats
def test_this_library_comes_back_as_it_went(write: Callable[..., str], read: Callable[[str], list[Record]]) -> None:
    check(own_library(), write, read)


@pytest.mark.parametrize("write", [write for write, _ in FORMATS])
def test_exports_have_lines_that_end_alike(write: Callable[..., str], tmp_path: Path) -> None:
    text = write((ODD,))
    assert text.endswith("\n")
    assert "\r" not in text


def test_what_stands_on_a_page_holds_no_fields_of_our_own() -> None:
    assert "papershelf" not in to_bibtex.entry(ODD)
    assert "papershelf" not in to_ris.entry(ODD)
    assert "papershelf-status" in to_bibtex.bibliography([ODD])
    assert json.loads(to_csl.bibliography([ODD]))[0]["custom"]["papershelf"]["arxiv"] == "2106.09685v2"
