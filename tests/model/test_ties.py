"""Relations both ways, and the sentences that name a paper."""

from __future__ import annotations

from model.test_catalogue import entry, keys
from papershelf.model.collection.catalogue import Catalogue, Mention
from papershelf.model.record.paper import Relation
from papershelf.model.text.spans import Span


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
