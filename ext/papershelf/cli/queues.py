"""Lines of planned papers in the text of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from papershelf.cli import spans
from papershelf.cli.spans import Span
from papershelf.sources import queue

_HEAD = re.compile(r"(?P<mark>[ \t]*[-*+][ \t]+)(?:(?P<key>[^\s=]+)(?=[ \t]*=))?")


@dataclass(frozen=True)
class QueueLine:
    """One planned paper.

    :param span: of its lines, with their ends.
    :param text: them, without the indent of the directive and the last end.
    """

    key: str
    span: Span
    text: str


def queue_lines(text: str, key: str, *, markdown: bool) -> Iterator[QueueLine]:
    """The lines of a planned paper, in all queues of a page."""
    found, _hidden = spans.markdown(text) if markdown else spans.rst(text)
    for directive in found:
        if directive.name != "paper-queue":
            continue
        rows = list(spans.lines(text, directive.content))
        first = next((row for _start, row in rows if row.strip()), "")
        indent = "" if markdown else first[: len(first) - len(first.lstrip())]
        bare = [row.removeprefix(indent) for _start, row in rows]
        items, _others = queue.items(bare, 0)
        for item in items:
            end = item.line + 1
            while end < len(rows) and bare[end].strip() and bare[end][0].isspace() and not _begins(bare[end]):
                end += 1
            paper, _problems = queue.parse(item.text, "")
            if paper is not None and paper.key == key:
                after = rows[end][0] if end < len(rows) else directive.content[1]
                yield QueueLine(key, (rows[item.line][0], after), "\n".join(bare[item.line : end]))


def _begins(row: str) -> bool:
    return bool(re.match(r"\s{0,3}[-*+]\s+\S", row))


def renamed(text: str, line: QueueLine, new: str) -> tuple[Span, str]:
    """The edit that gives a planned paper another key."""
    start, end = line.span
    match = _HEAD.match(text, start, end)
    assert match is not None
    if match["key"]:
        return match.span("key"), new
    return (match.end("mark"), match.end("mark")), f"{new} = "
