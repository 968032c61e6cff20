"""Names as people write them: what a wrong one probably means, and what is said of it."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

from papershelf.model.text.romanisation import romanised

_SIMILAR = 0.6
"""Least likeness of a name that is suggested; 1 is the same."""


def folded(name: str) -> str:
    """A name without what people write in several ways: case, hyphens, underscores, blanks, the script."""
    return re.sub(r"[\W_]+", "", romanised(unicodedata.normalize("NFKC", name)).casefold())


def nearest(wanted: str, known: Iterable[str]) -> str:
    """The known name most like ``wanted``, or nothing; ``Flash Attention`` and ``flash-attention`` are the same."""
    names: dict[str, str] = {}
    for name in sorted(known):
        names.setdefault(folded(name) or name, name)
    found = difflib.get_close_matches(folded(wanted) or wanted, names, n=1, cutoff=_SIMILAR)
    return names[found[0]] if found else ""


def did_you_mean(wanted: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown name, empty where no known one is like it."""
    like = str(nearest(wanted, known))
    return f"; did you mean {like!r}?" if like else ""


def unknown_key(key: str, known: Iterable[str]) -> str:
    """The message for a key that no paper has."""
    return f"no paper has the key {shorten(key)!r}{did_you_mean(key, known)}"


def unknown_category(slug: str, declared: Iterable[str]) -> str:
    """The message for a category that no page declares."""
    known = list(declared)
    hint = did_you_mean(slug, known)
    return f"no page declares the category {shorten(slug)!r}{hint} (declared: {', '.join(known) or 'none'})"


def shorten(raw: str, width: int = 60) -> str:
    """Text cut for a message."""
    return raw if len(raw) <= width else raw[: width - 1] + "…"


def another_key(key: str, taken: Iterable[str]) -> str:
    """What to do about a key that another paper has, with one that is free."""
    names, number = set(taken), 2
    while f"{key}-{number}" in names:
        number += 1
    return f"give this paper another key, for example {f'{key}-{number}'!r}"
