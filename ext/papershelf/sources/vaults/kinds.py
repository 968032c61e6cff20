"""What program keeps a folder of notes, and which of its files are notes.

In: a folder. Out: the kind of its vault, and its notes in order; what is left out gets a row.
"""

from __future__ import annotations

import enum
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from papershelf.sources.notes.single import readable
from papershelf.sources.notes.strays import MOST
from papershelf.sources.vaults.walk import without_code
from papershelf.sources.words.links import MARKDOWN

NOTION_ID = re.compile(r"[ _-]?[0-9a-f]{32}(?=_all$|$)")
"""What Notion appends to the names of files and folders."""

_WIKI = re.compile(r"\[\[[^\[\]\n]{1,200}\]\]")
_SAMPLE = 200
"""So many notes of a folder without any other sign tell whether it has wiki links."""
_LEFT = frozenset({"node_modules", "__pycache__", "venv", "templates", "template", "_templates", "템플릿", "logseq"})
_BUILT = frozenset({"public", "resources", "themes", "layouts", "archetypes", "static", "build", "dist", "_site",
                    "vendor", "i18n", "quartz"})  # fmt: skip
_NO_POSTS = frozenset({"_includes", "_layouts", "_sass", "_data", "_site", "_plugins", "_pages"})
_DAYS = frozenset({"journals", "journal", "daily", "daily notes", "daily-notes", "dailies", "일지", "데일리"})
_DAY = re.compile(r"\d{4}[-_.]?\d{2}[-_.]?\d{2}")
_NO_NOTES = re.compile(
    r"(?:readme|index|_index|contributing|licen[cs]e|changelog|code_of_conduct|security|contents|template)(?:[._-].*)?",
    re.IGNORECASE,
)
_DRAWN = re.compile(r"\.excalidraw$", re.IGNORECASE)
_ANNOTATIONS = re.compile(r"hls__")


class Kind(enum.StrEnum):
    """The program that keeps a vault."""

    OBSIDIAN = "Obsidian"
    LOGSEQ = "Logseq"
    NOTION = "Notion"
    JEKYLL = "Jekyll"
    HUGO = "Hugo"
    QUARTZ = "Quartz"

    @property
    def is_blog(self) -> bool:
        """Whether its notes are posts, with shortcodes and a date of their own."""
        return self in {Kind.JEKYLL, Kind.HUGO, Kind.QUARTZ}

    @property
    def is_wiki(self) -> bool:
        """Whether it has marks, tags and comments in the text."""
        return self in {Kind.OBSIDIAN, Kind.LOGSEQ, Kind.QUARTZ}


@dataclass
class Listed:
    """The files of a vault.

    :param notes: in order.
    :param files: all else that a note may show or link to.
    :param left: path and reason of what is left out.
    """

    notes: list[Path] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    left: list[tuple[Path, str]] = field(default_factory=list)


def recognised(root: Path) -> Kind | None:
    """The kind of vault that a folder is; nothing for a plain folder."""
    names = {path.name for path in root.iterdir()}
    if "logseq" in names and (root / "logseq").is_dir() and names & {"pages", "journals"}:
        return Kind.LOGSEQ
    if {"pages", "journals"} <= names:
        return Kind.LOGSEQ
    if ".obsidian" in names:
        return Kind.OBSIDIAN
    if {"quartz.config.ts", "quartz.layout.ts", "quartz.config.yaml"} & names:
        return Kind.QUARTZ
    if "content" in names and any(re.fullmatch(r"(?:hugo|config)\.(?:toml|ya?ml|json)", name) for name in names):
        return Kind.HUGO
    if "content" in names and (root / "config/_default").is_dir():
        return Kind.HUGO
    if "_posts" in names or ("_config.yml" in names and next(root.glob("*/_posts"), None)) or root.name == "_posts":
        return Kind.JEKYLL
    if any(NOTION_ID.search(Path(name).stem) for name in names):
        return Kind.NOTION
    return Kind.OBSIDIAN if _has_wiki_links(root) else None


def _has_wiki_links(root: Path) -> bool:
    """Whether the notes of a folder link to each other as a wiki's do."""
    notes = listed(root, Kind.OBSIDIAN).notes
    stems = {path.stem.casefold() for path in notes}
    for path in notes[:_SAMPLE]:
        for match in _WIKI.finditer(without_code(readable(path))):
            name = re.split(r"[|#\\]", match[0][2:-2])[0].rpartition("/")[2].strip().casefold()
            if name in stems or name.removesuffix(".md") in stems:
                return True
    return False


def listed(root: Path, kind: Kind) -> Listed:
    """The files of a vault."""
    found = Listed()
    seen = hidden = 0
    for directory, names, files in os.walk(root):
        at = Path(directory)
        hidden += sum(name[0] == "." for name in names)
        for name in sorted(names):
            if name[0] != "." and (why := _why_left(name, at == root, kind)):
                found.left.append((at / name, why))
        outside = {name for name in names if name[0] == "." or _why_left(name, at == root, kind)}
        names[:] = sorted(name for name in names if name not in outside or _has_files(name, at == root, kind))
        seen += len(files)
        if seen > MOST:
            found.left.append((at / "files", f"more than {MOST:,}: what follows is not looked at"))
            break
        for name in sorted(files):
            _sort_in(at / name, root, kind, found)
    if hidden:
        found.left.append((root / "hidden folders", f"not looked into: {hidden}"))
    return found


def _why_left(name: str, top: bool, kind: Kind) -> str:
    """Why the notes of a folder are none of the vault's; nothing for those that are."""
    low = name.lower()
    if low in _LEFT:
        return "a folder of templates or programs"
    if kind.is_blog and top and (low in _BUILT or low in _NO_POSTS):
        return "a folder of the site's own"
    return ""


def _has_files(name: str, top: bool, kind: Kind) -> bool:
    """Whether a folder without notes has pictures that posts show."""
    return kind.is_blog and top and name in {"static", "public"}


def _sort_in(path: Path, root: Path, kind: Kind, found: Listed) -> None:
    if path.name[0] == "." or path.is_symlink():
        return
    if path.suffix.lower() not in MARKDOWN:
        found.files.append(path.resolve())
        return
    why = _no_note(path, root, kind)
    if why is None:
        return
    if why:
        found.left.append((path, why))
    else:
        found.notes.append(path.resolve())


def _no_note(path: Path, root: Path, kind: Kind) -> str | None:
    """Why a file of Markdown is no note: an empty text for one that is, nothing for one that nobody misses."""
    inside = path.relative_to(root)
    folders = [part.lower() for part in inside.parts[:-1]]
    if kind.is_blog and folders and (folders[0] in _BUILT or folders[0] in _NO_POSTS):
        return None
    if _DRAWN.search(path.stem):
        return "a drawing of Excalidraw"
    if _ANNOTATIONS.match(path.name) and kind is Kind.LOGSEQ:
        return "what Logseq notes of a PDF"
    if kind is Kind.JEKYLL and root.name != "_posts" and not any(part[0] == "_" for part in folders):
        return "a page of the site, and no post" if not folders or "_posts" not in folders else ""
    if kind in {Kind.HUGO, Kind.QUARTZ} and folders[:1] != ["content"]:
        return "a page outside of content/"
    if set(folders) & _DAYS or (_DAY.fullmatch(path.stem) and kind.is_wiki):
        return "a day of a journal"
    if kind is Kind.LOGSEQ and folders[:1] != ["pages"]:
        return "a page outside of pages/"
    if _NO_NOTES.fullmatch(path.stem):
        bundle = kind in {Kind.HUGO, Kind.JEKYLL} and path.stem.lower() == "index" and len(folders) > 1
        return "" if bundle else "a page about the folder, by its name"
    return ""


def name_of(path: Path, kind: Kind) -> str:
    """What people call a note, by the name of its file."""
    stem = re.sub(r"(?:\.(?:md|markdown))+$", "", path.stem, flags=re.IGNORECASE)
    if stem.lower() == "index" and kind.is_blog:
        stem = path.parent.name
    if kind is Kind.NOTION:
        return NOTION_ID.sub("", stem)
    if kind is Kind.LOGSEQ:
        return re.sub(r"%([0-9A-Fa-f]{2})", lambda m: chr(int(m[1], 16)), stem.replace("___", "/"))
    if kind.is_blog and (dated := re.match(r"(?P<day>\d{4}-\d{1,2}-\d{1,2})-(?=.)", stem)):
        return stem[dated.end() :]
    return stem


def day_of(path: Path) -> str:
    """The day that the name of a post begins with, as ISO 8601; nothing where it has none."""
    stem = path.parent.name if path.stem.lower() == "index" else path.stem
    dated = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})-", stem)
    return f"{dated[1]}-{int(dated[2]):02}-{int(dated[3]):02}" if dated else ""


def walked(found: Listed, root: Path) -> Iterator[tuple[str, str]]:
    """Name and reason of what is left out, relative to the vault; days of journals in one row."""
    days = sum(why == "a day of a journal" for _path, why in found.left)
    if days:
        yield "journal", f"not taken in: {days} {'days' if days > 1 else 'day'} of a journal"
    for path, why in found.left:
        if why != "a day of a journal":
            yield path.relative_to(root).as_posix(), why
