"""How many bits each form of a list takes, told by its numbers: so only the shorter form of a long one is made."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, repeat
from operator import rshift, sub

from papershelf.search.packing import rice
from papershelf.search.places import PLACES


class ByPage:
    """The pages of a list, and for each place the ranks of those that have the word there.

    :param held: numbers in order.
    :param limit: what the number of every page is below.
    """

    def __init__(self, held: Sequence[int], limit: int) -> None:
        self.limit = limit
        self._pages: list[int] = []
        self._ranks: list[list[int]] = [[] for _place in range(PLACES)]
        last = -1
        for number in held:
            page, place = divmod(number, PLACES)
            if page != last:
                self._pages.append(page)
                last = page
            self._ranks[place].append(len(self._pages) - 1)

    @property
    def size(self) -> int:
        """How many bits it takes."""
        count = len(self._pages)
        lengths = [rice.length(count), *(rice.length(len(ranks) + 1) for ranks in self._ranks)]
        told = sum(size(ranks, count) for ranks in self._ranks if ranks)
        return sum(map(len, lengths)) + size(self._pages, self.limit) + told

    def bits(self) -> str:
        """The bits."""
        count = len(self._pages)
        parts = [rice.length(count), rice.gaps(self._pages, self.limit)]
        for ranks in self._ranks:
            parts += rice.length(len(ranks) + 1), rice.gaps(ranks, count)
        return "".join(parts)


def size(held: Sequence[int], limit: int) -> int:
    """How many bits the gaps of numbers take, of which there is one at least."""
    plain = rice.parameter(limit, len(held))
    ones: int = sum(map(rshift, map(sub, held, chain((0,), map((1).__add__, held))), repeat(plain)))
    return len(held) * (plain + 1) + ones


def joined(pages: Sequence[int], places: Sequence[Sequence[int]]) -> list[int]:
    """The numbers of a list.

    :param places: the ranks of pages, for each place.
    """
    return sorted(pages[rank] * PLACES + place for place, ranks in enumerate(places) for rank in ranks)
