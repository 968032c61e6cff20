"""How many bits a form of a list takes is told without making it, of few numbers and of very many."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.search.packing import forms, manyforms, postings, rice

NUMBERS = st.sets(st.integers(0, 4_095), min_size=1, max_size=500).map(sorted)


@pytest.mark.parametrize("made", [forms, manyforms])
@given(numbers=NUMBERS)
def test_a_form_is_as_long_as_told(made: ModuleType, numbers: list[int]) -> None:
    pages = made.ByPage(numbers, 256)
    assert pages.size == len(pages.bits())
    assert pages.bits() == forms.ByPage(numbers, 256).bits()
    assert made.size(numbers, 4_096) == len(rice.gaps(numbers, 4_096))


@pytest.mark.parametrize("count", [255, 300, 5_000])
def test_lists_of_any_length_are_read_as_they_are_coded(count: int) -> None:
    numbers = [16 * page + place for page in range(count // 10 + 1) for place in range(10)][:count]
    assert postings.read(postings.code(numbers, 160_000), 160_000) == numbers


def test_the_search_of_a_small_library_is_made_without_numpy() -> None:
    """Loading it took a twentieth of a build of 100 papers."""
    code = "postings.read(postings.code(range(1_000), 5_000), 5_000)"
    told = f"import sys; from papershelf.search.packing import postings; {code}; print('numpy' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", told], text=True) == "False\n"
