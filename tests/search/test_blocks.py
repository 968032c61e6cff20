"""What a page has to search: its blocks, and which of their texts may hold parts of one word."""

from __future__ import annotations

from docutils import nodes
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st

from papershelf.search import blocks, places

SIGNS = "abZé4_-., \n(:가나ㅋ\u0301\u1100·"


@given(st.lists(st.text(SIGNS, min_size=1, max_size=5), max_size=4))
def test_texts_that_hold_no_part_of_one_word_are_taken_apart_by_themselves(texts: list[str]) -> None:
    if not blocks.join(texts):
        assert frozenset().union(*map(places.terms, texts)) == places.terms("".join(texts))


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
