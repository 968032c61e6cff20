"""What a page has to search: its blocks, and which of their texts may hold parts of one word."""

from __future__ import annotations

import itertools

from docutils import nodes
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st
from sphinx import addnodes

from papershelf.search import blocks, language, places

SIGNS = "abZé4_-., \n(:가나ㅋ\u0301\u1100·"


@given(st.lists(st.text(SIGNS, min_size=1, max_size=5), max_size=4))
def test_texts_that_hold_no_part_of_one_word_are_taken_apart_by_themselves(texts: list[str]) -> None:
    if not blocks.join(texts):
        assert frozenset().union(*map(places.terms, texts)) == places.terms("".join(texts))


@given(st.lists(st.text(SIGNS, max_size=5), max_size=4))
def test_texts_on_lines_of_their_own_hold_no_part_of_one_word(texts: list[str]) -> None:
    assert places.terms(places.parted(texts)) == frozenset().union(*map(places.terms, texts))


def test_marked_words_are_mostly_taken_apart_by_themselves() -> None:
    apart = (["LoRA", "를 쓴다"], ["모델 ", "크기", ", 그리고"], ["see ", "this", " page"])
    assert not any(map(blocks.join, apart))
    assert all(
        map(blocks.join, (["pre", "train"], ["4", "비트"], ["4 ", "비트"], ["언어", "모델"], ["fine-", "tuning"]))
    )


def test_a_page_has_blocks() -> None:
    tree = new_document("page")
    tree += nodes.title("", "", nodes.Text("A "), nodes.literal("", "Code"))
    tree += nodes.comment("", "not this")
    tree += nodes.paragraph("", "nor this", classes=["no-search"])
    tree += nodes.raw("", "<b>bold</b>", format="html")
    tree += nodes.raw("", "latex", format="latex")
    tree += nodes.block_quote("", nodes.paragraph("", "", nodes.Text("said"), nodes.comment("", "no")))
    found = blocks.Found(tree)
    assert found.blocks == [(True, ["A ", "Code"], ["Code"]), (False, ["bold"], []), (False, ["said"], [])]
    assert [title.astext() for title in found.titles] == ["A Code"]


def test_entries_of_the_index_are_found_wherever_they_stand() -> None:
    def entry() -> addnodes.index:
        return addnodes.index(entries=[])

    tree = new_document("page")
    tree += [entry(), nodes.paragraph("", "said", entry(), nodes.emphasis("", "more", entry()))]
    tree += nodes.container("", entry(), nodes.paragraph("", "", entry()), classes=["no-search"])
    tree += nodes.paragraph("", "", nodes.inline("", "", entry(), classes=["no-search"]))
    found = blocks.Found(tree)
    assert sorted(map(id, found.indices)) == sorted(map(id, tree.findall(addnodes.index)))
    assert len(found.indices) == 6
    assert not found.loose


@given(st.text(SIGNS + "챠쥬 theABc", max_size=12))
def test_the_terms_of_a_text_are_those_of_its_words(text: str) -> None:
    words = language.SearchKorean({}).split(text)
    assert places.terms(text) == {term for word in words if (term := places.term_of(word))}


@given(st.text("aBCd", min_size=2, max_size=5))
def test_a_name_in_humps_has_a_capital_inside(text: str) -> None:
    pairs, threes = itertools.pairwise(text), zip(text, text[1:], text[2:], strict=False)
    is_name = any(one.islower() and two.isupper() for one, two in pairs)
    is_name |= any(one.isupper() and two.isupper() and three.islower() for one, two, three in threes)
    assert bool(language._names(text)) == is_name
