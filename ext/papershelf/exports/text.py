"""Text that no format can stumble over, whatever an author's clipboard held; and JSON with an indentation."""

from __future__ import annotations

import json
from html import escape
from json.encoder import encode_basestring as quoted

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


def dumps(value: object, start: str = "\n") -> str:
    """Plain data as :func:`json.dumps` writes it with an indentation of one blank, in a third of the time.

    With an indentation, the standard library does without its C code.

    :param start: what each line after the first starts with: a line break and the indentation of the first.
    """
    if isinstance(value, str):
        return quoted(value)
    inner = start + " "
    if isinstance(value, dict) and value:
        items = [f"{quoted(name)}: {dumps(one, inner)}" for name, one in value.items()]
        return f"{{{inner}{f',{inner}'.join(items)}{start}}}"
    if isinstance(value, list | tuple) and value:
        return f"[{inner}{f',{inner}'.join([dumps(one, inner) for one in value])}{start}]"
    return json.dumps(value)
