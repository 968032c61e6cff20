"""What a list links to beside it: further lists, told apart from notes and read, and the note of an entry.

In: a list and its links. Out: what such a list holds; the file of a note, and the key that its name gives.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote

from papershelf.sources.found import Found, Heading, Outcome, Reading, Row, key_for
from papershelf.sources.lines.details import marks as marking
from papershelf.sources.lines.details.draft import Draft
from papershelf.sources.lines.markup.places import Places
from papershelf.sources.notes.naming import GENERIC, NOTION_ID
from papershelf.sources.notes.single import Unreadable, readable, text_of
from papershelf.sources.words.links import MARKDOWN

FEWEST = 5
"""So many papers a list has."""
_AROUND = 40
"""So many notes beside a list may be lists of few papers."""
_SETTING = re.compile(r"[\w /-]{1,30}: ")
"""What a digest says of itself above its papers: ``Total papers: 6``."""
_SMALLEST = 3
"""So many are enough where nothing else is in the file, and all tell their authors."""
_SHARED = 2
"""So many lists of one name, numbers aside, tell that a file of this name is one, whatever else it says."""
_FILE = re.compile(r"\bfile .*\.(?:pdf|ps|djvu)\b", re.IGNORECASE)
"""A remark on a paper's file that lies beside its list."""
_LINK = re.compile(r"https?://|\.pdf\b", re.IGNORECASE)
_NO_FIELD = "no field of a paper"
"""Why a line of an entry has a row, though the entry is a paper."""


class Parse(Protocol):
    """Reads the text of a list: :func:`papershelf.sources.lists.reading.parse`."""

    def __call__(self, text: str, source: str, folder: Path, *, inner: bool = False) -> Reading: ...


def read(path: Path, root: Path, parse: Parse, *, few: bool = False, beside: Collection[Path] = ()) -> Reading | None:
    """The papers of a list; nothing for a file that is a note, or cannot be read.

    :param root: the folder of the list that links to it; nothing outside is read.
    :param parse: reads its text.
    :param few: whether one of few papers is one, as its neighbours are; then it has nothing else.
    :param beside: what are lists.
    """
    path, root = path.resolve(), root.resolve()
    if not path.is_relative_to(root) or path.suffix.lower() not in MARKDOWN:
        return None
    if path.parent == root and path.stem.lower().startswith(("readme", "index")):
        return None  # the list itself, or the same in another language
    text = readable(path)
    if len(_LINK.findall(text)) < (1 if few else _SMALLEST):
        return None
    reading = parse(text, path.relative_to(root).as_posix(), path.parent, inner=True)
    return reading if _is_list(reading, text, alike=is_alike(path, beside)) or (few and _is_whole(reading)) else None


def are_few(paths: Collection[Path], root: Path, parse: Parse) -> bool:
    """Whether most of some files are lists with nothing but a few papers, and not each about one paper."""
    if not 1 < len(paths) <= _AROUND:
        return False
    found = [reading for path in paths if (reading := read(path, root, parse, few=True)) is not None]
    return len(found) * 3 >= len(paths) * 2 and sum(len(reading.found) > 1 for reading in found) > 1


def is_empty(path: Path | None) -> bool:
    """Whether a file is not there, or says nothing."""
    try:
        return path is None or not re.search(r"[^\W_]", text_of(path))
    except Unreadable:
        return False


def add(reading: Reading, inner: Reading, named: Heading, below: Callable[[str, Heading | None], Heading]) -> None:
    """Take the papers of a list into those of the list that it belongs to.

    :param named: the category that it becomes.
    :param below: makes a category with a title, below another one.
    """
    tops = [one.slug for one in inner.headings if not one.parent]
    above = dict.fromkeys(tops, named) if len(tops) == 1 else {}
    for one in (one for one in inner.headings if one.slug not in above):
        above[one.slug] = below(one.title, above.get(one.parent, named))
    for found in inner.found:
        place = above[found.category.slug] if found.category is not None else named
        paper = dataclasses.replace(found.paper, category=place.slug)
        reading.found.append(dataclasses.replace(found, paper=paper, category=place))
    reading.report.rows += inner.report.rows


def is_alike(path: Path, lists: Collection[Path]) -> bool:
    """Whether a file lies beside several lists of its name, numbers aside: ``papers(2021).md``."""
    same = [one for one in lists if one.parent == path.parent and _bare(one) == _bare(path)]
    return len(same) >= _SHARED


def _bare(path: Path) -> str:
    return re.sub(r"[\W\d_]+", "", path.stem).lower()


def _is_list(reading: Reading, text: str, *, alike: bool = False) -> bool:
    """Whether a file holds papers, early on, and little besides: a note has more text than references.

    :param alike: whether it is one of several that are named alike, and may say more.
    """
    papers = list(filter(_leads, reading.found))
    other = len(_others(reading))
    sure = not other and len(papers) == len(reading.found) and all(found.paper.authors for found in papers)
    if len(papers) < (_SMALLEST if sure else FEWEST) or len(papers) * 2 < len(reading.found):
        return False
    early = papers[0].line <= max(20, text.count("\n") // 4)
    return early and (other * 2 <= len(papers) or alike)


def _is_whole(reading: Reading) -> bool:
    """Whether a file has papers and nothing else."""
    if any(row.why != _NO_FIELD for row in reading.report.rows):
        return False
    return bool(reading.found) and all(map(_leads, reading.found))


def _leads(found: Found) -> bool:
    """Whether a paper of a list has an identifier or a link, be it to a file beside the list."""
    paper = found.paper
    return bool(paper.arxiv or paper.doi or paper.links or any(map(_FILE.search, found.remarks)))


def _others(reading: Reading) -> list[Row]:
    """What is no paper: what is below the first one, and what is no setting above it."""
    first = min((found.line for found in reading.found), default=0)
    rows = [row for row in reading.report.rows if row.outcome is Outcome.SKIPPED and row.why != _NO_FIELD]
    return [row for row in rows if row.line > first or not _SETTING.match(row.name)]


def note_of(draft: Draft, places: Places, remarks: list[str]) -> Path | None:
    """The file of an entry's note, resolved; where there is none, a remark says why."""
    if not draft.note:
        return None
    found = places.file(draft.note)
    shown = unquote(draft.note)[:120]
    if found is None:
        if "key" not in draft.data:
            remarks.append(f"its note {shown} is not there")
        return None
    resolved = found.resolve()
    if not resolved.is_relative_to(places.folder.resolve()):
        remarks.append(f"its note {shown} is outside the list's folder and not taken in")
        return None
    if resolved.suffix.lower() not in MARKDOWN:
        remarks.append(f"the file {shown} is not taken in")
        return None
    return resolved


def is_outside(note: str, places: Places) -> bool:
    """Whether a note lies outside of the list's folder, be it by a symbolic link."""
    root = places.folder.resolve()
    local = places.local(note).partition("#")[0].partition("?")[0]
    path = places.file(note) or places.folder / unquote(local).replace("\x00", "").lstrip("/")
    try:
        return not path.resolve().is_relative_to(root)
    except (OSError, ValueError):
        return True


def key_of(draft: Draft, places: Places, options: dict[str, str], title: str) -> str:
    """A key made of the note's name, of the short name, or of the title."""
    if draft.note:
        path = places.local(draft.note).partition("#")[0].partition("?")[0]
        path = re.sub(r"\.(?:md|markdown)$", "", unquote(path).strip("/"), flags=re.IGNORECASE)
        parts = [part for part in path.split("/") if part not in {"", ".", ".."}]
        while parts and NOTION_ID.sub("", parts[-1]).lower() in GENERIC and len(parts) > 1:
            parts.pop()
        name = NOTION_ID.sub("", parts[-1]) if parts else ""
        if (told := marking.dated(name)) is not None:
            name = told.title
        if name and name.lower() not in GENERIC:
            return key_for(name)
    if options.get("short-title"):
        return key_for(options["short-title"])
    head, colon, _tail = title.partition(":")
    if colon and len(head.split()) <= 3 and len(head) <= 40:
        return key_for(head)
    return key_for(" ".join(title.split()[:10]))
