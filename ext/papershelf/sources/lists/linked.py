"""Lists that a list links to: told apart from notes, and read.

In: a file beside a list. Out: what it holds, if it is a list of papers itself.
"""

from __future__ import annotations

import re
from pathlib import Path

from papershelf.sources.found import Outcome, Reading
from papershelf.sources.notes.single import Unreadable, text_of

_FEWEST = 5
"""So many papers a list has."""
_SMALLEST = 3
"""So many are enough where nothing else is in the file, and all tell their authors."""
_LINK = re.compile(r"https?://|\.pdf\b", re.IGNORECASE)


def read(path: Path, root: Path) -> Reading | None:
    """The papers of a list; nothing for a file that is a note, or cannot be read.

    :param root: the folder of the list that links to it; nothing outside is read.
    """
    from papershelf.sources.lists.reading import parse

    path, root = path.resolve(), root.resolve()
    if not path.is_relative_to(root) or path.suffix.lower() not in {".md", ".markdown"}:
        return None
    if path.parent == root and path.stem.lower().startswith(("readme", "index")):
        return None  # the list itself, or the same in another language
    try:
        text = text_of(path)
    except Unreadable:
        return None
    if len(_LINK.findall(text)) < _SMALLEST:
        return None
    reading = parse(text, path.relative_to(root).as_posix(), path.parent, inner=True)
    return reading if _is_list(reading, text) else None


def _is_list(reading: Reading, text: str) -> bool:
    """Whether a file holds papers, early on, and little besides: a note has more text than references."""
    papers = [found for found in reading.found if found.paper.arxiv or found.paper.doi or found.paper.links]
    skipped = reading.report.count(Outcome.SKIPPED)
    sure = not skipped and len(papers) == len(reading.found) and all(found.paper.authors for found in papers)
    if len(papers) < (_SMALLEST if sure else _FEWEST) or len(papers) * 2 < len(reading.found):
        return False
    early = papers[0].line <= max(20, text.count("\n") // 4)
    return early and skipped * 2 <= len(papers)
