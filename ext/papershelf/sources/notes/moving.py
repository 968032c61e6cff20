"""Links and pictures of a note, at the addresses that they have on its new page; the files beside it that come along.

In: words and addresses. Out: Markdown, the files with their new names, and remarks on what is not there.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote

from papershelf.sources.found import Found, Written, file_name, key_for
from papershelf.sources.markdown.beside import find_file
from papershelf.sources.markdown.rewriting import Rewriter, address_text, clean_label, safe_address
from papershelf.sources.markdown.safe import moved as rewritten
from papershelf.sources.markdown.safe import safe_markdown
from papershelf.sources.markdown.text import plain
from papershelf.sources.notes.prose.division import Note, divide
from papershelf.sources.notes.single import MAX_BYTES
from papershelf.sources.words.links import is_external

_ANCHOR = re.compile(r"(?:\]\(<?|href=[\"']?)#(?P<name>[^\s()<>\"']+)")
"""The address of a link into its own page."""
PAGES = (".md", ".markdown", ".rst")
"""Files that are pages of their own."""
_NO_ALT = re.compile(
    r"(?:untitled|image|img|figure|fig|screenshot|스크린샷|pasted image|alt text|picture|pic)?[\s\d_.:-]*"
    r"(?:\.\w{3,4})?",
    re.IGNORECASE,
)


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
            self.files[path] = file_name(path, {*self.files.values(), "index.md"})
        return self.files[path]


def anchors(note: Note) -> dict[str, tuple[str, str]]:
    """Names of headings in links of the note, each with the title of the section and the last part of its label."""
    titles = {_slug(section.title): section.title for section in note.sections if section.title}
    named = {name_in(match["name"]) for match in _ANCHOR.finditer(note.whole)}
    return {name: (title, key_for(title)) for name, title in titles.items() if name in named}


def name_in(address: str) -> str:
    """The name of a heading in an address, without its hash."""
    return unquote(address).lower()


def _slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", plain(heading).lower()).replace(" ", "-")


def figures_of(text: str, note: Path, root: Path) -> Iterable[Path]:
    """Files beside a note that come along with it."""
    found: list[Path] = []

    def target(address: str) -> str | None:
        path = local(address, note, root)
        if path is not None and path.suffix.lower() not in PAGES:
            found.append(path)
        return None

    def image(_alt: str, address: str) -> str:
        target(address)
        return ""

    safe_markdown(divide(text).whole, Rewriter(image, lambda _words, address: target(address) or "", target))
    return found


def local(address: str, note: Path, root: Path) -> Path | None:
    """The file that a relative address means, if it lies inside the list's folder."""
    path = find_file(note.parent, address)
    if path is None or not path.resolve().is_relative_to(root.resolve()):
        return None
    try:
        return path.resolve() if path.stat().st_size <= MAX_BYTES else None
    except OSError:
        return None


def alternative(alt: str, where: str, number: int) -> str:
    """Words for a picture: those it has, if they say anything; else where it stands, and its number there."""
    if not _NO_ALT.fullmatch(alt.strip()):
        return alt
    word = "그림" if re.search(r"[가-힣]", where) else "figure"
    return f"{where}, {word} {number}"
