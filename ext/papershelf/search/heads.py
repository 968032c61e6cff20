"""Words that very common ones begin with, as 모델 is of 모델을, 모델은 and 모델에서: all their numbers in one list.

A query of 모델 would else fetch a long list for each particle, though it only asks whether a page has any of them.
Which heads there are follows from the keys that files begin with. A head has a file of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from papershelf.search.keys import INSIDE, Place, order, starts
from papershelf.search.packing import postings

AFTER = "\0"
"""What the file after a key that stands alone begins with: such a key and this, which no key is."""
JOINED = "\1"
"""Ends the key of a head's own list; no other key has it."""
WAYS = 4
"""A head goes on with so many different syllables to keys that stand alone and leave it that word."""
_ENDINGS = frozenset(
    "은는이가을를과와로의에도만들나란인별하되받했됐한된할될해돼함됨합됩형용간내외상식측적째씩님여뿐당층량값률율제등히"
)
"""Syllables that leave a noun what it is: particles, verbs and suffixes (``continues`` of papershelf-korean.js)."""


def continues(rest: str) -> bool:
    """Whether what follows a head leaves it that word; the search takes no other keys for it."""
    return rest in _ENDINGS if len(rest) == 1 else not rest.startswith("링")


def heads(firsts: Iterable[str]) -> list[str]:
    """The heads of an index, sorted.

    :param firsts: the keys that its files begin with, sorted.
    """
    ways: dict[str, set[str]] = defaultdict(set)
    for key, after in pairwise(firsts):
        if after == key + AFTER and "가" <= key[0] <= "힣":
            for end in range(2, len(key)):
                if continues(key[end:]):
                    ways[key[:end]].add(key[end])
    return sorted(head for head, signs in ways.items() if len(signs) >= WAYS)


def places(word: str, known: Collection[str]) -> set[Place]:
    """Where a word stands in the lists of heads.

    :param known: these heads.
    """
    return {
        (key[:end] + JOINED, _before(key[:end], before))
        for key, before in starts(word)
        for end in range(2, len(key) + 1)
        if key[:end] in known and continues(key[end:])
    }


def _before(head: str, before: str) -> str:
    return before if not before or len(head) == 2 else INSIDE


def joined(
    head: str, parts: Iterable[Mapping[str, Mapping[str, Sequence[int] | str]]], limit: int
) -> dict[str, dict[str, Sequence[int] | str]]:
    """What the file of a head holds.

    :param parts: what the files hold where keys with this head are.
    """
    found: dict[str, set[int]] = defaultdict(set)
    for part in parts:
        for key, held in part.items():
            if key.startswith(head) and continues(key[len(head) :]):
                for before, numbers in held.items():
                    read = postings.read(numbers, limit) if isinstance(numbers, str) else numbers
                    found[_before(head, before)].update(read)
    return {head + JOINED: {before: sorted(found[before]) for before in sorted(found)}}


def holding(head: str, firsts: Sequence[str], sort_keys: Sequence[bytes]) -> list[str]:
    """The files where keys with this head are, by the keys that these begin with.

    :param sort_keys: the :func:`keys.order` of each.
    """
    start = bisect_right(sort_keys, order(head)) - 1
    end = start + 1
    while end < len(firsts) and firsts[end].startswith(head):
        end += 1
    return list(firsts[start:end])
