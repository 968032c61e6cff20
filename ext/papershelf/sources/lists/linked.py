"""Lists that a list links to, or that lie in a folder: told apart from notes, and read.

In: a file beside a list. Out: what it holds, if it is a list of papers itself.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from papershelf.model import values
from papershelf.model.paper import Status
from papershelf.sources.found import MAX_KEY, Found, Heading, Outcome, Reading, Row, key_for, same_title
from papershelf.sources.notes import strays
from papershelf.sources.notes.single import Unreadable, note_of, text_of

_FEWEST = 5
"""So many papers a list has."""
_AROUND = 40
"""So many notes beside a list may be lists of few papers."""
_SETTING = re.compile(r"[\w /-]{1,30}: ")
"""What a digest says of itself above its papers: ``Total papers: 6``."""
_SMALLEST = 3
"""So many are enough where nothing else is in the file, and all tell their authors."""
_SHARED = 2
"""So many lists of one name, numbers aside, tell that a file of this name is one, whatever else it says."""
_PAGE = re.compile(r"(?:readme|index|contents)\.(?:md|markdown)", re.IGNORECASE)
"""The page of a folder."""
_FILE = re.compile(r"\bfile .*\.(?:pdf|ps|djvu)\b", re.IGNORECASE)
"""A remark on a paper's file that lies beside its list."""
_LINK = re.compile(r"https?://|\.pdf\b", re.IGNORECASE)
_NO_FIELD = "no field of a paper"
"""Why a line of an entry has a row, though the entry is a paper."""


def read(path: Path, root: Path, *, few: bool = False, beside: Collection[Path] = ()) -> Reading | None:
    """The papers of a list; nothing for a file that is a note, or cannot be read.

    :param root: the folder of the list that links to it; nothing outside is read.
    :param few: whether one of few papers is one, as its neighbours are; then it has nothing else.
    :param beside: what are lists.
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
    if len(_LINK.findall(text)) < (1 if few else _SMALLEST):
        return None
    reading = parse(text, path.relative_to(root).as_posix(), path.parent, inner=True)
    return reading if _is_list(reading, text, alike=_is_alike(path, beside)) or (few and _is_whole(reading)) else None


def are_few(paths: Collection[Path], root: Path) -> bool:
    """Whether most of some files are lists with nothing but a few papers, and not each about one paper."""
    if not 1 < len(paths) <= _AROUND:
        return False
    found = [reading for path in paths if (reading := read(path, root, few=True)) is not None]
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


def add_of_folders(reading: Reading, root: Path, notes: Collection[Path]) -> None:
    """Take in the lists that the pages of folders are, each paper with the note beside that has its title.

    :param notes: the notes of the folder and of those below.
    """
    beside: dict[Path, dict[str, Path]] = {}
    for note in notes:
        told = note_of(note, root)
        for title in (note.stem, told.paper.title if told is not None else ""):
            for folder in (note.parent, note.parent.parent):
                beside.setdefault(folder, {}).setdefault(same_title(title), note)
    for folder in sorted(folder for folder in beside if folder != root and folder.is_relative_to(root)):
        path = next((path for path in sorted(folder.iterdir()) if _PAGE.fullmatch(path.name)), None)
        inner = read(path, root, few=True) if path is not None and not path.is_symlink() else None
        if path is None or inner is None:
            continue
        titles = [same_title(found.paper.title) for found in inner.found]
        if not any(title in beside[folder] for title in titles):
            continue
        inner.found = [
            _noted(found, beside[folder].get(title), root) for found, title in zip(inner.found, titles, strict=True)
        ]
        add(reading, inner, strays.heading_of(reading, folder.relative_to(root)), _below(reading))
        reading.lists.append(path.resolve())


def _noted(found: Found, note: Path | None, root: Path) -> Found:
    """An entry with the note that has its title."""
    if note is None or found.note is not None:
        return found
    return dataclasses.replace(found, note=note, root=root, paper=dataclasses.replace(found.paper, status=Status.DONE))


def add_beside(reading: Reading, inner: Reading, path: Path, root: Path) -> None:
    """Take in the papers of a list that lies in a folder, as a category of that folder's."""
    place = path.relative_to(root).parent
    above = strays.heading_of(reading, place) if place.parts else None
    below = _below(reading)
    add(reading, inner, below(values.text(path.stem.replace("_", " ")), above), below)
    reading.lists.append(path.resolve())


def _below(reading: Reading) -> Callable[[str, Heading | None], Heading]:
    """Makes a category with a title, below another one."""

    def below(title: str, above: Heading | None) -> Heading:
        parent, slug, number = above.slug if above is not None else "", key_for(title), 2
        known = {heading.slug: heading for heading in reading.headings}
        while slug in known and (known[slug].title, known[slug].parent) != (title, parent):
            slug, number = f"{key_for(title)[: MAX_KEY - 5]}-{number}", number + 1
        if slug not in known:
            reading.headings.append(Heading(slug, title, parent))
        return known.get(slug) or reading.headings[-1]

    return below


def _is_alike(path: Path, lists: Collection[Path]) -> bool:
    """Whether a file lies beside several lists of its name, numbers aside: ``papers(2021).md``."""
    same = [one for one in lists if one.parent == path.parent and _bare(one) == _bare(path)]
    return len(same) >= _SHARED


def _bare(path: Path) -> str:
    return re.sub(r"[\W\d_]+", "", path.stem).lower()


def read_all(paths: Sequence[Path], root: Path, lists: Collection[Path] = ()) -> dict[Path, Reading]:
    """Those of some files in a folder that are lists, in order; the names of these tell what others are.

    :param lists: what are lists besides.
    """
    inner = {path: read(path, root) for path in paths}
    known = [*lists, *(path for path, found in inner.items() if found is not None)]
    for path in (path for path in paths if inner[path] is None and _is_alike(path, known)):
        inner[path] = read(path, root, beside=known)
    if are_most({path: found for path, found in inner.items() if found is not None}, len(paths)):
        for path in (path for path in paths if inner[path] is None):  # one of few papers is one as well
            inner[path] = read(path, root, few=True)
    return {path: found for path, found in inner.items() if found is not None}


def are_most(inner: Mapping[Path, Reading], pages: int) -> bool:
    """Whether a folder is one of lists: most pages are such, or far more papers stand in lists than on other pages."""
    if len(inner) * 2 > pages or len(inner) * 2 == pages > _FEWEST:
        return True
    papers = sum(len(found.found) for found in inner.values())
    return len(inner) > _FEWEST and len(inner) * 5 > pages and papers > 3 * (pages - len(inner))


def _is_list(reading: Reading, text: str, *, alike: bool = False) -> bool:
    """Whether a file holds papers, early on, and little besides: a note has more text than references.

    :param alike: whether it is one of several that are named alike, and may say more.
    """
    papers = list(filter(_leads, reading.found))
    other = len(_others(reading))
    sure = not other and len(papers) == len(reading.found) and all(found.paper.authors for found in papers)
    if len(papers) < (_SMALLEST if sure else _FEWEST) or len(papers) * 2 < len(reading.found):
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
