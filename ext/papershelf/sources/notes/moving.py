"""Links and pictures of a note, at the addresses that they have on its new page; files that come along with it.

In: words and addresses. Out: Markdown, the files with their new names, and remarks on what is not there.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from papershelf.model.text import values
from papershelf.sources.found import Found, Written, key_for
from papershelf.sources.markdown.rewriting import Rewriter, address_text, clean_label, safe_address
from papershelf.sources.markdown.safe import moved as rewritten
from papershelf.sources.markdown.text import plain
from papershelf.sources.notes.beside import PAGES, alternative, local
from papershelf.sources.notes.prose.anchors import name_in
from papershelf.sources.words.links import is_external


@dataclass
class Moving:
    """The addresses of one note, or of the summary that a list has of it.

    :param pages: notes to their pages.
    :param files: files that come along, to their names beside the page.
    :param page: the new page, where the note has none of its own.
    :param heading: of the section that is moved now; ``figures``, how many pictures there were so far.
    :param anchors: names of headings to the last part of their labels.
    """

    item: Found
    note: Path
    pages: dict[Path, str]
    files: dict[Path, str] = field(default_factory=dict)
    page: str = ""
    remarks: list[str] = field(default_factory=list)
    heading: str = ""
    figures: int = 0
    said: Written = field(default_factory=lambda: Written(""))
    anchors: Mapping[str, str] = field(default_factory=dict)

    @property
    def rewriter(self) -> Rewriter:
        """What becomes of images and links."""
        return Rewriter(self._image, self._link, self._target)

    def moved(self, text: str) -> str:
        """Markdown of a list with the addresses that it has on a page."""
        return rewritten(text, self.rewriter)

    def _image(self, alt: str, address: str) -> str:
        path = local(address, self.note, self._root)
        self.figures += 1
        alt = alternative(alt, plain(self.heading) or self.item.paper.name, self.figures)
        if path is not None:
            return f"![{clean_label(alt)}]({self._name(path)})"
        if is_external(address):
            return (
                f"![{clean_label(alt)}]({address_text(address)})"
                if safe_address(address) or address.startswith("data:image/")
                else alt
            )
        self.remarks.append(f"the figure {address[:80]} is not there")
        return f"{clean_label(alt)} (`{address.replace('`', '')}`)"

    def _link(self, words: str, address: str) -> str:
        target = self._target(address)
        if target is None:
            return f"[{words.strip()}]({address_text(address)})" if safe_address(address) else words
        return f"[{words.strip()}]{target}"

    def _target(self, address: str) -> str | None:
        if is_external(address):
            return None if safe_address(address) else ""
        if address[1:] in self.said.reached:
            return None
        if not address or address.startswith("#"):
            label = self.anchors.get(name_in(address[1:]))
            return f"(#{self.item.paper.key}-{label})" if label else ""
        path = local(address, self.note, self._root)
        if path is not None and path in self.pages:
            here = posixpath.dirname(self.page or self.pages[self.note])
            return f"({quote(posixpath.relpath(self.pages[path], here))})"
        if path is not None and path.suffix.lower() not in PAGES:
            return f"({self._name(path)})"
        self.remarks.append(f"the link to {address[:80]} leads to no page of the list")
        return f" (`{address.replace('`', '')}`)"

    @property
    def _root(self) -> Path:
        return self.item.root or self.note.parent

    def _name(self, path: Path) -> str:
        """The name of a file beside the new page: plain ASCII, unlike the others."""
        if path not in self.files:
            stem, suffix = key_for(path.stem), values.slug(path.suffix.removeprefix("."))
            suffix = f".{suffix}" if suffix else ""
            taken = {*self.files.values(), "index.md"}
            name, number = f"{stem}{suffix}", 2
            while name in taken:
                name, number = f"{stem}-{number}{suffix}", number + 1
            self.files[path] = name
        return self.files[path]
