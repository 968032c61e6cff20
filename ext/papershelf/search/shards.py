"""The search index in small files, so that a query fetches only what it needs.

The sorted keys of the words (:mod:`papershelf.search.keys`) are cut into files before every key whose digest ends in
zeros. So a file depends on nothing but the keys in it, and a change of a page changes only the files that hold its
words. A key under which very many words are found, as 지도 may be, or that stands on very many pages, has a file of its
own: nobody who asks for 에이전트 fetches it. So have words that many such keys begin with
(:mod:`papershelf.search.heads`).

Which key each file begins with stands in lists, cut in the same way: ``search/library.js`` holds the first key of each
list only. A file is named by a hash of its first key, so no list has names. Heads stand beside the first key of the
file that would hold them.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any
from zlib import crc32

from papershelf.search import heads
from papershelf.search.heads import AFTER, JOINED
from papershelf.search.keys import in_order, order, starts
from papershelf.search.packing import packed, postings

FOLDER = "search"
MASK = 0x3F
"""A file holds 64 keys on average, of a large library."""
SMALL = 16_384
"""Below so many numbers a library is small, its lists are short, and a file holds four times as many keys."""
LISTED = 0xFFF
"""A list names the files of 4,096 keys on average."""
MANY, LONG = 32, 1_000
"""A key that stands for more words than this, or with more numbers, has a file of its own."""
DOCUMENTS = 8
"""Documents whose titles stand in one file."""
Numbers = Sequence[int]
"""Where a word stands: for each page and place, the page's number times :data:`places.PLACES` and the place; sorted."""


def mask(limit: int) -> int:
    """How the files of words are cut in an index of such numbers."""
    return MASK << 2 | 3 if limit <= SMALL else MASK


def is_boundary(key: str, mask: int) -> bool:
    """Whether a file begins with this key, wherever it stands."""
    return not crc32(key.encode("utf-8", "surrogatepass")) & mask


def name_of(key: str, kind: str = "words") -> str:
    """File that begins with a key; the first one begins with the empty key.

    :param kind: ``words`` or ``list``.
    """
    if not key:
        return f"{FOLDER}/{kind}.js"
    one, two = 0x811C9DC5, 0x9747B28C  # FNV-1a over UTF-16, with two primes (``nameOf`` of papershelf-index.js)
    for unit in memoryview(key.encode("utf-16-le", "surrogatepass")).cast("H"):
        one = (one ^ unit) * 0x01000193 & 0xFFFFFFFF
        two = (two ^ unit) * 0x85EBCA6B & 0xFFFFFFFF
    return f"{FOLDER}/{kind}-{one:08x}{two:08x}.js"


Entries = dict[str, dict[str, Numbers | str]]
"""Key to what stands before it, to the numbers, sorted; or to their bits."""


def entries(words: Mapping[str, Numbers]) -> Entries:
    """What the files hold of some words."""
    found: Entries = {}
    several: dict[tuple[str, str], list[Numbers]] = defaultdict(list)
    for word, numbers in words.items():
        if numbers:
            for key, before in starts(word):
                held = found.setdefault(key, {})
                if before in held:
                    several[key, before].append(numbers)
                else:
                    held[before] = numbers
    for (key, before), lists in several.items():
        found[key][before] = array("I", sorted({*found[key][before]}.union(*lists)))
    return found


def stands_alone(held: Mapping[str, Numbers | str]) -> bool:
    """Whether a key has a file of its own.

    :param held: what stands before it, with the numbers of each or their bits.
    """
    return is_alone([postings.count(numbers) for numbers in held.values()])


def is_alone(counts: Collection[int]) -> bool:
    """The same.

    :param counts: how many numbers stand after each that stands before it.
    """
    return len(counts) > MANY or sum(counts) > LONG


def cut(found: Entries, limit: int, first: str = "") -> Iterator[tuple[str, Entries]]:
    """The parts of an index, in order: the key that a file begins with, and what it holds, in order too.

    :param limit: above every number of the index.
    """
    bits = mask(limit)
    part: Entries = {}
    for key in in_order(found):
        held = found[key]
        alone = stands_alone(held)
        if key != first and (alone or is_boundary(key, bits)):
            yield first, part
            first, part = key, {}
        part[key] = held if len(held) == 1 else dict(sorted(held.items()))
        if alone:
            yield first, part
            first, part = key + AFTER, {}
    yield first, part


def lists(firsts: Sequence[str]) -> tuple[list[str], dict[str, bytes]]:
    """The lists of the keys that files begin with: the first key of each, and the files that hold them.

    :param firsts: all these keys, sorted.
    """
    keys = [order(first) for first in firsts]
    beside: dict[int, list[str]] = defaultdict(list)
    for head in heads.heads(firsts):
        beside[bisect_right(keys, order(head)) - 1].append(head)
    tops: list[str] = []
    held: dict[str, list[tuple[str, list[str]]]] = {}
    for place, first in enumerate(firsts):
        if not tops or is_boundary(first, LISTED):
            tops.append(first)
        held.setdefault(tops[-1], []).append((first, beside.get(place, [""])))
    made = {}
    for top in tops:
        name = name_of(top, "list")
        text = packed.keys(held[top])
        made[name] = f"papershelfSearch.words({_json(name)},{_json(text)});\n".encode("utf-8", "surrogatepass")
    return tops, made


def names(firsts: Sequence[str]) -> set[str]:
    """The files of words of an index.

    :param firsts: the keys that they begin with, without those of heads, sorted.
    """
    return {name_of(first) for first in firsts} | {name_of(head + JOINED) for head in heads.heads(firsts)}


def read_lists(tops: Iterable[str], read: Mapping[str, bytes]) -> list[str]:
    """The opposite of :func:`lists`.

    :param read: gives the content of a file by its name.
    """
    texts = (read[name_of(top, "list")].decode("utf-8", "surrogatepass") for top in tops)
    return [
        first
        for text in texts
        for first, _ in packed.read_keys(json.loads(text[text.index(",") + 1 : text.rindex(")")]))
    ]


def dump(first: str, part: Entries, limit: int) -> bytes:
    """A file as it is written: its name; keys, a limit and bits, as :mod:`papershelf.search.packing.packed` has them.

    :param part: in the order of :func:`cut`.
    :param limit: above every number of the index.
    """
    keys = packed.keys(part.items())
    return written(first, keys, limit, [numbers for held in part.values() for numbers in held.values()])


def written(first: str, keys: str, limit: int, lists: Iterable[Numbers | str]) -> bytes:
    """A file whose keys are packed.

    :param lists: the numbers of each, or their bits.
    """
    codes = (held if isinstance(held, str) else postings.code(held, limit) for held in lists)
    text = f"papershelfSearch.words({_json(name_of(first))},{_json([keys, limit, packed.joined(codes)])});\n"
    return text.encode("utf-8", "surrogatepass")


def read(data: bytes) -> tuple[str, int, str]:
    """What a file holds: packed keys, limit and bits."""
    text = data.decode("utf-8", "surrogatepass")
    keys, limit, bits = json.loads(text[text.index(",") + 1 : text.rindex(")")])
    return keys, limit, bits


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
    """All files of an index; those of heads are among them.

    :param limit: above every number in it.
    :param each: makes many of them at once.
    """
    postings.load(limit)
    parts = dict(cut(found, limit))
    firsts = list(parts)
    keys = [order(first) for first in firsts]

    def make(first: str) -> Made:
        if not first.endswith(JOINED):
            return {first: dump(first, parts[first], limit)}
        head = first.removesuffix(JOINED)
        held = heads.joined(head, (parts[one] for one in heads.holding(head, firsts, keys)), limit)
        return {first: dump(first, held, limit)}

    return each(in_order([*firsts, *(head + JOINED for head in heads.heads(firsts))]), make)


def firsts_of(made: Iterable[str]) -> list[str]:
    """The keys that files begin with, without those of heads."""
    return [first for first in made if not first.endswith(JOINED)]
