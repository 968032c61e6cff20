"""Paths of documents as texts: to make an object for each of them took a fifth of a build that finds nothing to do."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from sphinx.project import EXCLUDE_PATHS
from sphinx.util.matching import compile_matchers

Match = Callable[[str], re.Match[str] | None]


class Paths(dict[str, Path]):
    """Docname to path, which is made when it is asked for.

    :param places: the same as texts.
    """

    def __init__(self, places: Mapping[str, str]) -> None:
        super().__init__()
        self.places = places

    def __missing__(self, docname: str) -> Path:
        self[docname] = path = Path(self.places[docname])
        return path


class Docnames(dict[Path, str]):
    """Path to docname.

    :param docnames: the same for paths as texts.
    """

    def __init__(self, docnames: Mapping[str, str]) -> None:
        super().__init__()
        self.docnames = docnames

    def __missing__(self, path: Path) -> str:
        return self.docnames[path.as_posix()]


def matching(
    source: str | os.PathLike[str],
    documents: Iterable[str],
    suffixes: Sequence[str],
    exclude: Iterable[str],
    include: Iterable[str],
) -> dict[str, str] | None:
    """What :meth:`sphinx.project.Project.discover` finds among files: docname to path, by which they are asked for.

    :param documents: every file that may be found, relative to the source folder.
    :returns: nothing where Sphinx has to look itself: letters in parts, a document in two files, an unreadable one.
    """
    found: dict[str, str] = {}
    excluded, included = _any_of([*exclude, *EXCLUDE_PATHS]), _any_of(include)
    folders: dict[str, bool] = {"": False}
    root = os.fspath(source)
    for path in documents:
        if not unicodedata.is_normalized("NFC", path):
            return None
        if excluded(path) or not included(path) or _is_left_out(path.rpartition("/")[0], folders, excluded):
            continue
        name = path.rpartition("/")[2]
        docname = next((path.removesuffix(suffix) for suffix in suffixes if name.endswith(suffix)), None)
        if docname is None:
            continue
        if docname in found or not os.access(f"{root}/{path}", os.R_OK):
            return None
        found[docname] = path
    return found


def _any_of(patterns: Iterable[str]) -> Match:
    """Whether a path matches one of some patterns, as Sphinx reads them."""
    found = [f"(?:{one.__self__.pattern})" for one in compile_matchers(patterns)]  # type: ignore[attr-defined]
    return re.compile("|".join(found) or r"(?!)").match


def _is_left_out(folder: str, known: dict[str, bool], excluded: Match) -> bool:
    """Whether a folder, or one that it lies in, is excluded.

    :param known: what was found before, by folder.
    """
    if folder not in known:
        known[folder] = bool(excluded(folder)) or _is_left_out(folder.rpartition("/")[0], known, excluded)
    return known[folder]
