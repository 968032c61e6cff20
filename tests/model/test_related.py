"""What is suggested after a paper, in which order, and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from papershelf.model.collection.catalogue import Catalogue, Entry, Mention
from papershelf.model.collection.related import COMMON, SUGGESTIONS, Kind, Reason
from papershelf.model.record.paper import Paper, Relation
from work import lines


def entry(key: str, *, queued: bool = False, **attributes: Any) -> Entry:
    return Entry(Paper(key, **attributes), "queue" if queued else f"papers/{key}", f"paper-{key}", queued=queued)


def mention(source: str, target: str) -> Mention:
    return Mention(target, f"papers/{source}", "mention-1")


def suggested(
    entries: Iterable[Entry], mentions: Iterable[Mention] = (), key: str = "a"
) -> list[tuple[str, list[Kind]]]:
    found = Catalogue(entries, mentions=mentions).readings.of(key)
    return [(s.entry.key, [reason.kind for reason in s.reasons]) for s in found]


def test_a_relation_weighs_more_than_a_mention_and_this_more_than_a_tag() -> None:
    entries = [
        entry("a", tags=("x",), relations=((Relation.EXTENDS, ("related",)),)),
        entry("mentioned"),
        entry("related"),
        entry("tagged", tags=("X",)),
    ]
    assert suggested(entries, [mention("a", "mentioned")]) == [
        ("related", [Kind.RELATION]),
        ("mentioned", [Kind.MENTIONS]),
        ("tagged", [Kind.TAGS]),
    ]


def test_relations_and_mentions_count_both_ways() -> None:
    entries = [entry("a"), entry("b", relations=((Relation.EXTENDS, ("a",)),)), entry("c"), entry("d")]
    mentions = [mention("a", "c"), mention("c", "a"), mention("d", "a")]
    found = Catalogue(entries, mentions=mentions).readings.of("a")
    assert [s.reasons[0] for s in found] == [
        Reason(Kind.RELATION, Relation.EXTENDS, inverse=True),
        Reason(Kind.MUTUAL),
        Reason(Kind.MENTIONED_BY),
    ]


def test_papers_that_name_the_same_or_are_named_together_are_near() -> None:
    entries = [entry(key) for key in "abxyz"]
    mentions = [mention("a", "x"), mention("b", "x"), mention("y", "a"), mention("y", "z")]
    assert ("b", [Kind.TARGETS]) in suggested(entries, mentions)
    assert ("z", [Kind.SOURCES]) in suggested(entries, mentions)


def test_a_rare_tag_says_more_than_a_common_one() -> None:
    entries = [
        entry("a", tags=("Rare", "common")),
        *(entry(f"c{number}", tags=("common",)) for number in range(5)),
        entry("z", tags=("rare",)),
    ]
    found = Catalogue(entries).readings.of("a")
    assert found[0].entry.key == "z"
    assert found[0].reasons == (Reason(Kind.TAGS, shared=("Rare",)),)  # as this paper spells it
    assert len(found) == SUGGESTIONS


def test_what_many_share_tells_nothing() -> None:
    assert suggested(entry(f"p{number}", tags=("all",)) for number in range(COMMON + 1)) == []
    few = [entry(f"p{number}", tags=("all",)) for number in range(COMMON)]
    assert len(suggested(few, key="p0")) == SUGGESTIONS


def test_equal_ones_pages_first_then_the_same_category_then_reading_order() -> None:
    entries = [
        entry("a", category="x", tags=("t",)),
        entry("b", queued=True, category="x", tags=("t",)),
        entry("c", category="y", tags=("t",)),
        entry("d", category="x", tags=("t",)),
        entry("e", category="y", tags=("t",)),
    ]
    assert [key for key, _why in suggested(entries)] == ["d", "c", "e", "b"]


def test_a_category_alone_is_no_reason() -> None:
    assert suggested([entry("a", category="x"), entry("b", category="x")]) == []


def test_no_paper_is_suggested_to_itself_or_missed_for_a_former_key() -> None:
    entries = [
        entry("a", tags=("t",), former_keys=("old",), relations=((Relation.EXTENDS, ("was-b",)),)),
        entry("b", former_keys=("was-b",)),
    ]
    assert suggested(entries, [mention("b", "old")], key="old") == [("b", [Kind.RELATION, Kind.MENTIONED_BY])]


def test_the_work_grows_as_the_library() -> None:
    """Tags of thousands, famous papers and surveys must not make pairs of everything."""

    def library(count: int) -> Catalogue:
        papers = range(count)
        entries = [entry(f"p{n}", category=f"c{n % 20}", tags=("all", f"t{n % 5}", f"rare{n // 20}")) for n in papers]
        mentions = [mention(f"p{n}", f"p{target}") for n in papers for target in (n // 100, n * 7 % count, 0)]
        mentions += [mention("p1", f"p{n}") for n in papers]  # a survey
        return Catalogue(entries, mentions=mentions)

    def read(catalogue: Catalogue) -> None:
        assert all(catalogue.readings.of(e.key) for e in catalogue.entries)

    few, many = library(400), library(1600)
    assert lines(lambda: read(many)) < 6 * lines(lambda: read(few))
