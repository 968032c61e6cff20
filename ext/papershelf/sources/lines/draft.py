"""What a line tells of a paper, before it is validated."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from papershelf.model.paper import Author
from papershelf.sources.lines.marks import Marks


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
