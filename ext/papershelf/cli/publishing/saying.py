"""What pages of a library say in prose, as a README has it."""

from __future__ import annotations

import os
import re
from pathlib import Path

from papershelf.model.collection.catalogue import Catalogue
from papershelf.sources import lists
from papershelf.sources.library.folder import Folder
from papershelf.sources.markdown.rewriting import Rewriter, address_text
from papershelf.sources.markdown.safe import moved
from papershelf.sources.words.links import is_external

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
    return "" if "<!-- papershelf" in text else _without_papers(text, place)


def _without_papers(text: str, place: Path) -> str:
    """Prose without the paragraphs that an importer would read papers in; all the others stay."""
    parts = _paragraphs(text)
    while parts:
        known = "\n\n".join(["# A\n\n## B", *parts, f"## C\n\n1. [{_MARK}](https://arxiv.org/abs/1706.03762)\n"])
        lines = {found.line for found in lists.parse(known, "", place).found}
        start, kept = 5, []  # the line after the two headings
        for part in parts:
            end = start + part.count("\n") + 1
            kept += [] if lines & set(range(start, end)) else [part]
            start = end + 1
        if len(lines) <= 1 or len(kept) == len(parts):
            return "\n\n".join(parts) if len(lines) == 1 else ""
        parts = kept
    return ""


def _paragraphs(text: str) -> list[str]:
    """The parts of a text between blank lines; code and disclosures are in one part."""
    parts: list[str] = []
    open_ = ""
    for part in re.split(r"\n{2,}", text):
        if open_:
            parts[-1] += f"\n\n{part}"
        else:
            parts.append(part)
        open_ = _left_open(parts[-1])
    return [part for part in parts if part.strip()]


def _left_open(part: str) -> str:
    """The sign that ends the code or the disclosure that a text leaves open."""
    fence = ""
    for line in part.split("\n"):
        if match := re.match(r" {0,3}(`{3,}|~{3,})", line):
            fence = "" if fence and match[1].startswith(fence) else fence or match[1]
    return fence or ("</details>" if part.count("<details") > part.count("</details") else "")


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
