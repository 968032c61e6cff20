"""What pages of a library say in prose, as a README has it."""

from __future__ import annotations

import os
import re
from pathlib import Path

from papershelf.model.catalogue import Catalogue
from papershelf.sources import lists
from papershelf.sources.folder import Folder
from papershelf.sources.links import is_external
from papershelf.sources.safe import Rewriter, address_text, moved

_FENCE = re.compile(r"^\s{0,3}(?:`{3,}|~{3,}|:{3,})\s*\{[\w:-]+\}", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}\s", re.MULTILINE)
_TITLE = re.compile(r"^# +(?P<words>.*\S)[ ]*$", re.MULTILINE)
_ROLE = re.compile(r"\{[\w:-]+\}`(?:(?P<words>[^`<>]*\S)\s*<[^`<>]+>|(?P<keys>[^`]+))`")
_HIDDEN = re.compile(r"^(?:%.*|\([^()\s]+\)=[ ]*|\+\+\+.*)\n?", re.MULTILINE)
_MARK = "Attention Is All You Need"


def title(text: str) -> str:
    """The heading of a page, as it is written."""
    match = _TITLE.search(text)
    return match["words"] if match else ""


def prose(folder: Folder, docname: str, place: Path, *, headings: bool = False) -> str:
    """What a Markdown page says before its first directive; nothing where an importer would read papers in it.

    :param place: folder of the file that is to have it.
    :param headings: whether sections belong to it; else it ends at the first.
    """
    path = folder.files.get(docname, "")
    if not path.endswith(".md"):
        return ""
    text = (folder.source / path).read_text("utf-8", "replace").replace("\r\n", "\n")
    begin = _TITLE.search(text)
    text = text[begin.end() :] if begin else ""
    ends = [match.start() for match in (_FENCE.search(text), None if headings else _HEADING.search(text)) if match]
    text = _HIDDEN.sub("", text[: min(ends, default=len(text))]).strip("\n")
    text = re.sub(r"(?:\n*^#{1,6} .*)+\s*\Z", "", text, flags=re.MULTILINE) if headings else text
    text = _ROLE.sub(lambda match: _words(match, folder.catalogue), text)
    text = moved(text, _rewriter((folder.source / path).parent, folder.source, place)).strip()
    known = f"# A\n\n## B\n\n{text}\n\n## C\n\n1. [{_MARK}](https://arxiv.org/abs/1706.03762)\n"
    if not text or "<!-- papershelf" in text or len(lists.parse(known, "", place).found) != 1:
        return ""
    return text


def _words(match: re.Match[str], catalogue: Catalogue) -> str:
    if match["words"]:
        return match["words"]
    names = [(key, catalogue.by_key(key.strip())) for key in match["keys"].split(",")]
    return ", ".join(entry.paper.name if entry else key.strip() for key, entry in names)


def _rewriter(here: Path, source: Path, place: Path) -> Rewriter:
    def address(old: str) -> str:
        if not old or is_external(old) or old.startswith("#"):
            return old
        start = source if old.startswith("/") else here
        path, mark, rest = old.partition("#")
        return address_text(Path(os.path.relpath(start / path.lstrip("/"), place)).as_posix() + mark + rest)

    return Rewriter(
        lambda alt, old: f"![{alt}]({address(old)})",
        lambda words, old: f"[{words}]({address(old)})",
        lambda old: f"({address(old)})" if address(old) != old else None,
    )
