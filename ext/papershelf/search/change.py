"""What a change of some pages does to the files of the index: only those change that hold their words.

They are brought up to date from what stands in them; lists of numbers that stay are not even read.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from papershelf.search import packed
from papershelf.search.shards import (
    Each,
    Entries,
    Made,
    cut,
    dump,
    name_of,
    one_by_one,
    order,
    read,
    starts,
    written,
)

Numbers = Mapping[str, Sequence[int]]
"""Word to numbers, sorted."""
Place = tuple[str, str]
"""Where a word stands: under a key, and what is before it."""


@dataclass
class Change:
    """An index that is brought up to date.

    :param written: content of files that may be other than it was, by the key that each begins with.
    :param firsts: the keys that files begin with, sorted.
    """

    written: Made = field(default_factory=dict)
    firsts: list[str] = field(default_factory=list)


def change(
    firsts: Sequence[str],
    files: Mapping[str, bytes],
    leave: Numbers,
    enter: Numbers,
    limit: int,
    each: Each = one_by_one,
) -> Change | None:
    """Bring an index up to date.

    :param firsts: the keys that its files begin with, sorted.
    :param files: gives the content of a file by its name.
    :param leave: numbers that words lose.
    :param enter: numbers that words get.
    :param limit: above every number in it.
    :param each: makes many files at once.
    :returns: ``None`` where it was made with another limit.
    """
    if firsts and read(files[name_of(firsts[0])])[1] != limit:
        return None
    keys = [order(first) for first in firsts]
    touched: dict[int, set[Place]] = {}
    for word in leave.keys() | enter.keys():
        for key, before in starts(word):
            touched.setdefault(bisect.bisect_right(keys, order(key)) - 1, set()).add((key, before))

    places = {first: place for place, first in enumerate(firsts)}

    def part(first: str) -> _File:
        file = _File(files[name_of(first)])
        place = places[first]
        for key, before in touched.get(place, ()):
            file.change(key, before, leave.get(before + key, ()), enter.get(before + key, ()))
        return file

    def make(group: Sequence[str]) -> Made:
        if len(group) == 1:
            return part(group[0]).made(group[0])
        found: Entries = {}
        for first in group:
            found |= part(first).entries()
        return {first: dump(first, held, limit) for first, held in cut(found, group[0])}

    losing = [place for place in touched if place and _may_go(firsts[place], touched[place], leave)]
    headless = {place for place in losing if firsts[place] not in part(firsts[place]).entries()}
    groups = [[firsts[place] for place in group] for group in _groups(touched, headless)]
    made = each(groups, make)
    return Change(made, sorted({*firsts}.difference(*groups) | made.keys(), key=order))


def _may_go(first: str, places: Iterable[Place], leave: Numbers) -> bool:
    """Whether a file may lose the key that it begins with."""
    return any(key == first and before + key in leave for key, before in places)


def _groups(touched: Iterable[int], headless: set[int]) -> Iterator[list[int]]:
    """Files that are made together: one that loses its first key goes on where the one before ends."""
    group: list[int] = []
    for place in sorted({*touched, *(place - 1 for place in headless)}):
        if group and place not in headless:
            yield group
            group = []
        group.append(place)
    if group:
        yield group


class _File:
    """A file of the index, while it is changed."""

    def __init__(self, data: bytes) -> None:
        self.keys, self.limit, bits = read(data)
        self._places = [(key, before) for key, befores in packed.read_keys(self.keys) for before in befores]
        codes = packed.apart(bits, self.limit, len(self._places))
        self._codes = dict(zip(self._places, codes, strict=True))

    def change(self, key: str, before: str, leave: Sequence[int], enter: Sequence[int]) -> None:
        """Take numbers from a word, and give it others."""
        if code := packed.changed(self._codes.get((key, before), ""), leave, enter, self.limit):
            self._codes[key, before] = code
        else:
            self._codes.pop((key, before), None)

    def entries(self) -> Entries:
        """What it holds now."""
        found: Entries = {}
        for (key, before), code in self._codes.items():
            found.setdefault(key, {})[before] = code
        return found

    def made(self, first: str) -> Made:
        """The files that it becomes."""
        if list(self._codes) == self._places:
            return {first: written(first, self.keys, self.limit, self._codes.values())}
        return {begin: dump(begin, held, self.limit) for begin, held in cut(self.entries(), first)}
