"""The search index in small files, so that a query fetches only what it needs.

A Korean word is found by what it begins with and by what stands inside it (``언어모델`` holds ``모델``). So each word
stands in the index once for every place where a part of it may begin, under the rest from there on, with what is
before it beside: ``언어모델을`` under ``언어모델을`` and ``모델을``. A look-up is then a range of sorted keys.

The sorted keys are cut into files after every key whose digest ends in zeros. So a file depends on nothing but the
keys in it, and a change of a page changes only the files that hold its words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from papershelf.search import packed

FOLDER = "search"
MASK = 0xFF
"""A file holds 256 keys on average."""
DOCUMENTS = 8
"""Documents whose titles stand in one file."""
PREFIXES = "재비준신초선반총각본타대소고저다무빅딥탈역전후양단미순"
"""Syllables that stand before a word as prefixes: 재학습, 다국어, 빅데이터, 전처리."""

Numbers = Sequence[int]
"""Where a word stands: for each page and place, the page's number times :data:`places.PLACES` and the place; sorted."""

_HANGUL = re.compile("[가-힣]+")


def starts(word: str) -> list[tuple[str, str]]:
    """Where a look-up may find a word: the rest of it, and what stands before."""
    if not _HANGUL.fullmatch(word):
        return [(word, "")]
    found = [(word, "")]
    if len(word) > 2 and word[0] in PREFIXES:
        found.append((word[1:], word[:1]))
    found += [(word[place:], word[:place]) for place in range(2, len(word) - 1)]
    return found


def order(key: str) -> bytes:
    """Sort key that orders texts as JavaScript does."""
    return key.encode("utf-16-be", "surrogatepass")


def is_boundary(key: str) -> bool:
    """Whether a file begins with this key."""
    return not int.from_bytes(_digest(key)[:4], "big") & MASK


def name_of(key: str) -> str:
    """File that begins with a key; the first one begins with the empty key."""
    return f"{FOLDER}/words-{_digest(key).hex()[:12]}.js" if key else f"{FOLDER}/words.js"


def _digest(key: str) -> bytes:
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).digest()


Entries = dict[str, dict[str, Numbers | str]]
"""Key to what stands before it, to the numbers, sorted; or to their bits."""


def entries(words: Mapping[str, Numbers]) -> Entries:
    """What the files hold of some words."""
    found: Entries = {}
    for word, numbers in words.items():
        if numbers:
            for key, before in starts(word):
                found.setdefault(key, {})[before] = numbers
    return found


def cut(found: Entries, first: str = "") -> Iterator[tuple[str, Entries]]:
    """The parts of an index: the key that a file begins with, and what it holds."""
    part: Entries = {}
    for key in sorted(found, key=order):
        if key != first and is_boundary(key):
            yield first, part
            first, part = key, {}
        part[key] = found[key]
    yield first, part


def dump(first: str, part: Entries, limit: int) -> bytes:
    """A file as it is written: its name; keys, a limit and bits, as :mod:`papershelf.search.packed` has them.

    :param limit: above every number of the index.
    """
    ordered = [(key, sorted(part[key].items())) for key in sorted(part, key=order)]
    keys = packed.keys((key, [before for before, _numbers in held]) for key, held in ordered)
    return written(first, keys, limit, [numbers for _key, held in ordered for _before, numbers in held])


def written(first: str, keys: str, limit: int, lists: Iterable[Numbers | str]) -> bytes:
    """A file whose keys are packed.

    :param lists: the numbers of each, or their bits.
    """
    codes = (held if isinstance(held, str) else packed.code(held, limit) for held in lists)
    text = f"papershelfSearch.words({_json(name_of(first))},{_json([keys, limit, packed.joined(codes)])});\n"
    return text.encode("utf-8", "surrogatepass")


def read(data: bytes) -> tuple[str, int, str]:
    """What a file holds: packed keys, limit and bits."""
    text = data.decode("utf-8", "surrogatepass")
    keys, limit, bits = json.loads(text[text.index(",") + 1 : text.rindex(")")])
    return keys, limit, bits


def keys_of(data: bytes) -> list[tuple[str, list[str]]]:
    """The keys of a file, each with what stands before it."""
    return packed.read_keys(read(data)[0])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


Made = dict[str, bytes]
"""Content of files, by the key that each begins with."""
Each = Callable[[Sequence[Any], Callable[[Any], Made]], Made]
"""Makes the files for each of some parts of an index."""


def one_by_one(parts: Sequence[Any], make: Callable[[Any], Made]) -> Made:
    """Make files one after the other."""
    found: Made = {}
    for part in parts:
        found |= make(part)
    return found


def anew(found: Entries, limit: int, each: Each = one_by_one) -> Made:
    """All files of an index.

    :param limit: above every number in it.
    :param each: makes many of them at once.
    """
    parts = dict(cut(found))
    return each(list(parts), lambda first: {first: dump(first, parts[first], limit)})
