"""Files that conf.py brings in, which a page may take in though they lie outside the source folder."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakKeyDictionary

import docutils

from papershelf.sources.library.leftovers import is_outside

if TYPE_CHECKING:
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from papershelf.collect.documents.discovery import LibraryProject


def is_foreign(env: BuildEnvironment, path: str | os.PathLike[str]) -> bool:
    """Whether an untrusted page may not take in a file: it lies outside, or in a hidden folder, and conf.py does not
    name it.

    Symbolic links are followed. docutils' own files (``<isonum.txt>``) are no foreign ones.
    """
    real = Path(path).resolve()
    if not is_outside(Path(env.srcdir).resolve(), real) or real.is_relative_to(Path(docutils.__file__).parent):
        return False
    return not _is_named(env, real)


def is_loaded_module(path: str | os.PathLike[str]) -> bool:
    """Whether a file is code that conf.py brought in: autodoc and its like record modules as read.

    Of a package, modules count that are not loaded yet.
    """
    wanted = Path(path).resolve()
    modules = [file for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None))]
    places = [_place(file) for file in modules]
    code = wanted.suffix == ".py" and not {folder for _file, folder in places}.isdisjoint(wanted.parents)
    return code or any(file == wanted for file, _folder in places)


@functools.cache
def _place(module: str) -> tuple[Path, Path | None]:
    """The file of a module without symbolic links, and the folder of a package; asked for at each file of each page."""
    path = Path(module)
    return path.resolve(), path.parent.resolve() if path.name == "__init__.py" else None


def _is_named(env: BuildEnvironment, real: Path) -> bool:
    """Whether a value of conf.py is the path of a file, or of a folder that holds it."""
    if env.config not in _NAMED:
        _NAMED[env.config] = _named(env)
    files, folders = _NAMED[env.config]
    return real in files or not folders.isdisjoint((real, *real.parents))


_NAMED: WeakKeyDictionary[Config, tuple[Set[Path], Set[Path]]] = WeakKeyDictionary()
"""What a conf.py names: files, and folders with all that they hold."""


def _named(env: BuildEnvironment) -> tuple[Set[Path], Set[Path]]:
    """What conf.py names.

    A folder that holds the source folder, too, names nothing in particular, so it does not count.
    """
    source = Path(env.srcdir).resolve()
    conf = cast("LibraryProject", env.project).conf
    bases = {source, conf.resolve()}
    texts = {text for item in env.config for text in _texts(item.value)}
    texts = {text for text in texts if text and len(text) <= 4096 and "\0" not in text and "\n" not in text}
    named = {Path(os.path.normpath(base / text)) for base in bases for text in texts}
    noted = (conf / "docutils.conf").resolve()  # by Sphinx, for every page
    folders = {path for path in named if not source.is_relative_to(path) and path not in bases}
    return {noted, *named, *(path.resolve() for path in named)}, folders


def _texts(value: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str | os.PathLike):
        yield os.fspath(value) if isinstance(os.fspath(value), str) else ""
    elif depth > 8:
        return
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(key, depth + 1)
            yield from _texts(inner, depth + 1)
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from _texts(inner, depth + 1)
