"""What a source says and no option takes stays with the record: nothing of an entry is dropped."""

from __future__ import annotations

import json

import pytest

from papershelf.exports import bibtex as to_bibtex
from papershelf.exports import csl as to_csl
from papershelf.exports import ris as to_ris
from papershelf.model.record.paper import Paper, Relation
from papershelf.sources.bibliographies import bibtex, csl, ris
from papershelf.sources.bibliographies.entries.records import Record


def fields(records: list[Record]) -> dict[str, str]:
    (record,) = [record for record in records if record.paper and record.paper.title == "T"]
    assert record.paper is not None
    return dict(record.paper.fields)


@pytest.mark.parametrize(
    ("entry", "kept"),
    [
        ("@book{a, title={T}, doi={no.doi}, url={ftp://x.org/a}}", {"doi": "no.doi", "url": "ftp://x.org/a"}),
        (
            "@misc{a, title={T}, howpublished={http://x.org/b}, url={http://x.org/a}}",
            {"howpublished": "http://x.org/b"},
        ),
        (
            "@misc{a, title={T}, journal={J}, howpublished={http://x.org/b}, url={http://x.org/a}}",
            {"journaltitle": "J", "addresses": "http://x.org/b"},
        ),
        (
            "@inproceedings{a, title={T}, booktitle={P}, address={USA}, location={Prague}}",
            {"location": "USA", "venue": "Prague"},
        ),
        ("@article{a, title={T}, journal={J}, journaltitle={K}}", {"bibtex-journal": "J"}),
        ("@article{a, title={T}, journal={J}, crossref={B}}\n@book{b, title={Book}}", {"xref": "b"}),
        ("@book{a, title={T}, related={B.1,c}}\n@book{B:1, title={Book}}", {"related": "B.1,c"}),
        ("@book{a, title={T}, related={B:1,c}}\n@book{B:1, title={Book}}", {"related": "b-1,c"}),
        ("@misc{a, title={T}, url={https://x.org/}, urldate={3 May 2020}}", {"urldate": "2020-05-03"}),
        ("@book{a, title={T}, year={2018}, month={oct-nov}}", {"date": "oct-nov 2018"}),
        ("@misc{a, title={T}, doi={10/abc}, url={https://doi.org/10.5555/x}}", {"other-doi": "10/abc"}),
        ("@unheardof{a, title={T}}", {"entrytype": "unheardof"}),
        ("@web_page{a, title={T}, url={https://x.org/}}", {}),
        ("@misc{a, title={T}, doi={10.5555/y}, url={https://doi.org/10.5555/x}}", {}),
    ],
)
def test_of_bibtex(entry: str, kept: dict[str, str]) -> None:
    records = bibtex.parse(entry)
    assert fields(records) == kept
    papers = [record.paper for record in records if record.paper]
    for write, read in ((to_bibtex, bibtex), (to_csl, csl), (to_ris, ris)):
        again = read.parse(write.bibliography(papers))
        assert fields(again) == kept, write.__name__
        assert [record.paper for record in again] == papers


def test_what_a_chapter_has_itself_is_not_taken_from_its_book() -> None:
    found = bibtex.parse("@article{a, title={T}, journal={J}, crossref={b}}\n@book{b, title={Book}}")[0].paper
    assert found is not None
    assert found.venue == "J"


def test_a_url_that_is_another_doi_stays() -> None:
    found = bibtex.parse("@misc{a, title={T}, doi={10.5555/y}, url={https://doi.org/10.5555/x}}")[0].paper
    assert found is not None
    assert (found.doi, found.links) == ("10.5555/y", (("url", "https://doi.org/10.5555/x"),))


def test_a_date_of_its_own_form_is_no_date_of_biblatex() -> None:
    paper = bibtex.parse("@book{a, title={T}, year={2018}, month={oct-nov}, urldate={some day}}")[0].paper
    assert paper is not None
    text = to_bibtex.bibliography([paper])
    assert "  papershelf-issued = {oct-nov 2018},\n" in text
    assert "  papershelf-field-urldate = {some day},\n" in text
    assert "  date =" not in text
    assert "papershelf" not in to_bibtex.entry(paper)


@pytest.mark.parametrize(
    ("item", "kept"),
    [
        ({"archive": "Estate", "archive_location": "Box 3"}, {"archive": "Estate", "archivelocation": "Box 3"}),
        ({"medium": "Web", "call-number": "C 1"}, {"medium": "Web", "call-number": "C 1"}),
        ({"issued": {"date-parts": [[2011]], "season": 3}}, {"date": "2011-23"}),
        ({"itemType": "book", "extra": ["PMID: 12", "free words"]}, {"pmid": "12", "extra": "free words"}),
        ({"itemType": "book", "extra": "Volume: 3", "volume": "2"}, {"volume": "2", "extra-volume": "3"}),
        ({"itemType": "book", "archive": "Estate"}, {"archive": "Estate"}),
        ({"itemType": "preprint", "archive": "arXiv"}, {}),
    ],
)
def test_of_json(item: dict[str, object], kept: dict[str, str]) -> None:
    form = {} if "itemType" in item else {"id": "a", "type": "book"}
    records = csl.parse(json.dumps([{**form, "title": "T", **item}]))
    assert fields(records) == kept
    papers = [record.paper for record in records if record.paper]
    assert [record.paper for record in csl.parse(to_csl.bibliography(papers))] == papers


def test_addresses_that_stand_in_one_field() -> None:
    text = json.dumps([{"itemType": "book", "title": "T", "url": "http://x.org/a http://x.org/b"}])
    (record,) = csl.parse(text)
    assert record.paper is not None
    assert record.paper.links == (("url", "http://x.org/a"),)
    assert fields([record]) == {"addresses": "http://x.org/b"}


def test_initials_of_ris_get_their_points_but_not_in_what_papershelf_wrote() -> None:
    (record,) = ris.parse("TY  - JOUR\nTI  - T\nAU  - Kim, AB\nAU  - Lee, Bo\nA2  - Cy, D\nER  - \n")
    assert record.paper is not None
    assert [author.given for author in record.paper.authors] == ["A. B.", "Bo"]
    assert dict(record.paper.fields)["editor"] == "Cy, D."
    papers = [record.paper for record in bibtex.parse("@book{a, title={T}, author={Kim, AB}}") if record.paper]
    assert [record.paper for record in ris.parse(to_ris.bibliography(papers))] == papers


def test_names_of_fields_that_only_other_programs_know() -> None:
    papers = [Paper("a", "T", fields=(("bib2html_x.y", "1"), ("my:field", "2"), ("한글", "3")), type="book")]
    for write, read in ((to_bibtex, bibtex), (to_csl, csl), (to_ris, ris)):
        assert [record.paper for record in read.parse(write.bibliography(papers))] == [
            paper and papers[0] for paper in papers
        ], write.__name__


def test_addresses_of_zotero_are_no_keys() -> None:
    (record,) = csl.parse(json.dumps([{"id": "http://zotero.org/users/1/items/X", "title": "Some words"}]))
    assert record.paper is not None
    assert record.paper.key == "some-words"


def test_relations_of_both_kinds() -> None:
    paper = Paper("a", "T", relations=((Relation.EXTENDS, ("b",)),), fields=(("related", "c"),), type="book")
    (record,) = bibtex.parse(to_bibtex.bibliography([paper]))
    assert record.paper == paper
