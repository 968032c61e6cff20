"""Addresses of files in a page: what they mean, which figures it alone shows, how they are written after a move."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from papershelf.checks import files
from papershelf.cli.pages.places import Form, Place, places
from papershelf.sources.library.documents import SUFFIXES

if TYPE_CHECKING:
    from papershelf.cli.pages.edits import Edits


_PARTS = re.compile(r"(?P<scheme>(?:path|project):)?(?P<path>[^#?]*)(?P<rest>[#?].*)?", re.DOTALL)
_EXTERNAL = re.compile(r"(?!(?:path|project):)[a-zA-Z][a-zA-Z0-9+.-]*:|//")


def meant(place: Place, docname: str, files: Mapping[str, object]) -> str:
    """The one of some files that a place means, or nothing.

    :param docname: the document that has the place.
    :param files: paths relative to the source folder.
    """
    match = _PARTS.fullmatch(place.target)
    if match is None or not match["path"] or _EXTERNAL.match(place.target):
        return ""
    folder = "" if match["path"].startswith("/") else posixpath.dirname(docname)
    for raw in dict.fromkeys((match["path"], unquote(match["path"]))):
        path = posixpath.normpath(posixpath.join(folder, raw.lstrip("/")))
        for name in (path, *(path + suffix for suffix in SUFFIXES)):
            if name in files:
                return name
    return ""


def written(place: Place, path: str, docname: str) -> str:
    """The address of a file, in the way the place has it now: absolute or not, with suffix or without, quoted or not.

    :param path: of the file, relative to the source folder.
    :param docname: the document that will have the place.
    """
    match = _PARTS.fullmatch(place.target)
    assert match is not None
    old = match["path"]
    if path.endswith(SUFFIXES) and not old.endswith(SUFFIXES):
        path = path.rpartition(".")[0]
    if old.startswith("/"):
        new = f"/{path}"
    else:
        new = posixpath.relpath(path, posixpath.dirname(docname) or ".")
        if old.startswith("./") and not new.startswith("../"):
            new = f"./{new}"
    if "%" in old or (place.form is Form.LINK and re.search(r"[\s()<>]", new)):
        new = quote(new)
    return f"{match['scheme'] or ''}{new}{match['rest'] or ''}"


def own_figures(edits: Edits, docname: str) -> list[str]:
    """Figures in the folders of papers that this page alone refers to, relative to the source folder."""
    folder = edits.folder
    every = sorted(files.figures(folder, files.Tree(folder.source)))
    mine = _shown(every, docname, folder.files[docname], edits.before(folder.files[docname]))
    stems = {_stem(figure).rpartition("/")[2].encode() for figure in mine}
    for other, name in folder.files.items():
        data = (folder.source / name).read_bytes() if mine and other != docname else b""
        if any(stem in data for stem in stems):
            mine -= _shown(every, other, name, data.decode("utf-8", "replace"))
    return sorted(mine)


def _shown(every: list[str], docname: str, path: str, text: str) -> set[str]:
    """Those of some figures that a page refers to, also by ``figure.*``."""
    words = [*files.image_words(text), *(place.target for place in places(text, markdown=path.endswith(".md")))]
    named = {name for word in words for name in files.address(docname, word)}
    return {figure for figure in every if figure in named or f"{_stem(figure)}.*" in named}


def _stem(figure: str) -> str:
    return figure.rpartition(".")[0]
