"""Files of the index in few bytes: keys without what they share with the one before, numbers as bits.

Each list of numbers stands in the bits by itself (:mod:`papershelf.search.packing.postings`): lists can be taken out
and put in while the others stay as they are.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable

from papershelf.search.packing import postings

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MOST_SHARED = len(_DIGITS) - 1


def keys(found: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Keys in order, each with what stands before it: a line each.

    A line begins with the number of characters that the key shares with the one before, in base 36. What stands before
    follows after tabs; it is left out where the key is only a whole word.
    """
    lines, last = [], ""
    for key, befores in found:
        shared = 0
        for one, other in zip(key, last, strict=False):
            if one != other or shared == _MOST_SHARED:
                break
            shared += 1
        line = _DIGITS[shared] + key[shared:]
        lines.append(line if list(befores) == [""] else "\t".join([line, *befores]))
        last = key
    return "\n".join(lines)


def read_keys(text: str) -> list[tuple[str, list[str]]]:
    """The opposite of :func:`keys`."""
    found, last = [], ""
    for line in text.split("\n") if text else ():
        head, *befores = line.split("\t")
        last = last[: _DIGITS.index(head[0])] + head[1:]
        found.append((last, befores or [""]))
    return found


def joined(codes: Iterable[str]) -> str:
    """The bits of lists, one after the other, in base 64."""
    bits = "".join(codes)
    size = -(-len(bits) // 8)
    return b64encode((int(bits or "0", 2) << (8 * size - len(bits))).to_bytes(size, "big")).decode()


def apart(text: str, limit: int, count: int) -> list[str]:
    """The bits of each list; the opposite of :func:`joined`. None of them is read."""
    data = b64decode(text)
    bits = format(int.from_bytes(data, "big"), f"0{8 * len(data)}b") if data else ""
    found, at = [], 0
    for _list in range(count):
        end = postings.end(bits, at, limit)
        found.append(bits[at:end])
        at = end
    return found
