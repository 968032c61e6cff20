"""Lists of numbers as bits: a length in Elias gamma code, and gaps in Rice code.

The parameter of the latter follows from the length and from what every number is below.

Bits are text of 0 and 1, since regular expressions and dictionaries are quicker with it than a loop in Python with
numbers is.
"""

from __future__ import annotations

import functools
import itertools
import operator
import re
from collections.abc import Callable, Iterable, Sequence


@functools.lru_cache(65_536)
def length(count: int) -> str:
    """A length from 1 on in Elias gamma code."""
    return format(count, f"0{2 * count.bit_length() - 1}b")


def length_at(bits: str, at: int) -> tuple[int, int]:
    """The length that stands there, and where it ends."""
    one = bits.index("1", at)
    end = 2 * one - at + 1
    return int(bits[one:end], 2), end


def gaps(held: Sequence[int], limit: int) -> str:
    """The gaps of numbers in order; no step of the loop is in Python. (numpy is hardly faster, and slow to load.)

    :param limit: above every number.
    """
    if not held:
        return ""
    gap = _gap_of(limit, len(held))
    if len(held) == 1:
        return gap(held[0] + 1)
    return "".join(map(gap, map(operator.sub, held, itertools.chain((-1,), held))))


@functools.lru_cache(65_536)
def _gap_of(limit: int, count: int) -> Callable[[int], str]:
    """What gives the code of a gap in a list of so many numbers."""
    return codes(parameter(limit, count)).__getitem__


def read_gaps(bits: str, at: int, count: int, limit: int) -> tuple[list[int], int]:
    """The numbers whose gaps begin there, and where these end."""
    end = end_of_gaps(bits, at, count, limit)
    if not count:
        return [], end
    plain = parameter(limit, count)
    return summed(split(bits[at:end], plain), plain), end


def end_of_gaps(bits: str, at: int, count: int, limit: int) -> int:
    """Where so many gaps end that begin there; none of them is read."""
    plain = parameter(limit, count) if count else 0
    while count:  # by powers of two, so that there are few patterns
        part = 1 << (count.bit_length() - 1)
        match = _run(part, plain).match(bits, at)
        if match is None:
            raise ValueError("a list is longer than its file")
        at, count = match.end(), count - part
    return at


def split(bits: str, plain: int) -> list[str]:
    """The gaps that stand in some bits."""
    return _gap(plain).findall(bits)


def summed(gaps: Iterable[str], plain: int) -> list[int]:
    """The numbers that gaps lead to."""
    return list(itertools.accumulate(map(_steps(plain).__getitem__, gaps), initial=-1))[1:]


def parameter(limit: int, count: int) -> int:
    """Bits of a gap that are written as they are, near the best for numbers that are spread evenly."""
    return max(0, (limit * 3 // (count * 4)).bit_length() - 1)


@functools.cache
def _gap(plain: int) -> re.Pattern[str]:
    return re.compile(f"1*0[01]{{{plain}}}")


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


codes = functools.cache(_Codes)
"""The codes of a parameter, by the step from one number to the next."""
_steps = functools.cache(_Steps)
_SHORT = 48
"""Longer codes are rare, and not kept."""
