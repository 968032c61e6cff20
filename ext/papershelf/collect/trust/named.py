"""Files that conf.py brings in, which a page may take in though they lie outside the source folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import docutils

from papershelf.sources.library.leftovers import is_outside

if TYPE_CHECKING:
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
    files = [file for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None))]
    packages = {Path(file).parent.resolve() for file in files if Path(file).name == "__init__.py"}
    code = wanted.suffix == ".py" and not packages.isdisjoint(wanted.parents)
    return code or any(Path(file).resolve() == wanted for file in files)


def _is_named(env: BuildEnvironment, real: Path) -> bool:
    """Whether a value of conf.py is the path of a file, or of a folder that holds it.

    A folder that holds the source folder, too, names nothing in particular, so it does not count.
    """
    source = Path(env.srcdir).resolve()
    conf = cast("LibraryProject", env.project).conf
    if real == (conf / "docutils.conf").resolve():
        return True  # which Sphinx notes for every page
    bases = {source, conf.resolve()}
    for item in env.config:
        for text in _texts(item.value):
            if not text or "\0" in text or "\n" in text or len(text) > 4096:
                continue
            for base in bases:
                named = Path(os.path.normpath(base / text))
                if named == real or named.resolve() == real:
                    return True
                if real.is_relative_to(named) and not source.is_relative_to(named) and named not in bases:
                    return True
    return False


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
