"""Forty-five records of every kind are cited as citeproc-js cites them by the style of APA."""

from __future__ import annotations

from pathlib import Path

import pytest

import citing.citeproc as citeproc
from papershelf.exports import csl
from papershelf.exports.references import reference
from papershelf.model.collection.citing import Citing
from papershelf.model.record.paper import Paper
from papershelf.sources.bibliographies import bibtex

TEXT = Path(__file__).with_name("records.bib").read_text(encoding="utf-8")
PAPERS = [record.paper for record in bibtex.parse(TEXT) if record.paper is not None]
TITLES = {"nobody"}
"""Works without authors: APA sets their titles in capitals, here they stand as pages call them."""


@pytest.fixture(scope="module")
def said() -> dict[str, dict[str, str]]:
    if lack := citeproc.missing():
        pytest.skip(lack)
    return citeproc.said([csl.item(paper) for paper in PAPERS])


def test_they_are_of_many_kinds() -> None:
    assert len(PAPERS) == 45
    assert len({csl.csl_type(paper) for paper in PAPERS}) > 15


def test_citations(said: dict[str, dict[str, str]]) -> None:
    citing = Citing(PAPERS)
    ours = {paper.key: f"({citing.text(paper, 'citep')})" for paper in PAPERS}
    theirs = {key: one["citep"] for key, one in said.items()}
    assert {key: text for key, text in ours.items() if key not in TITLES} == {
        key: text for key, text in theirs.items() if key not in TITLES
    }
    assert all(ours[key].casefold() == theirs[key].casefold() for key in TITLES)


def test_references(said: dict[str, dict[str, str]]) -> None:
    citing = Citing(PAPERS)
    ours = {paper.key: _marked(paper, citing.letter(paper)) for paper in PAPERS}
    assert ours == {key: one["reference"] for key, one in said.items()}


def _marked(paper: Paper, letter: str) -> str:
    pieces = reference.pieces(paper, letter=letter)
    return "".join(f"<i>{words}</i>" if italic else words for words, italic in pieces)
