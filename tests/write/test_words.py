"""The search index is what Sphinx's own would be, whatever was edited before."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from papershelf.write.searching.postings import Gathered, Postings
from papershelf.write.searching.words import WordFiles, Words
from support import Site, paper

STOCK = """
from sphinx.builders.html import StandaloneHTMLBuilder

class Stock(StandaloneHTMLBuilder):
    name = "stock"

def setup(app):
    app.add_builder(Stock)
"""
CONF = """
import os, sys
sys.path.insert(0, os.path.abspath("."))
extensions += ["stock_builder"]
"""
NOTES = """:orphan:

Notes
=====

.. index:: single: Zebra

Running, 달리기를 and `x`_.

.. _x: y.html
"""


def index(folder: Path) -> dict[str, Any]:
    text = (folder / "searchindex.js").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    return data


def test_the_index_is_that_of_sphinx(small: Site) -> None:
    small.write(
        {
            "conf.py": (small.source / "conf.py").read_text() + CONF + "papershelf_search = False\n",
            "stock_builder.py": STOCK,
            "notes.rst": NOTES,
            "hidden.rst": ":orphan:\n:no-search:\n\nHidden\n======\n\nNothing.\n",
        }
    )
    assert small.build() == ""
    assert small.build(builder="stock", fresh=True) == ""
    ours, stock = index(small.out / "html"), index(small.out / "stock")
    assert ours == stock
    assert ours["indexentries"]
    assert ours["objects"]


def test_an_edit_leaves_no_word_behind(small: Site) -> None:
    small.write({f"papers/p{n}.md": paper(f"Paper {n}", body="Common words.") for n in range(12)})
    small.build()
    assert "zeppelin" not in index(small.out / "html")["terms"]
    small.write({"papers/p3.md": paper("Zeppelins", body="A zeppelin flies.")})
    small.build()
    assert "zeppelin" in index(small.out / "html")["titleterms"]
    small.write({"papers/p3.md": paper("Paper 3", body="Common words.")})
    small.build()
    assert "zeppelin" not in str(index(small.out / "html"))


def test_the_index_says_hangul_as_it_is(small: Site) -> None:
    small.write({"papers/rag.md": paper("검색", "rag")})
    small.build()
    assert "검색" in (small.out / "html" / "searchindex.js").read_text(encoding="utf-8")


def test_more_pages_than_are_held_at_a_time(make_site: Callable[[Mapping[str, str]], Site], monkeypatch: Any) -> None:
    monkeypatch.setattr("papershelf.write.pages._BATCH", 2)
    pages = {f"p{n}.rst": f":orphan:\n\nPage {n}\n======\n\n.. index:: entry {n}\n\nWord{n}.\n" for n in range(7)}
    site = make_site({"index.md": "# Home\n", **pages})
    assert site.build() == ""
    found = index(site.out / "html")
    assert [found["terms"][f"word{n}"] for n in range(7)] == list(range(1, 8))
    assert len(found["indexentries"]) == 7


def test_postings_follow_a_page() -> None:
    gathered = Gathered()
    for number, terms in enumerate((["a", "b"], ["b"], ["b", "c]"])):
        gathered.add(number, terms)
    postings = gathered.postings()
    assert postings.dump() == b'{"a":0,"b":[0,1,2],"c]":2}'
    postings = postings.update({"b": [1]}, {"a": [1], "한글": [1]}, None)
    assert postings.dump().decode() == '{"a":[0,1],"b":[0,2],"c]":2,"한글":1}'
    postings = postings.update({"b": [2], "c]": [2]}, {}, None)
    assert postings.dump().decode() == '{"a":[0,1],"b":0,"한글":1}'
    postings = postings.update({"한글": [1], "a": [1]}, {"b": [1], "한글": [0, 3, 11]}, [2, 9])
    assert postings.dump().decode() == '{"a":2,"b":[1,2],"한글":[0,3,11]}'
    assert Postings.of(postings.dump()).data == postings.data
    assert {term: postings.numbers(term) for term in ("a", "b", "한글", "d")} == {
        "a": [2],
        "b": [1, 2],
        "한글": [0, 3, 11],
        "d": [],
    }


TERMS = st.text("ab1,5한글😀\ud800", min_size=1, max_size=4).filter(lambda term: not term.endswith(","))
PAGES = st.lists(st.sets(TERMS, max_size=6), max_size=12)


def written(pages: list[set[str]]) -> Postings:
    gathered = Gathered()
    for number, terms in enumerate(pages):
        gathered.add(number, terms)
    return gathered.postings()


@given(PAGES, PAGES)
def test_postings_brought_up_to_date_are_those_made_anew(old: list[set[str]], new: list[set[str]]) -> None:
    leave: dict[str, list[int]] = defaultdict(list)
    enter: dict[str, list[int]] = defaultdict(list)
    for number, terms in enumerate(old):
        for term in terms:
            leave[term].append(number)
    for number, terms in enumerate(new):
        for term in terms:
            enter[term].append(number)
    assert written(old).update(leave, enter, [0] * len(old)).dump() == written(new).dump()
    last = len(old) - 1
    if old:  # one page less; the others move up
        gone = {term: [0] for term in old[0]}
        assert written(old).update(gone, {}, [0, *range(last)]).dump() == written(old[1:]).dump()


def test_terms_with_signs_of_json_are_not_brought_up_to_date() -> None:
    assert not written([{'"'}]).is_plain
    assert not written([{"a,"}, {"b"}]).is_plain
    assert written([{"a"}, {"1,5,7"}]).is_plain


def test_words_are_kept_until_they_are_settled(tmp_path: Path) -> None:
    files = WordFiles(tmp_path)  # (the folder is there: it is not the first time)
    first, second = (Words("T", "t.md", [("T", None)], [word], [], []) for word in ("one", "two"))
    files.add("papers/a", first)
    assert files.old("papers/a") is None
    files.settle("papers/a")
    files.add("papers/a", second)
    old, new = files.old("papers/a"), files.settle("papers/a")
    assert old is not None and old.terms == ["one"]
    assert new is not None and new.terms == ["two"]
    files.taken_up()
    files.add("papers/a", first)
    old, new = files.old("papers/a"), files.settle("papers/a")
    assert old is not None and old.terms == ["two"]
    assert new is not None and new.terms == ["one"]
    files.forget(["papers/a"])
    files.taken_up()
    assert files.settle("papers/a") is None


def test_words_are_read_as_they_were_written(tmp_path: Path) -> None:
    files = WordFiles(tmp_path / "none")
    heads = ("T \ud800", "t.md", [["T", None], ["A\nb", "b"]], ["a", "one"], ["t"], [["e", "id", True]])
    for places in ([], [["=t", "t"], [], ["a", "말"], ["b"]]):
        words = Words(*heads, places)  # type: ignore[arg-type]
        files.add("a", words)
        files.add("b", None)
        read = files.settle("a")
        assert read is not None
        assert read._replace(terms=sorted(read.terms)) == words
        assert files.settle("b") is None
        files.taken_up()
        files.settle("a")
