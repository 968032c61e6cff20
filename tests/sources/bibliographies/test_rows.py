"""Forty records each of what sources get wrong most: groups, Korean names, comments on arXiv, years in venues."""

from __future__ import annotations

from pathlib import Path

import pytest

from papershelf.exports import bibtex as out
from papershelf.model.collection.citing import APA, KOREAN, Citing
from papershelf.model.record.paper import Paper
from papershelf.model.record.people import OTHERS, Author, as_meant, parse_author
from papershelf.model.text.collation import sort_key
from papershelf.sources.bibliographies import bibtex
from papershelf.sources.servers import arxiv

HERE = Path(__file__).parent
KINDS = {
    "booktitle": "inproceedings", "journal": "article", "publisher": "book", "school": "phdthesis",
    "institution": "techreport", "howpublished": "booklet",
}  # fmt: skip


def rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("# ")]


def read(entry: str) -> Paper:
    [record] = bibtex.parse(entry)
    assert record.paper is not None
    return record.paper


def test_there_are_forty_of_each() -> None:
    assert all(len(rows(name)) >= 40 for name in ("groups.txt", "korean.tsv", "comments.tsv", "venues.tsv"))


@pytest.mark.parametrize("name", [row[0] for row in rows("groups.txt")])
def test_a_group_stays_one(name: str) -> None:
    *given, last = name.split()
    group = Author(literal=name)
    assert parse_author(name) == group  # as arXiv has it
    assert read(f"@misc{{x, title={{T}}, author={{{name} and Ann Lee}}}}").authors[0] == group
    assert as_meant(Author(family=last, given=" ".join(given))) == group  # as a server takes it apart
    assert Citing(()).text(Paper("x", authors=(group,), date="2021"), "citet") == f"{name} (2021)"


@pytest.mark.parametrize("name", [row[0] for row in rows("persons.txt")])
def test_a_person_is_no_group(name: str) -> None:
    assert parse_author(name).family


@pytest.mark.parametrize(("written", "index", "korean", "english"), rows("korean.tsv"))
def test_a_korean_name(written: str, index: str, korean: str, english: str) -> None:
    paper = read(f"@misc{{x, title={{T}}, year=2021, author={{{written}}}}}")
    names = [author.sort_name for author in paper.authors if author != OTHERS]
    assert "; ".join(sorted(names, key=sort_key)) == index
    assert (Citing((), KOREAN).text(paper, "citet"), Citing((), APA).text(paper, "citet")) == (korean, english)


@pytest.mark.parametrize(("comment", "venue"), rows("comments.tsv"))
def test_a_comment_on_arxiv(comment: str, venue: str) -> None:
    assert arxiv.venue("", comment) == venue


@pytest.mark.parametrize(("field", "name", "year", "shown", "again"), rows("venues.tsv"))
def test_the_year_in_the_name_of_a_venue(field: str, name: str, year: str, shown: str, again: str) -> None:
    paper = read(f"@{KINDS[field]}{{x, title = {{T}}, {field} = {{{name}}}, year = {year}}}")
    assert (paper.venue, paper.date) == (shown, year)
    entry = out.entry(paper)
    assert f"{field} = {{{again}}}" in entry
    assert f"year = {{{year}}}" in entry
