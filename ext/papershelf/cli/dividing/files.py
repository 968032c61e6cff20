"""Files of a library that are no pages: which of several libraries get each."""

from __future__ import annotations

import os
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf.checks import files as addresses
from papershelf.cli.dividing.parts import PORTAL
from papershelf.cli.pages.edits import files_below, own_folder
from papershelf.cli.pages.places import KEYS
from papershelf.sources.library import further, leftovers
from papershelf.sources.library.documents import SUFFIXES

if TYPE_CHECKING:
    from papershelf.cli.dividing.plan import Plan
    from papershelf.cli.library import Library
    from papershelf.sources.library.folder import Folder

ROOT = ""
"""Stands for the folder around all libraries."""
REPLACED = frozenset({"Makefile", "make.bat", ".readthedocs.yaml", ".readthedocs.yml"})
"""Files at the root of the old library in place of which there are others now."""
_PROGRAMS = frozenset({"build", "_build", "dist", "node_modules", "__pycache__", "wheels"})

_WORD = re.compile(r"[\"']([^\"'\n]+)[\"']")
"""A text in ``conf.py``."""


def share_files(made: Plan) -> None:
    """Files that pages show, that papers have in their folders, that ``conf.py`` names; all others go to the portal."""
    folder, library = made.folder, made.edits.library
    every, made.left = every_file(folder, library)
    owners: dict[str, dict[str, None]] = defaultdict(dict)
    for docname, names in made.pages.items():
        for path in _shown(made, docname):
            owners[path] |= dict.fromkeys(names)
        if own := own_folder(folder, docname):
            for path in files_below(folder.source, own.rstrip("/")) if (folder.source / own).is_dir() else ():
                owners[path] |= dict.fromkeys(names)
    conf = (library.conf / "conf.py").relative_to(folder.source).as_posix()
    alone = {conf, further.path_in(folder.settings.papers[0]), *folder.files.values()}
    named = {*stated(made), *folder.settings.bibliography}
    for path in every:
        if path in alone:
            continue
        if path in named or _is_licence(path, folder.settings.papers):
            made.files[path] = made.names
        elif "/" not in path or path.startswith("wheels/"):
            made.files[path] = [ROOT, *owners.get(path, ())]
        else:
            made.files[path] = list(owners.get(path, (PORTAL,)))


def every_file(folder: Folder, library: Library) -> tuple[list[str], list[str]]:
    """Files of a library, and what at its top is none: results of builds, what programs keep, other folders."""
    source = folder.source
    built = set(leftovers.look(source, SUFFIXES).folders)
    tops = {path.split("/")[0] for path in folder.files.values() if "/" in path}
    tops |= {*library.conf.relative_to(source).parts[:1], *(papers.split("/")[0] for papers in folder.settings.papers)}
    found: list[str] = []
    left: list[str] = []
    for top in sorted(os.listdir(source)):  # noqa: PTH208 (names, not paths)
        place = source / top
        if place.is_file():
            taken = top not in REPLACED and (not top.startswith(".") or top == ".gitignore")
            (found if taken else left).append(top)
        elif top == "wheels" or (
            (library.conf == source or top in tops) and not _is_left(top, place, library.build, built)
        ):
            found += _walk(source, top, library.build, built)
        elif top not in {".git", "build", ".venv"} and place.resolve() != library.build:
            left.append(f"{top}/")
    return found, left


def _walk(source: Path, top: str, build: Path, built: set[str]) -> Iterator[str]:
    for inside, folders, names in os.walk(source / top):
        here = Path(inside).relative_to(source).as_posix()
        folders[:] = sorted(
            name for name in folders if not _is_left(posixpath.join(here, name), Path(inside) / name, build, built)
        )
        yield from (posixpath.join(here, name) for name in sorted(names) if not name.endswith((".pyc", "~")))


def _is_left(path: str, place: Path, build: Path, built: set[str]) -> bool:
    name = path.rpartition("/")[2]
    return name.startswith(".") or name in _PROGRAMS or path in built or place.resolve() == build.resolve()


def _shown(made: Plan, docname: str) -> Iterator[str]:
    """Files, not pages, that a page names."""
    path = made.folder.files[docname]
    text = made.edits.before(path)
    words = [*addresses.image_words(text), *(p.target for p in made.places(path) if p.form not in KEYS)]
    for word in dict.fromkeys(words):
        for named in addresses.address(docname, word):
            if named in made.documents or named.startswith("../"):
                continue
            if named.endswith(".*"):
                folder, _slash, name = named.rpartition("/")
                yield from (posixpath.join(folder, other) for other in _names(made, folder) if fnmatchcase(other, name))
            elif (made.folder.source / named).is_file():
                yield named


def _names(made: Plan, folder: str) -> list[str]:
    place = made.folder.source / folder
    return sorted(path.name for path in place.iterdir()) if place.is_dir() else []


def _is_licence(path: str, papers: tuple[str, ...]) -> bool:
    return path.startswith(papers) and path.rpartition("/")[2].upper().startswith(("LICENSE", "LICENCE", "COPYING"))


def stated(made: Plan) -> Iterator[str]:
    """Files that ``conf.py`` names, but as patterns of what is read, and those of folders that it names.

    A folder with pages is no such folder: the pages tell where they go.
    """
    folder, conf = made.folder, made.edits.library.conf
    settings = folder.settings
    named = set(_WORD.findall((conf / "conf.py").read_text("utf-8", "replace")))
    pages = set(folder.files.values())
    for word in sorted(named - {*settings.include, *settings.exclude}):
        for base in (conf, folder.source):
            path = posixpath.normpath(posixpath.join(base.relative_to(folder.source).as_posix(), word))
            if path.startswith(("..", "/")) or path in {".", folder.files.get(settings.root)} or "\0" in path:
                continue
            inside = files_below(folder.source, path) if (folder.source / path).exists() else []
            if inside == [path] or not any(one in pages for one in inside):
                yield from (one for one in inside if not one.endswith(".pyc"))
