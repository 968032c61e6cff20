"""Names that stand behind a title, with nothing but a comma between.

In: words. Out: the title, and the names.
"""

from __future__ import annotations

import re

from papershelf.model.paper import Author
from papershelf.sources.lines.names import read_names


def late_names(title: str) -> tuple[str, tuple[Author, ...]] | None:
    """``Title, Names``: names after the title."""
    pieces = list(re.finditer(r",\s+", title))
    for match in pieces:
        names = read_names(title[match.end() :])
        if names and (len(names) > 1):
            return title[: match.start()], names
    return None
