"""What a citation leaves behind a title: a journal's name, the kind of a thesis, a bracket too many, page numbers.

In: a draft with a title and what is known of it. Out: the draft, with those taken off and put where they belong.
"""

from __future__ import annotations

import re

from papershelf.model.text import values
from papershelf.sources.lines.details import marks as marking
from papershelf.sources.lines.details.draft import Draft, Marks
from papershelf.sources.lines.values import signs, statements
from papershelf.sources.lines.values.citations import is_numbering
from papershelf.sources.lines.values.names import read_names
from papershelf.sources.lines.values.venues import read_venue

_THESIS = re.compile(
    r"[,.]\s+(?:Ph\.? ?D\.?|Master(?:['’]?s)?|M\.? ?Sc\.?|Bachelor(?:['’]?s)?|Doctoral|Diploma)\s+"
    r"(?:[Tt]hesis|[Dd]issertation)$"
)
_CALLED = re.compile(r"^(?:paper|title|论文|논문|論文)\s*[:：]\s*(?=\S+\s+\S+)", re.IGNORECASE)
"""What says that a title follows."""
_REPORT = re.compile(r"[,.]\s+[Tt]ech(?:nical|\.)? [Rr]eport$")
_PAGES = re.compile(r"\.\s+(?P<venue>[A-Z][^\d.:]{3,60}?)\s+\d{1,4}(?:\(\d+\))?: ?\d+ ?[-–] ?\d+$")
"""A journal with its volume and its pages: ``. Machine Learning 3: 9-44``."""
_ABBREVIATED = re.compile(
    r"(?P<title>.{12,}?)\s*[(（](?P<venue>[A-Z][^,;:()（）]{3,70}[ .])(?P<year>(?:19|20)\d\d)[)）]"
)
"""``(Annu. Rev. Reeds 2019)``: a bracket with a year behind the title of a citation."""
_WHO = re.compile(r"\s*[(（](?P<who>[A-Z][^()（）]{1,40} et\.? al\.?)[)）]$")
_PROCEEDINGS = re.compile(r"Proc(?:\.|eedings)\s")


_PLACED = re.compile(
    r"(?P<title>.{8,}?)\s*[（(]"
    r"(?P<venue>[^（）()]*?(?<!\d)(?:(?:19|20)\d\d|[’'‘ ]\d\d(?=[）)]))(?!\d)[^（）()]{0,30})[)）]"
    r"(?P<more>\s*(?:[（(][^（）()]*[)）]?)?)"
)
"""A title that a bracket with a year follows, and maybe another one without."""


def take(draft: Draft) -> None:
    """Take off the title what is none of it."""
    marks = draft.marks
    marks.title = _CALLED.sub("", marks.title)
    if marks.title.endswith(")") and marks.title.count(")") == marks.title.count("(") + 1:
        marking.read_title(marks.title[:-1], marks)
    if match := _THESIS.search(marks.title):
        marks.title = marks.title[: match.start()]
        marks.note("tag", "thesis")
    if _THESIS.fullmatch(f", {marks.venue}"):
        marks.venue = ""
        marks.note("tag", "thesis")
    if draft.authors and (match := _REPORT.search(marks.title)):
        marks.title = marks.title[: match.start()]
        marks.note("tag", "technical report")
    if draft.authors and not marks.venue and (match := _PAGES.search(marks.title)):
        marks.title = marks.title[: match.start()]
        marks.note("venue", match["venue"])
    if draft.authors and not marks.venue and (match := _ABBREVIATED.fullmatch(marks.title)):
        marks.title = signs.clean(match["title"])
        marks.note("venue", values.text(match["venue"] + match["year"]))
    if not draft.authors and (match := _WHO.search(marks.title)) and (names := read_names(match["who"], loose=True)):
        marks.title, draft.authors = marks.title[: match.start()], names
    _venue_last(marks, cited=bool(draft.authors))
    if is_numbering(draft.rest):
        draft.rest = ""


def _venue_last(marks: Marks, *, cited: bool) -> None:
    """``Title, ACM Trans. Graphics``: the last words are a venue; in front of proceedings they say where these are.

    :param cited: whether authors are known, so that a venue of one word is one, too.
    """
    head, _comma, tail = marks.title.rpartition(", ")
    told = cited or marks.venue or marks.date or re.search(r"\b(?:19|20)\d\d\b", tail)
    venue = read_venue(tail) if told and len(head.split()) > 2 and (cited or len(tail.split()) > 1) else ""
    if not venue or (marks.venue and not _PROCEEDINGS.match(marks.venue)):
        return
    marks.title = head
    marks.venue = f"{venue} ({marks.venue})" if marks.venue else venue


def bracketed_venue(draft: Draft) -> None:
    """``Title (Ponds Workshop 2021) (short version)``: the last bracket with a year is the venue, known or not."""
    match = _PLACED.fullmatch(draft.marks.title)
    if match is None:
        return
    draft.marks.title = signs.clean(match["title"])
    draft.marks.note_all(statements.facts_in(match["venue"]) or [("venue", values.text(match["venue"]))])
    more = match["more"].strip(" ()（）[]")
    draft.rest = " ".join(filter(None, (more, draft.rest)))
