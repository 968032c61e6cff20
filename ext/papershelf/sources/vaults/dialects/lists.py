"""Items of a list that are indented by more than a level, as Obsidian shows them: below the item above.

For CommonMark such a line is words of the item above, its dash among them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")


def nested(lines: Sequence[str]) -> list[str]:
    """The lines of a paragraph or a list; one without such an item is as it was."""
    found: list[str] = []
    above: list[tuple[int, int, int]] = []  # of the items that are open: column as written, as it is now, of its words
    for line in lines:
        match = _ITEM.match(line)
        column = len(match["indent"].expandtabs(4)) if match else 0
        if match is None or (not above and column > 3):
            found.append(line)
            continue
        while above and above[-1][0] >= column:
            above.pop()
        now = column
        if above:
            written, placed, words = above[-1]
            now = words if column > placed + 3 + (words - placed) or placed != written else column
        above.append((column, now, now + len(match["mark"]) + 1))
        found.append(line if now == column else " " * now + line[len(match["indent"]) :])
    return found
