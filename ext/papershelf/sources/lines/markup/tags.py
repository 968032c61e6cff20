"""Raw HTML as text and tags, as a forge reads it: whatever is no tag is text, in time that grows as the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from papershelf.sources.markdown.elements import HTML_TAGS, OTHER_NAMES

_PIECE = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|<(?P<slash>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)"
    r"(?P<attributes>(?:\s+[^\s<>\"'=/]+(?:\s*=\s*(?:\"[^\"]{0,2000}\"|'[^']{0,2000}'|[^\s<>\"'`]{1,2000}))?){0,30})\s*/?>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s<>\"'=/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s<>\"'`]+))")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its name in lower case, whether it closes, and its attributes."""

    name: str
    closes: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


def tags(text: str) -> Iterator[Tag | str]:
    """Text and tags in order; comments and tags that HTML does not know are left out, and so are new lines in tags."""
    place = 0
    while match := _PIECE.search(text, place):
        if match.start() > place:
            yield unescape(text[place : match.start()])
        place = match.end()
        name = (match["name"] or "").lower()
        name = OTHER_NAMES.get(name, name)
        if name in HTML_TAGS:
            pairs = _ATTRIBUTE.findall(match["attributes"] or "")
            yield Tag(name, bool(match["slash"]), {key.lower(): unescape(a or b or c) for key, a, b, c in pairs})
        elif name:
            yield unescape(match[0])
        if (match["comment"] is not None or name in HTML_TAGS) and (feeds := match[0].count("\n")):
            yield "\n" * feeds
    if place < len(text):
        yield unescape(text[place:])
