"""Postings lists as bits. A very long one stands in parts: a page that changes makes only one of them anew.

A part has the numbers of 4,096 pages, as a list by itself (:mod:`papershelf.search.packing.single`), after the number
of its bits; a part without numbers has none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from papershelf.search.packing import rice, single

_PART = single.LARGE
"""The numbers of a part are below it, from where the part begins."""


def _is_parted(count: int, limit: int) -> bool:
    return count >= single.MANY and limit > _PART


def load(limit: int) -> None:
    """Load what makes the lists of an index before processes part, each of which would do so.

    :param limit: above every number of it.
    """
    single.forms_of(1, limit)


def code(held: Sequence[int], limit: int) -> str:
    """Binary digits of a list of numbers from 0 on, in order and not empty.

    :param limit: above every number of the index.
    """
    if not _is_parted(len(held), limit):
        return single.code(held, limit)
    parts, begin = [], 0
    for start in range(0, limit, _PART):
        end = bisect_left(held, start + _PART, begin)
        parts.append(single.code([number - start for number in held[begin:end]], _PART) if end > begin else "")
        begin = end
    return _joined(len(held), parts)


def _joined(count: int, parts: Sequence[str]) -> str:
    return rice.length(count) + "".join(rice.length(len(part) + 1) + part for part in parts)


def count(held: Sequence[int] | str) -> int:
    """How many numbers a list has, or the bits of one."""
    return rice.length_at(held, 0)[0] if isinstance(held, str) else len(held)


def end(bits: str, at: int, limit: int) -> int:
    """Where the list ends that begins there."""
    length, start = rice.length_at(bits, at)
    if not _is_parted(length, limit):
        return single.end(bits, at, limit)
    for _part in range(0, limit, _PART):
        size, start = rice.length_at(bits, start)
        start += size - 1
    return start


def read(code: str, limit: int) -> list[int]:
    """The numbers of a list; the opposite of :func:`code`."""
    length, at = rice.length_at(code, 0)
    if not _is_parted(length, limit):
        return single.read(code, limit)
    starts = range(0, limit, _PART)
    parts = zip(starts, _parts(code, at), strict=True)
    return [start + number for start, part in parts if part for number in single.read(part, _PART)]


def _parts(code: str, at: int) -> Iterator[str]:
    while at < len(code):
        size, at = rice.length_at(code, at)
        yield code[at : at + size - 1]
        at += size - 1


def changed(held: str, leave: Collection[int], enter: Collection[int], limit: int) -> str:
    """A list without some of its numbers and with others; nothing when none is left.

    :param held: the list as it was; nothing for an empty one.
    """
    before, at = rice.length_at(held, 0) if held else (0, 0)
    after = before - len(leave) + len(enter)
    was_parted, is_parted = _is_parted(before, limit), _is_parted(after, limit)
    if not was_parted and not is_parted:
        return single.changed(held, leave, enter, limit)
    if not was_parted or not is_parted:
        left = single.without(read(held, limit) if held else [], leave, enter)
        return code(left, limit) if left else ""
    parts = list(_parts(held, at))
    going, coming = _by_part(leave), _by_part(enter)
    for part in going.keys() | coming.keys():
        parts[part] = single.changed(parts[part], going[part], coming[part], _PART)
    return _joined(after, parts)


def _by_part(numbers: Collection[int]) -> defaultdict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number in numbers:
        part, within = divmod(number, _PART)
        found[part].append(within)
    return found
