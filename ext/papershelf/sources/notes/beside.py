"""Files that lie beside a note and come along with it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from papershelf.sources.links import find_file
from papershelf.sources.notes.division import divide
from papershelf.sources.notes.single import MAX_BYTES
from papershelf.sources.safe import Rewriter, safe_markdown

PAGES = (".md", ".markdown", ".rst")
"""Endings of files that become pages, and are no figures."""


def figures_of(text: str, note: Path, root: Path) -> Iterable[Path]:
    """Files beside a note that come along with it."""
    found: list[Path] = []

    def target(address: str) -> str | None:
        path = local_file(address, note, root)
        if path is not None and path.suffix.lower() not in PAGES:
            found.append(path)
        return None

    def image(_alt: str, address: str) -> str:
        target(address)
        return ""

    safe_markdown(divide(text).whole, Rewriter(image, lambda _words, address: target(address) or "", target))
    return found


def local_file(address: str, note: Path, root: Path) -> Path | None:
    """The file that a relative address means, if it lies inside the list's folder."""
    path = find_file(note.parent, address)
    if path is None or not path.resolve().is_relative_to(root.resolve()):
        return None
    try:
        return path.resolve() if path.stat().st_size <= MAX_BYTES else None
    except OSError:
        return None
