"""Files of a library, written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from papershelf.cli.library import CommandError
from papershelf.cli.terminal import shown

MANY = 100
"""Files from which on the system is asked once to bring everything to the disk: asking for each takes milliseconds."""

_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Change:
    """A file as it is to be.

    :param path: relative to the source folder, with ``/``.
    :param data: its content; nothing where ``origin`` is copied.
    :param gone: whether there is to be no such file.
    """

    path: str
    data: bytes = b""
    origin: Path | None = None
    gone: bool = False


class Changes:
    """Files that are to be written, while it is found out how."""

    def __init__(self, source: Path) -> None:
        self._source = source
        self._found: dict[str, Change] = {}

    def put(self, path: str, text: str) -> None:
        """Give a file a text."""
        self.add(Change(path, text.encode("utf-8", "replace")))

    def add(self, change: Change) -> None:
        """Take a change in the place of any other of that file."""
        self._found[change.path] = change

    def edit(self, path: str, edit: Callable[[str], str]) -> None:
        """Change the text that a file is to have, or has.

        :raises CommandError: if it is no UTF-8 text.
        """
        before = self._found[path].data if path in self._found else (self._source / path).read_bytes()
        self.put(path, edit(decoded(before, path)))

    def needed(self) -> list[Change]:
        """Those of files that are not so already."""
        needed = []
        for change in self._found.values():
            path = target(self._source, change.path)
            data = change.data if change.origin is None else change.origin.read_bytes()
            if not path.is_file() or path.read_bytes() != data:
                needed.append(change)
        return needed


def decoded(data: bytes, path: str) -> str:
    """The text of a file.

    :raises CommandError: if it is no UTF-8 text.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CommandError(f"{path}:{line}: the file is no UTF-8 text; nothing was written") from None


def target(source: Path, path: str) -> Path:
    """Where a file of the library is.

    :raises CommandError: for a path that leaves the source folder, or that some system cannot have.
    """
    parts = path.split("/")
    if not path or any(
        part in {"", ".", ".."}
        or re.search(r'[\x00-\x1f\\:*?"<>|]', part)
        or part[-1] in " ."
        or _WINDOWS.fullmatch(part)
        for part in parts
    ):
        raise CommandError(f"{path!r} is no name that a file of a library may have")
    found = source.joinpath(*parts)
    if not found.resolve().is_relative_to(source.resolve()) or found.is_symlink():
        raise CommandError(f"{path} leads out of the library's folder; nothing was written")
    return found


def write(source: Path, changes: Sequence[Change]) -> None:
    """Write files, and take away those that are to be gone: all of them, or, when anything fails, none.

    A folder that is left empty goes, too.

    :raises CommandError: if the disk is full, a folder cannot be written, or a path leaves the library.
    """
    targets = [(target(source, change.path), change) for change in changes if not change.gone]
    gone = [target(source, change.path) for change in changes if change.gone]
    prepared: list[tuple[Path, Path]] = []
    folders: list[Path] = []
    replaced: list[tuple[Path, bytes | None]] = []
    try:
        for folder in dict.fromkeys(path.parent for path, _change in targets):
            folders += _make_folder(folder)
        with shown("writing") as progress:
            for number, (path, change) in enumerate(targets, 1):
                unfinished = path.with_name(f".{path.name}.part")
                prepared.append((unfinished, path))
                _fill(unfinished, change)
                progress(number, len(targets))
            _bring_to_disk([unfinished for unfinished, _path in prepared])
        for path in gone:  # first, for systems on which LoRA.md and lora.md are one file
            replaced.append((path, path.read_bytes()))
            path.unlink()
        for unfinished, path in prepared:
            before = path.read_bytes() if path.exists() else None
            replaced.append((path, before))
            unfinished.replace(path)
    except BaseException as error:
        _undo(prepared, replaced, folders)
        if isinstance(error, OSError):
            wanted = {str(unfinished): path for unfinished, path in prepared}
            name = wanted.get(str(error.filename), error.filename or source)
            raise CommandError(f"{name}: {error.strerror or error}; nothing was written") from None
        raise
    for folder in sorted({path.parent for path in gone}, reverse=True):
        with contextlib.suppress(OSError):  # it holds something else
            while folder != source:
                folder.rmdir()
                folder = folder.parent


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder with those above it; those that were not there."""
    missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _fill(path: Path, change: Change) -> None:
    if change.origin is not None:
        shutil.copyfile(change.origin, path)
        return
    path.write_bytes(change.data)


def _bring_to_disk(files: Sequence[Path]) -> None:
    """Wait until the disk holds the files: a power cut must not leave a name without its content."""
    if len(files) >= MANY and hasattr(os, "sync"):
        os.sync()
        return
    for path in files:
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def _undo(prepared: list[tuple[Path, Path]], replaced: list[tuple[Path, bytes | None]], folders: list[Path]) -> None:
    """Bring everything back to what it was."""
    for unfinished, _path in prepared:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
    for path, before in replaced:
        with contextlib.suppress(OSError):
            if before is None:
                path.unlink(missing_ok=True)
            elif not path.exists() or path.read_bytes() != before:
                path.write_bytes(before)
    for folder in reversed(folders):
        with contextlib.suppress(OSError):
            folder.rmdir()
