"""Files are written whole or not at all, and left alone where they say the same already."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

_TOGETHER = 256
"""Parts of a file that are written together."""
_COPIED = 1 << 20
"""Bytes of a file that are copied together."""

File = tuple[int, int, str]
"""Size in bytes, modification time in ns, digest of the content."""


def read(path: Path) -> bytes:
    """What a file holds; nothing where there is none."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all; leave it alone when it already says this."""
    try:
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return
    except OSError:
        pass
    with _beside(path) as (file, take_place):
        file.write(data)
        take_place()


def write_parts(path: Path, parts: Iterable[str]) -> File:
    """The same for a file of many parts; its record.

    :raises OSError: when it does not hold what was written to it: the disk is full.
    """
    mark, left = hashlib.blake2b(digest_size=16), _together(parts)
    size, first = _as_before(path, left, mark.update)
    if first is not None:
        with _beside(path) as (file, take_place):
            if size:
                _copy(path, size, file)
            for data in chain((first,), left):
                size += file.write(data)
                mark.update(data)
            file.flush()
            if os.fstat(file.fileno()).st_size != size:
                raise OSError(f"{path}: less than its {size} bytes were written")
            take_place()
    return size, path.stat().st_mtime_ns, mark.hexdigest()


def _together(parts: Iterable[str]) -> Iterator[bytes]:
    left = iter(parts)
    while some := list(islice(left, _TOGETHER)):
        yield "".join(some).encode("utf-8", "surrogatepass")


def _as_before(path: Path, parts: Iterable[bytes], tell: Callable[[bytes], None]) -> tuple[int, bytes | None]:
    """How many bytes of a file stay, and the first part that does not stand there; nothing where all of it stays.

    :param tell: called with each part that stays.
    """
    size, left = 0, iter(parts)
    try:
        file = path.open("rb")
    except OSError:
        return size, next(left, b"")
    with file:
        for data in left:
            if file.read(len(data)) != data:
                return size, data
            size += len(data)
            tell(data)
        return size, b"" if file.read(1) else None


def _copy(path: Path, size: int, into: BinaryIO) -> None:
    """Copy the first bytes of a file."""
    with path.open("rb") as file:
        while size:
            size -= into.write(file.read(min(size, _COPIED)))


@contextmanager
def _beside(path: Path) -> Iterator[tuple[Any, Callable[[], None]]]:
    """A new file beside one, and what puts it into the place of that one; it is gone if nothing does."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    is_there = True
    with _new(temporary) as file:

        def take_place() -> None:
            nonlocal is_there
            file.close()
            temporary.replace(path)
            is_there = False

        try:
            yield file, take_place
        finally:
            file.close()
            if is_there:
                temporary.unlink(missing_ok=True)


def _new(path: Path) -> BinaryIO:
    """A new file; mostly its folder is there, and it is not."""
    try:
        return path.open("xb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:  # of a build that was killed
        path.unlink()
    return path.open("xb")
