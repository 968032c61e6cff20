"""How far long work has come, on a terminal; nothing anywhere else."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

_WIDTH = 30
_EVERY = 0.1
"""Seconds between two looks."""


@contextlib.contextmanager
def shown(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, if that is a terminal; it is gone when the work is done.

    :returns: to be called with the number of steps done and of all steps.
    """
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    last = 0.0

    def show(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last < _EVERY and done < total:
            return
        last = time.monotonic()
        filled = _WIDTH * done // total if total else _WIDTH
        bar = "█" * filled + "░" * (_WIDTH - filled)
        sys.stderr.write(f"\r{label} {bar} {done:,}/{total:,}")
        sys.stderr.flush()

    try:
        yield show
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
