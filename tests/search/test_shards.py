"""The files of the index: every word is found, and a change gives the files that a new index would have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.search import shards

WORDS = st.text(alphabet="가나다재비모델언어a1é😀", min_size=1, max_size=6)
NUMBERS = st.sets(st.integers(0, 600), max_size=5)
INDEX = st.dictionaries(WORDS, NUMBERS, max_size=30)


@pytest.mark.parametrize(
    ("word", "places"),
    [
        ("모델", [("모델", "")]),
        ("언어모델을", [("언어모델을", ""), ("모델을", "언어"), ("델을", "언어모")]),
        ("재학습", [("재학습", ""), ("학습", "재")]),
        ("이미지", [("이미지", "")]),
        ("lora", [("lora", "")]),
        ("2106.09685", [("2106.09685", "")]),
    ],
)
def test_where_a_word_is_looked_up(word: str, places: list[tuple[str, str]]) -> None:
    assert shards.starts(word) == places


@given(NUMBERS)
def test_numbers_survive(numbers: set[int]) -> None:
    assert shards.decode(shards.encode(numbers)) == sorted(numbers)


@given(INDEX)
def test_files_hold_every_word_once_and_in_order(index: dict[str, set[int]]) -> None:
    made = shards.anew(shards.entries(index)).written
    found: dict[tuple[str, str], list[int]] = {}
    for data in made.values():
        part = shards.load(data)
        assert list(part) == sorted(part, key=shards.order)
        found |= {(key, before): coded for key, held in part.items() for before, coded in held.items()}
    wanted = {
        place: shards.encode(numbers) for word, numbers in index.items() if numbers for place in shards.starts(word)
    }
    assert found == wanted


@given(before=INDEX, now=INDEX)
def test_a_change_gives_what_a_new_index_has(before: dict[str, set[int]], now: dict[str, set[int]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "MASK", 0x3)  # many small files
        old, new = shards.entries(before), shards.entries(now)
        files, firsts = shards.anew(old).written, shards.anew(old).firsts
        words = {word: now.get(word, set()) for word in before.keys() | now.keys() if before.get(word) != now.get(word)}
        done = shards.change(firsts, files, words)
        result = {name: data for name, data in {**files, **done.written}.items() if name not in done.removed}
        assert result == shards.anew(new).written
        assert done.firsts == shards.anew(new).firsts
        assert done.written.keys() <= result.keys()


def test_a_change_touches_few_files() -> None:
    index = {f"낱말{chr(0xAC00 + n % 11172)}{chr(0xAC00 + n * 7 % 11172)}": {n % 9} for n in range(6000)}
    entries = shards.entries(index)
    made = shards.anew(entries)
    assert len(made.written) > 10
    done = shards.change(made.firsts, made.written, {"새낱말": {1}})
    assert len(done.written) <= 2
