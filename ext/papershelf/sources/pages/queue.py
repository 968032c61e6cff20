"""The list items of a ``paper-queue``, one planned paper each; :mod:`papershelf.model.record.queueline` reads them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papershelf.model.record import queueline
from papershelf.model.record.build import Problem
from papershelf.model.record.paper import Paper
from papershelf.model.text import spans
from papershelf.sources.markdown import text as markdown

if TYPE_CHECKING:
    from papershelf.mathml.expansion import Definition

parse = queueline.parse
"""One planned paper, or the reason why the line is none."""


def read(text: str, category: str, macros: tuple[Definition, ...] = ()) -> tuple[Paper | None, list[Problem]]:
    """The same, with the markup of its note, and a title whose formulas are text, as titles of pages are.

    :param macros: those that formulas may use.
    """
    paper, problems = parse(text, category)
    if paper is not None and "$" in paper.title:
        title = _FORMULA.sub(lambda match: markdown.plain(match[0], macros=macros), paper.title)
        paper = dataclasses.replace(paper, title=title)
    if paper is not None and paper.note and not spans.is_plain(note := markdown.line(paper.note, macros=macros)):
        paper = dataclasses.replace(paper, spans=(note,))
    return paper, problems


_FORMULA = re.compile(r"\$(?=\S)[^$]+(?<=\S)\$(?!\d)")
_ITEM = re.compile(r"^\s{0,3}[-*+]\s+(?P<text>.*\S)\s*$")


@dataclass(frozen=True, slots=True)
class Item:
    """One list item of a queue, as text, with the line it starts at."""

    text: str
    line: int


def items(lines: Iterable[str], first: int) -> tuple[list[Item], list[tuple[int, Problem]]]:
    """Split a queue's content into list items; an indented line continues its item.

    :param first: line number of the first line.
    """
    found: list[Item] = []
    problems = []
    for number, line in enumerate(lines, first):
        match = _ITEM.match(line)
        if match:
            found.append(Item(match["text"], number))
        elif line.strip() and line[:1].isspace() and found:
            found[-1] = Item(f"{found[-1].text} {line.strip()}", found[-1].line)
        elif line.strip():
            problems.append((number, _problem(f"found {line.strip()!r}; each planned paper is a list item '- …'")))
    return found, problems


def _problem(message: str) -> Problem:
    return Problem("", message, "invalid-queue")
