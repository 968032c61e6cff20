"""What a change of some pages does to the files of the index: only those change that hold their words.

They are brought up to date from what stands in them; lists of numbers that stay are not even read.
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from papershelf.search import heads
from papershelf.search.heads import AFTER, JOINED
from papershelf.search.keys import Place, order
from papershelf.search.packing import packed, postings
from papershelf.search.shards import (
    Each,
    Entries,
    Made,
    cut,
    dump,
    is_alone,
    is_boundary,
    mask,
    name_of,
    one_by_one,
    read,
    written,
)

Numbers = Mapping[Place, Sequence[int]]
"""Numbers of places, of heads too; sorted."""

_HELD = 2_000
"""So many files are held in memory while it is found which are to be made together; most take 40 KB."""


@dataclass
class Change:
    """An index that is brought up to date.

    :param written: content of files that may be other than it was, by the key that each begins with.
    :param firsts: the keys that files begin with, without those of heads, sorted.
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

    :param firsts: the keys that its files begin with, without those of heads, sorted.
    :param files: gives the content of a file by its name.
    :param leave: numbers that places lose.
    :param enter: numbers that places get.
    :param limit: above every number in it.
    :param each: makes many files at once.
    :returns: ``None`` where it was made with another limit.
    """
    if firsts and read(files[name_of(firsts[0])])[1] != limit:
        return None
    postings.load(limit)
    index = _Index(firsts, files, leave, enter, limit)
    groups = [[firsts[place] for place in group] for group in _groups(index.touched, index.joined() - {0})]
    made = each(groups, index.make)
    now = sorted({*firsts}.difference(*groups) | made.keys(), key=order)
    return Change(made | _heads(firsts, now, files, made, leave, enter, limit, each), now)


class _Index:
    """The files of an index, those of heads left aside, while they are changed; :func:`change` says of what it is made.

    :ivar touched: which files change, by their place among all, and what changes in each.
    """

    def __init__(
        self, firsts: Sequence[str], files: Mapping[str, bytes], leave: Numbers, enter: Numbers, limit: int
    ) -> None:
        self.firsts, self.leave, self.enter, self.limit = firsts, leave, enter, limit
        self.places = {first: place for place, first in enumerate(firsts)}
        self.opened = functools.lru_cache(_HELD)(lambda first: _File(files[name_of(first)]))
        self.touched: dict[int, set[Place]] = {}
        keys = [order(first) for first in firsts]
        for key, before in leave.keys() | enter.keys():
            if not key.endswith(JOINED):
                self.touched.setdefault(bisect.bisect_right(keys, order(key)) - 1, set()).add((key, before))

    def joined(self) -> set[int]:
        """Files that go on where the one before ends: they lost their first key, or that needs no file now."""
        firsts, touched, bits = self.firsts, self.touched, mask(self.limit)
        losing = [place for place in touched if place and _may_go(firsts[place], touched[place], self.leave)]
        headless = {place for place in losing if not self._counts(place)}
        soft = [place for place in touched if firsts[place + 1 : place + 2] == [firsts[place] + AFTER]]
        light = {place for place in soft if not is_alone(self._counts(place))}
        weak = {place for place in light if not is_boundary(firsts[place], bits)}
        return headless | {place + 1 for place in light} | weak

    def make(self, group: Sequence[str]) -> Made:
        """Files that are made together, as they are now."""
        parts = [self._part(first) for first in group]
        found: Entries = {}
        for file in parts:
            found |= file.entries()
        made = dict(cut(found, self.limit, group[0]))
        if (after := group[-1] + AFTER) in self.places:  # what stands there stays
            made.pop(after, None)
        if len(parts) == 1 and list(made) == [group[0]] and (same := parts[0].same(group[0])):
            return same
        return {first: dump(first, held, self.limit) for first, held in made.items()}

    def _part(self, first: str) -> _File:
        file = self.opened(first)
        for where in self.touched.get(self.places[first], ()):
            file.change(where, self.leave.get(where, ()), self.enter.get(where, ()))
        return file

    def _counts(self, place: int) -> list[int]:
        """How many numbers the first key of a file has now after what stands before it; no list is read for that."""
        first = self.firsts[place]
        found = self.opened(first).counts(first)
        for where in self.touched[place]:
            if where[0] == first:
                more = len(self.enter.get(where, ())) - len(self.leave.get(where, ()))
                found[where[1]] = found.get(where[1], 0) + more
        return [count for count in found.values() if count]


def _heads(
    before: Sequence[str],
    now: Sequence[str],
    files: Mapping[str, bytes],
    made: Made,
    leave: Numbers,
    enter: Numbers,
    limit: int,
    each: Each,
) -> Made:
    """The files of heads: of those that have other numbers, and of new ones, which are read from the keys with them.

    :param before: the keys that files began with.
    :param now: those that they begin with now.
    :param made: what is written of these.
    """
    old = {head + JOINED for head in heads.heads(before)}
    wanted = [head + JOINED for head in heads.heads(now)]
    touched: dict[str, list[Place]] = {}
    for place in leave.keys() | enter.keys():
        if place[0].endswith(JOINED):
            touched.setdefault(place[0], []).append(place)
    keys = [order(first) for first in now]

    def make(key: str) -> Made:
        if key in old:
            file = _File(files[name_of(key)])
            for place in touched[key]:
                file.change(place, leave.get(place, ()), enter.get(place, ()))
            return {key: dump(key, {key: dict(sorted(file.entries()[key].items()))}, limit)}
        head = key.removesuffix(JOINED)
        parts = (
            _File(made[first] if first in made else files[name_of(first)]).entries()
            for first in heads.holding(head, now, keys)
        )
        return {key: dump(key, heads.joined(head, parts, limit), limit)}

    return each([key for key in wanted if key in touched or key not in old], make)


def _may_go(first: str, places: Iterable[Place], leave: Numbers) -> bool:
    """Whether a file may lose the key that it begins with."""
    return any(place[0] == first and place in leave for place in places)


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

    def change(self, place: Place, leave: Sequence[int], enter: Sequence[int]) -> None:
        """Take numbers from a place, and give it others."""
        if code := postings.changed(self._codes.get(place, ""), leave, enter, self.limit):
            self._codes[place] = code
        else:
            self._codes.pop(place, None)

    def counts(self, key: str) -> dict[str, int]:
        """How many numbers a key has after each that stands before it."""
        return {place[1]: postings.count(code) for place, code in self._codes.items() if place[0] == key}

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
