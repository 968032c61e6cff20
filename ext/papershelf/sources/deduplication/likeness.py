"""Papers by what tells them apart: identifiers and titles.

In: papers, one after the other. Out: which of them another one is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from papershelf.model.record.paper import Paper
from papershelf.model.record.publication import venue_year
from papershelf.sources.found import same_title
from papershelf.sources.lines.values.venues import read_venue
from papershelf.sources.words.links import label_field

_MANY = 50
"""Papers of one title that are looked at."""


class Index:
    """Papers by what tells them apart."""

    def __init__(self) -> None:
        self.papers: list[Paper] = []
        self._places: dict[tuple[str, str], list[int]] = {}

    def add(self, paper: Paper, place: int) -> None:
        """Make a paper known under its place."""
        if place == len(self.papers):
            self.papers.append(paper)
        for mark in _marks(paper):
            places = self._places.setdefault(mark, [])
            if place not in places[-_MANY:]:
                places.append(place)

    def find(self, paper: Paper) -> tuple[int, str] | None:
        """Place of the same paper, and what it has in common."""
        return next(self.all(paper), None)

    def all(self, paper: Paper) -> Iterator[tuple[int, str]]:
        """Places of what may be the same paper, with what they have in common: the surest first."""
        for name, value in _marks(paper):
            for place in self._places.get((name, value), ())[:_MANY]:
                one = self.papers[place]
                if not differ(one, paper) and (name != "title" or not is_weak(paper.title) or tells_same(one, paper)):
                    yield place, name

    def clash(self, paper: Paper) -> tuple[Paper, str] | None:
        """Another paper with the same identifier, and which: one of the two has it by mistake."""
        for name, value in _marks(paper):
            places = self._places.get((name, value), ()) if name != "title" else ()
            if place := next((place + 1 for place in places if differ(self.papers[place], paper)), 0):
                return self.papers[place - 1], name
        return None


def _marks(paper: Paper) -> Iterable[tuple[str, str]]:
    if paper.arxiv:
        yield "arXiv id", paper.arxiv
    if paper.doi:
        yield "DOI", paper.doi.lower()
    if title := same_title(paper.title):
        yield "title", title


def differ(one: Paper, other: Paper) -> bool:
    """Whether something says that two papers are not the same: identifiers of one kind, the first author, the year."""
    pairs = ((one.arxiv, other.arxiv), (one.doi.lower(), other.doi.lower()))
    if any(a and a == b for a, b in pairs):
        return are_strangers(one, other)
    if any(a and b and a != b for a, b in pairs):
        return True
    first, second = first_author(one), first_author(other)
    if first and second and first != second:
        return True
    return bool(one.year and other.year) and abs(int(one.year) - int(other.year)) > 1


def is_sure(one: Paper, other: Paper) -> bool:
    """Whether more than the title says that two papers are one."""
    same = any(a and a == b for a, b in ((one.arxiv, other.arxiv), (one.doi.lower(), other.doi.lower())))
    return same or agree(one, other)


def first_author(paper: Paper) -> str:
    """The family name of the first author, without case and marks; nothing where it is not known."""
    names = [author.family or author.literal for author in paper.authors if author.literal != "others"]
    return same_title(unicodedata.normalize("NFD", names[0].split()[-1])) if names and names[0].split() else ""


def is_weak(title: str) -> bool:
    """Whether a title says too little for two papers of it to be one: a single word, a label, a venue."""
    return (title.isascii() and len(title.split()) < 2) or bool(label_field(title) or read_venue(title))


def tells_same(one: Paper, other: Paper) -> bool:
    """Whether two papers have a link or their first author in common, or tell the very same."""
    if first_author(one) and first_author(one) == first_author(other):
        return True
    if {href for _name, href in one.links} & {href for _name, href in other.links}:
        return True
    told = [(paper.arxiv, paper.doi, paper.links, paper.authors, paper.date, paper.venue) for paper in (one, other)]
    return told[0] == told[1]


def agree(one: Paper, other: Paper) -> bool:
    """Whether author or year say that two papers of one title are the same; the year may be that of the venue."""
    if first_author(one) and first_author(one) == first_author(other):
        return True
    years = [[int(year) for year in (paper.year, venue_year(paper)) if year] for paper in (one, other)]
    return any(abs(first - second) <= 1 for first in years[0] for second in years[1])


def are_strangers(one: Paper, other: Paper) -> bool:
    """Whether papers of one identifier are two all the same, as neither titles nor first authors agree at all."""
    if _words(one) & _words(other) or min(len(_words(one)), len(_words(other))) < 3:
        return False
    first, second = first_author(one), first_author(other)
    return first != second and bool(first) == bool(second)


def _words(paper: Paper) -> set[str]:
    """The words of a title and a short title that count, in small letters."""
    return set(re.findall(r"[^\W\d_]{4,}", f"{paper.title} {paper.short_title}".lower()))


def are_others(one: Paper, other: Paper) -> bool:
    """Whether two entries with one note are papers of their own: their identifiers or their titles say so."""
    pairs = ((one.arxiv, other.arxiv), (one.doi.lower(), other.doi.lower()))
    if min(len(_words(one)), len(_words(other))) > 2 and len(_words(one) & _words(other)) * 3 < len(_words(one)):
        return True
    return any(a and b and a != b for a, b in pairs) and same_title(one.title) != same_title(other.title)


def is_bare(paper: Paper) -> bool:
    """Whether a paper is nothing but a title, and that is one of several words."""
    told = (paper.authors, paper.date, paper.venue, paper.arxiv, paper.doi, paper.links)
    return not any(told) and len(paper.title.split()) > 1
