"""Read the lines of a ``paper-queue``: planned papers, one list item each.

``[key =] Title [(year)] [arXiv:ID | doi:ID | URL] [+YYYY-MM-DD] [— note]``
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from papershelf.model import romanisation, values
from papershelf.model.build import Problem
from papershelf.model.paper import Paper, Status

_ITEM = re.compile(r"^\s{0,3}[-*+]\s+(?P<text>.*\S)\s*$")
_TAIL = re.compile(
    r"^(?P<head>.*?)\s+(?P<last>\+\S+|arxiv:\S+|doi:\S+|https?://\S+|\(\d[^()]*\))$",
    re.IGNORECASE | re.DOTALL,
)
_FORM = "a line is written '[key =] Title [(year)] [arXiv:ID | doi:ID | URL] [+YYYY-MM-DD] [— note]'"


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


def parse(text: str, category: str) -> tuple[Paper | None, list[Problem]]:
    """One planned paper, or the reason why the line is none."""
    rest, _, note = re.sub(r"\s+—\s+", "\0", text, count=1).partition("\0")
    try:
        key, rest = _split_key(rest)
        attributes, rest = _split_tail(rest)
        title = values.title(rest)
        if not title:
            raise ValueError("there is no title")
        key = key or values.slug(title) or romanisation.slug(title)
        if not key:
            raise ValueError("the title gives no key of letters and digits: write 'key = Title'")
        paper = Paper(
            key=key,
            title=title,
            category=category,
            status=Status.PLANNED,
            note=values.text(note),
            **attributes,
        )
    except ValueError as error:
        return None, [_problem(f"found {text!r}; {error}; {_FORM}")]
    return paper, []


def _problem(message: str) -> Problem:
    return Problem("", message, "invalid-queue")


def _split_key(text: str) -> tuple[str, str]:
    head, equals, tail = text.partition("=")
    if not equals or "://" in head or (head and not head[-1].isspace()):
        return "", text
    return values.key(head), tail.strip()


def _split_tail(text: str) -> tuple[dict[str, Any], str]:
    """Take year, identifiers, link and date off the end, in whatever order they stand."""
    found: dict[str, Any] = {}
    while match := _TAIL.match(text):
        last = match["last"]
        if last.startswith("("):
            name, value = "date", values.partial_date(last[1:-1])
        elif last.startswith("+"):
            if not last[1:2].isdigit():
                break
            name, value = "added", values.day(last[1:])
        elif last.lower().startswith("arxiv:"):
            name, (value, version) = "arxiv", values.arxiv(last)
            found["arxiv_version"] = version
        elif last.lower().startswith("doi:"):
            name, value = "doi", values.doi(last)
        else:
            name, value = _link(last)
        if name in found:
            raise ValueError(f"{name} is given twice")
        found[name] = (("url", value),) if name == "links" else value
        text = match["head"]
    return found, text


def _link(url: str) -> tuple[str, str]:
    """An arXiv or DOI address says its identifier; any other is a link."""
    for name, convert in (("arxiv", lambda u: values.arxiv(u)[0]), ("doi", values.doi)):
        try:
            return name, convert(url)
        except ValueError:
            continue
    return "links", values.url(url)
