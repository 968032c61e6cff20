"""Papers by what tells them apart: identifiers and titles.

In: papers, one after the other. Out: which of them another one is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from papershelf.model.record.paper import Paper
from papershelf.sources.deduplication.sameness import agree, are_strangers, first_author, is_weak, tells_same
from papershelf.sources.found import same_title

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
