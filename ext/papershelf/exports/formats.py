"""The forms in which a list of papers goes out: a line for each says all that there is to say of it."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papershelf.model.record.paper import Paper


@dataclass(frozen=True, slots=True)
class Format:
    """A form, which a module beside this one writes.

    :param name: as ``--format`` names it; the module is called so, too.
    :param taken: for the guide: by whom.
    """

    name: str
    taken: str

    def text(self, papers: Iterable[Paper]) -> str:
        """A whole file of papers."""
        made: str = importlib.import_module(f"papershelf.exports.{self.name}").bibliography(papers)
        return made


FORMATS = (
    Format("bibtex", "LaTeX, JabRef, Zotero: BibTeX and BibLaTeX"),
    Format("csl", "Zotero, pandoc, citeproc: CSL-JSON"),
    Format("ris", "EndNote, Zotero, Mendeley: RIS"),
)
"""In the order in which ``--help`` names them."""
