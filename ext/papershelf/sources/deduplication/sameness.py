"""What two papers must have in common, beside an identifier or a title, to be one.

In: two papers. Out: whether they are strangers, or tell the same.
"""

from __future__ import annotations

import re
import unicodedata

from papershelf.model.record.paper import Paper
from papershelf.model.record.publication import venue_year
from papershelf.sources.found import same_title
from papershelf.sources.lines.values.venues import read_venue
from papershelf.sources.words.links import label_field


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
