"""What a source tells more of a paper, filled in: options and summary of its page, its line in a queue."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from papershelf.cli.pages.queues import queue_lines
from papershelf.cli.pages.spans import replaced
from papershelf.exports.pages.page import option_text, summary_markdown
from papershelf.model.collection.catalogue import Entry
from papershelf.model.record import queueline
from papershelf.model.record.fields import FIELDS
from papershelf.model.record.paper import LINKS, Paper
from papershelf.sources.deduplication.likeness import is_sure
from papershelf.sources.found import Found
from papershelf.sources.pages.fences import directives
from papershelf.sources.pages.page_options import with_options

_UNSURE = frozenset({"authors", "year", "date", "venue", "arxiv", "doi", *LINKS})
"""What is not taken over where only the titles agree."""


def filled(text: str, item: Found, entry: Entry, *, markdown: bool) -> tuple[str, list[str]]:
    """The page of a paper on which what was empty is filled in.

    :returns: the text, and the names of what was filled in.
    """
    new = _missing(item.paper, entry.paper)
    text = with_options(text, new, markdown=markdown)
    done = list(new)
    if markdown and item.paper.summary and not entry.paper.summary:
        summary = item.summary or summary_markdown(item.paper.summary)
        after = _with_summary(text, summary)
        done += ["summary"] if after != text else []
        text = after
    return text, done


def filled_lines(
    text: str, told: Mapping[str, tuple[Paper, Paper]], *, markdown: bool
) -> tuple[str, dict[str, list[str]]]:
    """A page with queue lines on which what was empty is filled in.

    :param told: key to the paper as the library has it, and as a source tells it.
    :returns: the text, and the names of what was filled in by key.
    """
    done: dict[str, list[str]] = {}
    edits = []
    for line in queue_lines(text, told, markdown=markdown):
        held, filled_in = _filled_line(*told[line.key])
        if line.key in done or not filled_in:
            continue
        done[line.key] = filled_in
        whole = text[slice(*line.span)]
        indent = whole[: len(whole) - len(whole.lstrip(" \t"))]
        ending = whole[len(whole.rstrip("\r\n")) :]
        edits.append((line.span, f"{indent}{queueline.write(held)}{ending}"))
    return replaced(text, edits), done


def _missing(paper: Paper, held: Paper) -> dict[str, str]:
    """Options of a source that the library leaves open."""
    sure = is_sure(held, paper)
    new = {}
    for name in FIELDS:
        text = option_text(paper, name)
        dated = name in {"year", "date"} and held.date
        if name in {"title", "status", "category", "also-in", "former-keys"} or dated or not text:
            continue
        if not option_text(held, name) and (sure or name not in _UNSURE):
            new[name] = text
    return new


def _with_summary(text: str, summary: str) -> str:
    lines = text.splitlines(keepends=True)
    bare = [line.rstrip("\r\n") for line in lines]
    own = next(iter(directives(bare, ("paper-summary",))), None)
    if own is None or any(line.strip() for line in bare[own.content : own.end]) or own.end >= len(lines):
        return text
    newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
    place = own.end
    while place > own.start + 1 and not bare[place - 1].strip():
        place -= 1
    added = [newline, *(f"{own.indent}{line}{newline}" for line in summary.split("\n"))]
    return "".join([*lines[:place], *added, *lines[own.end :]])


def _filled_line(held: Paper, paper: Paper) -> tuple[Paper, list[str]]:
    """A planned paper that tells more, as far as a line has a place for it."""
    done: list[str] = []
    for name in _missing(paper, held):
        attribute = FIELDS[name].attribute
        if name in LINKS:
            links = dict(paper.links)
            more = dataclasses.replace(held, links=tuple({**dict(held.links), name: links[name]}.items()))
        elif name == "arxiv":
            more = dataclasses.replace(held, arxiv=paper.arxiv, arxiv_version=paper.arxiv_version)
        else:
            more = dataclasses.replace(held, **{attribute: getattr(paper, attribute)})
        if queueline.write(more):  # else a line has no place for it
            held, done = more, [*done, name]
    if paper.note and not held.note and queueline.write(more := dataclasses.replace(held, note=paper.note)):
        held, done = more, [*done, "note"]
    return held, done
