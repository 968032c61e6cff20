"""The keys under which a word stands in the index, and their order.

A Korean word is found by what it begins with and by what stands inside it (``언어모델`` holds ``모델``). So each word
stands in the index once for every place where a part of it may begin, under the rest from there on, with what is
before it beside: ``언어모델을`` under ``언어모델을`` and ``모델을``. A look-up is then a range of sorted keys.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection

Place = tuple[str, str]
"""Where a word stands: under a key, and what is before it."""

INSIDE = "*"
"""Stands for all that is before a key, where the search needs not tell it."""
PREFIXES = "재비준신초선반총각본타대소고저다무빅딥탈역전후양단미순"
"""Syllables that stand before a word as prefixes: 재학습, 다국어, 빅데이터, 전처리."""

_HANGUL = re.compile("[가-힣]+")
_SURE = frozenset("은는을를에")
_ENDS = frozenset("이가과와로의도만들나란인별")
"""Particles that a noun of two syllables may seem to be made with: 지도, which 이미지도 does not hold."""


@functools.lru_cache(200_000)
def starts(word: str) -> tuple[Place, ...]:
    """Where a look-up may find a word: the rest of it, and what stands before."""
    if not _HANGUL.fullmatch(word):
        return ((word, ""),)
    places = [*((1,) if len(word) > 2 and word[0] in PREFIXES else ()), *range(2, len(word) - 1)]
    return (word, ""), *((word[place:], _before(word[place:], word[:place])) for place in places)


def _before(key: str, before: str) -> str:
    """What is kept of what stands before a key: all of it only where another word may hold the key by chance.

    ``otherWords`` of papershelf-answers.js asks which words have 지를 inside, and leaves these out for 지도.
    """
    return before if key[1] in _ENDS or (len(key) == 2 and key[1] in _SURE) else INSIDE


def order(key: str) -> bytes:
    """Sort key that orders texts as JavaScript does."""
    return key.encode("utf-16-be", "surrogatepass")


def in_order(keys: Collection[str]) -> list[str]:
    """Keys, sorted as by :func:`order`; that is Python's own order unless there are signs above U+FFFF."""
    whole = "".join(keys)
    is_same = len(whole.encode("utf-16-le", "surrogatepass")) == 2 * len(whole)
    return sorted(keys) if is_same else sorted(keys, key=order)
