"""What commands cost on a seeded library, without a build: seconds and memory."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import notes
from bench.measure import Run

ENTRIES = 10
"""Entries of the bibliography that is imported, for each paper of the library."""

Command = Callable[[Sequence[str]], Run]
"""Runs a command and measures it."""


@dataclass(frozen=True)
class Taken:
    """One command: its medians would say no more, as nothing else is at work in it.

    :param size: papers of the library; of ``import``, entries of the list.
    :param peak: bytes of memory.
    """

    command: str
    size: int
    wall: float
    cpu: float
    peak: int


def bibliography(entries: int) -> Iterator[str]:
    """A BibTeX file of so many invented papers, entry by entry."""
    for number in range(entries):
        authors = " and ".join(notes.author((number * step) % 997) for step in (1, 7))
        yield (
            f"@article{{entry{number},\n  title = {{{notes.name(number)} as entry number {number}}},\n"
            f"  author = {{{authors}}},\n  year = {{{2000 + number % 25}}},\n  doi = {{10.1234/{number}}},\n}}\n\n"
        )


def measure(source: Path, papers: int, run: Command) -> tuple[list[Taken], list[str]]:
    """Run every command on a library, the one that only reads first; its figures, and what went wrong.

    :param source: the library; it is another one afterwards.
    """
    taken: list[Taken] = []
    wrong: list[str] = []
    inside = source.parent / "library.bib"
    inside.write_text("".join(bibliography(papers * ENTRIES)), encoding="utf-8")
    out = source.parent / "exported"
    for name, size, arguments in (
        ("--version", papers, ["--version"]),
        ("check", papers, ["check", "-C", str(source)]),
        ("export bibtex", papers, ["export", "--format", "bibtex", "-o", str(out), "--force", "-C", str(source)]),
        ("export json", papers, ["export", "--format", "json", "-o", str(out), "--force", "-C", str(source)]),
        ("new", papers, ["new", "A title of its own", "-C", str(source)]),
        ("import", papers * ENTRIES, ["import", str(inside), "--category", "imported", "-C", str(source)]),
    ):
        done = run([sys.executable, "-m", "papershelf", *arguments])
        taken.append(Taken(name, size, done.wall, done.cpu, done.peak))
        if done.code not in {0, 1}:  # 1: the check has found something
            wrong.append(f"{name}: {done.complaint()}")
        print(f"  {name}: {done.wall:.2f} s", flush=True)
    return taken, wrong
