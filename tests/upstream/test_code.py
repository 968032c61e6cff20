"""BibTeX is marked as Pygments marks it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx import highlighting

from papershelf.exports import bibtex
from papershelf.model.record.build import build
from papershelf.upstream import code

ENTRIES = [
    "@misc{a,\n  title = {{x & y < z}},\n  note = {a\\} b},\n}\n",
    "@misc{a,\n  t = {a}b{c},\n}",
    "@misc{a,\n  t = {x\\{ y},\n}",
    "@string{a,\n  t = {b},\n}",
    "@misc{é&x,\n  x-t = {\"q\" 'x' — 한국\u3000},\n  url = {https://a.b/?c#d},\n}\n",
    "@misc{a,\n}",
    "@misc{a, title = {b}}",
    "",
]


@pytest.mark.parametrize("entry", ENTRIES)
def test_entries_are_marked_as_theirs(entry: str) -> None:
    bridge = highlighting.PygmentsBridge("html", "default")
    theirs = code._their_highlight(bridge, entry, "bibtex", force=True)
    assert code._highlight(bridge, entry, "bibtex", force=True) == theirs


def test_the_entry_of_a_paper_has_the_known_form() -> None:
    paper, _problems = build(
        "a", {"title": "On {x}", "authors": "Ann Lee", "year": "2021", "arxiv": "2106.09685", "category": "b"}
    )
    assert code.bibtex(bibtex.entry(paper))


@given(st.text('@misc{}a,=\n \\"&#1é', max_size=30), st.text("{}a\\ &\t,", max_size=8))
def test_whatever_an_entry_holds(text: str, value: str) -> None:
    bridge = highlighting.PygmentsBridge("html", "default")
    for entry in (text, f"@misc{{a,\n  t = {{{value}}},\n}}"):
        made = code.bibtex(entry)
        assert not made or made == code._their_highlight(bridge, entry, "bibtex", force=True)
