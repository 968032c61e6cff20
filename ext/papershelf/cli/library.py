"""The library that a command works on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class CommandError(Exception):
    """A command cannot go on; the message is for the reader, and may have several lines."""


@dataclass(frozen=True)
class Library:
    """Folders of a library.

    :param source: source folder of Sphinx, which holds ``index.md``.
    :param conf: folder of ``conf.py``.
    """

    source: Path
    conf: Path

    @property
    def build(self) -> Path:
        """Where results go."""
        return self.source / "build" if self.source == self.conf else self.conf.parent / "build"


def find(start: Path) -> Library:
    """The library of a folder: the nearest parent with a ``conf.py`` or a ``docs/conf.py``.

    :raises CommandError: if there is none.
    """
    start = start.resolve()
    if not start.is_dir():
        raise CommandError(
            f"{start} is {'a file' if start.exists() else 'not there'}; -C names the folder of a library"
        )
    for folder in (start, *start.parents):
        if (folder / "conf.py").is_file():
            beside = any((folder / f"index{suffix}").is_file() for suffix in (".md", ".rst"))
            return Library(folder if beside or folder.name != "docs" else folder.parent, folder)
        if (folder / "docs" / "conf.py").is_file():
            outside = any((folder / f"index{suffix}").is_file() for suffix in (".md", ".rst"))
            return Library(folder if outside else folder / "docs", folder / "docs")
    raise CommandError(f"no library here: neither {start} nor a folder above it has a conf.py or a docs/conf.py")
