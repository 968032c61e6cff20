"""What a person at a terminal sees better: tables, coloured differences, progress; a pipe gets plain lines.

rich is loaded only when something is shown so.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

    from papershelf.checks.finding import Finding
    from papershelf.sources.found import Report


_STYLES = {"+": "green", "-": "red", "@": "cyan"}
_EVERY = 0.1
"""Seconds between two looks."""
_OUTCOMES = {"created": "green", "planned": "green", "refused": "red", "skipped": "yellow", "unchanged": "dim",
           "updated": "green", "left": "yellow", "prose": "dim"}  # fmt: skip


def is_terminal(stream: TextIO) -> bool:
    """Whether a person looks at a stream, at a terminal that can do more than lines.

    ``TERM=dumb`` and ``CI`` say that nobody does; ``NO_COLOR`` takes away the colours only, which rich sees to.
    """
    dumb = os.environ.get("TERM", "") in {"dumb", "unknown"}
    return stream.isatty() and not dumb and not os.environ.get("CI")


def console(stream: TextIO) -> Console:
    """A console of rich that shows text as it is: no markup, no emoji, nothing highlighted."""
    from rich.console import Console

    return Console(file=stream, markup=False, emoji=False, highlight=False, soft_wrap=True)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], styles: Sequence[str] = ()) -> None:
    """A table on standard output.

    :param styles: one for each row, as rich names them.
    """
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    made = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in head:
        made.add_column(name, overflow="fold")  # a file's name cut short is none
    for number, row in enumerate(rows):
        made.add_row(*(Text(_visible(cell)) for cell in row), style=styles[number] if number < len(styles) else None)
    shown = console(sys.stdout)
    shown.soft_wrap = False
    shown.print(made)


def write_diff(lines: Iterable[str]) -> None:
    """Lines of a unified diff, without line ends: in colours at a terminal."""
    if not is_terminal(sys.stdout):
        sys.stdout.writelines(f"{line}\n" for line in lines)
        return
    shown = console(sys.stdout)
    for line in lines:
        head = line.startswith(("+++", "---"))
        shown.print(_visible(line), style="bold" if head else _STYLES.get(line[:1], ""))


def _visible(text: str) -> str:
    """Text without signs that a terminal obeys."""
    return "".join(char if char.isprintable() or char == "\t" else f"\\x{ord(char):02x}" for char in text)


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


def show_import(report: Report) -> None:
    """What became of every entry of the sources, and the sums."""
    rows = report.ordered()
    cells = [[row.place, row.outcome.value, row.name + (f" → {row.path}" if row.path else ""), row.why] for row in rows]
    if rows:
        styles = [_OUTCOMES.get(row.outcome.value, "") for row in rows]
        table(["entry", "outcome", "paper", "why"], cells, styles)
    print(report.sums())


def show_findings(found: Sequence[Finding], mended: Sequence[Finding], sums: str) -> None:
    """What was mended, what is left, and the sums."""
    rows = [[f"{f.path}:{f.line}", f.code.value, f.mend.done, "mended"] for f in mended if f.mend]
    rows += [[f"{f.path}:{f.line}", f.code.value, f.message, "--fix" if f.mend else ""] for f in found]
    if rows:
        styles = ["green" if row[3] == "mended" else "" for row in rows]
        table(["place", "code", "finding", "mending"], rows, styles)
    print(sums)
