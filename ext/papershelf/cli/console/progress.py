"""How far long work has come, on a terminal; nothing anywhere else."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

from papershelf.cli.console.terminal import console, is_terminal

_EVERY = 0.1
"""Seconds between two looks."""


@contextlib.contextmanager
def shown(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, if that is a terminal; it is gone when the work is done.

    :returns: to be called with the number of steps done and of all steps.
    """
    if not is_terminal(sys.stderr):
        yield lambda done, total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    last = 0.0
    bar = Progress(*columns, console=console(sys.stderr), transient=True, auto_refresh=False)
    task = bar.add_task(label, total=1)

    def show(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last < _EVERY and done < total:
            return
        last = time.monotonic()
        bar.update(task, completed=done, total=total)
        bar.start()  # with the first number, and no more than once
        bar.refresh()

    try:
        yield show
    finally:
        bar.stop()
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
