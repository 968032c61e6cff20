"""The library that a command works on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papershelf.sources.library.folder import Folder

SUFFIXES = (".md", ".rst")

PLACES = ("docs", "doc", "source", "docs/source", "doc/source")
"""Where a project keeps its ``conf.py``, seen from its root; a ``conf.py`` at the root itself comes before them."""

_BUILD_DIR = re.compile(r"^(?:set[ ]+)?BUILDDIR\s*[?:]?=\s*(?P<folder>[\w./-]+)\s*$", re.MULTILINE)
"""The line of a Makefile, or a make.bat, that sphinx-quickstart writes."""
_SPHINX = re.compile(r"^(?:project|extensions|html_theme|root_doc|master_doc)\b", re.MULTILINE)
_AROUND = ("Makefile", "make.bat", "build", "_build", ".git", ".readthedocs.yaml", "pyproject.toml", "requirements.txt")
"""Whatever a folder around ``source/`` has when it is the project's."""


class CommandError(Exception):
    """A command cannot go on; the message is for the reader, and may have several lines."""


class UsageError(CommandError):
    """Options that do not go together."""


@dataclass(frozen=True)
class Library:
    """Folders of a library.

    :param source: source folder of Sphinx, which holds ``index.md``.
    :param conf: folder of ``conf.py``.
    :param found: the folder that named it, where that is one above it.
    """

    source: Path
    conf: Path
    found: Path | None = field(default=None, compare=False)

    def read(self) -> Folder:
        """What its files hold now."""
        from papershelf.sources.library import folder

        return folder.read(self.source, self.conf)

    @property
    def build(self) -> Path:
        """Where results go: what the project's Makefile says, else the folder that is there, else ``build``."""
        beside = self.conf.parent if self._apart else self.conf
        for folder in dict.fromkeys((beside, self.conf)):
            if named := _named_build(folder):
                return named
        places = [folder / name for name in ("build", "_build") for folder in dict.fromkeys((beside, self.source))]
        return next((place for place in places if place.is_dir()), beside / "build")

    @property
    def _apart(self) -> bool:
        """Whether results stand beside the folder of ``conf.py``, not in it."""
        if self.source != self.conf:
            return True
        parent = self.conf.parent
        around = self.found is not None or any((parent / name).exists() for name in _AROUND)
        return self.conf.name == "source" and around


def find(start: Path) -> Library:
    """The library of a folder: the nearest parent with a ``conf.py``, or with one at one of :data:`PLACES`.

    :raises CommandError: if there is none, or if one folder has several.
    """
    start = start.resolve()
    if not start.is_dir():
        raise CommandError(
            f"{start} is {'a file' if start.exists() else 'not there'}; -C names the folder of a library"
        )
    for folder in (start, *start.parents):
        if _is_conf(folder):
            return _library(folder)
        found = [name for name in PLACES if _is_conf(folder / name)]
        if len(found) > 1:
            found = [name for name in found if _has_papershelf(folder / name)] or found
        if len(found) > 1:
            places = " and ".join(f"{name}/conf.py" for name in found)
            raise CommandError(f"{folder} has {places}; -C names the folder of the one that is meant: -C {found[0]}")
        if found:
            return replace(_library(folder / found[0]), found=folder)
    places = ", ".join(f"{name}/conf.py" for name in PLACES)
    raise CommandError(f"no library here: neither {start} nor a folder above it has a conf.py, or one of {places}")


def _library(conf: Path) -> Library:
    """The library of a ``conf.py``, whose source folder is the one that has the home page."""
    from papershelf.sources.library import settings

    outside = conf.parent
    if conf.name not in {"docs", "doc"}:
        return Library(conf, conf)
    found = settings.read(conf)
    has = {
        folder: any((folder / f"{found.root}{suffix}").is_file() for suffix in SUFFIXES) for folder in (conf, outside)
    }
    if has[conf] and has[outside]:  # the patterns tell: they begin with the folder's name if they count from outside
        has[conf] = not any(pattern.startswith(f"{conf.name}/") for pattern in found.include)
    return Library(outside if has[outside] and not has[conf] else conf, conf)


def _is_conf(folder: Path) -> bool:
    """Whether a folder has Sphinx's ``conf.py``, not a module of that name in a package."""
    conf = folder / "conf.py"
    if not conf.is_file():
        return False
    return not (folder / "__init__.py").is_file() or bool(_SPHINX.search(_text(conf)))


def _has_papershelf(folder: Path) -> bool:
    return "papershelf" in _text(folder / "conf.py")


def _named_build(folder: Path) -> Path | None:
    """The build folder that a Makefile of Sphinx names."""
    for name in ("Makefile", "make.bat"):
        text = _text(folder / name).replace("\r\n", "\n")
        match = _BUILD_DIR.search(text) if "sphinx" in text.lower() else None
        if match and not match["folder"].startswith("/"):
            return (folder / match["folder"]).resolve()
    return None


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace") if path.is_file() else ""
    except OSError:
        return ""
