"""How many bits a form of a list takes is told without making it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from papershelf.search import forms, rice

NUMBERS = st.sets(st.integers(0, 4_095), min_size=1, max_size=500).map(sorted)


@given(NUMBERS)
def test_a_form_is_as_long_as_told(numbers: list[int]) -> None:
    pages = forms.ByPage(numbers, 256)
    assert pages.size == len(pages.bits())
    assert forms.size(numbers, 4_096) == len(rice.gaps(numbers, 4_096))
