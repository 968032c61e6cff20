"""Lines that are broken: a row of a table over two of them, as a title copied from a PDF is; half a bracket escaped.

In: the lines of a text. Out: as many lines, with such a row whole in its first one and an empty row in its second.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_BORDER = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*")
"""The line between the heading of a table and its rows."""
_BAR = re.compile(r"(?<!\\)\|")
_NUMBER = re.compile(r"(?P<number>\d{1,3})\.(?:(?P<gap>\s+)|(?=[^\W\d_]))")
_KIND = re.compile(r"(?<!\\)\[([A-Z]{1,2}(?:/[A-Z]{2})?)\\\]")
"""The kind of a cited paper, the one of its brackets escaped: ``[C\\]``; the other would begin the link anew."""


def mended(lines: Sequence[str]) -> list[str]:
    """Lines of a text, with broken rows mended."""
    kept, width = _numbered([_KIND.sub(r"[\1]", line) if "\\]" in line else line for line in lines]), 0
    for place, line in enumerate(kept[:-1]):
        if _BORDER.fullmatch(line):
            width = _cells(line)
        elif not line.strip():
            width = 0
        elif width and _is_broken(line, kept[place + 1], width):
            kept[place] = f"{line.rstrip()} {kept[place + 1].lstrip()}"
            kept[place + 1] = "|" + " |" * width
    return kept


def _numbered(lines: list[str]) -> list[str]:
    """Lines of a list by numbers, one with no space behind its own: ``6.从有偏训练…`` after ``5. …``."""
    last = -1
    for place, line in enumerate(lines):
        match = _NUMBER.match(line)
        if match is None:
            continue
        if not match["gap"] and int(match["number"]) == last + 1 and not (lines[place - 1].strip() if place else ""):
            lines[place] = f"{match[0]} {line[match.end() :]}"
        last = int(match["number"])
    return lines


def _is_broken(line: str, after: str, width: int) -> bool:
    begun = line.lstrip().startswith("|") and not line.rstrip().endswith("|")
    ended = not after.lstrip().startswith("|") and after.rstrip().endswith("|")
    return begun and ended and _cells(line) + _cells(after) == width + 1 and _cells(after) > 1


def _cells(line: str) -> int:
    """How many cells a row has."""
    text = line.strip()
    return len(_BAR.findall(text)) + 1 - text.startswith("|") - (text.endswith("|") and not text.endswith("\\|"))
