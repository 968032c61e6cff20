"""Long indices are split, so that no page grows with the library."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sphinx.domains import IndexEntry

from papershelf.write.files import initials
from papershelf.write.files.initials import ROWS, Part, cut
from support import Site, paper


def entries(count: int, subtype: int = 0) -> list[IndexEntry]:
    return [IndexEntry(f"Name {n:05}", subtype, f"papers/p{n}", "", "", "", "") for n in range(count)]


def parts(heading: str, rows: list[IndexEntry]) -> list[Part]:
    return [part for part, _rows in cut("paper-title", heading, rows)]


@pytest.mark.parametrize(("heading", "pagename"), [("ㄱ", "paper-title-u3131"), ("A", "paper-title-a")])
def test_an_initial_has_a_page(heading: str, pagename: str) -> None:
    (part,) = parts(heading, entries(ROWS))
    assert (part.pagename, part.label, part.first, part.last) == (pagename, heading, "Name 00000", "Name 01999")
    assert part.papers == ROWS


def test_a_long_initial_has_several_pages() -> None:
    found = list(cut("paper-title", "A", entries(2 * ROWS + 5)))
    assert [(part.pagename, part.label) for part, _rows in found] == [
        ("paper-title-a", "A 1"),
        ("paper-title-a-2", "A 2"),
        ("paper-title-a-3", "A 3"),
    ]
    assert [len(rows) for _part, rows in found] == [ROWS, ROWS, 5]


def test_an_author_and_the_papers_stay_together() -> None:
    lines = [IndexEntry("Ann", 1, "", "", "", "", ""), *entries(ROWS - 1, 2), *entries(5, 2)]
    lines += [IndexEntry("Bo", 1, "", "", "", "", ""), *entries(2, 2)]
    (first, rows), (second, _rows) = cut("paper-author", "A", lines)
    assert (len(rows), first.last, second.first) == (ROWS + 5, "Ann", "Bo")


def test_a_split_index_in_a_site(small: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("papershelf.write.files.initials.ROWS", 3)
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


def test_an_edit_makes_the_initials_that_have_it(small: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("papershelf.write.files.initials.ROWS", 3)
    small.write({f"papers/p{n}.md": paper(f"Paper {n}", f"p{n}") for n in range(7)})
    asked: list[str] = []

    def told(name: str, heading: str, rows: list[IndexEntry]) -> Any:
        asked.append(initials.pagename(name, heading))
        return cut(name, heading, rows)

    monkeypatch.setattr("papershelf.write.files.initials.cut", told)
    assert small.build() == ""
    assert "paper-title-f" in asked
    asked.clear()
    path = small.source / "papers/p3.md"
    path.write_text(path.read_text("utf-8").replace("Paper 3", "Zoo 3"), "utf-8")
    assert small.build() == ""
    titles = [name for name in asked if name.startswith("paper-title")]
    assert sorted(titles) == ["paper-title-p", "paper-title-z"]
    assert "Zoo 3" in small.page("paper-title-z")
    assert "Zoo 3" in small.page("paper-title")
