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

from papershelf.model import values
from papershelf.model.build import build
from papershelf.model.paper import Status
from papershelf.sources import encoding
from papershelf.sources.found import Found, key_for, same_title
from papershelf.sources.lines.marks import Marks, is_short, read_title
from papershelf.sources.lines.names import read_names
from papershelf.sources.lines.signs import without_stars
from papershelf.sources.lines.venues import read_venue
from papershelf.sources.links import is_paper, label_field
from papershelf.sources.notes import head
from papershelf.sources.notes.division import Note, divide
from papershelf.sources.text import plain

MAX_BYTES = 10_000_000
"""Largest note that is taken in."""

_LEAST = 40
"""So many letters a file has that is a note without a heading."""

_NOTION_ID = re.compile(r"[ _-]?[0-9a-f]{32}$")
_GENERIC = frozenset({"note", "notes", "review", "summary", "paper", "main", "readme", "index", "contents"})
_LINK = re.compile(r"\[(?P<words>[^\[\]\n]{8,250})\]\((?P<href>https?://[^\s()]+)")
_FACTS = re.compile(r"[(\[（][^()\[\]（）]*(?:19|20)\d\d[^()\[\]（）]*[)\]）]\s*$")
"""A bracket with a year at the end of a heading."""
_LONG = 100
"""So many words a folder's own page has that is a note."""
_WORDS = 3
"""So many words tell that what a note says of its title is one."""
_ALIKE = frozenset({"arxiv", "doi"})
"""Fields that tell two papers apart."""
_SHARED = 3
"""So many notes with one heading tell that it is no title."""
_SECTION = re.compile(
    r"\W*(?:\d+\W+)?(?:info(?:rmation)?|bibtex|citation|models?|methods?|experiments?|results|ab[a-z]{0,3}tr?act|introduction|intro|summary|overview|background|code|references?|"
    r"paper review|related works?|key ?points?|contributions?|서론|초록|요약|개요|소개|배경|들어가며|핵심(?: 내용)?|"
    r"논문 ?(?:리뷰|정리|요약)|논문|리뷰|미완|"
    r"(?:(?:论文|文献)(?:阅读)?|阅读)?笔记|论文(?:阅读|解读|精读)|(?:論文)?(?:まとめ|メモ)|"
    r"paper (?:notes?|summary)|reading notes?|paper|title|survey|제목|"
    r"标题|タイトル|摘要|引言|简介|概述|背景|前言|はじめに|概要|by [^\W\d_]{2,20})\W*",
    re.IGNORECASE,
)
"""Headings of a section, which are no title of a note."""


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
_ABOUT = re.compile(
    r"^[가-힣]{3} [-–—] (?=[A-Z])|^\W{0,2}(?:title|제목|标题|论文题目|タイトル)\s*[:：]\s*(?=\w)|"
    r"^\W{0,2}(?:논문|paper)\s*(?:리뷰|정리|reviews?)\W{1,3}\s*(?=\w)|^\W{0,2}论文(?:阅读)?笔记\W{1,3}\s*(?=\w)|"
    r"(?<=\w)\s*[-–—:：|(\[]?\s*(?:(?:논문\s*)?리뷰|논문\s*(?:정리|요약)|\bpaper (?:reviews?|summary)|"
    r"(?<=[-–—|] )(?:(?!an? )[a-z]+ )?(?:review|summary|(?:presentation|reading|study|paper) notes?)|"
    r"(?:论文)?(?:阅读|读书)?笔记|论文(?:阅读|解读|精读)|まとめ)\s*[)\]]?$",
    re.IGNORECASE,
)
"""Words of a heading that say what the note is, not what its paper is called: ``… 논문 리뷰``, ``…阅读笔记``."""
_REVIEW = re.compile(r"(?<=\w)(?<!\b[Aa])\s+[-–—:|]?\s*(?:reviews?|notes?|summary)$", re.IGNORECASE)
"""The same, where the name of the file says no more than the words before."""
_PERSON = re.compile(r"[가-힣]{2,4}|[\u4e00-\u9fff]{2,3}")
_DAY = re.compile(r"[ _-]*(?<!\d)(?:20\d{6}|\d{2}(?:0\d|1[0-2])[0-3]\d|(?:0\d|1[0-2])[0-3]\d)$")
"""The day of a meeting, at the end of a folder's name: ``YOLO_210318``."""
_MINUTES = re.compile(
    r"\W*(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}\W*)?(?:논의 ?결과|회의록?|회의 ?결과|모임|meeting(?: notes| minutes)?|"
    r"minutes|会议记录|讨论记录|議事録)\W*|"
    r".*(?:논문 ?(?:리스트|목록)|paper[ -]lists?|reading[ -]lists?|论文(?:列表|清单)|論文リスト)\W*(?:\(.{1,9}\))?",
    re.IGNORECASE,
)
"""Headings of what a group talked of, or of a list: of no note."""


_NUMBERED = re.compile(r"\W{0,2}(?P<number>\d{1,2})(?:[.)](?!\d)|\ufe0f?\u20e3)\s*(?=\S)")
"""The number of a heading: ``1. Reeds``, ``1️⃣ Reeds``."""
_REFERENCE = re.compile(r"(?P<who>[^\"“”]{4,300}?)[.,] [\"“](?P<title>[^\"“”]{8,300})[\"”]")
_ORDINAL = re.compile(r"\d{1,3}\s?(?:편|회|강|주차|번째)\s*[:：.·-]\s*(?=\S)")
"""The number of a note: ``3편: Counting Reeds``."""
_OF_SOMEBODY = re.compile(r"(?<=\w)\s+[-–—]\s+[A-Z][\w’'-]+(?:,? (?:and|&) [A-Z][\w’'-]+)? et al\.?$")
"""Whose paper it is, behind its title: ``Counting Reeds — Lane et al.``."""
_VENUE_LAST = re.compile(
    r"(?<=\w)(?:\s*[-–—|,:]\s*|\s+)(?P<name>[A-Z][A-Za-z&]+(?: [A-Z][a-z]+)?) ?"
    r"(?P<sign>[’'‘`-]) ?(?P<year>(?:19|20)?\d\d)$"
)
"""A venue and its year at the end of a heading: ``Counting Reeds POND’ 20``, ``… - POND’20``, ``… P&S-2017``."""


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


_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
"""What ends a line for whoever sees the text: some editors write separators of lines and of paragraphs."""
_LINKED = re.compile(r"\s*[\[(]?\[\[?(?P<words>[^\[\]]{1,20})\]?\]\((?:[^()\s]|\([^()\s]*\))*\)[\])]?")
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
    marks = heading_of(note)
    title = reviewed(marks.title, path)
    if _MINUTES.fullmatch(title) or (_OF_CODE.fullmatch(title) and path.parent != root and not is_generic(path)):
        return None
    if _is_told_by_name(title, path) or (is_generic(path) and path.parent != root and _is_told_by_folder(title, path)):
        title, marks = "", Marks()
        named = True
    named = named or _is_of_person(path) or (_is_section(note) and (path.parent != root or not is_generic(path)))
    if not title and (named or _is_named(path, root)) and sum(map(str.isalpha, note.whole)) >= _LEAST:
        title = _linked(note) or _cited(note) or _alone(note) or _name(path)
        marks = Marks()
        read_title(title if not title.endswith(")") or _FACTS.search(title) else "", marks)  # (2) is no rate
        title = marks.title if sum(map(str.isalpha, marks.title)) > 2 and not marks.short_title else title
    if not title:
        return None
    told = head.title_in(note.whole)
    short = title if is_short(title) and len(title.split()) < _WORDS and not re.search("[:：]", title) else ""
    if len(re.findall(r"[^\W\d_]{2,}", told)) >= _WORDS and same_title(told) != same_title(title):
        stated = Marks()
        read_title(_quoted(told), stated)
        title = stated.title[: values.MAX_TITLE]
        marks = Marks(title=title, venue=stated.venue or marks.venue, date=stated.date or marks.date)
    else:
        short = ""
    identifiers = {name: value for name, value in head.fields(head.told(note.whole, title)).items() if name in _ALIKE}
    made, _problems = build(key_of(path), identifiers)
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
            said = said or (is_generic(path) and same_title(title) in same_title(path.parent.name))
            title = title if said else values.text(path.parent.name.replace("_", " "))[: values.MAX_TITLE]
        elif path is not None and titles[title] >= _SHARED and _is_named(path, root):
            title = _name(path)
        told.append(dataclasses.replace(found, paper=dataclasses.replace(found.paper, title=title)))
    return told


def _name(path: Path) -> str:
    """The name of a note, or of its folder, as a title."""
    folder = _DAY.sub("", path.parent.name)
    name = folder if is_generic(path) or _is_of_person(path) else _NOTION_ID.sub("", path.stem)
    name = re.sub(r"(?<=\w)_ (?=\w)", ": ", name)  # no name of a file has a colon
    name = re.sub(r"^\d{1,2} (?=[^\W\d_]{3})", "", values.text(name.replace("_", " ")))
    return reviewed(_ABOUT.sub("", name).strip() or name, path)[: values.MAX_TITLE]


def _is_of_person(path: Path) -> bool:
    """Whether a file is called like its folder, but for a name: ``YOLO_210318/홍길동_YOLO.md``."""
    parts = re.split(r"[ _]+", path.stem)
    rest = [part for part in parts if not _PERSON.fullmatch(part)]
    folder = same_title(_DAY.sub("", path.parent.name))
    words = same_title(" ".join(rest))
    if len(rest) != len(parts) - 1 or not folder:
        return False
    return words in folder or folder in words if words else bool(_DAY.search(path.parent.name))


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


def reviewed(title: str, path: Path) -> str:
    """A title without ``Review`` at its end, if the note's name says so, too."""
    bare = _REVIEW.sub("", title)
    said = same_title(path.stem) + same_title(path.parent.name)
    return bare if bare != title and same_title(bare) in said else title


def _is_section(note: Note) -> bool:
    """Whether the first heading of a note is that of a part of it: by its words, or by its number before the next."""
    first, *others = [values.text(plain(text)) for text in _headings(note)] or [""]
    if _SECTION.fullmatch(first):
        return True
    match = _NUMBERED.match(first)
    return match is not None and any(
        (other := _NUMBERED.match(text)) is not None and int(other["number"]) == int(match["number"]) + 1
        for text in others
    )


def _is_told_by_name(title: str, path: Path) -> bool:
    """Whether a file is called ``[2019 CVPR] Counting Reeds``, and its first heading, that of a part, is not."""
    match = re.match(r"\[(?:19|20)\d\d\b[^\[\]]*\]\s*(?P<name>.+)", path.stem)
    words = {word.lower() for word in re.findall(r"[^\W\d_]{2,}", match["name"])} if match else set()
    return len(words) > 1 and not words & {word.lower() for word in re.findall(r"[^\W\d_]{2,}", title)}


def _is_told_by_folder(title: str, path: Path) -> bool:
    """Whether a folder is called as a paper is, and the heading of its page says nothing of that: ``Not finished``."""
    words = {word.lower() for word in re.findall(r"[^\W\d_]{2,}", path.parent.name)}
    own = {word.lower() for word in re.findall(r"[^\W\d_]{2,}", title)}
    return len(words) > _WORDS >= len(own) > 1 and not words & own


def _is_named(path: Path, root: Path) -> bool:
    """Whether the name of a file, or that of its folder, is a title."""
    return path.parent != root if is_generic(path) else len(re.findall(r"[^\W\d_]{2,}", path.stem)) > 2


def title_of(note: Note) -> str:
    """The title that a note gives itself: in its front matter, or its first heading."""
    return heading_of(note).title


def heading_of(note: Note) -> Marks:
    """The title that a note gives itself, and what its heading tells besides: ``CPR-Net (2020, CVPR 2020)``."""
    told = dict(note.facts).get("title", "")
    title = values.text(plain(_unlabelled(told or next(iter(_headings(note)), ""))))
    if not told and _is_section(note):
        return Marks()
    title = re.sub(r"^\[\s*([^\[\]]+?)\s*\]$", r"\1", without_review(_quoted(title)))
    title = _OF_SOMEBODY.sub("", _ORDINAL.sub("", without_stars(title).lstrip("📄📝📖").strip(), count=1))
    marks = Marks(title=title)
    if _FACTS.search(title):
        parted = Marks()
        read_title(title, parted)
        marks = parted if len(re.findall(r"[^\W\d_]", parted.title)) > 2 and not parted.short_title else marks
    if not marks.venue and (match := _VENUE_LAST.search(marks.title)):
        known = read_venue(f"{match['name']}{'-' if match['sign'] == '-' else chr(39)}{match['year']}")
        marks.title, marks.venue = (marks.title[: match.start()], known) if known else (marks.title, "")
    marks.title = marks.title[: values.MAX_TITLE] if any(map(str.isalnum, marks.title)) else ""
    return marks


def without_review(title: str) -> str:
    """A title without words that say what the note is: ``… 논문 리뷰``, ``… Paper Review``."""
    bare = _ABOUT.sub("", title).strip()
    return bare if sum(map(str.isalnum, bare)) > 2 and any(map(str.isalpha, bare)) else title


def _quoted(title: str) -> str:
    """The title of a reference in full: ``Lane, Ada. "Counting Reeds." Ponds 3 (2015)``; other words as they are."""
    match = _REFERENCE.match(title)
    return match["title"].strip(" .,") if match and read_names(match["who"], loose=True) else title


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


def is_of_folder(path: Path, beside: Sequence[str]) -> bool:
    """Whether a folder's own page is the note of what the folder is called: long, and no list of the pages beside it.

    :param beside: names of the pages in the folder.
    """
    if not is_generic(path):
        return False
    try:
        text = text_of(path)
    except Unreadable:
        return False
    title, folder = same_title(heading_of(divide(text)).title), same_title(path.parent.name)
    named = bool(title) and bool(folder) and title.startswith(folder)
    return named and len(text.split()) > _LONG and not any(f"]({quote(name)}" in text for name in beside)
