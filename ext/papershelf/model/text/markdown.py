"""Plain text as Markdown that MyST and GitHub show as that text."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SIGNS = re.compile(r"[\\`*_\[\]<>&${}~|]|\(=|!(?=\[)|:(?=//)")
_FIRST = re.compile(r"(?P<sign>[-+=%#:>])|(?P<number>\d{1,9})(?=[.)])")
_CLOSING = re.compile(r"#(?=#*$)")


def escape(text: str) -> str:
    """One line of plain text as inline Markdown."""
    escaped = _SIGNS.sub(lambda m: f"\\{m[0]}" if m[0] != ":" else ":", text)
    match = _FIRST.match(escaped)
    if match is None:
        return escaped
    if match["sign"]:
        return f"\\{escaped}"
    end = match.end()
    return f"{escaped[:end]}\\{escaped[end:]}"


def escape_heading(text: str) -> str:
    """One line of plain text as a heading's words."""
    return _CLOSING.sub(r"\\#", escape(text))


def front_matter(lines: Sequence[str]) -> int:
    """Number of lines at the head of a page that are its settings."""
    if lines and lines[0].rstrip() == "---":
        for number, line in enumerate(lines[1:], 1):
            if line.rstrip() in {"---", "..."}:
                return number + 1
    return 0


def fence(text: str) -> str:
    """Backticks that enclose a text: more than any line of it begins with."""
    longest = max((len(run) for run in re.findall(r"^\s*(`{3,})", text, re.MULTILINE)), default=2)
    return "`" * (longest + 1)
