"""What the name of a note, or of its folder, says: a title, a key, or nothing (``notes.md``).

In: the place of a note. Out: its key, its name as a title, and whether that is one.
"""

from __future__ import annotations

import re
from pathlib import Path

from papershelf.model.text import values
from papershelf.sources.found import key_for, same_title
from papershelf.sources.notes.titles import ABOUT, reviewed

NOTION_ID = re.compile(r"[ _-]?[0-9a-f]{32}$")
"""What Notion puts behind the name of a page."""
GENERIC = frozenset({"note", "notes", "review", "summary", "paper", "main", "readme", "index", "contents"})
"""Names that say nothing of a note."""
WORDS = 3
"""So many words tell that what a note says of its title is one."""
_PERSON = re.compile(r"[가-힣]{2,4}|[\u4e00-\u9fff]{2,3}")
_DAY = re.compile(r"[ _-]*(?<!\d)(?:20\d{6}|\d{2}(?:0\d|1[0-2])[0-3]\d|(?:0\d|1[0-2])[0-3]\d)$")
"""The day of a meeting, at the end of a folder's name: ``YOLO_210318``."""


def name_of(path: Path) -> str:
    """The name of a note, or of its folder, as a title."""
    folder = _DAY.sub("", path.parent.name)
    name = folder if is_generic(path) or is_of_person(path) else NOTION_ID.sub("", path.stem)
    name = re.sub(r"(?<=\w)_ (?=\w)", ": ", name)  # no name of a file has a colon
    name = re.sub(r"^\d{1,2} (?=[^\W\d_]{3})", "", values.text(name.replace("_", " ")))
    return reviewed(ABOUT.sub("", name).strip() or name, path)[: values.MAX_TITLE]


def is_of_person(path: Path) -> bool:
    """Whether a file is called like its folder, but for a name: ``YOLO_210318/홍길동_YOLO.md``."""
    parts = re.split(r"[ _]+", path.stem)
    rest = [part for part in parts if not _PERSON.fullmatch(part)]
    folder = same_title(_DAY.sub("", path.parent.name))
    words = same_title(" ".join(rest))
    if len(rest) != len(parts) - 1 or not folder:
        return False
    return words in folder or folder in words if words else bool(_DAY.search(path.parent.name))


def is_told_by_name(title: str, path: Path) -> bool:
    """Whether a file is called ``[2019 CVPR] Counting Reeds``, and its first heading, that of a part, is not."""
    match = re.match(r"\[(?:19|20)\d\d\b[^\[\]]*\]\s*(?P<name>.+)", path.stem)
    words = {word.lower() for word in re.findall(r"[^\W\d_]{2,}", match["name"])} if match else set()
    return len(words) > 1 and not words & {word.lower() for word in re.findall(r"[^\W\d_]{2,}", title)}


def is_told_by_folder(title: str, path: Path) -> bool:
    """Whether a folder is called as a paper is, and the heading of its page says nothing of that: ``Not finished``."""
    words = {word.lower() for word in re.findall(r"[^\W\d_]{2,}", path.parent.name)}
    own = {word.lower() for word in re.findall(r"[^\W\d_]{2,}", title)}
    return len(words) > WORDS >= len(own) > 1 and not words & own


def is_named(path: Path, root: Path) -> bool:
    """Whether the name of a file, or that of its folder, is a title."""
    return path.parent != root if is_generic(path) else len(re.findall(r"[^\W\d_]{2,}", path.stem)) > 2


def key_of(path: Path) -> str:
    """A key made of a note's name, or of its folder's for an index page."""
    return key_for(path.parent.name if is_generic(path) else NOTION_ID.sub("", path.stem))


def is_generic(path: Path) -> bool:
    """Whether a note's name says nothing, so that its folder's does: ``contents.md``, ``paper.md``."""
    return NOTION_ID.sub("", path.stem).lower() in GENERIC
