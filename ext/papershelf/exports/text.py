"""Text that no format can stumble over, whatever characters an author's clipboard held."""

from __future__ import annotations

from html import escape

from papershelf.model.text.patterns import pattern

# https://www.w3.org/TR/xml/#charsets
_FORBIDDEN = pattern("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Text without what neither XML nor HTML may hold: control characters, lone surrogates, non-characters."""
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


def xml(text: str) -> str:
    """Text as XML and HTML write it, in content and between double quotes."""
    return escape(clean(text))


def shorten(text: str, width: int) -> str:
    """Text of at most so many characters, cut between words where it can be."""
    if len(text) <= width:
        return text
    head, space, _tail = text[:width].rpartition(" ")
    return (head if space and len(head) > width // 2 else text[: width - 1]).rstrip(" ,.;:") + "…"
