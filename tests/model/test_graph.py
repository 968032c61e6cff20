"""Which papers and connections a graph holds."""

from __future__ import annotations

from typing import Any

from papershelf.model.collection import graph
from papershelf.model.collection.catalogue import Catalogue, Category, Entry, Mention
from papershelf.model.collection.graph import Graph, Link, Overview
from papershelf.model.record.paper import Paper, Relation


def entry(key: str, **attributes: Any) -> Entry:
    return Entry(Paper(key, **attributes), f"papers/{key}", f"paper-{key}")


def mention(source: str, target: str) -> Mention:
    return Mention(target, f"papers/{source}", "mention-1")


def shown(catalogue: Catalogue, **wanted: object) -> Graph:
    found = graph.query(catalogue, wanted, None)
    assert isinstance(found, Graph)
    return found


def keys(found: Graph) -> list[str]:
    return [e.key for e in found.entries]


CHAIN = Catalogue(
    [
        entry("a", category="x", relations=((Relation.EXTENDS, ("b",)),)),
        entry("b", category="x", relations=((Relation.COMPARES_WITH, ("c",)),)),
        entry("c", category="y"),
        entry("d", category="y"),
        entry("e"),
    ],
    [Category("x", "x"), Category("y", "y")],
    [mention("a", "b"), mention("c", "d"), mention("d", "c")],
)


def test_a_connection_stands_once_and_a_relation_hides_the_mention() -> None:
    assert shown(CHAIN).links == (
        Link("a", "b", Relation.EXTENDS),
        Link("b", "c", Relation.COMPARES_WITH, mutual=True),
        Link("c", "d", mutual=True),
    )


def test_a_category_holds_its_papers_and_what_connects_these() -> None:
    found = shown(CHAIN, category="y")
    assert (keys(found), found.links) == (["c", "d"], (Link("c", "d", mutual=True),))


def test_a_category_holds_those_below_it_and_a_large_library_shows_the_top() -> None:
    categories = [Category("x", "x"), Category("y", "y", parent="x"), Category("z", "z")]
    papers = [entry(f"p{n}", category="xyz"[n % 3], also_in=("x",) if n % 3 == 1 else ()) for n in range(3)]
    assert keys(shown(Catalogue(papers, categories), category="x")) == ["p0", "p1"]
    many = [entry(f"p{n}", category="xyz"[n % 3]) for n in range(graph.MANY + 3)]
    found = graph.query(Catalogue(many, categories, [mention("p1", "p2"), mention("p0", "p1")]), {}, None)
    assert isinstance(found, Overview)
    assert [(category.slug, count) for category, count in found.categories] == [("x", 102), ("z", 51)]
    assert found.links == (("x", "z", 1),)


def test_the_surroundings_of_a_paper() -> None:
    assert keys(shown(CHAIN, paper="b")) == ["a", "b", "c"]
    assert keys(shown(CHAIN, paper="b", depth=2)) == ["a", "b", "c", "d"]
    assert keys(shown(CHAIN, paper="e")) == ["e"]
    assert shown(CHAIN, paper="none").entries == ()
    here = graph.query(CHAIN, {"paper": ""}, CHAIN.by_key("d"))
    assert isinstance(here, Graph)
    assert (here.centre, keys(here)) == ("d", ["c", "d"])


def test_of_many_neighbours_the_related_ones_are_kept() -> None:
    names = [f"p{number:03}" for number in range(100)]
    entries = [entry(name) for name in names] + [entry("z", relations=((Relation.EXTENDS, ("p099",)),))]
    found = shown(Catalogue(entries, mentions=[mention("z", name) for name in names]), paper="z")
    assert (len(found.entries), found.left_out) == (graph.NEAR, 101 - graph.NEAR)
    assert {"z", "p099"} <= set(keys(found))


def test_of_a_large_category_the_best_connected_are_kept() -> None:
    names = [f"p{number:03}" for number in range(graph.MANY + 5)]
    catalogue = Catalogue([entry(n, category="x") for n in names], [Category("x", "x")], [mention("p000", names[-1])])
    found = shown(catalogue, category="x")
    assert (len(found.entries), found.left_out) == (graph.MANY, 5)
    assert names[-1] in keys(found)


def test_a_large_library_shows_its_categories() -> None:
    entries = [entry(f"p{number:03}", category="xy"[number % 2]) for number in range(graph.MANY + 1)]
    mentions = [mention("p000", "p001"), mention("p003", "p000"), mention("p000", "p002")]
    found = graph.query(Catalogue(entries, [Category("y", "y"), Category("x", "x")], mentions), {}, None)
    assert isinstance(found, Overview)
    assert [(category.slug, count) for category, count in found.categories] == [("y", 75), ("x", 76)]
    assert found.links == (("y", "x", 2),)
    assert len(shown(Catalogue(entries)).entries) == graph.MANY  # there are no categories


def test_where_few_categories_are_at_the_top_those_below_are_shown() -> None:
    inner = [Category(f"c{n}", f"c{n}", parent="papers") for n in range(10)]
    deep = Category("deep", "deep", parent="c0")
    categories = [Category("news", "news"), Category("papers", "papers"), *inner, deep]
    homes = ["news", "deep", *(c.slug for c in inner)]
    papers = [
        entry(f"p{n}", category=homes[n % 12], relations=((Relation.EXTENDS, (f"p{n - 1}",)),) if n == 1 else ())
        for n in range(graph.MANY + 1)
    ]
    found = graph.query(Catalogue(papers, categories), {}, None)
    assert isinstance(found, Overview)
    assert [(category.slug, count) for category, count in found.categories][:3] == [
        ("news", 13),
        ("c0", 26),
        ("c1", 13),
    ]
    assert len(found.categories) == 11
    assert found.links == (("news", "c0", 1),)
