"""One reader of dates: as much as is right is kept, and what is wrong is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from papershelf.model.record.publication import is_in_press
from papershelf.sources.bibliographies import bibtex, csl, ris
from papershelf.sources.bibliographies.entries.records import Record
from papershelf.sources.lines.values.statements import read_date
from papershelf.sources.words import dates

LINES = Path(__file__).with_name("dates.tsv").read_text(encoding="utf-8").splitlines()[1:]
ROWS = [tuple(line.split("\t")) for line in LINES]


def test_there_are_forty() -> None:
    assert len(ROWS) >= 40


@pytest.mark.parametrize(("written", "iso", "extent", "wrong"), ROWS)
def test_a_date(written: str, iso: str, extent: str, wrong: str) -> None:
    assert dates.read(written) == dates.Date(iso, extent == "whole", wrong)


@pytest.mark.parametrize(("written", "iso", "extent", "wrong"), ROWS)
def test_every_source_reads_it_alike(written: str, iso: str, extent: str, wrong: str) -> None:
    item = {"id": "x", "title": "T", "type": "book", "issued": {"raw": written}}
    found: list[Record] = [
        *bibtex.parse(f"@book{{x, title = {{T}}, date = {{{written}}}}}"),
        *bibtex.parse(f"@book{{x, title = {{T}}, year = {{{written}}}}}"),
        *csl.parse(json.dumps([item])),
        *ris.parse(f"TY  - BOOK\nTI  - T\nPY  - {written}\nER  - \n"),
    ]
    for record in found:
        assert record.paper is not None
        kept = dict(record.paper.fields).get("date", "")
        assert (record.paper.date, kept) == (iso, "" if extent == "whole" else written)
        assert bool(record.problems) == bool(wrong)
        assert all(wrong in problem and written in problem for problem in record.problems)


@pytest.mark.parametrize(("written", "iso", "extent", "_wrong"), ROWS)
def test_lists_take_what_is_a_date_and_nothing_else(written: str, iso: str, extent: str, _wrong: str) -> None:
    plausible = extent == "whole" and iso.startswith(("19", "20")) and not written.startswith("[")
    assert read_date(written) == (iso if plausible else "")


@pytest.mark.parametrize(
    ("fields", "date", "problem"),
    [
        ("year = {2021}, month = {6월}", "2021-06", ""),
        ("year = {2021}, month = 6, day = 17", "2021-06-17", ""),
        ("year = {2021}, month = {2}, day = {30}", "2021-02", "there is no day 30"),
        ("year = {2021}, month = {jun--jul}", "2021-06", ""),
        ("year = {2021}, month = {Sommer}", "2021", ""),
        ("year = {in press}, month = jun", "", ""),
    ],
)
def test_year_month_and_day_of_bibtex(fields: str, date: str, problem: str) -> None:
    [record] = bibtex.parse(f"@book{{x, title = {{T}}, {fields}}}")
    assert record.paper is not None
    assert record.paper.date == date
    assert [problem in said for said in record.problems] == ([True] if problem else [])


@pytest.mark.parametrize(
    "word", ["in press", "In Press.", "(in press)", "forthcoming", "to appear", "게재 예정", "게재예정"]
)
def test_what_is_yet_to_come_out_is_known(word: str) -> None:
    [record] = bibtex.parse(f"@article{{x, title = {{T}}, journal = {{Journal X}}, year = {{{word}}}}}")
    assert record.paper is not None
    assert is_in_press(record.paper)
    assert (record.paper.venue, record.paper.date) == ("Journal X", "")


@pytest.mark.parametrize(
    ("venue", "year", "shown"),
    [
        ("Handbook of 1968 Protest", "2010", "Handbook of 1968 Protest 2010"),
        ("Proceedings of the 2019 Conference of the ACL", "2019", "Proceedings of the 2019 Conference of the ACL"),
        (
            "SIGMOD '19: 2019 International Conference on Data",
            "2019",
            "SIGMOD '19: 2019 International Conference on Data",
        ),
        ("ICLR", "2022", "ICLR 2022"),
        ("Advances 1, 1999", "1999", "Advances 1, 1999"),
        ("학술발표논문집 2019", "2019", "학술발표논문집 2019"),
    ],
)
def test_a_year_in_the_name_of_a_venue_stays_and_is_not_that_of_the_paper(venue: str, year: str, shown: str) -> None:
    text = f"@inproceedings{{x, title = {{T}}, booktitle = {{{venue}}}, year = {year}}}"
    [record] = bibtex.parse(text)
    assert record.paper is not None
    assert (record.paper.venue, record.paper.date) == (shown, year)
    from papershelf.exports import bibtex as out

    entry = out.entry(record.paper)
    assert f"booktitle = {{{venue}}}" in " ".join(entry.split())
    assert f"year = {{{year}}}" in " ".join(entry.split())
