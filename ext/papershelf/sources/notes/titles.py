"""The title that a note gives itself: in its front matter, or in its first heading.

In: a note. Out: the title, and what its heading tells besides.
"""

from __future__ import annotations

import re
from pathlib import Path

from papershelf.model.text import values
from papershelf.sources.found import same_title
from papershelf.sources.lines.details.draft import Marks
from papershelf.sources.lines.details.marks import read_title
from papershelf.sources.lines.values.names import read_names
from papershelf.sources.lines.values.signs import without_stars
from papershelf.sources.lines.values.venues import read_venue
from papershelf.sources.markdown.text import plain
from papershelf.sources.notes.prose.division import Note
from papershelf.sources.words.links import label_field

FACTS = re.compile(r"[(\[（][^()\[\]（）]*(?:19|20)\d\d[^()\[\]（）]*[)\]）]\s*$")
"""A bracket with a year at the end of a heading."""
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
ABOUT = re.compile(
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
_LINKED = re.compile(r"\s*[\[(]?\[\[?(?P<words>[^\[\]]{1,20})\]?\]\((?:[^()\s]|\([^()\s]*\))*\)[\])]?")
_ADDRESSED = re.compile(r"\s*\(\s*<?https?://[^()\s]*(?:,[^()]{0,30})?\)")
"""What stands behind a heading's words: ``([paper](…))``, ``(https://…, CVPR 2021)``."""


def reviewed(title: str, path: Path) -> str:
    """A title without ``Review`` at its end, if the note's name says so, too."""
    bare = _REVIEW.sub("", title)
    said = same_title(path.stem) + same_title(path.parent.name)
    return bare if bare != title and same_title(bare) in said else title


def is_section(note: Note) -> bool:
    """Whether the first heading of a note is that of a part of it: by its words, or by its number before the next."""
    first, *others = [values.text(plain(text)) for text in _headings(note)] or [""]
    if _SECTION.fullmatch(first):
        return True
    match = _NUMBERED.match(first)
    return match is not None and any(
        (other := _NUMBERED.match(text)) is not None and int(other["number"]) == int(match["number"]) + 1
        for text in others
    )


def title_of(note: Note) -> str:
    """The title that a note gives itself: in its front matter, or its first heading."""
    return heading_of(note).title


def heading_of(note: Note) -> Marks:
    """The title that a note gives itself, and what its heading tells besides: ``CPR-Net (2020, CVPR 2020)``."""
    told = dict(note.facts).get("title", "")
    title = values.text(plain(_unlabelled(told or next(iter(_headings(note)), ""))))
    if not told and is_section(note):
        return Marks()
    title = re.sub(r"^\[\s*([^\[\]]+?)\s*\]$", r"\1", without_review(quoted(title)))
    title = _OF_SOMEBODY.sub("", _ORDINAL.sub("", without_stars(title).lstrip("📄📝📖").strip(), count=1))
    marks = Marks(title=title)
    if FACTS.search(title):
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
    bare = ABOUT.sub("", title).strip()
    return bare if sum(map(str.isalnum, bare)) > 2 and any(map(str.isalpha, bare)) else title


def quoted(title: str) -> str:
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
