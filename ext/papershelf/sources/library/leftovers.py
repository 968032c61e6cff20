"""What lies in a source folder without being a source: what builds wrote, environments of programs, and links out.

Nothing that a build wrote may be read by the next one, whatever ``conf.py`` says; nor may an untrusted page be a
symbolic link to a file of the machine that builds. This module looks; who asks decides. It knows nothing of Sphinx.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass, field
from pathlib import Path

_FOLDERS = frozenset({"node_modules", "__pycache__"})
_SINGLE = frozenset({
    ".buildinfo",  # Sphinx's HTML builders
    "environment.pickle",  # a folder of doctrees
    ".doctrees",  # in the folder of any builder that was not told another
    "last_build",  # the JSON and pickle builders
    "pyvenv.cfg",  # a virtual environment, whatever its name
    "CACHEDIR.TAG",  # caches of pytest, mypy, ruff, cargo …
})  # fmt: skip
_TOGETHER = (
    {"objects.inv", "searchindex.js"},  # a site that was built elsewhere
    {"META-INF", "mimetype"},  # an e-book
    {"sphinx.sty", "sphinxmanual.cls"},  # a book
)

_OFTEN = 20
"""Ways through symbolic links to one folder that are gone; of folders that link each other there are 2ⁿ."""


@dataclass
class Found:
    """What a source folder holds; all paths are relative to it, with ``/``.

    :param documents: files whose names end as documents do.
    :param folders: folders that are left out with all that they hold.
    :param outside: documents whose real place is not in the source folder, with the symbolic link that leads there.
    """

    documents: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    outside: dict[str, str] = field(default_factory=dict)


def look(source: Path, suffixes: Collection[str], outputs: Iterable[Path] = ()) -> Found:
    """Go through a source folder as Sphinx does, through symbolic links too.

    :param suffixes: with their dots.
    :param outputs: folders that a build is about to write to.
    """
    root = source.resolve()
    written = {real for path in outputs if (real := path.resolve()) != root and real.is_relative_to(root)}
    walk = _Walk(root, tuple(suffixes), written)
    walk.folder(root, "", "", (root,))
    return walk.found


def is_outside(root: Path, path: Path) -> bool:
    """Whether the real place of a file is not in the source folder, or in a hidden folder of it (``.git``).

    :param root: the source folder, resolved.
    """
    real = path.resolve()
    return not real.is_relative_to(root) or any(part[0] == "." for part in real.relative_to(root).parts[:-1])


class _Walk:
    def __init__(self, root: Path, suffixes: tuple[str, ...], outputs: Set[Path]) -> None:
        self.root = root
        self.suffixes = suffixes
        self.outputs = outputs
        self.found = Found()
        self.ways: Counter[Path] = Counter()  # real folder -> how often it was reached through links

    def folder(self, real: Path, prefix: str, link: str, above: tuple[Path, ...], *, linked: bool = False) -> None:
        """Look into a folder.

        :param prefix: of the paths in it.
        :param link: the symbolic link that led out of the source folder on the way here.
        :param above: real folders on the way here.
        :param linked: whether a symbolic link is on the way here.
        """
        try:
            with os.scandir(real) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            return  # Sphinx cannot read it either
        if prefix and _is_written(real, {entry.name for entry in inside}):
            self.found.folders.append(prefix[:-1])
            return
        for entry in inside:
            path = prefix + entry.name
            try:
                is_folder = entry.is_dir()
            except OSError:
                continue
            if is_folder:
                self._inner(entry, path, link, above, linked=linked)
            elif entry.name.endswith(self.suffixes):
                self.found.documents.append(path)
                leads = link or (path if entry.is_symlink() and is_outside(self.root, Path(entry.path)) else "")
                if leads:
                    self.found.outside[path] = leads

    def _inner(self, entry: os.DirEntry[str], path: str, link: str, above: tuple[Path, ...], *, linked: bool) -> None:
        is_link = entry.is_symlink()
        real = Path(entry.path).resolve() if is_link else above[-1] / entry.name
        hidden = entry.name[0] == "." or real.name[:1] == "."
        if hidden or entry.name in _FOLDERS or real in self.outputs or real in above:
            self.found.folders.append(path)
            return
        if is_link:
            link = path if is_outside(self.root, real) else ""
        linked = linked or is_link
        self.ways[real] += linked
        if self.ways[real] > _OFTEN and linked:
            self.found.folders.append(path)
            return
        self.folder(real, f"{path}/", link, (*above, real), linked=linked)


def _is_written(folder: Path, names: Set[str]) -> bool:
    """Whether a build or an environment made a folder, by the names in it."""
    if names & _SINGLE or any(together <= names for together in _TOGETHER):
        return True
    return "doctrees" in names and (folder / "doctrees" / "environment.pickle").is_file()  # `sphinx-build -M`
