"""Files of the index in few bytes: keys without what they share with the one before, numbers as bits.

Each list of numbers stands in the bits as its length in Elias gamma code, and its gaps in Rice code. The parameter
follows from the length of the list and from a limit that all files of an index share, so that lists can be taken out
and put in while the others stay as they are.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import operator
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MOST_SHARED = len(_DIGITS) - 1


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
        length, end = _length_at(bits, at)
        plain = _parameter(limit, length)
        while length:  # by powers of two, so that there are few patterns
            part = 1 << (length.bit_length() - 1)
            match = _run(part, plain).match(bits, end)
            if match is None:
                raise ValueError("a list is longer than its file")
            end, length = match.end(), length - part
        found.append(bits[at:end])
        at = end
    return found


def count(held: Sequence[int] | str) -> int:
    """How many numbers a list has, or the bits of one."""
    return _length_at(held, 0)[0] if isinstance(held, str) else len(held)


def read(code: str, limit: int) -> list[int]:
    """The numbers of a list; the opposite of :func:`code`."""
    length, start = _length_at(code, 0)
    plain = _parameter(limit, length)
    return _summed(_gap(plain).findall(code, start), plain)


def _summed(gaps: Iterable[str], plain: int) -> list[int]:
    return list(itertools.accumulate(map(_steps(plain).__getitem__, gaps), initial=-1))[1:]


def changed(held: str, leave: Iterable[int], enter: Iterable[int], limit: int) -> str:
    """A list without some of its numbers and with others; nothing when none is left.

    Gaps that stay are not made anew, as long as their parameter is the same.

    :param held: the list as it was; nothing for an empty one.
    """
    length, start = _length_at(held, 0) if held else (1, 0)
    plain = _parameter(limit, length)
    gaps = _gap(plain).findall(held, start)
    numbers = _summed(gaps, plain)

    def mend(place: int) -> None:
        if place < len(numbers):
            gaps[place] = _codes(plain)[numbers[place] - (numbers[place - 1] if place else -1)]

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
    if _parameter(limit, len(numbers)) != plain:
        return code(numbers, limit)
    return _length(len(numbers)) + "".join(gaps)


def _length_at(bits: str, at: int) -> tuple[int, int]:
    """How long the list is that begins there, and where its gaps begin."""
    one = bits.index("1", at)
    end = 2 * one - at + 1
    return int(bits[one:end], 2), end


@functools.cache
def _gap(plain: int) -> re.Pattern[str]:
    return re.compile(f"1*0[01]{{{plain}}}")


class _Steps(dict[str, int]):
    """The opposite of :class:`_Codes`."""

    def __init__(self, plain: int) -> None:
        super().__init__()
        self.plain = plain

    def __missing__(self, code: str) -> int:
        ones = code.index("0")
        step = (ones << self.plain) + int(code[ones:], 2) + 1
        if len(code) < _SHORT:
            self[code] = step
        return step


_steps = functools.cache(_Steps)


@functools.cache
def _run(length: int, plain: int) -> re.Pattern[str]:
    return re.compile(f"(?:1*+0[01]{{{plain}}}){{{length}}}+")


class _Codes(dict[int, str]):
    """Numbers from 1 on in Rice code of one parameter, made when they are first asked for.

    :param plain: bits of a gap that are written as they are.
    """

    def __init__(self, plain: int) -> None:
        super().__init__()
        self.form, self.plain = f"0{plain + 1}b", plain

    def __missing__(self, step: int) -> str:
        gap = step - 1
        code = "1" * (gap >> self.plain) + format(gap & ((1 << self.plain) - 1), self.form)
        if len(code) < _SHORT:
            self[step] = code
        return code


_codes = functools.cache(_Codes)
_SHORT = 48
"""Longer codes are rare, and not kept."""


@functools.lru_cache(65_536)
def _length(count: int) -> str:
    """A length in Elias gamma code."""
    return format(count, f"0{2 * count.bit_length() - 1}b")


def code(held: Sequence[int], limit: int) -> str:
    """Binary digits of a list of numbers from 0 on, in order and not empty: of its length, then of each gap.

    No step of the loop is in Python. (numpy is hardly faster here, and slow to load.)

    :param limit: above every number of the index.
    """
    count = len(held)
    gap = _codes(_parameter(limit, count)).__getitem__
    if count == 1:
        return _length(1) + gap(held[0] + 1)
    return _length(count) + "".join(map(gap, map(operator.sub, held, itertools.chain((-1,), held))))


def _parameter(limit: int, count: int) -> int:
    """Bits of a gap that are written as they are, near the best for numbers that are spread evenly."""
    return max(0, (limit * 3 // (count * 4)).bit_length() - 1)
