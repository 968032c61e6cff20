"""Files that relative addresses mean, however their names are escaped or composed; the page of a folder.

In: a folder and an address. Out: the file, or nothing.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from urllib.parse import unquote

from papershelf.sources.words.links import MARKDOWN, is_external

_INDEX_NAMES = ("index.md", "contents.md", "README.md", "readme.md", "Readme.md", "content.md")


def find_file(folder: Path, href: str) -> Path | None:
    """The file that a relative address means, however its name is escaped or composed; a folder's own page too.

    :param folder: of the page that has the link.
    """
    found = _find(folder, href)
    if found is not None and found.is_dir():
        found = own_page(found)
    return found if found is not None and found.is_file() else None


def find_folder(folder: Path, href: str) -> Path | None:
    """The folder that a relative address means."""
    found = _find(folder, href)
    return found if found is not None and found.is_dir() else None


def own_page(folder: Path) -> Path | None:
    """The page of a folder: its index, or the one note in it."""
    named = next((folder / name for name in _INDEX_NAMES if (folder / name).is_file()), None)
    if named is not None:
        return named
    try:
        inside = [path for path in sorted(folder.iterdir()) if path.name[0] != "."]
    except OSError:
        return None
    pages = [path for path in inside if path.suffix.lower() in MARKDOWN and path.is_file()]
    return pages[0] if len(pages) == 1 else None


def _find(folder: Path, href: str) -> Path | None:
    raw = href.partition("#")[0].partition("?")[0].strip().strip("<>").replace("\\", "/")
    if not raw or raw.startswith("/") or is_external(raw) or "\x00" in raw:
        return None
    for name in dict.fromkeys((unquote(raw), raw)):
        found = _walk(folder, name)
        if found is not None:
            return found
    return None


def _walk(folder: Path, name: str) -> Path | None:
    place = folder
    for part in name.split("/"):
        if part in {"", "."}:
            continue
        if "\x00" in part:
            return None
        try:
            if part == ".." or (place / part).exists():
                place = place / part
                continue
            wanted = unicodedata.normalize("NFC", part)
            same = [p for p in sorted(place.iterdir()) if unicodedata.normalize("NFC", p.name) == wanted]
        except (OSError, ValueError):
            return None
        if not same:
            return None
        place = same[0]
    return place
