"""Where pages and the bibliography that they live from say otherwise, or say the same twice."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from papershelf.checks.finding import Code, Finding, Mend
from papershelf.checks.page import Page
from papershelf.model.collection.catalogue import Entry
from papershelf.model.record import facts, queueline
from papershelf.model.record.build import shorten
from papershelf.model.record.options import options as texts
from papershelf.model.record.paper import LINKS, Paper
from papershelf.model.record.publication import published_year, venue_year, without_year
from papershelf.sources.found import same_title
from papershelf.sources.library import living
from papershelf.sources.library.folder import Folder
from papershelf.sources.library.living import BibEntry
from papershelf.sources.pages import queue

_ACRONYM = re.compile(r"\w*[A-Z]\w*[A-Z]\w*")
"""A venue as pages name it, where bibliographies have the whole name: ``EMNLP``, ``NeurIPS``."""
_HEAD = re.compile(r"\s*[-*+]\s+")


def of_files(folder: Folder) -> Iterator[Finding]:
    """What is wrong with the files, and with how papers are told in them."""
    for path, line, message, _minor in folder.bibliography.complaints:
        yield Finding(path, line, Code.BIBLIOGRAPHY, message)
    if not folder.bibliography:
        return
    pairs, entries = [], {}
    for key, (entry, *_others) in sorted(folder.catalogue.claims.items()):
        paper = folder.given.get((entry.docname, entry.line))
        if paper is None:
            continue
        entries[key] = entry
        for message in folder.bibliography.problems(paper):
            yield _at(folder, entry, message)
        if (told := folder.bibliography.of(paper)) is not None:
            pairs.append((key, told))
            for problem in told.problems:
                yield Finding(told.path, told.line, Code.BIBLIOGRAPHY, f"entry {told.name!r}: {problem}")
    for key, message in living.shared(pairs):
        yield _at(folder, entries[key], message)


def _at(folder: Folder, entry: Entry, message: str) -> Finding:
    path = folder.written.get(entry.docname, folder.files[entry.docname])
    return Finding(path, entry.line, Code.BIBLIOGRAPHY, message)


def of_page(page: Page, folder: Folder) -> Iterator[Finding]:
    """Options of a paper page that its entry has otherwise, or has as well."""
    found = page.scanned.found[0]
    paper = folder.given.get((page.docname, found.line))
    told = folder.bibliography.of(paper) if paper is not None else None
    if paper is None or told is None:
        return
    spare = _spare(paper, told, folder)
    for option, line in found.option_lines:
        name = "date" if option == "year" else option
        if name not in facts.FACTS or not facts.fact(told.paper, name):
            continue
        if name in spare:
            mend = None
            if _is_whole(page, line):
                mend = Mend(line - 1, line, lambda _line: None, f"{option} is in {told.path} alone")
            message = f"{option}: {told.place} says the same; the page can leave it out"
            yield Finding(page.path, line, Code.REPEATED_FACT, message, mend)
        elif not _agree(name, paper, told.paper):
            yield Finding(page.path, line, Code.OTHER_FACT, _differs(option, name, paper, told))
    yield from _heading(page, paper, told)


def _spare(paper: Paper, told: BibEntry, folder: Folder) -> set[str]:
    """Facts that an entry says as well, and by which it is not found."""
    same = {name for name in facts.FACTS if (fact := facts.fact(paper, name)) and fact == facts.fact(told.paper, name)}
    if folder.bibliography.of(without(paper, same)) is not told:
        same -= {"doi", "arxiv"}
    return same


def without(paper: Paper, names: set[str]) -> Paper:
    """A paper without some facts."""
    empty: dict[str, Any] = {
        name.replace("-", "_"): () if name in {"authors", "tags"} else "" for name in names - {*LINKS, "arxiv"}
    }
    if "arxiv" in names:
        empty |= {"arxiv": "", "arxiv_version": ""}
    links = tuple((name, url) for name, url in paper.links if name not in names)
    return dataclasses.replace(paper, **empty, links=links)


def _agree(name: str, paper: Paper, told: Paper) -> bool:
    """Whether a page and an entry do not contradict each other: the one may say less, or more shortly."""
    mine, theirs = facts.fact(paper, name), facts.fact(told, name)
    if name == "date":
        return paper.date.startswith(told.date) or told.date.startswith(paper.date)
    if name == "tags":
        return set(paper.tags) == set(told.tags)
    if name == "venue" and _ACRONYM.fullmatch(without_year(paper.venue)):
        return venue_year(paper) in {"", published_year(told)}
    return mine == theirs or (name == "title" and same_title(paper.title) == same_title(told.title))


def _is_whole(page: Page, line: int) -> bool:
    """Whether an option takes its line and no more."""
    below = page.lines[line].strip() if line < len(page.lines) else ""
    own = page.lines[line - 1].lstrip().startswith(":")
    return own and (not below or below.startswith((":", "`", "~")) or page.markdown)


def _differs(option: str, name: str, paper: Paper, told: BibEntry) -> str:
    mine, theirs = texts(paper), texts(told.paper)
    return (
        f"{option}: the page says {shorten(mine.get(name, ''))!r}, {told.place} {shorten(theirs.get(name, ''))!r}; "
        "the page's word counts"
    )


def _heading(page: Page, paper: Paper, told: BibEntry) -> Iterator[Finding]:
    """A heading that is neither the title nor the short title."""
    heading, title = same_title(page.scanned.heading), same_title(told.paper.title)
    short = {same_title(paper.short_title), same_title(told.paper.short_title)}
    if heading and not paper.title and heading not in short and not title.startswith(heading):
        message = (
            f"title: the heading says {shorten(page.scanned.heading)!r}, {told.place} {shorten(told.paper.title)!r}"
        )
        message += "; citations and lists have the title of the entry"
        yield Finding(page.path, page.heading_line() + 1, Code.OTHER_FACT, message)


def of_line(page: Page, item: queue.Item, end: int, folder: Folder) -> Iterator[Finding]:
    """A line of a queue whose entry has something otherwise, or as well.

    :param end: the line after the item, from 0.
    """
    paper = folder.given.get((page.docname, item.line))
    told = folder.bibliography.of(paper) if paper is not None else None
    if paper is None or told is None:
        return
    spare = _spare(paper, told, folder) - {"title", "short-title"}
    for name in facts.FACTS:
        alone = name == "title" and folder.bibliography.named(paper.title) is told
        if (
            facts.fact(paper, name)
            and facts.fact(told.paper, name)
            and not alone
            and not _agree(name, paper, told.paper)
        ):
            yield Finding(page.path, item.line, Code.OTHER_FACT, _differs(name, name, paper, told))
    if spare:
        line = queueline.write(without(dataclasses.replace(paper, spans=()), spare))
        mend = None
        if line and end == item.line:
            edit: Callable[[str], str] = partial(_put, line[2:])
            mend = Mend(
                item.line - 1, item.line, edit, f"{', '.join(sorted(spare))} of {paper.key} is in {told.path} alone"
            )
        message = f"{', '.join(sorted(spare))}: {told.place} says the same; the line can leave it out"
        yield Finding(page.path, item.line, Code.REPEATED_FACT, message, mend)


def _put(text: str, line: str) -> str:
    match = _HEAD.match(line)
    return f"{match[0]}{text}" if match else line
