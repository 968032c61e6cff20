"""The questions that pages and exports ask of a catalogue."""

from __future__ import annotations

from typing import Any

from papershelf.model.catalogue import Catalogue, Category, Entry, Mention
from papershelf.model.paper import Paper, Relation
from papershelf.model.spans import Span


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


def test_relations_both_ways() -> None:
    catalogue = Catalogue(
        [
            entry("a", relations=((Relation.EXTENDS, ("b", "unknown")), (Relation.COMPARES_WITH, ("c",)))),
            entry("b", former_keys=("old",)),
            entry("c", relations=((Relation.EXTENDS, ("old",)),)),
        ]
    )

    def related(key: str) -> list[tuple[Relation, bool, list[str]]]:
        return [(relation, inverse, keys(found)) for relation, inverse, found in catalogue.related_to(key)]

    assert related("a") == [(Relation.EXTENDS, False, ["b"]), (Relation.COMPARES_WITH, False, ["c"])]
    assert related("b") == [(Relation.EXTENDS, True, ["a", "c"])]
    assert related("old") == related("b")
    assert related("c") == [(Relation.EXTENDS, False, ["b"]), (Relation.COMPARES_WITH, False, ["a"])]
    assert related("unknown") == []


def test_mentions() -> None:
    def mention(target: str, docname: str) -> Mention:
        return Mention(target, docname, "m")

    places = [
        mention("a", "index"),
        mention("docname:papers/a", "papers/c"),
        mention("a", "papers/b"),
        mention("a", "papers/a"),  # of itself
        mention("unknown", "papers/b"),
        mention("docname:papers/c", "papers/b"),
        mention("a", "papers/b"),
        mention("q", "x"),  # a queue's own page may name it
    ]
    catalogue = Catalogue([entry("a"), entry("b"), entry("c"), entry("q", "x", queued=True)], (), places)
    assert [m.docname for m in catalogue.mentions_of("a")] == ["papers/b", "papers/b", "papers/c", "index"]
    assert catalogue.mentioned_by("papers/b") == ["a", "c"]
    assert catalogue.mentioned_by("papers/a") == []
    assert len(catalogue.mentions_of("q")) == 1
    assert catalogue.mentions == tuple(places)


SENTENCE = (Span("text", "A and a."),)


def test_a_sentence_that_names_a_paper_twice_is_one_mention() -> None:
    places = [
        Mention("a", "papers/b", "mention-1", SENTENCE, place=1),
        Mention("docname:papers/a", "papers/b", "mention-2", SENTENCE, place=1),
        Mention("c", "papers/b", "mention-3", SENTENCE, place=1),
        Mention("a", "papers/b", "mention-4", SENTENCE, place=2),  # the same words elsewhere
        Mention("a", "index", "mention-1", SENTENCE, place=1),
    ]
    catalogue = Catalogue([entry("a"), entry("b"), entry("c")], (), places)
    assert [(m.docname, m.anchor) for m in catalogue.mentions_of("a")] == [
        ("papers/b", "mention-1"),
        ("papers/b", "mention-4"),
        ("index", "mention-1"),
    ]
    assert [m.anchor for m in catalogue.mentions_of("c")] == ["mention-3"]
