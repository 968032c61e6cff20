"""Long indices are split, so that no page grows with the library."""

from __future__ import annotations

import re
from typing import Any

import pytest

from papershelf.write.files import initials
from papershelf.write.files.initials import ROWS, Initials, Row, cut
from support import Site, paper


def rows(value: str, count: int) -> list[Row]:
    return [(value, number) for number in range(count)]


@pytest.mark.parametrize(("heading", "name"), [("ㄱ", "paper-title-u3131"), ("0–9", "paper-title-0u20139")])
def test_an_initial_has_a_page(heading: str, name: str) -> None:
    assert initials.pagename("paper-title", heading) == name


def test_a_long_initial_has_several_pages() -> None:
    assert [len(run) for run in cut(rows("", 2 * ROWS + 5), below=False)] == [ROWS, ROWS, 5]
    assert [len(run) for run in cut(rows("", ROWS), below=False)] == [ROWS]


def test_an_author_and_the_papers_stay_together() -> None:
    ann, bo = [("Ann", None), *rows("Ann", ROWS + 4)], [("Bo", None), *rows("Bo", 2)]
    assert list(cut(ann + bo, below=True)) == [ann, bo]


def test_eighty_thousand_rows() -> None:
    held = [row for n in range(100) for row in [(f"Ann {n}", None), *rows(f"Ann {n}", 799)]]
    runs = list(cut(held, below=True))
    assert [row for run in runs for row in run] == held
    assert max(map(len, runs)) <= ROWS + 800


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
    usual = Initials._cut

    def told(self: Initials, heading: str) -> Any:
        asked.append(initials.pagename(self.name, heading))
        return usual(self, heading)

    monkeypatch.setattr(Initials, "_cut", told)
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
