"""Lists of a few entries, read: what the tests of forms have in common."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from papershelf.model.record.paper import Author
from papershelf.sources import lists
from papershelf.sources.found import Found, Reading
from papershelf.sources.notes.single import note_of
from support import write

A, B = "https://arxiv.org/abs/2305.10425", "https://arxiv.org/abs/2301.00001"


def whole(text: str, folder: Path = Path("/nowhere")) -> Reading:
    """The text of a file, read as a list."""
    return lists.parse(text, "list.md", folder)


def read(text: str, folder: Path) -> Reading:
    """Entries below a heading that names papers, in a README."""
    return lists.parse(f"# Papers\n\n{text}", "README.md", folder)


def note(folder: Path, name: str, text: str) -> Found:
    """The paper of a note that is written into a folder of notes."""
    found = note_of(write(folder, {name: text}) / name, folder)
    assert found is not None
    return found


def people(authors: Iterable[Author]) -> str:
    """Names as options of a page have them."""
    return "; ".join(author.name for author in authors)
