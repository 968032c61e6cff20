"""A file that an entry links to, where that is no note of a paper but a list of papers itself."""

from __future__ import annotations

import re
from pathlib import Path

from papershelf.sources.found import Reading
from papershelf.sources.lines.draft import Draft

_LINK = re.compile(r"https?://\S")
_FEWEST = 2
_EARLY = 0.3
_DENSE = 0.07
_FEW, _VERY_DENSE = 5, 0.2
"""A note may mention papers, too. The first one of a list stands in its first third, and no more than some fourteen
lines are written on each; five, if there are but a few."""


def may_be(draft: Draft) -> bool:
    """Whether an entry says nothing of a paper but the words of its link."""
    return not (draft.links or draft.authors or draft.marks.venue or draft.marks.date or draft.data)


def has_links(path: Path) -> bool:
    """Whether a file has as many links as a list has; it is not read further otherwise."""
    try:
        text = path.read_bytes()[:2_000_000].decode("utf-8", "replace")
    except OSError:
        return False
    return len(_LINK.findall(text)) >= _FEWEST


def is_list(reading: Reading, text: str) -> bool:
    """Whether what was read of a file shows that it is a list of papers, not a note that has references."""
    lines = [number for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    found = sorted(one.line for one in reading.found)
    if len(found) < _FEWEST or not lines:
        return False
    before = sum(number < found[0] for number in lines)
    dense = _DENSE if len(found) >= _FEW else _VERY_DENSE
    return before <= max(len(lines) * _EARLY, 6) and len(found) >= len(lines) * dense
