"""Names that stand behind a title, with nothing but a comma between.

In: words. Out: the title, and the names.
"""

from __future__ import annotations

import re

from papershelf.model.record.paper import Author
from papershelf.sources.lines.values.names import read_names

_INITIALS = re.compile(r"(?!U\. ?S\.)(?:[A-Z]\.[ -]?){1,3}[A-Z][\w'’-]+\.?")
"""One person, beyond doubt: ``J. D. Salinger``."""


def late_names(title: str) -> tuple[str, tuple[Author, ...]] | None:
    """``Title, Names``: names after the title."""
    pieces = list(re.finditer(r",\s+", title))
    for match in pieces:
        tail = title[match.end() :].strip()
        names = read_names(tail, loose=bool(_INITIALS.fullmatch(tail)))
        if len(names) > 1 or (names and _INITIALS.fullmatch(tail)):
            return title[: match.start()], names
    return None
