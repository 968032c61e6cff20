"""Pieces of a line of references, each in italics or not, put together with the signs between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Piece = tuple[str, bool]
"""Words, and whether they are in italics."""
Part = list[Piece]


def joined(parts: Iterable[Sequence[Piece]], sign: str) -> Part:
    """Parts with a sign between them; a full stop where no other sign ends the part before."""
    found: Part = []
    for part in parts:
        if not any(words for words, _italic in part):
            continue
        if found:
            ended = sign.startswith(".") and _last(found) in ".?!"
            found.append((sign[1:] if ended else sign, False))
        found += [piece for piece in part if piece[0]]
    return found


def ended(part: Part) -> Part:
    """A part with a full stop where no other sign ends it."""
    return part if not part or _last(part) in ".?!" else [*part, (".", False)]


def _last(part: Part) -> str:
    return part[-1][0][-1:].replace("。", ".").replace("？", "?") or " "


def bracketed(found: Iterable[str]) -> Part:
    """Words in parentheses, parted by semicolons; nothing where there are none."""
    words = "; ".join(filter(None, found))
    return [(f"({words})", False)] if words else []
