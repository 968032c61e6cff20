"""When and where a paper was published, as bibliographies say it."""

from __future__ import annotations

import re
from functools import lru_cache

from papershelf.model.record.kinds import kind_of
from papershelf.model.record.paper import Paper
from papershelf.model.text import values

_LAST_YEAR = re.compile(r"[\s,]*(?<![-–\d])\b(?:1[5-9]|20)\d\d$")
_YEAR_AT_END = re.compile(r"[\s,]*(?<![-–\d])(?P<year>1[5-9]\d\d|20\d\d)\W*$")
_LATEST = 5
"""Years from the first version of a paper to its publication that a year inside of a venue's name may tell."""
_YEARLY = frozenset({"journaltitle", "booktitle", "howpublished"})
"""What a work stands in, whose name may carry the year; the names of publishers and schools do not."""


def published_year(paper: Paper) -> str:
    """Year a bibliography gives: the venue's where it carries one, else the first public version's."""
    return venue_year(paper) or paper.year


def venue_year(paper: Paper) -> str:
    """Year that the venue's name carries (``ICLR 2022``), or nothing.

    A year inside of the name counts if the paper can have been published then: ``Handbook of 1968 Protest`` of 2010
    carries none.
    """
    holder = kind_of(paper).holder if paper.venue else ""
    return _year_in(paper.venue, paper.year, holder) if holder in _YEARLY else ""


@lru_cache(maxsize=16384)  # a library has few venues, and each paper asks several times
def _year_in(venue: str, own: str, holder: str) -> str:
    """The year that a venue's name carries.

    :param own: year of the paper.
    """
    match = _YEAR_AT_END.search(venue)
    if match and (holder != "howpublished" or _can_be(match["year"], own)):
        return match["year"]
    found: list[str] = re.findall(r"(?<![-–\d])(?:19|20)\d\d(?![-–\d])", venue)
    return found[-1] if found and _can_be(found[-1], own) else ""


def _can_be(year: str, own: str) -> bool:
    """Whether a paper of one year can have been published in another."""
    return 0 <= int(year) - int(own or year) <= _LATEST


def venue_name(paper: Paper) -> str:
    """The venue without the year that stands behind it; as the source has it where that is kept."""
    return written_venue(paper) or without_year(paper.venue)


@lru_cache(maxsize=16384)
def without_year(venue: str) -> str:
    """A venue's name without the year behind it; a year alone is the name."""
    return _LAST_YEAR.sub("", venue) or venue


def written_venue(paper: Paper) -> str:
    """The venue's name as the source has it, while the paper's is still that one or none."""
    kept = dict(paper.fields).get(kind_of(paper).holder, "")
    same = without_year(kept).casefold() == without_year(paper.venue).casefold()
    return kept if same or not paper.venue else ""


def issued(paper: Paper) -> str:
    """Date of publication in ISO form, as exactly as it is known.

    The paper's own date is that of its first version: where the venue tells another year, or arXiv's number that day,
    the year alone is known, unless the source says more.
    """
    year, kept = published_year(paper), _kept(paper)
    if _is_day(kept):
        return kept
    return paper.date if paper.year == year and not _is_of_preprint(paper) else year


def _is_of_preprint(paper: Paper) -> bool:
    """Whether the date of a published paper is the one on which arXiv numbered it."""
    number = paper.arxiv.replace(".", "")
    return bool(paper.venue and number[:4].isdigit() and paper.date[2:7].replace("-", "") == number[:4])


def beyond_iso(paper: Paper) -> str:
    """The date as the source has it, where it says more than ISO's form can: a season, a range, ``in press``."""
    kept = _kept(paper)
    return "" if _is_day(kept) else kept


_IN_PRESS = re.compile(
    r"\W*(?:in ?press|in print|forthcoming|to appear|accepted|게재\s?예정|게재\s?확정|출판\s?예정|인쇄\s?중|im druck|"
    r"sous presse|印刷中|出版中)\W*",
    re.IGNORECASE,
)


def is_in_press(paper: Paper) -> bool:
    """Whether a paper has no year since it is yet to come out."""
    fields = dict(paper.fields)
    said = (fields.get(name, "") for name in ("date", "pubstate"))
    return not paper.year and any(_IN_PRESS.fullmatch(text) for text in said)


def decade(paper: Paper) -> str:
    """``1990s``, where that is all that the source knows of the year (``199X``)."""
    found = "" if paper.year else dict(paper.fields).get("date", "")
    match = re.fullmatch(r"[\[(]?(\d{3})(?:[-Xx?u*_]|0'?s|0년대)[\])]?", found)
    return f"{match[1]}0s" if match else ""


def _kept(paper: Paper) -> str:
    """What the source says, while the year is still that one."""
    kept = dict(paper.fields).get("date", "")
    year = published_year(paper)
    return kept if not year or year in kept else ""


def _is_day(text: str) -> bool:
    try:
        return bool(text and values.partial_date(text))
    except ValueError:
        return False
