"""What was written for each page: how a damaged, a stale and a left-over file are told."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from papershelf.model.text.digests import digest, of_bytes
from papershelf.write.whole import File, write_whole

FORMAT = 1


@dataclass(slots=True)
class Page:
    """A page as it was written.

    :param inputs: digest of what it shows of others (:mod:`papershelf.resolve.shown.inputs`).
    :param files: paths relative to the output folder.
    :param images: source path to name in ``_images``.
    :param read: when its document was read, as the environment notes it, in µs.
    """

    inputs: str
    files: dict[str, File] = field(default_factory=dict)
    images: dict[str, str] = field(default_factory=dict)
    read: int = 0


@dataclass(slots=True)
class Manifest:
    """Everything in the output folder that is the build's own.

    :param token: digest of the state of the environment that the pages were written from.
    :param world: digest of all that any page may show of another.
    :param pages: docname to page.
    :param others: pages without a document (indices, search) and files beside the HTML, by name.
    :param copied: files that each build copies anew: static, extra, downloads.
    :param linked: style sheets and scripts that pages link, with digests of what they are copied from.
    :param late: files among the static ones that other extensions put there after the pages were written.
    :param derived: further digests of what the world tells, by name: they are the same as long as it is.
    """

    token: str = ""
    world: str = ""
    pages: dict[str, Page] = field(default_factory=dict)
    others: dict[str, Page] = field(default_factory=dict)
    copied: list[str] = field(default_factory=list)
    linked: dict[str, str] = field(default_factory=dict)
    late: list[str] = field(default_factory=list)
    derived: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Manifest:
        """The manifest of the last finished build; an empty one where there is none that can be read."""
        try:
            data = json.loads(path.read_bytes())
            if data["format"] != FORMAT:
                return cls()
            pages, others = _pages(data["pages"]), _pages(data["others"])
            told = data["copied"], data["linked"], data.get("late", []), data.get("derived", {})
            return cls(data["token"], data["world"], pages, others, *told)
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def save(self, path: Path) -> None:
        """Write it, whole or not at all."""
        data = {
            "format": FORMAT,
            "token": self.token,
            "world": self.world,
            "derived": self.derived,
            "pages": {name: _plain(page) for name, page in sorted(self.pages.items())},
            "others": {name: _plain(page) for name, page in sorted(self.others.items())},
            "copied": sorted(self.copied),
            "linked": self.linked,
            "late": sorted(self.late),
        }
        write_whole(path, json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())

    def known(self, name: str, make: Callable[[], str]) -> str:
        """A digest of what the world tells, made unless it is there."""
        if name not in self.derived:
            self.derived[name] = make()
        return self.derived[name]

    def paths(self) -> set[str]:
        """Every file that it knows of."""
        found = set(self.copied)
        for page in (*self.pages.values(), *self.others.values()):
            found.update(page.files)
            found.update(f"_images/{name}" for name in page.images.values())
        return found


def _pages(data: dict[str, Any]) -> dict[str, Page]:
    return {
        name: Page(inputs, {path: (size, time, mark) for path, (size, time, mark) in files.items()}, images, read)
        for name, (inputs, files, images, read) in data.items()
    }


def _plain(page: Page) -> list[Any]:
    return [page.inputs, page.files, page.images, page.read]


def describe(path: Path, data: bytes) -> File:
    """The record of a file that was just written.

    :raises OSError: when the file does not hold what was written to it: the disk is full.
    """
    stat = path.stat()
    if stat.st_size != len(data):
        raise OSError(f"{path}: {stat.st_size} of {len(data)} bytes were written")
    return len(data), stat.st_mtime_ns, of_bytes(data)


def is_intact(outdir: str | os.PathLike[str], page: Page) -> bool:
    """Whether the files of a page are as they were written; time stamps alone may differ."""
    for name, (size, time, mark) in page.files.items():
        path = os.path.join(outdir, name)  # noqa: PTH118 (a tenth of the time, for ten thousand pages)
        try:
            stat = os.stat(path)  # noqa: PTH116
        except OSError:
            return False
        if stat.st_size != size:
            return False
        if stat.st_mtime_ns != time and of_bytes(Path(path).read_bytes()) != mark:
            return False
    return True


def files_below(folder: Path, *, but: Path) -> set[str]:
    """Every file below a folder, relative to it, with ``/``.

    :param but: a folder to leave out.
    """
    found: set[str] = set()
    start, left_out = len(str(folder)) + 1, str(but)
    for directory, names, files in os.walk(folder):
        names[:] = [name for name in names if os.path.join(directory, name) != left_out]  # noqa: PTH118
        below = directory[start:].replace(os.sep, "/")
        found.update(f"{below}/{name}" if below else name for name in files)
    return found


def remove(outdir: Path, names: Iterable[str]) -> None:
    """Remove files, and folders that are empty then; nothing outside the folder."""
    inside = outdir.resolve()
    for name in sorted(names, reverse=True):
        path = inside / name
        if not path.resolve().is_relative_to(inside):
            continue
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == inside:
                break
            try:
                folder.rmdir()
            except OSError:
                break


def state_folder(doctreedir: Path, builder: str, outdir: Path) -> Path:
    """Where what is known of an output folder is kept, beside the doctrees."""
    return doctreedir / "papershelf" / f"{builder}-{digest(str(outdir))[:8]}"
