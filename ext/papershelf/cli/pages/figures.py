"""Figures of one paper: those that its page shows and no other page does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papershelf.checks import files
from papershelf.cli.pages.places import places

if TYPE_CHECKING:
    from papershelf.cli.pages.edits import Edits


def own_figures(edits: Edits, docname: str) -> list[str]:
    """Figures in the folders of papers that this page alone refers to, relative to the source folder."""
    folder = edits.folder
    every = sorted(files.figures(folder, files.Tree(folder.source)))
    mine = _shown(every, docname, folder.files[docname], edits.before(folder.files[docname]))
    stems = {_stem(figure).rpartition("/")[2].encode() for figure in mine}
    for other, name in folder.files.items():
        data = (folder.source / name).read_bytes() if mine and other != docname else b""
        if any(stem in data for stem in stems):
            mine -= _shown(every, other, name, data.decode("utf-8", "replace"))
    return sorted(mine)


def _shown(every: list[str], docname: str, path: str, text: str) -> set[str]:
    """Those of some figures that a page refers to, also by ``figure.*``."""
    words = [*files.image_words(text), *(place.target for place in places(text, markdown=path.endswith(".md")))]
    named = {name for word in words for name in files.address(docname, word)}
    return {figure for figure in every if figure in named or f"{_stem(figure)}.*" in named}


def _stem(figure: str) -> str:
    return figure.rpartition(".")[0]
