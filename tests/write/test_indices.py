"""Long indices are split, so that no page grows with the library."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sphinx.domains import IndexEntry

from papershelf.write.files.indices import ROWS, split
from support import Site, paper


def entries(count: int, subtype: int = 0) -> list[IndexEntry]:
    return [IndexEntry(f"Name {n:05}", subtype, f"papers/p{n}", "", "", "", "") for n in range(count)]


def test_a_short_index_is_one_page() -> None:
    assert list(split("paper-title", [("A", entries(ROWS))])) == []


def test_a_long_index_has_a_page_for_each_initial() -> None:
    parts = list(split("paper-title", [("ㄱ", entries(ROWS)), ("A", entries(3)), ("#", entries(1))]))
    assert [part.pagename for part in parts] == ["paper-title-u3131", "paper-title-a", "paper-title-u23"]
    assert [part.label for part in parts] == ["ㄱ", "A", "#"]


def test_a_long_initial_has_several_pages() -> None:
    parts = list(split("paper-title", [("A", entries(2 * ROWS + 5))]))
    assert [(part.pagename, part.label) for part in parts] == [
        ("paper-title-a", "A 1"),
        ("paper-title-a-2", "A 2"),
        ("paper-title-a-3", "A 3"),
    ]
    assert [len(part.entries) for part in parts] == [ROWS, ROWS, 5]


def test_an_author_and_the_papers_stay_together() -> None:
    lines = [IndexEntry("Ann", 1, "", "", "", "", ""), *entries(ROWS - 1, 2), *entries(5, 2)]
    lines += [IndexEntry("Bo", 1, "", "", "", "", ""), *entries(2, 2)]
    first, second = split("paper-author", [("A", lines)])
    assert (len(first.entries), second.entries[0].name) == (ROWS + 5, "Bo")


def test_eighty_thousand_rows() -> None:
    parts = list(split("paper-author", [(chr(65 + n % 26) + str(n), entries(800)) for n in range(100)]))
    assert sum(len(part.entries) for part in parts) == 80_000
    assert max(len(part.entries) for part in parts) <= ROWS
    assert len({part.pagename for part in parts}) == len(parts)


def test_a_split_index_in_a_site(small: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("papershelf.write.files.indices.ROWS", 3)
    small.write({f"papers/p{n}.md": paper(f"Paper {n}", f"p{n}") for n in range(7)})
    assert small.build() == ""
    overview = small.page("paper-title")
    links = re.findall(r'href="(paper-title-[^"]+)"', overview)
    assert links == [
        "paper-title-a.html",
        "paper-title-f.html",
        "paper-title-g.html",
        "paper-title-p.html",
        "paper-title-p-2.html",
        "paper-title-p-3.html",
        "paper-title-r.html",
    ]
    titles: list[Any] = []
    for link in links:
        titles += re.findall(r'<code class="xref">([^<]+)</code>', small.page(link.removesuffix(".html")))
    assert len(titles) == 12
    (small.source / "papers/p6.md").unlink()
    (small.source / "papers/p5.md").unlink()
    small.build()
    assert not (small.out / "html" / "paper-title-p-3.html").exists()
