"""Initials as databases write them."""

from __future__ import annotations

import re

_CASED = re.compile(r"[^\W\d_a-z]{1,4}")


def dotted(given: str) -> str:
    """A given name of which initials get their points: ``A. B.`` of ``AB``; words stay, and names in other scripts."""
    return " ".join(" ".join(f"{sign}." for sign in word) if _are(word) else word for word in given.split())


def _are(word: str) -> bool:
    return bool(_CASED.fullmatch(word)) and word == word.upper() != word.lower()
