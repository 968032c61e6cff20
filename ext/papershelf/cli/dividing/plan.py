"""Which page and which file of a library goes where."""

from __future__ import annotations

import os
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf.checks import files as addresses
from papershelf.cli.dividing.parts import PORTAL, Part
from papershelf.cli.edits import Edits, files_below
from papershelf.cli.places import KEYS, Place
from papershelf.cli.renaming import INDEX
from papershelf.sources import further, leftovers
from papershelf.sources.documents import SUFFIXES

if TYPE_CHECKING:
    from papershelf.cli.library import Library
    from papershelf.sources.folder import Folder

ROOT = ""
"""Stands for the folder around all libraries."""
REPLACED = frozenset({"Makefile", "make.bat", ".readthedocs.yaml", ".readthedocs.yml"})
"""Files at the root of the old library in place of which there are others now."""
_PROGRAMS = frozenset({"build", "_build", "dist", "node_modules", "__pycache__", "wheels"})

_WORD = re.compile(r"[\"']([^\"'\n]+)[\"']")
"""A text in ``conf.py``."""


@dataclass
class Plan:
    """What goes where.

    :param pages: document to the libraries that get it; of those with a category's page, the first one owns it.
    :param files: other files to the libraries that get them.
    :param homes: key of a paper to its library.
    :param left: files and folders at the top that are not taken.
    """

    edits: Edits
    parts: list[Part]
    pages: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, list[str]] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    @property
    def folder(self) -> Folder:
        """The old library."""
        return self.edits.folder

    @cached_property
    def documents(self) -> dict[str, str]:
        """File of each page to its document."""
        return {path: docname for docname, path in self.folder.files.items()}

    @cached_property
    def _places(self) -> dict[str, list[Place]]:
        return {}

    def places(self, path: str) -> list[Place]:
        """What a page of the old library names."""
        if path not in self._places:
            self._places[path] = self.edits.places(path)
        return self._places[path]

    @cached_property
    def included(self) -> set[str]:
        """Files that pages include and that are no pages."""
        return {path for _docname, path in self.edits.documents("") if path not in self.documents}

    @cached_property
    def names(self) -> list[str]:
        """All libraries, the portal last."""
        return [*(part.name for part in self.parts), PORTAL]


def plan(edits: Edits, parts: list[Part]) -> Plan:
    """Decide for everything that the library holds."""
    made = Plan(edits, parts)
    made.homes = {key: part.name for part in parts for key in part.keys}
    _pages(made)
    _files(made)
    return made


def _pages(made: Plan) -> None:
    folder = made.folder
    held: dict[str, list[str]] = {}
    for key, name in made.homes.items():
        for entry in folder.catalogue.claims[key]:
            if not entry.queued:
                held[entry.docname] = [name]
    for part in made.parts:
        for slug in part.slugs:
            held.setdefault(folder.catalogue.categories[slug].docname, []).append(part.name)
    for slug, category in folder.catalogue.categories.items():
        owners = [part.name for part in made.parts if slug in part.slugs]
        held[category.docname] = sorted(owners, key=lambda name: not _owns(made, name, slug))
    _below(made, held)
    stated = set(_stated(made))
    for docname, path in folder.files.items():
        own = held.get(docname) or [PORTAL]
        made.pages[docname] = made.names if path in stated and own == [PORTAL] else own


def _owns(made: Plan, name: str, slug: str) -> bool:
    """Whether papers of a category, or a category below it, have it as their first one in a library."""
    catalogue = made.folder.catalogue
    return any(
        made.homes.get(entry.key) == name and entry.paper.category == slug
        for inner in catalogue.with_below(slug)
        for entry in catalogue.in_category(inner)
    )


def _below(made: Plan, held: dict[str, list[str]]) -> None:
    """Pages that only pages of a paper or a category hold: in their table of contents, or in the paper's folder."""
    folder = made.folder
    owned = {own: name for docname, names in held.items() for name in names[:1] if (own := own_folder(folder, docname))}
    for docname in folder.files:
        above = (f"{'/'.join(docname.split('/')[:depth])}/" for depth in range(docname.count("/"), 0, -1))
        if docname not in held and (name := next((owned[part] for part in above if part in owned), "")):
            held[docname] = [name]
    stack = [docname for docname in held if docname != folder.settings.root]
    while stack:
        docname = stack.pop()
        for inner in folder.toctrees.get(docname, []):
            if inner in folder.files and inner not in held and inner != folder.settings.root:
                held[inner] = held[docname]
                stack.append(inner)


def own_folder(folder: Folder, docname: str) -> str:
    """The folder that is called after a paper, or holds its index, with a final ``/``; nothing for other pages."""
    if folder.catalogue.by_docname(docname) is None:
        return ""
    head, _slash, name = docname.rpartition("/")
    return f"{head}/" if name.lower() in INDEX and f"{head}/" not in folder.settings.papers else f"{docname}/"


# -- files ------------------------------------------------------------------------------------------


def _files(made: Plan) -> None:
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
    stated = {*_stated(made), *folder.settings.bibliography}
    for path in every:
        if path in alone:
            continue
        if path in stated or _is_licence(path, folder.settings.papers):
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
            (library.conf == source or top in tops) and not _is_left(top, place, source, library.build, built)
        ):
            found += _walk(source, top, library.build, built)
        elif top not in {".git", "build", ".venv"} and place.resolve() != library.build:
            left.append(f"{top}/")
    return found, left


def _walk(source: Path, top: str, build: Path, built: set[str]) -> Iterator[str]:
    for inside, folders, names in os.walk(source / top):
        here = Path(inside).relative_to(source).as_posix()
        folders[:] = sorted(
            name
            for name in folders
            if not _is_left(posixpath.join(here, name), Path(inside) / name, source, build, built)
        )
        yield from (posixpath.join(here, name) for name in sorted(names) if not name.endswith((".pyc", "~")))


def _is_left(path: str, place: Path, source: Path, build: Path, built: set[str]) -> bool:
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


def _stated(made: Plan) -> Iterator[str]:
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
