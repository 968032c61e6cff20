"""Files of reference managers, by the endings of their names."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

from papershelf.sources.bibliographies import forms, papers_json
from papershelf.sources.bibliographies.entries.encodings import decoded
from papershelf.sources.bibliographies.entries.finishing import Progress
from papershelf.sources.bibliographies.entries.records import Record
from papershelf.sources.found import SourceError

LIMIT = 200_000_000
"""Bytes of a file that is read; the bibliography of a whole field has a few million."""


def is_known(path: Path) -> bool:
    """Whether the name of a file ends as that of a bibliography."""
    return path.suffix.lower() in forms.ENDINGS


def text_of(path: Path, encoding: str = "") -> tuple[str, str]:
    """The text of a file, and what is to be said about how it was read.

    :param encoding: name of the file's; found out when left out.
    :raises SourceError: if it is too large, no text, or in an encoding that nobody can be sure of.
    :raises OSError: if it cannot be read.
    """
    if path.stat().st_size > LIMIT:
        raise SourceError(f"the file has more than {LIMIT:,} bytes")
    return decoded(path.read_bytes(), encoding)


def parse(path: Path, text: str, progress: Progress | None = None) -> list[Record]:
    """Every entry of a file, in its order: a record, or why it is none."""
    name = forms.ENDINGS[path.suffix.lower()].name
    if name == "csl" and papers_json.is_papers_json(text):
        name = "papers_json"
    if name in forms.SIGNS:  # sites name RIS .enw, and .ris what is none
        name = forms.form_of(text) or name
    read: Callable[[str, Progress | None], list[Record]] = importlib.import_module(
        f"papershelf.sources.bibliographies.{name}"
    ).parse
    return read(text, progress)
