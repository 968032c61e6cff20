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
from urllib.parse import quote

from papershelf.model.record.build import build
from papershelf.model.record.paper import Status
from papershelf.model.text import values
from papershelf.sources.found import Found, same_title
from papershelf.sources.lines.details.draft import Marks
from papershelf.sources.lines.details.marks import is_short, read_title
from papershelf.sources.markdown.text import plain
from papershelf.sources.notes import head, naming
from papershelf.sources.notes.prose.division import Note, divide
from papershelf.sources.notes.titles import FACTS, heading_of, is_section, quoted, reviewed
from papershelf.sources.pages import encoding
from papershelf.sources.words.links import is_paper, label_field

MAX_BYTES = 10_000_000
"""Largest note that is taken in."""

_LEAST = 40
"""So many letters a file has that is a note without a heading."""

_LINK = re.compile(r"\[(?P<words>[^\[\]\n]{8,250})\]\((?P<href>https?://[^\s()]+)")
_LONG = 100
"""So many words a folder's own page has that is a note."""
_ALIKE = frozenset({"arxiv", "doi"})
"""Fields that tell two papers apart."""
_SHARED = 3
"""So many notes with one heading tell that it is no title."""


_ADDRESS = re.compile(r"\W*(?:(?:url|link|paper|arxiv)\s*[:：]?\s*\W*)?https?://", re.IGNORECASE)
_BIBTEX = re.compile(r"^@\w+\{.*?^\s*title\s*=\s*[{\"]+(?P<title>[^{}\"]{8,250})[}\"]", re.MULTILINE | re.DOTALL)
"""The title in an entry of BibTeX that a note begins with."""
_OF_CODE = re.compile(
    r"\W*(?:code analysis|code|install(?:ation)?|appendix|requirements?|usage|set-?up|environment|quick ?start|"
    r"getting started|how to (?:run|use|train)|(?:training|train|inference|test)(?:\s*(?:/|and|&)\s*\w+)?"
    r"(?: process)?|설치|실행(?: 방법)?|사용법|安装|使用方法|环境配置|インストール)\W*(?:\([^()]{1,20}\)\W*)?",
    re.IGNORECASE,
)
"""Headings of pages about code that lie beside a note."""
_MINUTES = re.compile(
    r"\W*(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}\W*)?(?:논의 ?결과|회의록?|회의 ?결과|모임|meeting(?: notes| minutes)?|"
    r"minutes|会议记录|讨论记录|議事録)\W*|"
    r".*(?:논문 ?(?:리스트|목록)|paper[ -]lists?|reading[ -]lists?|论文(?:列表|清单)|論文リスト)\W*(?:\(.{1,9}\))?",
    re.IGNORECASE,
)
"""Headings of what a group talked of, or of a list: of no note."""


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
    text = encoding.decoded(raw)
    if text is not None:
        return _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text)).replace("\x00", "�")
    raise Unreadable("it is no UTF-8 text")


def readable(path: Path) -> str:
    """The text of a note; nothing for a file that cannot be read."""
    try:
        return text_of(path)
    except Unreadable:
        return ""


_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
"""What ends a line for whoever sees the text: some editors write separators of lines and of paragraphs."""


def note_of(path: Path, root: Path, *, named: bool = False) -> Found | None:
    """The paper that a note is about; nothing for a file that cannot be read or has no heading.

    :param root: of files outside of it, none is taken in.
    :param named: whether the name of the file, or of its folder, stands in for a heading.
    """
    note = divide(readable(path))
    marks = heading_of(note)
    title = reviewed(marks.title, path)
    if _MINUTES.fullmatch(title) or (_OF_CODE.fullmatch(title) and path.parent != root and not naming.is_generic(path)):
        return None
    if naming.is_told_by_name(title, path) or (
        naming.is_generic(path) and path.parent != root and naming.is_told_by_folder(title, path)
    ):
        title, marks = "", Marks()
        named = True
    named = (
        named
        or naming.is_of_person(path)
        or (is_section(note) and (path.parent != root or not naming.is_generic(path)))
    )
    if not title and (named or naming.is_named(path, root)) and sum(map(str.isalpha, note.whole)) >= _LEAST:
        title = _linked(note) or _cited(note) or _alone(note) or naming.name_of(path)
        marks = Marks()
        read_title(title if not title.endswith(")") or FACTS.search(title) else "", marks)  # (2) is no rate
        title = marks.title if sum(map(str.isalpha, marks.title)) > 2 and not marks.short_title else title
    if not title:
        return None
    told = head.title_in(note.whole)
    short = title if is_short(title) and len(title.split()) < naming.WORDS and not re.search("[:：]", title) else ""
    if len(re.findall(r"[^\W\d_]{2,}", told)) >= naming.WORDS and same_title(told) != same_title(title):
        stated = Marks()
        read_title(quoted(told), stated)
        title = stated.title[: values.MAX_TITLE]
        marks = Marks(title=title, venue=stated.venue or marks.venue, date=stated.date or marks.date)
    else:
        short = ""
    identifiers = {name: value for name, value in head.fields(head.told(note.whole, title)).items() if name in _ALIKE}
    made, _problems = build(naming.key_of(path), identifiers)
    paper = dataclasses.replace(made, title=title, short_title=short, venue=marks.venue, date=marks.date)
    paper = dataclasses.replace(paper, status=Status.DONE)
    return Found(paper, line=0, note=path.resolve(), root=root)


def told_apart(notes: Sequence[Found], root: Path) -> list[Found]:
    """Notes of which several have one heading, the name of a course say, or one name: file or folder tell more."""
    titles = Counter(found.paper.title for found in notes)
    stems = Counter(found.note.stem.lower() for found in notes if found.note is not None)
    told = []
    for found in notes:
        path, title = found.note, found.paper.title
        if path is not None and stems[path.stem.lower()] >= _SHARED and path.parent != root:
            said = len(title.split()) > 1 and same_title(title) != same_title(path.stem)
            said = said or (naming.is_generic(path) and same_title(title) in same_title(path.parent.name))
            title = title if said else values.text(path.parent.name.replace("_", " "))[: values.MAX_TITLE]
        elif path is not None and titles[title] >= _SHARED and naming.is_named(path, root):
            title = naming.name_of(path)
        told.append(dataclasses.replace(found, paper=dataclasses.replace(found.paper, title=title)))
    return told


def _linked(note: Note) -> str:
    """The words of the first link to a paper in the head of a note that has no title."""
    for section in note.sections[:2]:
        for match in _LINK.finditer("\n".join(section.lines[:12])):
            words = values.text(plain(match["words"])).strip(" []")
            if is_paper(match["href"]) and len(words.split()) > 2 and not label_field(words):
                return words[: values.MAX_TITLE]
    return ""


def _cited(note: Note) -> str:
    """The title in the BibTeX of a note that has no title."""
    match = _BIBTEX.search("\n".join(line for section in note.sections[:2] for line in section.lines[:30]))
    return values.text(match["title"]) if match else ""


def _alone(note: Note) -> str:
    """The first line of a note without headings, if it is alone and an address follows: its title."""
    lines = [line.strip() for line in note.sections[0].lines[:12]] if note.sections and not note.title else []
    said = [line for line in lines if line]
    if len(said) < 2 or not _ADDRESS.match(said[1]) or lines[lines.index(said[0]) + 1]:
        return ""
    title = values.text(plain(said[0]))
    return title if 2 < len(title.split()) < 30 and title[-1:] not in ".。:：" and "://" not in title else ""


def is_of_folder(path: Path, beside: Sequence[str]) -> bool:
    """Whether a folder's own page is the note of what the folder is called: long, and no list of the pages beside it.

    :param beside: names of the pages in the folder.
    """
    if not naming.is_generic(path):
        return False
    text = readable(path)
    title, folder = same_title(heading_of(divide(text)).title), same_title(path.parent.name)
    named = bool(title) and bool(folder) and title.startswith(folder)
    return named and len(text.split()) > _LONG and not any(f"]({quote(name)}" in text for name in beside)
