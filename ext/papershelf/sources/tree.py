"""A folder as a source: the list in it, or, where it has none, every folder a category and every note a paper.

In: a folder. Out: what was read of it, with a row for all that was left.
"""

from __future__ import annotations

import dataclasses
import os
import re
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from papershelf.model.text import values
from papershelf.sources import lists, vaults
from papershelf.sources.found import Found, Outcome, Reading, SourceError
from papershelf.sources.lists import folders
from papershelf.sources.lists.outline.prose import korean
from papershelf.sources.notes import head, strays
from papershelf.sources.notes.prose.division import divide
from papershelf.sources.notes.single import note_of, readable
from papershelf.sources.notes.titles import title_of
from papershelf.sources.pages.page import Found as Page
from papershelf.sources.pages.page import scan
from papershelf.sources.words.links import is_paper

_LISTS = re.compile(r"(?:readme|index)(?:[._-](?:ko|kr|en|zh|ja|cn))?\.(?:md|markdown)", re.IGNORECASE)
_LISTING = (None, vaults.Kind.OBSIDIAN)
"""Folders whose README may be a list."""
_FRONT = 5
"""So many pages for each paper of a list tell that it is the front of what lies in the folders."""
_CITED = 8
"""Papers that a note names besides its own, at most."""
_OWN = 2
"""Links to its own paper in the head of a note, at most."""
_WORDS = 25
"""Words of a note for each paper that it names, at least."""
_NAMED = 4
"""Kinds of files that are named."""
_SAMPLE = 50
"""So many notes tell the language."""


def read(folder: Path, *, take: bool = False) -> Reading:
    """Read a folder.

    :param take: whether notes that no entry of its list links to are taken in, too.
    :raises SourceError: if it has neither a list nor notes.
    """
    if not folder.is_dir():
        raise SourceError("there is no such folder")
    root = folder.resolve()
    kind = vaults.recognised(root)
    vault = vaults.Vault(root, kind) if kind is not None else None
    notes = [path.resolve() for path in strays.notes_in(root)]
    reading, listed = (Reading(), None) if kind not in _LISTING else _list(root)
    told = sum(found.note is not None for found in reading.found)
    if vault is not None and not (told and told * 2 >= len(vault.notes)):
        return _of_vault(vault)
    if vault is not None:
        reading.found = [vaults.told_of(vault, found) for found in reading.found]
    inner: dict[Path, Reading] = {}
    if listed is not None and len(reading.found) * _FRONT < len(notes) > _FRONT:
        inner = folders.read_all([path for path in notes if path != listed.resolve()], root)
    front = bool(inner) and folders.are_most(inner, len(notes))  # the README of a folder of lists
    if listed is not None and reading.found and (told or len(reading.found) >= len(notes)) and not front:
        if reading.lists or take:  # lists beside those that it links to are lists, too
            beside = [path for path in notes if path not in {listed.resolve(), *reading.lists}]
            for path, found in folders.read_all(beside, root, reading.lists).items():
                folders.add_beside(reading, found, path, root)
        strays.add_unlinked(reading, listed, take=take)
        _left(reading, root, listed, notes, take=take)
        return reading
    if not notes and not reading.found:
        if listed is not None:
            _left(reading, root, listed, notes, take=False)
            return reading  # whose rows tell what it is
        raise SourceError(f"the folder has neither a list nor notes (Markdown with a heading); {_seen(root)}")
    before = len(reading.found)
    reading.links = reading.missed = 0  # those of a page that is no list
    inner = inner or folders.read_all([path for path in notes if path != listed], root)
    if inner and folders.are_most(inner, len(notes)):  # a folder of lists; else one list lies among notes
        for path, found in inner.items():
            folders.add_beside(reading, found, path, root)
    else:
        folders.add_of_folders(reading, root, [path for path in notes if path != listed])
        before = len(reading.found)
    numbers = {path: len(found.found) for path, found in inner.items()}
    strays.add_unlinked(reading, listed or root / "README.md", take=True, lists=numbers)
    reading.found[before:] = [_named(found, root) for found in reading.found[before:]]
    reading.korean = korean("\n".join(map(readable, notes[:_SAMPLE])))
    reading.title = reading.title or root.name
    _left(reading, root, listed, notes, take=True)
    return reading


def _of_vault(vault: vaults.Vault) -> Reading:
    """What a vault holds.

    :raises SourceError: if it has no notes.
    """
    reading = vaults.read(vault)
    if not reading.found:
        raise SourceError(f"the folder is a vault of {vault.kind} without notes")
    reading.korean = korean("\n".join(map(readable, list(vault.notes)[:_SAMPLE])))
    return reading


def as_note(path: Path, reading: Reading) -> Found | None:
    """The paper of a note that was given as if it were a list; nothing for what is a list.

    :param reading: what was read of it as a list.
    """
    text = readable(path)
    root = path.resolve().parent
    own = scan(text).found
    if own:
        found = note_of(path, root)
        return _own(found, own[0]) if found is not None else None
    note = divide(text)
    title = title_of(note)
    if not title or _LISTS.fullmatch(path.name) or len(reading.found) > _CITED:
        return None
    told = head.told(note.whole, title)
    papers = {href for _label, href in told.links if is_paper(href)}
    if len(papers) > _OWN:
        return None
    if not (papers or told.authors or told.marks.date or told.marks.venue or note.facts):
        return None
    return note_of(path, root) if len(reading.found) * _WORDS < len(note.whole.split()) else None


def _own(found: Found, page: Page) -> Found:
    """A page in papershelf's form: key and category are its own."""
    key = page.argument.strip()
    category = page.options.get("category", "").strip()
    keyed = bool(values.KEY.fullmatch(key))
    paper = dataclasses.replace(found.paper, key=key if keyed else found.paper.key, category=category)
    return dataclasses.replace(found, paper=paper, keyed=keyed)


def _list(root: Path) -> tuple[Reading, Path | None]:
    """What the README of a folder lists; of several, the one that lists most."""
    best, chosen = Reading(), None
    for path in sorted(root.iterdir(), key=lambda path: (path.stem.lower() != "readme", path.name)):
        if not _LISTS.fullmatch(path.name) or not path.is_file() or path.is_symlink():
            continue
        reading = lists.read(path)
        if chosen is None or len(reading.found) > len(best.found):
            best, chosen = reading, path
    return best, chosen


def _named(found: Found, root: Path) -> Found:
    """A note with its own file as the source; the entry of a list has one."""
    if found.note is None:
        return found
    source = found.note.relative_to(root).as_posix() if found.note.is_relative_to(root) else found.note.name
    return dataclasses.replace(found, source=source, line=1)


def _seen(root: Path) -> str:
    """What is in a folder instead."""
    files = Counter(path.suffix.lower() or path.name for path in root.iterdir() if path.is_file())
    folders = sum(path.is_dir() for path in root.iterdir())
    parts = [f"{number} × {suffix}" for suffix, number in files.most_common(_NAMED)]
    parts += [f"{folders} × a folder without notes"] if folders else []
    return f"seen instead: {', '.join(parts)}" if parts else "there is nothing in it"


def _left(reading: Reading, root: Path, listed: Path | None, notes: Collection[Path], *, take: bool) -> None:
    """Rows for what was looked at and not taken in.

    :param listed: the list of the folder.
    :param notes: files that were looked at as notes; each is a paper, or has a row.
    :param take: whether texts of folders are taken in.
    """
    hidden = 0
    for directory, names, _files in os.walk(root):
        at = Path(directory)
        hidden += sum(name[0] == "." for name in names)
        for name in sorted(names):
            if name[0] != "." and name.lower() in strays.LEFT and strays.holds_notes(at / name):
                place = (_shown(at / name, root), 0, name)
                reading.report.add(Outcome.SKIPPED, place, why="a folder of builds, programs or templates")
        names[:] = sorted(name for name in names if name[0] != "." and name.lower() not in strays.LEFT)
    taken = {found.note for found in reading.found if found.note is not None} | set(notes) | set(reading.lists)
    strays.add_folder_pages(reading, root, taken | ({listed.resolve()} if listed else set()), take=take)
    if hidden:
        reading.report.add(Outcome.SKIPPED, (root.name, 0, "hidden folders"), why=f"not looked into: {hidden}")


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
