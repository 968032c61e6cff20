"""The numbers of pages in the index: those of most pages stay when one comes or goes.

Were pages numbered in their order, a new one would give all after it another number, and change every file. So each
has a slot in a table with room to spare. Which one it gets depends on what pages there are and on nothing else: they
choose in the order of their digests, each the first free slot of a row of its own.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Iterator, Sequence
from hashlib import blake2b

_LEAST = 8
_FULL = 0.75
"""What part is taken at most: in a fuller table more pages would move, in an emptier one numbers were larger."""
_TURNS = 64
"""So many slots that a page would have are told by its name."""


def capacity(pages: int) -> int:
    """How many slots there are for so many pages: a power of two, or half as much again; so it seldom changes."""
    size = _LEAST
    while size * _FULL < pages:
        size = size * 3 // 2 if size & (size - 1) == 0 else size // 3 * 4
    return size


def numbered(names: Collection[str]) -> dict[str, int]:
    """The slot of each page, in the order of the names."""
    size = capacity(len(names))
    taken: set[int] = set()
    found: dict[str, int] = {}
    for _digest, name in sorted((_number(name), name) for name in names):
        found[name] = next(slot for slot in _wanted(name, size) if slot not in taken)
        taken.add(found[name])
    return {name: found[name] for name in sorted(names)}


def _wanted(name: str, size: int) -> Iterator[int]:
    """Slots in the order in which a page would have them; every slot in the end."""
    yield from (_number(f"{name}\n{turn}") % size for turn in range(_TURNS))
    yield from range(size)


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def packed(slots: Sequence[int]) -> tuple[int, str]:
    """Slots in the order of the pages: how many bytes each takes, and the bytes in base 64."""
    width = max(1, (max(slots, default=0).bit_length() + 7) // 8)
    return width, b64encode(b"".join(slot.to_bytes(width, "big") for slot in slots)).decode()
