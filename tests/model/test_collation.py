"""가나다 order and its headings."""

from __future__ import annotations

import random
import unicodedata

import pytest

from papershelf.model.text.collation import heading, sort_key


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("가", "ㄱ"), ("까치", "ㄱ"), ("따", "ㄷ"), ("빵", "ㅂ"), ("쌀", "ㅅ"), ("짜", "ㅈ"), ("힣", "ㅎ"),
        ("ㄸ", "ㄷ"), ("\u1102\u1161", "ㄴ"), ("attention", "A"), ("Élan", "E"), ("3D", "0–9"),
        ("[x]", "＃"), ("", "＃"), ("  b", "B"),
    ],
)  # fmt: skip
def test_heading(text: str, found: str) -> None:
    assert heading(text) == found


def test_order() -> None:
    order = ["(x)", "1", "2", "가", "가 나", "가나", "각", "까", "나", "attention", "Bert", "éclair", "F", "漢字"]
    shuffled = order[:]
    random.Random(1).shuffle(shuffled)
    assert sorted(shuffled, key=sort_key) == order


def test_normal_forms_are_one_and_case_only_breaks_ties() -> None:
    assert sort_key(unicodedata.normalize("NFD", "한글")) == sort_key("한글")
    assert sorted(["b", "B", "a", "A"], key=sort_key) == ["A", "a", "B", "b"]
