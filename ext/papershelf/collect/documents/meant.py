"""The file that an address means, whatever its name is: with blanks, Hangul, ``#`` or ``%``, or letters in parts.

Markdown percent-encodes addresses, docutils takes the blanks out of those of figures, and some systems store names with
letters in parts (NFD). An address that names a file as it stands is left alone.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class Finder:
    """Finds files for one document.

    :param docname: the document whose addresses they are.
    """

    def __init__(self, env: BuildEnvironment, docname: str) -> None:
        self._env = env
        self._docname = docname
        self._names: dict[Path, dict[str, str]] = {}

    def file(self, address: str) -> str:
        """The path of a file, relative to the source folder; empty where there is none."""
        return next((path for name in _readings(address) if (path := self._path(name))), "")

    def document(self, address: str) -> tuple[str, str]:
        """The document that an address leads to, and what it names there; empty names where there is none."""
        for name, part in _split(unquote(address)):
            path = self._relative(name)
            docname = self._env.path2doc(path) if path else None
            if docname is not None and docname in self._env.found_docs:
                return docname, part
        return "", ""

    def is_there(self, address: str) -> bool:
        """Whether a file has just this name."""
        path = self._relative(address)
        return bool(path) and Path(self._env.srcdir, path).is_file()

    def _relative(self, name: str) -> str:
        """A path relative to the source folder; empty for one that leads out of it."""
        if not name or "\0" in name or len(name) > 4096:
            return ""
        path = self._env.relfn2path(name, self._docname)[0]
        inside = PurePosixPath(path.replace("\\", "/"))
        return "" if inside.is_absolute() or ".." in inside.parts else inside.as_posix()

    def _path(self, name: str) -> str:
        found: list[str] = []
        folder = Path(self._env.srcdir)
        for part in PurePosixPath(self._relative(name)).parts:
            actual = self._listed(folder).get(_plain(part), "")
            if (folder / part).exists():
                actual = part
            if not actual:
                return ""
            found.append(actual)
            folder /= actual
        return "/".join(found) if found and folder.is_file() else ""

    def _listed(self, folder: Path) -> dict[str, str]:
        if folder not in self._names:
            try:
                names = sorted((path.name for path in folder.iterdir() if path.name[0] != "."), reverse=True)
            except OSError:
                names = []
            self._names[folder] = {_plain(name): name for name in names}
        return self._names[folder]


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFC", name).split())


def _readings(address: str) -> Iterator[str]:
    """What an address may be as a path: as it stands, decoded, and without what addresses of the web have behind it."""
    decoded = unquote(address)
    yield from dict.fromkeys((address, decoded, unquote(address.partition("?")[0].partition("#")[0])))


def _split(address: str) -> Iterator[tuple[str, str]]:
    """An address as a path and what it names there: any ``#`` may be a letter of a name."""
    yield address, ""
    place = address.rfind("#")
    while place > 0:
        yield address[:place], address[place + 1 :]
        place = address.rfind("#", 0, place)


class FindFiles(SphinxTransform):
    """Let pictures and downloads name the files that they mean."""

    default_priority = 0  # before anybody looks at them

    def apply(self) -> None:
        """Go through them."""
        finder = Finder(self.env, self.env.current_document.docname)
        found: list[nodes.Element] = [*self.document.findall(nodes.image)]
        for node in [*found, *self.document.findall(addnodes.download_reference)]:
            name = "uri" if isinstance(node, nodes.image) else "reftarget"
            address = str(node.get(name, ""))
            if "://" in address or address.startswith("data:") or address.endswith(".*") or finder.is_there(address):
                continue
            if path := finder.file(address):
                node[name] = f"/{path}"


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(FindFiles)
