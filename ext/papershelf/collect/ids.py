"""Ids of headings that say what they lead to: ``#학습-설정`` where docutils, which keeps ASCII only, has ``#id3``.

Only pages of the library get them: others of a project keep the ids, and so the addresses, that they had.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from papershelf.collect.ours import is_ours
from papershelf.collect.placeholders import paper_listing
from papershelf.upstream.trees import now

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def slug(text: str) -> str:
    """Id of a heading as GitHub and MyST make it: lower case, words joined by hyphens."""
    text = unicodedata.normalize("NFC", text).casefold()
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", text).strip())


class ReadableIds(SphinxTransform):
    """Put a readable id first; the old one stays as an alias, so links to it still lead there."""

    default_priority = 875  # once all ids are there, MyST's (700) too; tables of contents are made of what is read

    def apply(self) -> None:
        """Go through the headings."""
        if not self._is_ours():
            return
        explicit = {self.document.nameids[name] for name, is_explicit in self.document.nametypes.items() if is_explicit}
        taken: set[str] = set()
        for section in self.document.findall(nodes.section):
            title = section.next_node(nodes.title)
            if title is None or not section["ids"] or title.astext().isascii() or section["ids"][0] in explicit:
                continue
            readable = next((name for name in section["ids"] if not name.isascii()), "")
            if not readable:
                taken = taken or self._taken()
                base = readable = slug(title.astext())
                number = 0
                while not readable or readable in taken:
                    number += 1
                    readable = f"{base}-{number}"
                taken.add(readable)
                self.document.ids.setdefault(readable, section)
            section["ids"] = [readable, *(name for name in section["ids"] if name != readable)]

    def _taken(self) -> set[str]:
        return {name for node in now(self.document, nodes.Element) for name in node.attributes.get("ids", ())}

    def _is_ours(self) -> bool:
        """Whether the page holds a paper or papers, or is held to the rules of those that do."""
        listings = self.document.findall(paper_listing)  # noted when the page is read to its end
        return is_ours(self.env, self.env.current_document.docname) or next(iter(listings), None) is not None


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(ReadableIds)
