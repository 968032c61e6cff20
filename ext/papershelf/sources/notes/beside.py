"""Files beside a note: which there are, and which come along with it.

In: Markdown and where it lies. Out: the files of its addresses that lie inside the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from papershelf.sources.markdown.beside import find_file
from papershelf.sources.markdown.rewriting import Rewriter
from papershelf.sources.markdown.safe import safe_markdown
from papershelf.sources.notes.prose.division import divide
from papershelf.sources.notes.single import MAX_BYTES

PAGES = (".md", ".markdown", ".rst")
"""Files that are pages of their own."""
_NO_ALT = re.compile(
    r"(?:untitled|image|img|figure|fig|screenshot|스크린샷|pasted image|alt text|picture|pic)?[\s\d_.:-]*"
    r"(?:\.\w{3,4})?",
    re.IGNORECASE,
)


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
