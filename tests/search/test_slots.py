"""Numbers of pages: the same whatever came before, and those of most pages stay when one comes or goes."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.search import slots

NAMES = [f"papers/p{number}" for number in range(700)]


@given(st.permutations(NAMES[:20]))
def test_numbers_do_not_depend_on_what_came_first(names: list[str]) -> None:
    assert list(slots.numbered(names).items()) == list(slots.numbered(NAMES[:20]).items())


@pytest.mark.parametrize("pages", [0, 1, 6, 7, 9, 10, 500, 700])
def test_every_page_has_a_number_of_its_own(pages: int) -> None:
    found = slots.numbered(NAMES[:pages])
    assert len(set(found.values())) == len(found) == pages
    assert all(0 <= number < slots.capacity(pages) for number in found.values())
    assert slots.capacity(pages) <= max(8, pages * 2 + 2)


def test_few_pages_move_when_one_comes() -> None:
    moved = 0
    for pages in range(600, 700):
        before, now = slots.numbered(NAMES[:pages]), slots.numbered(NAMES[: pages + 1])
        assert slots.capacity(pages) == slots.capacity(pages + 1)
        moved += sum(now[name] != number for name, number in before.items())
    assert moved < 200


def test_the_order_of_pages_is_packed() -> None:
    width, text = slots.packed([3, 700, 0])
    assert (width, base64.b64decode(text)) == (2, b"\x00\x03\x02\xbc\x00\x00")
    assert slots.packed([1, 255])[0] == 1
