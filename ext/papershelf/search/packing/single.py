"""A list of numbers as bits: its length and its gaps (:mod:`papershelf.search.packing.rice`).

They follow from nothing but the list and a limit that all lists of an index share.

A word that stands in several places of most pages takes less as a list of its pages, and for each place one of those
among them that have the word there: which page it is, is said once. A bit after the length of a long list says which
of both it is: the shorter one.
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from papershelf.search.packing import forms, rice
from papershelf.search.places import PLACES

_LONG = 256
"""Shorter lists are numbers in any case."""
MANY, LARGE = 4_096, 4_096 * PLACES
"""A small library has no list of so many numbers, and no numbers as large."""


def end(bits: str, at: int, limit: int) -> int:
    """Where the list ends that begins there."""
    length, at = rice.length_at(bits, at)
    if length < _LONG:
        return rice.end_of_gaps(bits, at, length, limit)
    if bits[at] == "0":
        return rice.end_of_gaps(bits, at + 1, length, limit)
    pages, at = rice.length_at(bits, at + 1)
    at = rice.end_of_gaps(bits, at, pages, _pages(limit))
    for _place in range(PLACES):
        ranks, at = rice.length_at(bits, at)
        at = rice.end_of_gaps(bits, at, ranks - 1, pages)
    return at


def read(code: str, limit: int) -> list[int]:
    """The numbers of a list; the opposite of :func:`code`."""
    length, at = rice.length_at(code, 0)
    if length < _LONG:
        return rice.read_gaps(code, at, length, limit)[0]
    if code[at] == "0":
        return rice.read_gaps(code, at + 1, length, limit)[0]
    pages, *places = _read_pages(code, at + 1, limit)
    numbers: list[int] = forms_of(length, limit).joined(pages, places)
    return numbers


def _read_pages(code: str, at: int, limit: int) -> Iterator[list[int]]:
    """A list by its pages: these, then for each place those that have it."""
    length, at = rice.length_at(code, at)
    pages, at = rice.read_gaps(code, at, length, _pages(limit))
    yield pages
    for _place in range(PLACES):
        more, at = rice.length_at(code, at)
        ranks, at = rice.read_gaps(code, at, more - 1, length)
        yield ranks


def changed(held: str, leave: Iterable[int], enter: Iterable[int], limit: int) -> str:
    """A list without some of its numbers and with others; nothing when none is left.

    Gaps that stay are not made anew, as long as their parameter is the same.

    :param held: the list as it was; nothing for an empty one.
    """
    length, start = rice.length_at(held, 0) if held else (1, 0)
    plain = rice.parameter(limit, length)
    is_long = length >= _LONG
    if is_long and held[start] == "1":
        left = without(read(held, limit), leave, enter)
        return code(left, limit) if left else ""
    gaps = rice.split(held[start + is_long :], plain)
    numbers = rice.summed(gaps, plain)

    def mend(place: int) -> None:
        if place < len(numbers):
            gaps[place] = rice.codes(plain)[numbers[place] - (numbers[place - 1] if place else -1)]

    for number in leave:
        place = bisect.bisect_left(numbers, number)
        del numbers[place], gaps[place]
        mend(place)
    for number in enter:
        place = bisect.bisect_left(numbers, number)
        numbers.insert(place, number)
        gaps.insert(place, "")
        mend(place)
        mend(place + 1)
    if not numbers:
        return ""
    is_same = rice.parameter(limit, len(numbers)) == plain
    return _coded(numbers, limit, "".join(gaps) if is_same else "")


def without(numbers: list[int], leave: Iterable[int], enter: Iterable[int]) -> list[int]:
    """Numbers without some of them and with others."""
    for number in leave:
        del numbers[bisect.bisect_left(numbers, number)]
    for number in enter:
        bisect.insort(numbers, number)
    return numbers


def code(held: Sequence[int], limit: int) -> str:
    """Binary digits of a list of numbers from 0 on, in order and not empty: of its length, then of the shorter form.

    :param limit: above every number of the index.
    """
    return _coded(held, limit, "") if len(held) > 1 else _alone(held[0], limit)


@functools.lru_cache(32_768)
def _alone(number: int, limit: int) -> str:
    """A list of one number: three of four words of a small library stand in one place, many of them in the same."""
    return _coded((number,), limit, "")


def _coded(held: Sequence[int], limit: int, gaps: str) -> str:
    """The same.

    :param gaps: its gaps, where they are known.
    """
    length = rice.length(len(held))
    if len(held) < _LONG:
        return length + (gaps or rice.gaps(held, limit))
    form = forms_of(len(held), limit)
    pages = form.ByPage(held, _pages(limit))
    if pages.size < (len(gaps) if gaps else form.size(held, limit)):
        return f"{length}1{pages.bits()}"
    return f"{length}0{gaps or rice.gaps(held, limit)}"


def forms_of(count: int, limit: int) -> Any:
    """What makes the forms of a list of so many numbers."""
    if count < MANY and limit < LARGE:
        return forms
    from papershelf.search.packing import manyforms  # numpy is slow to load, and a small library has no such list

    return manyforms


def _pages(limit: int) -> int:
    """What the number of every page is below."""
    return -(-limit // PLACES)
