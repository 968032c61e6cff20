"""The questions that pages and exports ask of a catalogue."""

from __future__ import annotations

from typing import Any

from papershelf.model.collection.catalogue import Catalogue, Category, Entry
from papershelf.model.record.paper import Paper


def entry(key: str, docname: str = "", *, queued: bool = False, line: int = 1, **attributes: Any) -> Entry:
    return Entry(Paper(key, **attributes), docname or f"papers/{key}", f"paper-{key}", line, queued)


def keys(entries: list[Entry]) -> list[str]:
    return [e.key for e in entries]


def test_a_page_wins_over_a_queue_and_the_first_page_over_the_second() -> None:
    queued, second, first = entry("a", "aaa", queued=True), entry("a", "papers/z"), entry("a", "papers/b")
    catalogue = Catalogue([queued, second, first])
    assert catalogue.claims["a"] == [first, second, queued]
    assert (catalogue.by_key("a"), len(catalogue), catalogue.names) == (first, 1, ["a"])
    assert catalogue.by_docname("papers/b") is first
    assert catalogue.by_docname("aaa") is None


def test_former_keys() -> None:
    a, b = entry("a", former_keys=("old", "b")), entry("b")
    catalogue = Catalogue([a, b])
    assert catalogue.by_key("old") is a
    assert catalogue.by_key("b") is b  # a present key is stronger than a former one
    assert "old" in catalogue
    assert "none" not in catalogue
    assert 1 not in catalogue


def test_reading_order() -> None:
    catalogue = Catalogue(
        [entry("a", category="x"), entry("b", category="y", also_in=("x",)), entry("c", category="y"), entry("d")],
        [Category("y", "y", listed=("c",)), Category("x", "x", sort="-listed"), Category("y", "z")],
    )
    assert keys(catalogue.in_category("y")) == ["c", "b"]
    assert keys(catalogue.in_category("x")) == ["b", "a"]
    assert catalogue.in_category("none") == []
    assert keys(catalogue.entries) == ["c", "b", "a", "d"]
    assert [catalogue.position(k) for k in "cbad?"] == [0, 1, 2, 3, 4]
    assert catalogue.categories["y"].docname == "y"
    assert len(catalogue.category_claims["y"]) == 2
