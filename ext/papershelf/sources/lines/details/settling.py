"""The last touches of a draft: what its fields hold, told from what they only look like.

In: a draft whose title and what stands beside it are parted. Out: the same, without a short title that is a heading or
an institution, a venue that is a preprint server, a remark inside of the title.
"""

from __future__ import annotations

import re

from papershelf.model.record.paper import Author
from papershelf.model.text import values
from papershelf.sources.lines.details import marks as marking
from papershelf.sources.lines.details.draft import Draft, Marks
from papershelf.sources.lines.values import signs, statements
from papershelf.sources.lines.values.citations import is_numbering, tail_facts
from papershelf.sources.lines.values.institutions import abbreviates, is_institution
from papershelf.sources.lines.values.names import read_names
from papershelf.sources.lines.values.statements import read_date
from papershelf.sources.lines.values.venues import PREPRINT, read_venue
from papershelf.sources.words.links import label_field

_SECTIONS = frozenset(
    {"overview", "book", "introduction", "abstract", "background", "summary", "survey", "review", "综述", "概述"}
)
"""What a group of papers is called: no short title of one."""
_CITED_TAIL = re.compile(
    r"(?<=\w)\.\s+(?=In:? [A-Z]|arXiv (?:e-?print|preprint)|"
    r"(?:Journal|Proceedings|Advances|Annals|Transactions|International|IEEE|ACM)\b)"
)
"""Where a title ends, in a reference."""
_HELD = re.compile(r"[.,;]?\s+Date[:：]\s*(?P<date>\d{4}[./-]\d{1,2}[./-]\d{1,2})(?:\s+Time[:：]\s*[\d:–~ -]+)?$")
"""When a talk on the paper was."""
_HAN = r"[\u3040-\u30ff\u4e00-\u9fff]"
_REMARK = re.compile(
    rf"(?P<title>[^\u3040-\u30ff\u4e00-\u9fff（）]{{12,}}?)\s*(?:[（(](?P<more>[^（）()]*{_HAN}[^（）()]*)[)）]|"
    rf"（(?P<wide>[^（）()]*)）)(?P<after>\s.*{_HAN}.*)?"
)
"""A title in letters, in a bracket what it says, in Chinese, or in brackets as Chinese has them; and more of it."""
_AT = re.compile(r"\s*[(（](?P<who>@[^()（）]{2,60})[)）]\s*$")
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


def settle(draft: Draft) -> None:
    """Last touches: no short title that is the title, a venue that is a preprint server's name is none."""
    marks = draft.marks
    take(draft)
    if draft.authors and marks.date and (match := _CITED_TAIL.search(marks.title)):
        facts = tail_facts(marks.title[match.end() :])
        marks.title = marks.title[: match.start()]
        marks.note_all(facts)
    if match := _AT.search(marks.title):
        marks.title, draft.rest = marks.title[: match.start()], " ".join(filter(None, (match["who"], draft.rest)))
    if match := _HELD.search(marks.title):
        if date := read_date(match["date"]):
            marks.note("date", date)
        marks.title = marks.title[: match.start()]
    if match := _REMARK.fullmatch(marks.title):
        said = (match["more"] or match["wide"], (match["after"] or "").strip(), draft.rest)
        marks.title, draft.rest = match["title"], " ".join(filter(None, said))
    if marks.venue and is_institution(marks.venue):
        marks.note("tag", marks.venue)
        draft.rest = "" if draft.rest.strip(" .") == marks.venue else draft.rest
        marks.venue = ""
    if draft.rest.strip(" .") == marks.venue:
        draft.rest = ""
    if marks.venue and PREPRINT.fullmatch(marks.venue):
        marks.venue = ""
    if marks.short_title.strip().lower() == marks.title.strip().lower():
        marks.short_title = ""
    if marks.short_title and signs.without_stars(marks.short_title[0]) == " ":  # [💬 Ponds]
        topic = signs.without_stars(marks.short_title).strip()
        marks.tags += [topic] if topic and topic not in marks.tags else []
        marks.short_title = ""
    if marks.short_title.strip().lower() in _SECTIONS:
        marks.short_title = ""
    if is_institution(marks.short_title) and not abbreviates(marks.short_title, marks.title):
        marks.tags += [] if marks.short_title in marks.tags else [marks.short_title]
        marks.short_title = ""
    if marks.short_title and (read_date(marks.short_title) or label_field(marks.short_title)):
        marks.short_title = ""
    draft.rest = re.sub(r"\s+", " ", draft.rest).strip(" ,;|*_~")
    if draft.authors and re.fullmatch(r"et\.? al\.?", draft.rest.strip(" .")):  # ``*Ada Reed* et al.``
        draft.authors, draft.rest = (*draft.authors, Author(literal="others")), ""


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
