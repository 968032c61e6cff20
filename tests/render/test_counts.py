"""Counts of a library, and tables of papers: what they show, how long they get, what they say in words."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from docutils import nodes

from papershelf.model.collection.catalogue import Catalogue, Category, Entry
from papershelf.model.record.paper import Author, Paper, Status
from papershelf.render.listings.folds import NONE
from papershelf.render.listings.listing import listing
from papershelf.render.listings.stats import ROWS, stats
from papershelf.render.nodes.bars import paper_bar, svg
from papershelf.render.nodes.disclosure import disclosure
from papershelf.resolve.answers import select


def entry(key: str, **attributes: Any) -> Entry:
    return Entry(Paper(key, f"Title of {key}", **attributes), f"papers/{key}", 1, "", False)


def rows(table: nodes.Node) -> list[list[str]]:
    return [[cell.astext() for cell in row.findall(nodes.entry)] for row in table.findall(nodes.row)]


def test_each_row_has_one_bar_of_states_that_says_in_words_what_it_shows() -> None:
    entries = [
        entry("a", category="x", date="2020", status=Status.DONE),
        entry("b", category="x", date="2023", status=Status.PLANNED),
        entry("c", category="y", date="2023", status=Status.DONE),
        entry("d", category="x", date="2023", status=Status.DONE),
    ]
    (shown,) = stats(Catalogue(entries, [Category("x", "x", "X"), Category("y", "y", "Y")]), "index")
    categories, years = shown.findall(nodes.table)
    assert rows(categories) == [
        ["Category", "Papers", "Papers by status"],
        ["X", "3", "done 2, planned 1"],
        ["Y", "1", "done 1"],
    ]
    assert rows(years) == [
        ["Year", "Papers", "Papers by status"],
        ["2020", "1", "done 1"],
        ["2023", "3", "done 2, planned 1"],
    ]
    legend = next(iter(shown.findall(nodes.paragraph)))
    assert legend.astext() == "4 papers  done 3  planned 1"
    keys = [node["classes"][1] for node in legend.findall(nodes.inline) if "paper-swatch" in node["classes"]]
    assert keys == ["paper-bar-done", "paper-bar-planned"]
    bars = [(bar["whole"], [part.count for part in bar["parts"]]) for bar in categories.findall(paper_bar)]
    assert bars == [(3, [2, 1]), (3, [1])]
    drawn = ElementTree.fromstring(svg('"<done>"', next(iter(categories.findall(paper_bar)))["parts"], 3))
    assert (drawn.get("role"), drawn.get("aria-label")) == ("img", '"<done>"')
    assert [(rect.get("x"), rect.get("width")) for rect in drawn] == [("0", "2"), ("2", "1")]


def test_counts_have_a_mark_between_thousands() -> None:
    entries = [entry(f"p{number}", category="x", date="2020") for number in range(1234)]
    (shown,) = stats(Catalogue(entries, [Category("x", "x", "X")]), "index")
    assert next(iter(shown.findall(nodes.paragraph))).astext() == "1,234 papers  done 1,234"
    assert rows(next(iter(shown.findall(nodes.table))))[1] == ["X", "1,234", "done 1,234"]


def test_counts_of_a_large_library_fit_a_screen() -> None:
    names = [f"c{number:02}" for number in range(40)]
    entries = [entry(f"p{year}", category=names[year % 40], date=str(year)) for year in range(1980, 2025)]
    (shown,) = stats(Catalogue(entries, [Category(name, name, name.title()) for name in names]), "index")
    first, folded, years = shown.findall(nodes.table)
    assert isinstance(folded.parent, disclosure)
    assert not folded.parent["open"]
    assert [row[0] for row in rows(first)[1:] + rows(folded)[1:]] == [name.title() for name in names]
    assert len(rows(first)) == len(rows(years)) == ROWS + 1
    assert rows(years)[1][:2] == ["1980–2011", "32"]
    assert sum(int(row[1]) for row in rows(years)[1:]) == len(entries)


def test_a_table_of_papers_has_no_empty_column() -> None:
    planned = [entry("a", status=Status.PLANNED), entry("b", status=Status.PLANNED, date="2020")]
    (table,) = listing(planned, "table", "index", NONE)
    assert rows(table)[0] == ["Title", "Year", "Status"]
    assert rows(table)[1:] == [["Title of a", "", "planned"], ["Title of b", "2020", "planned"]]
    assert [spec["colwidth"] for spec in table.findall(nodes.colspec)] == [46, 8, 10]
    named = [*planned, entry("c", authors=(Author("Lee", "Ann"),), venue="ICLR")]
    assert rows(listing(named, "table", "index", NONE)[0])[0] == ["Title", "Authors", "Year", "Venue", "Status"]


def test_recently_finished_notes_without_dates_stand_in_the_order_of_the_list() -> None:
    entries = [entry("c"), entry("a"), entry("b", read="2024-01-01"), entry("d", status=Status.PLANNED)]
    query = {"status": [Status.DONE], "sort": "-read", "limit": 3}
    assert [found.key for found in select(query, Catalogue(entries))][:1] == ["b"]
    undated = [e for e in entries if not e.paper.read]
    assert [found.key for found in select(query, Catalogue(undated))] == [e.key for e in Catalogue(undated).entries][:2]
