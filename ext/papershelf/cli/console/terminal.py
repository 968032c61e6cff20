"""What a person at a terminal sees better: tables and coloured differences; a pipe gets plain lines.

rich is loaded only when something is shown so.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

_STYLES = {"+": "green", "-": "red", "@": "cyan"}


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
