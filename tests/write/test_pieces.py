"""After an edit, what is made anew for the files that all papers share does not grow with the library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from papershelf.write.files.initials import Initials
from papershelf.write.files.pieces import Pieces
from support import Site, category, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]


def library(make_site: MakeSite, papers: int) -> Site:
    """Papers that each name the one before, of few tags."""
    pages = {
        f"papers/p{n}.md": paper(
            f"Paper {n}",
            f"p{n}",
            options=f":category: methods\n:authors: Ann Lee\n:tags: t{n // 3}\n:date: 2024",
            body=f"After {{paper:ref}}`p{n - 1}`." if n else "Text.",
        )
        for n in range(papers)
    }
    return make_site({"index.md": home("methods"), "methods.md": category(), **pages})


def made(monkeypatch: pytest.MonkeyPatch, site: Site) -> Counter[str]:
    """Kinds of the pieces that a build makes."""
    found: Counter[str] = Counter()
    usual = Pieces.of

    def of(self: Pieces, kind: str, name: str, inputs: str, make: Callable[[], str]) -> str:
        def counted() -> str:
            found[kind] += 1
            return make()

        return usual(self, kind, name, inputs, counted)

    with monkeypatch.context() as patch:
        patch.setattr(Pieces, "of", of)
        assert site.build() == ""
    return found


EDITS: dict[str, Callable[[Site], Any]] = {
    "title": lambda site: replace(site, "# Paper 4", "# Another 4"),
    "status": lambda site: replace(site, ":date:", ":status: reading\n:date:"),
    "summary": lambda site: replace(site, "- two", "- another"),
    "deleted": lambda site: max((site.source / "papers").iterdir(), key=lambda path: int(path.stem[1:])).unlink(),
}


def replace(site: Site, old: str, new: str) -> None:
    path = site.source / "papers/p4.md"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("edit", EDITS)
def test_pieces_made_anew_do_not_grow_with_the_library(
    make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edit: str
) -> None:
    counts = []
    for papers in (10, 25):
        site = library(make_site, papers)
        assert made(monkeypatch, site)["json"] == papers
        EDITS[edit](site)
        counts.append(made(monkeypatch, site))
        assert made(monkeypatch, site) == {}, "nothing changed"
        for path in (site.source, site.out):
            path.rename(tmp_path / f"{path.name}-{papers}")
    few, many = counts
    assert few == many
    assert edit == "deleted" or all(few[kind] == 1 for kind in ("json", "bibtex", "csl", "cards", "headings"))


def test_what_is_kept_is_not_taken_for_another(tmp_path: Path) -> None:
    names = {"x", "y", "z"}
    first = Pieces(tmp_path, "one")
    assert [first.of("a", name, "in", lambda: "text") for name in ("x", "y")] == ["text", "text"]
    first.save(names)
    again = Pieces(tmp_path, "one")
    assert again.of("a", "x", "in", lambda: "new") == "text"
    assert again.of("a", "z", "other", lambda: "new") == "new"
    assert again.made == 1
    again.save(names)
    assert Pieces(tmp_path, "one").of("a", "y", "in", lambda: "new") == "text", "kept, though nobody asked for it"
    third = Pieces(tmp_path, "one")
    third.of("a", "x", "in", lambda: "new")
    third.save(names - {"y"})
    assert Pieces(tmp_path, "one").of("a", "y", "in", lambda: "gone, as there is none") == "gone, as there is none"
    assert Pieces(tmp_path, "two").of("a", "x", "in", lambda: "of other settings") == "of other settings"
    (tmp_path / "a.pickle").write_bytes(b"damaged")
    assert Pieces(tmp_path, "one").of("a", "x", "in", lambda: "anew") == "anew"


def test_what_another_process_made_is_kept_too(tmp_path: Path) -> None:
    other, pieces = Pieces(tmp_path, "one"), Pieces(tmp_path, "one")
    other.of("a", "x", "in", lambda: "text")
    pieces.add(other.take())
    assert other.take() == {}
    pieces.save({"x"})
    assert Pieces(tmp_path, "one").of("a", "x", "in", lambda: "new") == "text"


def test_a_process_keeps_the_kinds_that_it_made_some_of(tmp_path: Path) -> None:
    first = Pieces(tmp_path, "one")
    for kind in ("a", "b"):
        first.of(kind, "x", "in", lambda: "text")
        first.of(kind, "gone", "in", lambda: "text")
    first.save({"x", "gone"})
    other = Pieces(tmp_path, "one")
    assert (other.of("a", "x", "in", lambda: "new"), other.of("b", "x", "in", lambda: "new")) == ("text", "text")
    other.of("b", "y", "in", lambda: "text")
    before = (tmp_path / "a.pickle").read_bytes()
    other.save_new({"x", "y"})
    assert (tmp_path / "a.pickle").read_bytes() == before, "which another process may have written by now"
    again = Pieces(tmp_path, "one")
    assert [again.of("b", name, "in", lambda: "new") for name in ("x", "y", "gone")] == ["text", "text", "new"]
    assert other.take() == {}, "nothing is left to hand on"


def test_an_edit_of_a_body_leaves_the_pieces_of_other_papers(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = library(make_site, 10)
    assert made(monkeypatch, site)["readings"] == 10
    replace(site, "After", "Long after")
    made(monkeypatch, site)
    replace(site, "- two", "- another")
    assert made(monkeypatch, site)["readings"] <= 1


def test_an_edit_that_no_index_shows_makes_none(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = library(make_site, 4)
    asked: list[str] = []
    usual = Initials.parts

    def parts(self: Initials) -> Any:
        asked.append("")
        return usual(self)

    monkeypatch.setattr(Initials, "parts", parts)
    assert site.build() == ""
    assert asked
    for edit, is_shown in (("summary", False), ("status", True)):
        asked.clear()
        path = site.source / "papers/p3.md"
        old, new = ("- two", "- another") if edit == "summary" else (":date:", ":status: reading\n:date:")
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
        assert site.build() == ""
        assert bool(asked) is is_shown, edit
