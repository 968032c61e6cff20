"""One note as a paper: what its own head says of it.

In: the file of a note. Out: the paper that it is about; ``adoption`` makes a page of it.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from papershelf.model import values
from papershelf.model.build import build
from papershelf.model.paper import Status
from papershelf.sources.found import Found, key_for
from papershelf.sources.links import label_field
from papershelf.sources.notes.division import Note, divide
from papershelf.sources.text import plain

MAX_BYTES = 10_000_000
"""Largest note that is taken in."""

_LEAST = 40
"""So many letters a file has that is a note without a heading."""

_NOTION_ID = re.compile(r"[ _-]?[0-9a-f]{32}$")
_GENERIC = frozenset({"note", "notes", "review", "summary", "paper", "main", "readme", "index", "contents"})
_SHARED = 3
"""So many notes with one heading tell that it is no title."""
_SECTION = re.compile(
    r"\W*(?:\d+\W+)?(?:ab[a-z]{0,3}tr?act|introduction|intro|summary|overview|background|code|references?|"
    r"paper review|related works?|key ?points?|contributions?|서론|초록|요약|개요|소개|배경|들어가며|핵심(?: 내용)?|"
    r"논문 ?리뷰|논문|리뷰|미완|摘要|引言|简介|概述|背景|前言|はじめに|概要)\W*",
    re.IGNORECASE,
)
"""Headings of a section, which are no title of a note."""


_ABOUT = re.compile(
    r"^\W{0,2}(?:논문|paper)\s*(?:리뷰|정리|reviews?)\W{1,3}\s*(?=\w)|^\W{0,2}论文(?:阅读)?笔记\W{1,3}\s*(?=\w)|"
    r"(?<=\w)\s*[-–—:：|(\[]?\s*(?:(?:논문\s*)?리뷰|논문\s*정리|paper reviews?|"
    r"(?:论文)?(?:阅读|读书)?笔记|まとめ)\s*[)\]]?$",
    re.IGNORECASE,
)
"""Words of a heading that say what the note is, not what its paper is called: ``… 논문 리뷰``, ``…阅读笔记``."""


class Unreadable(ValueError):
    """A note that cannot be read; the message says why."""


def text_of(path: Path) -> str:
    """The text of a note.

    :raises Unreadable: if it is too large, or no text.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Unreadable(f"it has more than {MAX_BYTES:,} bytes")
        raw = path.read_bytes()
    except OSError as error:
        raise Unreadable(str(error.strerror or error)) from None
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp949"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "�")
    raise Unreadable("it is no UTF-8 text")


_LINKED = re.compile(r"\s*[\[(]?\[(?P<words>[^\[\]]{1,20})\]\((?:[^()\s]|\([^()\s]*\))*\)[\])]?")
_ADDRESSED = re.compile(r"\s*\(\s*<?https?://[^()\s]*(?:,[^()]{0,30})?\)")
"""What stands behind a heading's words: ``([paper](…))``, ``(https://…, CVPR 2021)``."""


def note_of(path: Path, root: Path, *, named: bool = False) -> Found | None:
    """The paper that a note is about; nothing for a file that cannot be read or has no heading.

    :param root: of files outside of it, none is taken in.
    :param named: whether the name of the file, or of its folder, stands in for a heading.
    """
    try:
        note = divide(text_of(path))
    except Unreadable:
        return None
    title = title_of(note)
    named = named or (_is_section(note) and (path.parent != root or not is_generic(path)))
    if not title and (named or _is_named(path, root)) and sum(map(str.isalpha, note.whole)) >= _LEAST:
        title = _name(path)
    if not title:
        return None
    made, _problems = build(key_of(path), {})
    paper = dataclasses.replace(made, title=title, status=Status.DONE)
    return Found(paper, line=0, note=path.resolve(), root=root)


def told_apart(notes: Sequence[Found], root: Path) -> list[Found]:
    """Notes of which several begin with one heading, the name of a course say: the names of their files tell more."""
    titles = Counter(found.paper.title for found in notes)
    return [
        dataclasses.replace(found, paper=dataclasses.replace(found.paper, title=_name(found.note)))
        if titles[found.paper.title] >= _SHARED and found.note is not None and _is_named(found.note, root)
        else found
        for found in notes
    ]


def _name(path: Path) -> str:
    """The name of a note, or of its folder, as a title."""
    name = path.parent.name if is_generic(path) else _NOTION_ID.sub("", path.stem)
    return values.text(name.replace("_", " "))[: values.MAX_TITLE]


def _is_section(note: Note) -> bool:
    """Whether the first heading of a note is that of a part of it."""
    return bool(_SECTION.fullmatch(values.text(plain(next(iter(_headings(note)), "")))))


def _is_named(path: Path, root: Path) -> bool:
    """Whether the name of a file, or that of its folder, is a title."""
    return path.parent != root if is_generic(path) else len(re.findall(r"[^\W\d_]{2,}", path.stem)) > 2


def title_of(note: Note) -> str:
    """The title that a note gives itself: in its front matter, or its first heading."""
    told = dict(note.facts).get("title", "")
    title = told or next(iter(_headings(note)), "")
    title = values.text(plain(_unlabelled(title)))
    if _SECTION.fullmatch(title):
        return ""
    bare = _ABOUT.sub("", title).strip()
    title = bare if sum(map(str.isalpha, bare)) > 2 else title
    return title[: values.MAX_TITLE] if any(map(str.isalnum, title)) else ""


def _unlabelled(title: str) -> str:
    """A heading without links that are labels, and without addresses: ``Reeds [[paper](https://…)]``."""
    bare = _LINKED.sub(lambda match: "" if label_field(match["words"]) else match[0], title)
    bare = _ADDRESSED.sub("", bare).strip(" |,;·-–—")
    return bare if sum(map(str.isalpha, bare)) > 2 else title


def _headings(note: Note) -> list[str]:
    """The headings of a note, its title first."""
    return [text for text in (note.title, *(section.title for section in note.sections)) if text]


def key_of(path: Path) -> str:
    """A key made of a note's name, or of its folder's for an index page."""
    return key_for(path.parent.name if is_generic(path) else _NOTION_ID.sub("", path.stem))


def is_generic(path: Path) -> bool:
    """Whether a note's name says nothing, so that its folder's does: ``contents.md``, ``paper.md``."""
    return _NOTION_ID.sub("", path.stem).lower() in _GENERIC
