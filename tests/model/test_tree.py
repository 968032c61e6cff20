"""Categories below categories: their order, their counts, and what is wrong with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.model.collection.catalogue import Catalogue, Category, Entry
from papershelf.model.collection.tree import circles, depth_first, settled
from papershelf.model.record.paper import Paper
from work import grows_as_its_input


def tree(*declared: tuple[str, str], **listed: tuple[str, ...]) -> Catalogue:
    return Catalogue((), [Category(s, s, s.title(), listed.get(s, ()), parent=parent) for s, parent in declared])


def entry(key: str, category: str, *also: str) -> Entry:
    return Entry(Paper(key, category=category, also_in=also), f"papers/{key}", "p")


def test_each_category_comes_before_those_below_it() -> None:
    found = tree(("b", "a"), ("x", ""), ("a", ""), ("c", "a"), ("d", "b"))
    assert list(found.categories) == ["x", "a", "b", "d", "c"]
    assert [category.slug for category in found.path("d")] == ["a", "b", "d"]
    assert found.full_title("d") == "A › B › D"
    assert (found.full_title("none"), found.path("none")) == ("none", [])
    assert found.with_below("a") == ["a", "b", "d", "c"]
    assert found.above(["d", "x", "none"]) == ["a", "b", "d", "x", "none"]


def test_the_page_above_gives_the_order_of_those_below() -> None:
    found = tree(("a", ""), ("b", "a"), ("c", "a"), ("d", "a"), a=("paper", "d", "c"))
    assert found.children("a") == ["d", "c", "b"]


def test_papers_own_first_and_counted_once() -> None:
    categories = [Category("a", "a"), Category("b", "b", parent="a"), Category("c", "c", parent="b")]
    found = Catalogue([entry("1", "b"), entry("2", "a"), entry("3", "c", "a"), entry("4", "c", "b")], categories)
    assert [e.key for e in found.in_tree("a")] == ["2", "3", "1", "4"]
    assert [found.count(slug) for slug in "abc"] == [4, 3, 2]
    assert [e.key for e in found.entries] == ["2", "1", "3", "4"]


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("a", "'a' would be below itself (a → b → a)"),
        ("b", "'b' would be below itself (b → a → b)"),
        ("self", "'self' would be below itself (self → self)"),
        ("c", ""),
        ("lost", "no page declares the category 'modls'; did you mean 'models'? (declared: "),
        ("models", ""),
    ],
)
def test_what_is_wrong(slug: str, words: str) -> None:
    found = tree(("a", "b"), ("b", "a"), ("c", "b"), ("self", "self"), ("lost", "modls"), ("models", ""))
    assert words in found.parent_complaint(slug)
    assert bool(found.parent_complaint(slug)) == bool(words)
    assert set(found.categories) == {"a", "b", "c", "self", "lost", "models"}
    assert found.categories["c"].parent == "b"
    assert {s for s, c in found.categories.items() if not c.parent} == {"a", "b", "self", "lost", "models"}


def test_of_two_that_declare_one_slug_the_first_by_name_has_the_parent() -> None:
    found = Catalogue((), [Category("a", "z", parent="b"), Category("b", "b"), Category("a", "c")])
    assert found.categories["a"].docname == "c"
    assert found.categories["a"].parent == ""


_slugs = st.sampled_from("abcdefgh")


@given(st.dictionaries(_slugs, _slugs | st.just("") | st.just("none")))
def test_any_tree_holds_every_category_once(parents: dict[str, str]) -> None:
    found = tree(*parents.items())
    assert sorted(found.categories) == sorted(parents)
    for slug in parents:
        assert found.path(slug)[-1].slug == slug
        assert bool(found.parent_complaint(slug)) == (found.categories[slug].parent != parents[slug])
        assert all(slug in ring[:1] for ring in [circles(parents).get(slug, (slug,))])


def test_a_long_chain_and_a_long_circle() -> None:
    chain = {str(n): str(n - 1) if n else "" for n in range(20_000)}
    assert settled(chain) == chain
    ring = {str(n): str((n + 1) % 20_000) for n in range(20_000)}
    assert set(settled(ring).values()) == {""}
    found = tree(*ring.items())
    assert "→ …)" in found.parent_complaint("5")
    assert depth_first({"": ["0"], **{str(n): [str(n + 1)] for n in range(20_000)}})[-1] == "20000"


def test_the_work_grows_as_the_chain_and_as_the_circle() -> None:
    def run(count: int) -> None:
        settled({str(n): str(n - 1) if n else "" for n in range(count)})
        found = tree(*{str(n): str((n + 1) % count) for n in range(count)}.items())
        assert found.parent_complaint("5")
        depth_first({"": ["0"], **{str(n): [str(n + 1)] for n in range(count)}})

    assert grows_as_its_input(run, 500, 2000)


def test_many_papers_on_forty_levels() -> None:
    categories = [Category(f"c{n}", f"c{n}", parent=f"c{n - 10}" if n >= 10 else "") for n in range(400)]

    def run(count: int) -> None:
        entries = [entry(f"p{n}", f"c{n % 400}", f"c{(n + 7) % 400}") for n in range(count)]
        found = Catalogue(entries, categories)
        assert len(found.path("c399")) == 40
        assert sum(found.count(f"c{n}") for n in range(10)) >= count
        assert len(found.entries) == count

    assert grows_as_its_input(run, 1000, 4000)
