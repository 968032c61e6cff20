"""Badges: pictures of a few words, by their addresses.

In: the address of a picture. Out: the venue that the badge says, or nothing.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from papershelf.sources.lines.values.venues import read_venue, venue_at

_BADGE = re.compile(r"https?://(?:img\.)?shields\.io/badge/(?P<words>[^?#]{3,80})")
OF_LIST = re.compile(
    r"\W*(?:pr['’]?s?[ -]?welcome|pull requests? welcome|contributions? welcome|maintenance|maintained\??|awesome|"
    r"licen[cs]e(?:: ?[\w .-]{2,20})?|visitors?|visits|hits|made[ -]with[ -]\w+|last commit|forks?|issues)\W*",
    re.IGNORECASE,
)
"""What a badge says of the list itself, and not of a paper."""
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
