"""Figures of one paper: those that its page shows and no other page does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papershelf.checks import files

if TYPE_CHECKING:
    from papershelf.cli.edits import Edits


def own_figures(edits: Edits, docname: str) -> list[str]:
    """Figures in the folders of papers that this page alone refers to, relative to the source folder."""
    folder = edits.folder
    path = folder.files[docname]
    mine = _referred(docname, edits.before(path))
    there = mine & {*files.figures(folder, files.Tree(folder.source))}
    if not there:
        return []
    names = {figure.rpartition("/")[2].encode() for figure in there}
    for other, name in folder.files.items():
        data = (folder.source / name).read_bytes() if other != docname else b""
        if any(word in data for word in names):
            there -= _referred(other, data.decode("utf-8", "replace"))
    return sorted(there)


def _referred(docname: str, text: str) -> set[str]:
    return {path for word in files.image_words(text) for path in files.address(docname, word)}
