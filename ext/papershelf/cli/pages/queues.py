"""Lines of planned papers in the text of a page."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from papershelf.cli.pages import spans
from papershelf.cli.pages.spans import Span
from papershelf.model.record import queueline
from papershelf.model.record.paper import Paper, Status
from papershelf.sources.found import Found
from papershelf.sources.library import further
from papershelf.sources.pages import queue
from papershelf.sources.pages.fences import directives

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


def queue_lines(text: str, keys: Collection[str], *, markdown: bool) -> Iterator[QueueLine]:
    """The lines of planned papers, in all queues of a page."""
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
            if paper is not None and paper.key in keys:
                after = rows[end][0] if end < len(rows) else directive.content[1]
                yield QueueLine(paper.key, (rows[item.line][0], after), "\n".join(bare[item.line : end]))


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


def without_lines(text: str, keys: Collection[str], *, markdown: bool) -> str:
    """A page without the queue lines of papers that have pages now; a queue without lines goes, too."""
    gone = {line.key: line.span for line in reversed(list(queue_lines(text, keys, markdown=markdown)))}
    if not gone:
        return text
    text = spans.replaced(text, [(span, "") for span in gone.values()])
    lines = text.splitlines(keepends=True)
    bare = [row.rstrip("\r\n") for row in lines]
    queues = list(directives(bare, ("paper-queue",), markdown=markdown)) if markdown else []
    for found in reversed(queues):
        if not any(row.strip() for row in bare[found.start + 1 : found.end]):
            start = found.start - (found.start > 0 and not bare[found.start - 1].strip())
            del lines[start : found.end + 1]
    return "".join(lines)


def for_line(item: Found) -> Paper:
    """A planned paper as a queue line has a place for it.

    Its links are what a line takes them for, and it stands in one category. A short title that its title begins with
    is kept beside the papers, and one that its key does not tell is its remark. Of a paper whose source names the key,
    which is one that papershelf wrote, nothing else changes but its PDF as the one link.
    """
    paper = dataclasses.replace(item.paper, spans=(), type="", fields=())
    if paper.status is not Status.PLANNED:
        return paper
    if item.keyed:
        paper = dataclasses.replace(paper, short_title="")
        only = dict(paper.links) if len(paper.links) == 1 else {}
        return dataclasses.replace(paper, links=(("url", only["pdf"]),)) if "pdf" in only else paper
    told = dataclasses.replace(paper, links=queueline.links(paper), also_in=())
    said = _begins_with(paper.title, paper.short_title)
    if paper.short_title and (said or not queueline.write(told)):
        remark = "; ".join(filter(None, ("" if said else paper.short_title, paper.note)))
        told = dataclasses.replace(told, short_title="", note=remark)
    return told if queueline.write(told) else paper


def with_fields(paper: Paper, line: Paper) -> Paper:
    """A paper that keeps as a field the short title for which its line has no place."""
    if not paper.short_title or line.short_title or paper.short_title in line.note.split("; "):
        return paper
    return dataclasses.replace(paper, fields=(*paper.fields, (further.SHORT, paper.short_title)))


def _begins_with(title: str, words: str) -> bool:
    rest = title[len(words) : len(words) + 1]
    return title.casefold().startswith(words.casefold()) and not rest.isalnum()
