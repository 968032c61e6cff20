"""Badges: pictures of a few words, by their addresses.

In: the address of a picture. Out: the venue that the badge says, or nothing.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from papershelf.sources.lines.venues import read_venue, venue_at

_BADGE = re.compile(r"https?://(?:img\.)?shields\.io/badge/(?P<words>[^?#]{3,80})")
PICTURE = re.compile(
    r"!\[[^\[\]]*\]\(\s*<?https?://(?:img\.)?shields\.io/[^()\s]*\)|<img\b(?=[^<>]*?\bshields\.io/)[^<>]*+>",
    re.IGNORECASE,
)
"""A badge in Markdown, or in HTML."""


def venue_of(address: str) -> str:
    """The well-known venue that a badge says: ``https://img.shields.io/badge/EMNLP_2018-blue``."""
    match = _BADGE.match(address.strip())
    if match is None:
        return ""
    parts = re.split(r"(?<!-)-(?!-)", unquote(match["words"]))
    words = " ".join(parts[:-1]).replace("_", " ").replace("--", "-").strip()  # the last one is the colour
    return read_venue(words) if venue_at(f"{words} ") == words else ""
