"""Elements of HTML as tokens of Markdown: what each is, and which of its attributes mean anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from papershelf.sources.lines.markup.tags import Tag

INLINE = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "dfn": "em", "var": "em", "s": "s",
    "strike": "s", "del": "del", "u": "u", "ins": "ins", "mark": "mark", "kbd": "kbd", "small": "small", "sub": "sub",
    "sup": "sup", "code": "tt", "tt": "tt", "samp": "tt",
}  # fmt: skip
"""Name of an element to the type of its tokens."""
DROPPED = frozenset({"abbr", "bdi", "big", "center", "div", "font", "p", "q", "span", "wbr"})
"""Elements that leave their words alone, as GitHub shows no look of theirs."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = frozenset({"details", "summary", "p", "div", "center", "hr"}) | HEADINGS

_SIZE = re.compile(r"(?P<number>\d{1,5}(?:\.\d{1,3})?)\s*(?P<unit>px|%|em|ex|in|cm|mm|pt|pc)?")
_STYLE = re.compile(r"(?:^|;)\s*(?P<name>zoom|width|height)\s*:\s*(?P<value>[\d.]+\s*(?:%|[a-z]{2})?)\s*(?=;|$)")
_SCHEME = re.compile(r"\s*(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp"})


def image(found: Tag, md: MarkdownIt) -> Token | None:
    """``<img>``; nothing for an address that an image may not have."""
    if found.closes:
        return None
    source = md.normalizeLink(found.attributes.get("src", "").strip())
    if not source or not md.validateLink(source):
        return None
    alt = Token("text", "", 0, content=found.attributes.get("alt", ""))
    token = Token("image", "img", 0, content=alt.content, children=[alt] if alt.content else [])
    token.attrs = {"src": source, "alt": ""}
    if not alt.content:
        token.attrs["class"] = "no-scaled-link"  # of Sphinx's: a link to the whole picture would have no name
    if found.attributes.get("title"):
        token.attrs["title"] = found.attributes["title"]
    styles = {match["name"]: match["value"] for match in _STYLE.finditer(found.attributes.get("style", "").lower())}
    width = _size(styles.get("zoom", "") or styles.get("width", "") or found.attributes.get("width", ""))
    height = _size(styles.get("height", "") or found.attributes.get("height", ""))
    if width:
        token.attrs["width"] = width
    if height and not height.endswith("%"):
        token.attrs["height"] = height
    if (align := found.attributes.get("align", "").lower()) in {"left", "center", "right"}:
        token.attrs["align"] = align
    return token


def link(found: Tag, md: MarkdownIt) -> Token | None:
    """``<a>``; nothing for one that leads nowhere, or where a link may not lead."""
    address = found.attributes.get("href", "").strip()
    scheme = _SCHEME.match(address)
    target = md.normalizeLink(address)
    if not address or (scheme and scheme["scheme"].lower() not in _SCHEMES) or not md.validateLink(target):
        return None
    return Token("link_open", "a", 1, attrs={"href": target})


def _size(text: str) -> str:
    """A length as docutils takes it; empty where it is none. A number alone counts pixels."""
    match = _SIZE.fullmatch(text.strip())
    return match["number"] + (match["unit"] or "") if match and float(match["number"]) > 0 else ""
