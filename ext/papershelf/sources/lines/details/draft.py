"""What a line tells of a paper, before it is validated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from papershelf.model.record.paper import Author, Status
from papershelf.sources.lines.values.statements import read_date
from papershelf.sources.words.dates import MONTHS

_MONTH_LAST = re.compile(
    rf"(?P<name>.*[\w)])[, ]\s*(?P<date>(?:{'|'.join(MONTHS)})[a-z]*\.? (?:19|20)\d\d)", re.IGNORECASE
)


@dataclass
class Marks:
    """What the words around a title tell."""

    title: str = ""
    short_title: str = ""
    date: str = ""
    venue: str = ""
    status: Status | None = None
    tags: list[str] = field(default_factory=list)

    def note(self, name: str, value: str) -> bool:
        """Take a fact over; whether it says nothing else than what is known."""
        if name == "status":
            self.status = self.status or Status(value)
            return True
        if name == "venue" and value.lower() in {"in", "at", "on"}:
            return True  # the venue is in the next line
        if name == "tag":
            self.tags += [] if value in self.tags else [value]
            return True
        if name == "venue" and (match := _MONTH_LAST.fullmatch(value)):  # ICRA, May 2025
            value = match["name"]
            self.note("date", read_date(match["date"]))
        known = str(getattr(self, name))
        if not known or (name == "date" and value.startswith(known)):
            setattr(self, name, value or known)
        return not known or known.startswith(value) or value.startswith(known)

    def note_all(self, facts: Iterable[tuple[str, str]]) -> None:
        """Take facts over."""
        for fact in facts:
            self.note(*fact)


@dataclass(frozen=True)
class Form:
    """What the entries of a list have in common, which one of them alone does not tell.

    :param names_first: whether they begin with their authors, so that one name in front is one, too.
    :param names_below: whether most have their names in the line below.
    :param places_first: whether many are a place with the citation of its paper below.
    :param titles_below: whether they are short names with the title in the line below.
    :param families: whether words behind a title are family names: ``Reed et al.``, ``Lake and Reed``, ``Reed``.
    :param venue_last: whether they end with a venue and a year in a bracket.
    :param subtitled: whether a link has the first words of a title, and the rest of it follows behind a colon.
    """

    names_first: bool = False
    names_below: bool = False
    places_first: bool = False
    titles_below: bool = False
    families: bool = False
    venue_last: bool = False
    subtitled: bool = False


ALONE = Form()
"""The form of a line that has no neighbours."""


@dataclass
class Draft:
    """A paper as a line tells of it.

    :param links: words and addresses, in order, without the title's when that is the note's.
    :param rest: words beside the title that are no facts; ``described`` says that they are a summary, not a remark.
    :param aside: links inside a sentence about the paper, to something else.
    :param unsaid: what the lines tell that no field is for.
    """

    line: int
    marks: Marks = field(default_factory=Marks)
    links: list[tuple[str, str]] = field(default_factory=list)
    aside: list[tuple[str, str]] = field(default_factory=list)
    note: str = ""
    rest: str = ""
    authors: tuple[Author, ...] = ()
    options: dict[str, str] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    bracketed: bool = False
    described: bool = False
    unsaid: list[str] = field(default_factory=list)
