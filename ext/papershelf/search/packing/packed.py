"""Files of the index in few bytes: keys without what they share with the one before, numbers as bits.

Each list of numbers stands in the bits as its length and its gaps (:mod:`papershelf.search.packing.rice`), which
follow from nothing but the list and a limit that all files of an index share: lists can be taken out and put in while
the others stay as they are.

A word that stands in several places of most pages takes less as a list of its pages, and for each place one of those
among them that have the word there: which page it is, is said once. A bit after the length of a long list says which
of both it is: the shorter one.
"""

from __future__ import annotations

import bisect
import functools
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from papershelf.search.packing import forms, rice
from papershelf.search.places import PLACES

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MOST_SHARED = len(_DIGITS) - 1
_LONG = 256
"""Shorter lists are numbers in any case."""
_MANY = 4_096


def keys(found: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Keys in order, each with what stands before it: a line each.

    A line begins with the number of characters that the key shares with the one before, in base 36. What stands before
    follows after tabs; it is left out where the key is only a whole word.
    """
    lines, last = [], ""
    for key, befores in found:
        shared = 0
        for one, other in zip(key, last, strict=False):
            if one != other or shared == _MOST_SHARED:
                break
            shared += 1
        line = _DIGITS[shared] + key[shared:]
        lines.append(line if list(befores) == [""] else "\t".join([line, *befores]))
        last = key
    return "\n".join(lines)


def read_keys(text: str) -> list[tuple[str, list[str]]]:
    """The opposite of :func:`keys`."""
    found, last = [], ""
    for line in text.split("\n") if text else ():
        head, *befores = line.split("\t")
        last = last[: _DIGITS.index(head[0])] + head[1:]
        found.append((last, befores or [""]))
    return found


def joined(codes: Iterable[str]) -> str:
    """The bits of lists, one after the other, in base 64."""
    bits = "".join(codes)
    size = -(-len(bits) // 8)
    return b64encode((int(bits or "0", 2) << (8 * size - len(bits))).to_bytes(size, "big")).decode()


def apart(text: str, limit: int, count: int) -> list[str]:
    """The bits of each list; the opposite of :func:`joined`. None of them is read."""
    data = b64decode(text)
    bits = format(int.from_bytes(data, "big"), f"0{8 * len(data)}b") if data else ""
    found, at = [], 0
    for _list in range(count):
        end = _end(bits, at, limit)
        found.append(bits[at:end])
        at = end
    return found


def _end(bits: str, at: int, limit: int) -> int:
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


def count(held: Sequence[int] | str) -> int:
    """How many numbers a list has, or the bits of one."""
    return rice.length_at(held, 0)[0] if isinstance(held, str) else len(held)


def read(code: str, limit: int) -> list[int]:
    """The numbers of a list; the opposite of :func:`code`."""
    length, at = rice.length_at(code, 0)
    if length < _LONG:
        return rice.read_gaps(code, at, length, limit)[0]
    if code[at] == "0":
        return rice.read_gaps(code, at + 1, length, limit)[0]
    pages, *places = _read_pages(code, at + 1, limit)
    numbers: list[int] = _forms(length).joined(pages, places)
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
        left = _without(read(held, limit), leave, enter)
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


def _without(numbers: list[int], leave: Iterable[int], enter: Iterable[int]) -> list[int]:
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
    form = _forms(len(held))
    pages = form.ByPage(held, _pages(limit))
    if pages.size < (len(gaps) if gaps else form.size(held, limit)):
        return f"{length}1{pages.bits()}"
    return f"{length}0{gaps or rice.gaps(held, limit)}"


def _forms(count: int) -> Any:
    """What makes the forms of a list of so many numbers."""
    if count < _MANY:
        return forms
    from papershelf.search.packing import manyforms  # numpy is slow to load, and a small library has no such list

    return manyforms


def _pages(limit: int) -> int:
    """What the number of every page is below."""
    return -(-limit // PLACES)
