"""The files of a library: what links and images lead to, figures that nothing shows, names that do not travel."""

from __future__ import annotations

import os
import posixpath
import re
import unicodedata
from collections.abc import Iterator, Sequence, Set
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import unquote

from papershelf.checks.finding import Code, Finding
from papershelf.checks.page import Named, Page
from papershelf.model.record.build import nearest, shorten
from papershelf.sources.library.documents import SUFFIXES
from papershelf.sources.library.folder import Folder

_IMAGE = r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?)"
_IMAGE_NAME = re.compile(rf".+{_IMAGE}", re.IGNORECASE)
_IMAGE_END = re.compile(rf"{_IMAGE}(?!\w)", re.IGNORECASE)
_NO_PATH = re.compile(r"[\s\"'()<>\[\]{}|`=,;:*]")
_SCHEME = re.compile(r"(?P<name>[a-zA-Z][a-zA-Z0-9+.-]*):|//")
_MAX_PATH = 300
_HOSTS = 3
"""Hosts that a note names, at most."""


class Tree:
    """Which names are in which folder, by the exact spelling on every system."""

    def __init__(self, source: Path) -> None:
        self.source = source
        self._names: dict[str, frozenset[str]] = {}

    def names(self, folder: str) -> frozenset[str]:
        """The names in a folder, which is relative to the source folder."""
        if folder not in self._names:
            try:
                self._names[folder] = frozenset(os.listdir(self.source / folder))  # noqa: PTH208 (names, not paths)
            except OSError:
                self._names[folder] = frozenset()
        return self._names[folder]

    def has(self, path: str) -> bool:
        """Whether a file or folder is there."""
        folder = ""
        for part in path.split("/"):
            if part not in self.names(folder):
                return False
            folder = f"{folder}/{part}" if folder else part
        return True

    def like(self, path: str) -> str:
        """What is there instead, spelt in another way, or nothing."""
        folder, _slash, name = path.rpartition("/")
        names = self.names(folder)
        same = [other for other in sorted(names) if _fold(other) == _fold(name)]
        found = same[0] if same else nearest(name, (other for other in names if other[0] != "."))
        return posixpath.join(folder, found) if found else ""


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def address(docname: str, target: str) -> list[str]:
    """The paths, relative to the source folder, that a target may mean; none where it is no path.

    A word without a dot and a slash may be the name of a label, so it is none.
    """
    target = target.strip().replace("\\", "/")
    scheme = _SCHEME.match(target)
    if scheme and scheme["name"] not in {"path", "project"}:
        return []
    target = target[scheme.end() :] if scheme else target
    raw = target.partition("#")[0].partition("?")[0]
    if not raw or not ("/" in raw or "." in raw):
        return []
    folder = "" if raw.startswith("/") else posixpath.dirname(docname)
    return [
        posixpath.normpath(posixpath.join(folder, name.lstrip("/"))).removeprefix("./")
        for name in dict.fromkeys((unquote(raw), raw, unquote(target)))  # "#" and "?" may be letters of a name
    ]


def dead(page: Page, named: Named, tree: Tree) -> Iterator[Finding]:
    """The finding for a link or an image that leads nowhere."""
    paths = address(page.docname, named.target)
    if not paths:
        return
    for path in paths:
        if path == "." or (not path.startswith("../") and (tree.has(path) or _without_suffix(path, named, tree))):
            return
    code = Code.DEAD_IMAGE if named.kind == "image" else Code.DEAD_LINK
    what = f"{named.kind} {shorten(named.target)!r}"
    if paths[0].startswith("../"):
        message = f"{what} leads out of the library's folder; what a page shows is inside of it"
    else:
        like = tree.like(paths[0])
        hint = f"; did you mean {posixpath.relpath(like, posixpath.dirname(page.docname) or '.')!r}?" if like else ""
        message = f"{what}: there is no file {shorten(paths[0])!r}{hint}"
    yield Finding(page.path, named.line + 1, code, message)


def _without_suffix(path: str, named: Named, tree: Tree) -> bool:
    """Whether a page is named without its suffix, or an image with a star for it."""
    if named.kind == "link":
        return any(tree.has(path + suffix) for suffix in SUFFIXES)
    if not path.endswith(".*"):
        return False
    folder, _slash, name = path.rpartition("/")
    return any(other.startswith(name[:-1]) for other in tree.names(folder))


def figures(folder: Folder, tree: Tree) -> Iterator[str]:
    """The image files in the folders of papers."""
    for prefix in folder.settings.papers:
        stack = [prefix.rstrip("/")]
        while stack:
            inside = stack.pop()
            for name in sorted(tree.names(inside), reverse=True):
                path = posixpath.join(inside, name)
                if name.startswith(".") or any(fnmatchcase(path, glob) for glob in folder.settings.exclude):
                    continue
                if _IMAGE_NAME.fullmatch(name):
                    yield path
                elif not name.endswith(SUFFIXES) and (tree.source / path).is_dir():
                    stack.append(path)


def image_words(text: str) -> Iterator[str]:
    """Words of a page that end as an image's name: figures stand in options and HTML too."""
    for match in _IMAGE_END.finditer(text):
        before = text[max(0, match.start() - _MAX_PATH) : match.start()]
        yield _NO_PATH.split(before)[-1] + match[0]


def orphans(found: Set[str], referred: Set[str]) -> Iterator[Finding]:
    """Figures that no page refers to.

    :param referred: paths that pages name; one may end in ``.*``.
    """
    stems = {path[:-1] for path in referred if path.endswith(".*")}
    for path in sorted(found - referred):
        if f"{path.rpartition('.')[0]}." not in stems:
            message = f"no page refers to the figure {posixpath.basename(path)!r}: show it or take it away"
            yield Finding(path, 1, Code.ORPHAN_FIGURE, message)


def remote(found: Sequence[tuple[str, int, str]], *, shown: bool) -> Iterator[Finding]:
    """The note on pictures that are asked of other hosts, at the first of them.

    :param found: page, line and host of each.
    :param shown: whether pages show them, and are not made to link to them.
    """
    if not found:
        return
    path, line, _host = min(found)
    pages, hosts = len({page for page, _line, _host in found}), sorted({host for _page, _line, host in found})
    what = f"{len(found)} picture{'s' * (len(found) != 1)} on {pages} page{'s' * (pages != 1)}"
    named = ", ".join(hosts[:_HOSTS]) + (f" and {len(hosts) - _HOSTS} more" if len(hosts) > _HOSTS else "")
    done = "a reader's browser asks them" if shown else "pages link to them (papershelf_remote_images)"
    message = f"{what} on other hosts ({named}): {done}; --fix --fetch-images brings them in"
    yield Finding(path, line, Code.REMOTE_IMAGE, message)


def names(folder: Folder, found: Set[str], tree: Tree) -> Iterator[Finding]:
    """Names of pages and figures that are not the same on every system."""
    for inside in sorted({posixpath.dirname(path) for path in (*folder.files.values(), *found)}):
        first: dict[str, str] = {}
        for name in sorted(tree.names(inside)):
            other = first.setdefault(_fold(name), name)
            if other != name and name[0] != ".":
                message = f"the name differs from {other!r} only in case or composition; not every system can hold both"
                yield Finding(posixpath.join(inside, name), 1, Code.NAME_CASE, message)
