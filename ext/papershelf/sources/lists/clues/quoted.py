"""A quote below an entry that is its card: short name, topics, and the venue with its year as the last line.

In: the lines of a quote. Out: whether it is one; the draft then has what it tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from papershelf.model.text import values
from papershelf.sources.lines.details import marks as marking
from papershelf.sources.lines.details.draft import Draft
from papershelf.sources.lines.markup.nodes import Node
from papershelf.sources.lines.markup.runs import Line
from papershelf.sources.lines.values import signs

_VENUE = re.compile(r"(?P<name>[A-Z][\w/&-]*(?: [A-Z][\w/&-]*){0,2})?,? *(?P<year>(?:19|20)\d\d)\.?")
_TOPIC = re.compile(r"[^\W\d_][\w/+&-]{1,30}(?: [\w/+&-]{1,20})?")


def card(quote: Node) -> list[Line]:
    """The lines of a quote that is a card; none for one that says anything else."""
    lines = [line for node in quote.children if node.kind == "para" for line in node.lines]
    if not lines or any(node.kind != "para" for node in quote.children) or len(lines) > 3:
        return []
    told = _VENUE.fullmatch(values.text(lines[-1].text)) and all(
        _is_short(line) or _topics(line) for line in lines[:-1]
    )
    return lines if told and not any(line.links for line in lines) else []


def take(lines: Sequence[Line], draft: Draft) -> None:
    """Take over what the lines of a card tell."""
    for line in lines[:-1]:
        words = signs.clean(values.text(line.text)).strip("`")
        if _is_short(line):
            draft.marks.short_title = draft.marks.short_title or words
        else:
            draft.marks.tags += [tag for tag in _topics(line) if tag not in draft.marks.tags]
    match = _VENUE.fullmatch(values.text(lines[-1].text))
    if match is not None and match["name"]:
        draft.marks.note("venue", f"{match['name']} {match['year']}")
    elif match is not None:
        draft.marks.note("date", match["year"])


def _is_short(line: Line) -> bool:
    runs = [run for run in line.runs if run.text.strip()]
    return len(runs) == 1 and (runs[0].code or runs[0].bold) and marking.is_short(runs[0].text)


def _topics(line: Line) -> list[str]:
    parts = [part.strip() for part in re.split(r"[,;、，·]", values.text(line.text))]
    return parts if all(_TOPIC.fullmatch(part) for part in parts) else []
