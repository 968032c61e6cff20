"""What can befall a build: it is killed, interrupted, out of space, or sees folders in another order.

Installed in the forked process before it builds. A moment is counted in changes to files, not in time, so it can be met
again.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import random
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

WRITES = os.O_WRONLY | os.O_RDWR

_finishers: list[Callable[[], None]] = []


class Changes:
    """Sees every change to files below some folders just before it happens.

    :param at: number of the change at which something happens, from 0; ``None``: only count.
    :param torn: what a file that was being written holds then: ``""`` (as before), ``empty`` or ``half``.
    :param worker: count in the workers of a parallel build instead of the main process.
    """

    def __init__(self, folders: list[str], at: int | None, action: str, torn: str, worker: bool, report: str) -> None:
        self.folders = tuple(f"{folder}/" for folder in folders)
        self.at = at
        self.action = action
        self.torn = torn
        self.worker = worker
        self.report = report
        self.main = os.getpid()
        self.seen: list[str] = []
        self.busy = False
        self.done = False

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        """Audit hook."""
        if self.busy or not event.startswith(("open", "os.")) or (os.getpid() != self.main) is not self.worker:
            return
        path = _changed(event, args)
        if path is None or not f"{path}/".startswith(self.folders):
            return
        self.busy = True
        try:
            number = len(self.seen)
            self.seen.append(f"{event} {path}")
            if self.at is not None and number >= self.at:
                self._happen(event, path, first=number == self.at)
        finally:
            self.busy = False

    def _happen(self, event: str, path: str, *, first: bool) -> None:
        if self.action == "full":
            if event == "open":
                _tear(path, "empty")
            if event in {"open", "os.mkdir"}:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
        elif first and not self.done:
            self.done = True
            if event == "open":
                _tear(path, self.torn)
            Path(self.report).write_text(json.dumps([f"{event} {path}"]), encoding="utf-8")
            os.killpg(0, signal.SIGKILL if self.action == "kill" else signal.SIGINT)

    def finish(self) -> None:
        """Write down what was seen."""
        self.busy = True
        if not self.done:
            Path(self.report).write_text(json.dumps(self.seen), encoding="utf-8")


def _changed(event: str, args: tuple[Any, ...]) -> str | None:
    if event == "open":
        path, mode, flags = args
        if not (flags & WRITES if isinstance(flags, int) else set(mode or "") & set("wax+")):
            return None
    elif event in {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink"}:
        path = args[1] if event == "os.rename" else args[0]
    else:
        return None
    if isinstance(path, int):
        return None
    place = Path(os.fsdecode(path)).absolute()
    return None if event == "os.mkdir" and place.is_dir() else str(place)


def _tear(path: str, torn: str) -> None:
    with contextlib.suppress(OSError):
        if torn == "empty":
            Path(path).write_bytes(b"")
        elif torn == "half":
            file = Path(path)
            content = file.read_bytes() if file.exists() else b"<!doctype html>\n<ht" * 2
            file.write_bytes(content[: len(content) // 2])


def changes(
    folders: list[str], report: str, at: int | None = None, action: str = "", torn: str = "", worker: bool = False
) -> None:
    """Count changes to files; at one of them, ``kill``, ``interrupt``, or be ``full`` from then on."""
    watch = Changes(folders, at, action, torn, worker, report)
    sys.addaudithook(watch)
    _finishers.append(watch.finish)


def folder_order(seed: int) -> None:
    """Give the entries of every folder in another order: reversed for seed 0, else shuffled."""
    scandir, listdir = os.scandir, os.listdir

    def mixed(entries: list[Any], key: Callable[[Any], Any]) -> list[Any]:
        entries = sorted(entries, key=key, reverse=True)
        if seed:
            random.Random(seed).shuffle(entries)
        return entries

    @contextlib.contextmanager
    def scan(path: Any) -> Iterator[Iterator[os.DirEntry[Any]]]:
        with scandir(path) as entries:
            yield iter(mixed(list(entries), lambda entry: entry.name))

    class Scan:
        def __init__(self, path: Any = ".") -> None:
            self.manager = scan(path)
            self.entries = self.manager.__enter__()

        def __iter__(self) -> Scan:
            return self

        def __next__(self) -> os.DirEntry[Any]:
            return next(self.entries)

        def __enter__(self) -> Scan:
            return self

        def __exit__(self, *error: object) -> None:
            self.close()

        def close(self) -> None:
            self.manager.__exit__(None, None, None)

    os.scandir = Scan  # type: ignore[assignment, misc]
    os.listdir = lambda path=".": mixed(listdir(path), lambda name: name)  # type: ignore[assignment]


def as_upstream_has_it() -> None:
    """Leave docutils, Sphinx and MyST as they are."""
    from papershelf import upstream

    upstream.DOCUTILS.clear()
    upstream.SPHINX.clear()
    upstream.MYST.clear()


def eager_workers() -> None:
    """Share even a few documents out to processes."""
    try:
        from papershelf import workers
    except ImportError:
        return
    assert workers._WORTH_FORKING
    workers._WORTH_FORKING = 1


def every_page_compared() -> None:
    """Fail where a page that is no suspect shows something else than before."""
    from papershelf.write.builder import PaperHTMLBuilder

    usual = PaperHTMLBuilder._suspects

    def suspects(self: Any, kept: Any, **options: Any) -> list[str]:
        found = usual(self, kept, **options)
        missed = [name for name in kept.keys() - set(found) if kept[name].inputs != self.inputs.of(name)]
        read = {name for name, stamp in self.env.all_docs.items() if name in kept and kept[name].read != stamp}
        if missed := sorted(set(missed) - read):
            raise AssertionError(f"no suspects, and shown otherwise: {missed}")
        return found

    PaperHTMLBuilder._suspects = suspects  # type: ignore[method-assign]


def long_lists() -> None:
    """Have the search of a small library in as many files and forms as that of a large one: heads, lists in parts."""
    from papershelf.search import heads, shards
    from papershelf.search.packing import postings, single

    values = {
        shards: {"MASK": 3, "SMALL": 0, "LISTED": 15, "MANY": 2, "LONG": 3},
        heads: {"WAYS": 1},
        single: {"_LONG": 4, "MANY": 16},
        postings: {"_PART": 128},
    }
    for module, others in values.items():
        for name, value in others.items():
            assert getattr(module, name) > value
            setattr(module, name, value)


def umask(mask: int) -> None:
    """Create files with other permissions."""
    os.umask(mask)


def finish() -> None:
    """What hooks do when the build is over."""
    for finisher in _finishers:
        finisher()


HOOKS: dict[str, Callable[..., None]] = {
    function.__name__: function
    for function in (as_upstream_has_it, changes, eager_workers, every_page_compared, folder_order, long_lists, umask)
}
