"""A table of contents that leads back to a page above it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from sphinx import environment

from papershelf.collect.documents import circles
from support import Site, category, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]
THEIRS = environment._traverse_toctree


@pytest.mark.parametrize(
    "pages",
    [
        {},
        {"index": ["a", "b"], "a": ["c", "d"], "b": ["c"], "d": ["b", "e"]},
        {"index": ["a", "a", "index"], "a": ["a"]},
    ],
)
def test_where_there_is_an_end_it_is_as_sphinx_goes(
    pages: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "_traverse_toctree", THEIRS)  # which calls itself by its name
    assert THEIRS is not circles.traverse
    assert list(circles.traverse(set(), None, "index", pages)) == list(THEIRS(set(), None, "index", pages))


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub", "latex", "text"])
def test_a_circle_costs_nobody_the_site(make_site: MakeSite, builder: str) -> None:
    """Whether the page leads to itself, to its category, home, or from one page to another and back."""
    toctree = "```{toctree}\n%s\n```"
    site = make_site(
        {
            "index.md": home("methods"),
            "methods.md": category(),
            "papers/a.md": paper("A", "a", body=f"Before.\n\n{toctree % '../index'}\n\n{toctree % 'b'}\n\nAfter."),
            "papers/b.md": paper("B", "b", body=toctree % "a"),
            "papers/c.md": paper("C", "c", body=toctree % "../methods"),
            "papers/d.md": paper("D", "d", body=toctree % "d"),
        }
    )
    told = site.build(builder=builder)
    assert "circular" in told or "multiple toctrees" in told or builder == "latex"
    if builder == "html":
        assert all(words in site.page("papers/a") for words in ("Before.", "After."))
        first = {path: path.read_bytes() for path in (site.out / "html").rglob("*.html")}
        site.build(fresh=True)
        assert {path: path.read_bytes() for path in first} == first
