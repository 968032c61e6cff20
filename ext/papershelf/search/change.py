"""What a change of some pages does to the files of the index: only those change that hold their words.

They are brought up to date from what stands in them; lists of numbers that stay are not even read.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from papershelf.search import packed
from papershelf.search.shards import (
    AFTER,
    Each,
    Entries,
    Made,
    cut,
    dump,
    is_boundary,
    mask,
    name_of,
    one_by_one,
    order,
    read,
    stands_alone,
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
    bits = mask(limit)
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
        parts = [part(first) for first in group]
        found: Entries = {}
        for file in parts:
            found |= file.entries()
        made = dict(cut(found, limit, group[0]))
        if (after := group[-1] + AFTER) in places:  # what stands there stays
            made.pop(after, None)
        if len(parts) == 1 and list(made) == [group[0]] and (same := parts[0].same(group[0])):
            return same
        return {first: dump(first, held, limit) for first, held in made.items()}

    losing = [place for place in touched if place and _may_go(firsts[place], touched[place], leave)]
    headless = {place for place in losing if firsts[place] not in part(firsts[place]).entries()}
    soft = [place for place in touched if firsts[place + 1 : place + 2] == [firsts[place] + AFTER]]
    light = {place for place in soft if not stands_alone(part(firsts[place]).entries().get(firsts[place], {}))}
    joined = (
        headless | {place + 1 for place in light} | {place for place in light if not is_boundary(firsts[place], bits)}
    )
    groups = [[firsts[place] for place in group] for group in _groups(touched, joined - {0})]
    made = each(groups, make)
    return Change(made, sorted({*firsts}.difference(*groups) | made.keys(), key=order))


def _may_go(first: str, places: Iterable[Place], leave: Numbers) -> bool:
    """Whether a file may lose the key that it begins with."""
    return any(key == first and before + key in leave for key, before in places)


def _groups(touched: Iterable[int], joined: set[int]) -> Iterator[list[int]]:
    """Files that are made together.

    :param joined: those that go on where the one before ends: they lost their first key, or that needs no file now.
    """
    group: list[int] = []
    for place in sorted({*touched, *joined, *(place - 1 for place in joined)}):
        if group and place not in joined:
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

    def same(self, first: str) -> Made:
        """The file where its words are the same ones; nothing where they are not."""
        if list(self._codes) != self._places:
            return {}
        return {first: written(first, self.keys, self.limit, self._codes.values())}
