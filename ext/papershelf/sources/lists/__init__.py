"""Reading lists: the text of a README in, papers, categories and a report out.

The way of a list::

    lines       (a room of its own) a tree of what a reader sees, Markdown and HTML alike; a line parted into title,
                names, venue, date, links
    sections    headings, what stands below each, and (categories) the tree that they are
    evidence    the signs that lines carry: links to papers and notes, venues, dates, names, the look of a title
    entries     which blocks are papers (items of lists, rows of tables), by evidence and by their neighbours, and what
                belongs to each (entry)
    records     a paper, validated, with the place of its note
    reading     all of it, one section after the other
    prose       what the list says besides: its title, and the text below its headings

Outside of this room only ``read`` and ``parse`` are of use.
"""

from __future__ import annotations

from pathlib import Path

from papershelf.sources.found import Reading, SourceError
from papershelf.sources.lists.outline import prose
from papershelf.sources.lists.reading import parse
from papershelf.sources.pages import encoding as encoding_of

__all__ = ["MAX_BYTES", "MAX_LINE", "decoded", "parse", "read"]

MAX_BYTES = 20_000_000
"""Largest list that is read."""

MAX_LINE = 1_000_000
"""Longest line of a list, in characters: reading one of brackets alone takes a minute."""


def read(path: Path) -> Reading:
    """Read a list.

    :raises SourceError: if it is no text, or too large, or has a line that is too long.
    :raises OSError: if it cannot be read.
    """
    text, folder = decoded(path), path.resolve().parent
    reading = parse(text, path.name, folder)
    prose.add(reading, text, path.name, folder)
    return reading


def decoded(path: Path) -> str:
    """The text of a list.

    :raises SourceError: as :func:`read`.
    :raises OSError: if it cannot be read.
    """
    raw = path.read_bytes()
    if len(raw) > MAX_BYTES:
        raise SourceError(f"the file has {len(raw):,} bytes; a list has at most {MAX_BYTES:,}")
    text = encoding_of.decoded(raw)
    if text is not None:
        for number, line in enumerate(text.splitlines(), 1):
            if len(line) > MAX_LINE:
                raise SourceError(f"line {number} has {len(line):,} characters; a line has at most {MAX_LINE:,}")
        return text
    at, why = encoding_of.problem(raw)
    raise SourceError(f"the file is no UTF-8 text: line {at}: {why}")
