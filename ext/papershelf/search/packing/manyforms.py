"""What :mod:`.forms` says, of lists of very many numbers: numpy is slow to load, and quicker then."""

from __future__ import annotations

from collections.abc import Sequence

import numpy
from numpy.typing import NDArray

from papershelf.search.packing import rice
from papershelf.search.places import PLACES

_Numbers = NDArray[numpy.int64]


class ByPage:
    """The pages of a list, and for each place the ranks of those that have the word there.

    :param held: numbers in order.
    :param limit: what the number of every page is below.
    """

    def __init__(self, held: Sequence[int], limit: int) -> None:
        numbers = numpy.asarray(held, dtype=numpy.int64)
        pages, places = numbers // PLACES, numbers % PLACES
        is_first = numpy.ones(len(numbers), dtype=bool)
        numpy.not_equal(pages[1:], pages[:-1], out=is_first[1:])
        self.limit = limit
        self._pages: _Numbers = pages[is_first]
        self._ranks: _Numbers = (numpy.cumsum(is_first) - 1)[numpy.argsort(places.astype(numpy.uint8), kind="stable")]
        self._counts: list[int] = numpy.bincount(places, minlength=PLACES).tolist()

    @property
    def size(self) -> int:
        """How many bits it takes."""
        count = len(self._pages)
        lengths = [rice.length(count), *(rice.length(held + 1) for held in self._counts)]
        plain: list[int] = [rice.parameter(count, held) if held else 0 for held in self._counts]
        steps = _steps(self._ranks)
        starts = numpy.cumsum([0, *self._counts[:-1]])[numpy.asarray(self._counts) > 0]
        steps[starts] = self._ranks[starts] + 1
        ranks = int(numpy.right_shift(steps - 1, numpy.repeat(plain, self._counts)).sum())
        told: int = sum(held * (bits + 1) for held, bits in zip(self._counts, plain, strict=True))
        return sum(map(len, lengths)) + size(self._pages, self.limit) + told + ranks

    def bits(self) -> str:
        """The bits."""
        count = len(self._pages)
        parts = [rice.length(count), rice.gaps(self._pages.tolist(), self.limit)]
        start = 0
        for held in self._counts:
            parts += rice.length(held + 1), rice.gaps(self._ranks[start : start + held].tolist(), count)
            start += held
        return "".join(parts)


def size(held: Sequence[int] | _Numbers, limit: int) -> int:
    """How many bits the gaps of numbers take, of which there is one at least."""
    plain = rice.parameter(limit, len(held))
    steps = _steps(numpy.asarray(held, dtype=numpy.int64))
    return len(held) * (plain + 1) + int(numpy.right_shift(steps - 1, plain).sum())


def _steps(held: _Numbers) -> _Numbers:
    """From each number to the next, the first from −1 on."""
    steps = held.copy()
    steps[0] += 1
    steps[1:] -= held[:-1]
    return steps


def joined(pages: Sequence[int], places: Sequence[Sequence[int]]) -> list[int]:
    """The numbers of a list.

    :param places: the ranks of pages, for each place.
    """
    found = numpy.concatenate([numpy.asarray(ranks, dtype=numpy.int64) for ranks in places])
    place = numpy.repeat(numpy.arange(len(places)), [len(ranks) for ranks in places])
    numbers = numpy.asarray(pages, dtype=numpy.int64)[found] * PLACES + place
    numbers.sort()
    told: list[int] = numbers.tolist()
    return told
