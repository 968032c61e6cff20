"""Small pieces of Markdown."""

from __future__ import annotations

import re

from papershelf.exports.text import clean

_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_LINE_START = re.compile(r"^(#{1,6}(?=\s|$)|[-+](?=\s|$)|\d+(?=[.)](?:\s|$)))")


def escape(text: str) -> str:
    """One line of plain text, none of whose characters marks anything up."""
    text = _SPECIAL.sub(r"\\\1", " ".join(clean(text).split()))
    return _LINE_START.sub(lambda m: m[0] + "\\" if m[0].isdigit() else "\\" + m[0], text)


def target(address: str) -> str:
    """An address as it stands in the brackets of a link."""
    return re.sub(r"[\s()<>\\]", lambda m: f"%{ord(m[0]):02X}", clean(address))


def link(text: str, address: str) -> str:
    """A link with plain text."""
    return f"[{escape(text)}]({target(address)})"


def quoted(lines: list[str]) -> list[str]:
    """Lines as a block quotation."""
    return [f"> {line}".rstrip() for line in lines]
