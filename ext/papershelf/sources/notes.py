"""Notes that a list links to, taken in as paper pages."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from pathlib import Path

from papershelf.sources.found import Found


def adopt(found: Sequence[Found], known: Iterable[tuple[Path | None, str]], prefix: str) -> list[Found]:
    """Papers with the notes of their files."""
    taken = []
    for item in found:
        if item.note is not None:
            item = dataclasses.replace(item, body=item.note.read_text("utf-8", "replace"))
        taken.append(item)
    return taken
