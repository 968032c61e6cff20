"""What a line tells of a paper, before it is validated."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from papershelf.model.paper import Author
from papershelf.sources.lines.marks import Marks


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
