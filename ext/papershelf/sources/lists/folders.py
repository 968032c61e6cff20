"""Lists that lie in a folder, beside others and beside notes: found, and taken in as categories.

In: the files of a folder. Out: what those hold that are lists of papers.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from papershelf.model.record.paper import Status
from papershelf.model.text import values
from papershelf.sources.found import MAX_KEY, Found, Heading, Reading, key_for, same_title
from papershelf.sources.lists.linked import FEWEST, add, is_alike, read
from papershelf.sources.lists.reading import parse
from papershelf.sources.notes import strays
from papershelf.sources.notes.single import note_of

_PAGE = re.compile(r"(?:readme|index|contents)\.(?:md|markdown)", re.IGNORECASE)
"""The page of a folder."""


def read_all(paths: Sequence[Path], root: Path, lists: Collection[Path] = ()) -> dict[Path, Reading]:
    """Those of some files in a folder that are lists, in order; the names of these tell what others are.

    :param lists: what are lists besides.
    """
    inner = {path: read(path, root, parse) for path in paths}
    known = [*lists, *(path for path, found in inner.items() if found is not None)]
    for path in (path for path in paths if inner[path] is None and is_alike(path, known)):
        inner[path] = read(path, root, parse, beside=known)
    if are_most({path: found for path, found in inner.items() if found is not None}, len(paths)):
        for path in (path for path in paths if inner[path] is None):  # one of few papers is one as well
            inner[path] = read(path, root, parse, few=True)
    return {path: found for path, found in inner.items() if found is not None}


def are_most(inner: Mapping[Path, Reading], pages: int) -> bool:
    """Whether a folder is one of lists: most pages are such, or far more papers stand in lists than on other pages."""
    if len(inner) * 2 > pages or len(inner) * 2 == pages > FEWEST:
        return True
    papers = sum(len(found.found) for found in inner.values())
    return len(inner) > FEWEST and len(inner) * 5 > pages and papers > 3 * (pages - len(inner))


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
        inner = read(path, root, parse, few=True) if path is not None and not path.is_symlink() else None
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
