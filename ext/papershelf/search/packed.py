"""Files of the index in few bytes: keys without what they share with the one before, numbers as bits.

Each list of numbers stands in the bits as its length in Elias gamma code, and its gaps in Rice code. The parameter
follows from the length of the list and the largest number of the file, so that a file says nothing but itself.
"""

from __future__ import annotations

import itertools
from base64 import b64encode
from collections.abc import Iterable, Sequence

import numpy
from numpy.typing import NDArray

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Ints = NDArray[numpy.int64]
Bits = NDArray[numpy.uint8]


def keys(found: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Keys in order, each with what stands before it: a line each.

    A line begins with the number of characters that the key shares with the one before, in base 36. What stands before
    follows after tabs; it is left out where the key is only a whole word.
    """
    lines, last = [], ""
    for key, befores in found:
        shared = min(_shared(key, last), len(_DIGITS) - 1)
        lines.append("\t".join([_DIGITS[shared] + key[shared:], *(() if list(befores) == [""] else befores)]))
        last = key
    return "\n".join(lines)


def _shared(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def read_keys(text: str) -> list[tuple[str, list[str]]]:
    """The opposite of :func:`keys`."""
    found, last = [], ""
    for line in text.split("\n") if text else ():
        head, *befores = line.split("\t")
        last = last[: _DIGITS.index(head[0])] + head[1:]
        found.append((last, befores or [""]))
    return found


def numbers(lists: Sequence[Sequence[int]]) -> tuple[int, str]:
    """Lists of numbers from 0 on, each in order and not empty: one more than the largest, and the bits in base 64."""
    if not lists:
        return 0, ""
    limit = 1 + max(held[-1] for held in lists)
    lengths: Ints = numpy.array([len(held) for held in lists], dtype=numpy.int64)
    flat: Ints = numpy.fromiter(itertools.chain.from_iterable(lists), numpy.int64, int(lengths.sum()))
    starts = lengths.cumsum() - lengths
    gaps = numpy.diff(flat, prepend=-1) - 1
    gaps[starts] = flat[starts]
    rice = numpy.repeat(_parameters(limit, lengths), lengths)
    width = _widths(lengths)
    high, low = gaps >> rice, gaps & ((1 << rice) - 1)
    lead = numpy.insert(high, starts, width - 1)
    sign = numpy.insert(numpy.ones_like(gaps), starts, 0)
    tail = numpy.insert(low, starts, lengths)
    size = numpy.insert(rice + 1, starts, width)
    return limit, b64encode(numpy.packbits(_bits(lead, sign, tail, size)).tobytes()).decode()


def _parameters(limit: int, lengths: Ints) -> Ints:
    """Bits of a gap that are written as they are, near the best for numbers that are spread evenly."""
    return numpy.maximum(0, _widths(limit * 3 // (lengths * 4)) - 1)


def _widths(values: Ints) -> Ints:
    """``int.bit_length`` of each value below 2 ** 53."""
    return numpy.frexp(values.astype(numpy.float64))[1].astype(numpy.int64)


def _bits(lead: Ints, sign: Ints, tail: Ints, size: Ints) -> Bits:
    """Bits of some numbers, each ``lead`` times ``sign``, then ``tail`` in ``size`` bits."""
    ends = (lead + size).cumsum()
    found: Bits = numpy.zeros(int(ends[-1]), dtype=numpy.uint8)
    begins = ends - size - lead
    steps: Ints = numpy.zeros(len(found) + 1, dtype=numpy.int64)
    leading = (lead > 0) & (sign > 0)
    steps[begins[leading]] += 1
    steps[(begins + lead)[leading]] -= 1
    found |= steps[:-1].cumsum().astype(numpy.uint8)
    for place in range(int(size.max())):
        long = size > place
        found[ends[long] - 1 - place] = (tail[long] >> place) & 1
    return found
