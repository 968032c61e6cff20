"""What is wrong with papers as records: what they lack, and what two of them share."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from papershelf.checks.finding import Code, Finding
from papershelf.model.collection.catalogue import Entry
from papershelf.model.record.build import shorten
from papershelf.model.record.facts import arxiv_of, doi_of
from papershelf.model.record.paper import Paper, Status
from papershelf.sources.found import same_title
from papershelf.sources.library.folder import Folder

SUMMARY_LINES = 3
MENTIONED_OFTEN = 3
"""Pages that name a planned paper, from which it is worth a note."""


def of_papers(folder: Folder) -> Iterator[Finding]:
    """Papers, one by one, and against each other."""
    for entry in folder.catalogue.entries:
        if not entry.queued:
            yield from _missing(folder, entry)
            yield from _summary(folder, entry)
    yield from _categories(folder)
    yield from _twice(folder)


def place(folder: Folder, entry: Entry) -> str:
    """``papers/lora.md:3``, relative to the source folder."""
    return f"{folder.files[entry.docname]}:{entry.line}"


def _finding(folder: Folder, entry: Entry, code: Code, message: str) -> Finding:
    return Finding(folder.files[entry.docname], entry.line, code, message)


def _missing(folder: Folder, entry: Entry) -> Iterator[Finding]:
    paper = entry.paper
    if not paper.title:
        message = f"{paper.key!r} has no title: give the page a first-level heading, or the option 'title'"
        yield _finding(folder, entry, Code.MISSING_OPTION, message)
    if not paper.category and folder.catalogue.categories:
        slugs = ", ".join(folder.catalogue.categories)
        message = f"{paper.key!r} has no category, so no table of contents holds it; categories: {slugs}"
        yield _finding(folder, entry, Code.MISSING_OPTION, message)
    if not paper.date:
        message = f"{paper.key!r} has no year: give it the option 'year' or 'date'"
        yield _finding(folder, entry, Code.MISSING_YEAR, message)
    if not paper.authors:
        yield _finding(
            folder, entry, Code.MISSING_AUTHORS, f"{paper.key!r} has no authors: give it the option 'authors'"
        )
    if not (paper.arxiv or paper.doi or "url" in dict(paper.links)):
        message = f"{paper.key!r} has no link to the paper: give it 'arxiv', 'doi' or 'url'"
        yield _finding(folder, entry, Code.MISSING_LINK, message)


def _summary(folder: Folder, entry: Entry) -> Iterator[Finding]:
    if entry.paper.status is not Status.DONE:
        return
    count = len(entry.paper.summary)
    if not count:
        message = f"the note on {entry.key!r} is finished and its summary is empty; a summary has three lines"
        yield _finding(folder, entry, Code.EMPTY_SUMMARY, message)
    elif count != SUMMARY_LINES:
        message = f"the summary of {entry.key!r} has {count} line{'s' * (count > 1)}; a finished note's has three"
        yield _finding(folder, entry, Code.SUMMARY_LENGTH, message)


def _categories(folder: Folder) -> Iterator[Finding]:
    for slug, claims in folder.catalogue.category_claims.items():
        first, *others = sorted(claims, key=lambda category: category.docname)
        for other in others:
            where = f"{folder.files[first.docname]}:{first.line}"
            message = f"category {slug!r} is declared by {where}; give this one another slug"
            yield Finding(folder.files[other.docname], other.line, Code.DUPLICATE_CATEGORY, message)


# -- two that are one ---------------------------------------------------------------------------


_SAME: dict[Code, tuple[str, Callable[[Paper], str]]] = {
    Code.DUPLICATE_ARXIV: ("the arXiv id {}", arxiv_of),
    Code.DUPLICATE_DOI: ("the DOI {}", doi_of),
    Code.DUPLICATE_TITLE: ("this title", lambda p: same_title(p.title)),
}


def _twice(folder: Folder) -> Iterator[Finding]:
    """Two papers that are one, told under what tells it best; a queue line that has a page is told where queues are."""
    entries = sorted((c[0] for c in folder.catalogue.claims.values()), key=lambda e: (e.queued, e.docname, e.line))
    told: set[tuple[str, str]] = set()
    for code, (words, identity) in _SAME.items():
        first: dict[str, Entry] = {}
        for entry in entries:
            value = identity(entry.paper)
            if not value:
                continue
            other = first.setdefault(value, entry)
            if other is entry or (entry.queued and not other.queued) or (other.key, entry.key) in told:
                continue
            if code is Code.DUPLICATE_TITLE and _apart(other.paper, entry.paper):
                continue
            told.add((other.key, entry.key))
            what = words.format(value)
            message = (
                f"{what} is that of {other.key!r}, {place(folder, other)}; a paper stands in a library once: keep one"
            )
            yield _finding(folder, entry, code, message)


def page_of(entries: Iterable[Entry]) -> Callable[[Paper], Entry | None]:
    """A function from a planned paper to the page that is about the same paper under another key."""
    pages = [entry for entry in entries if not entry.queued]
    known: dict[tuple[Code, str], Entry] = {}
    for code, (_words, identity) in _SAME.items():
        for entry in pages:
            if value := identity(entry.paper):
                known.setdefault((code, value), entry)

    def find(paper: Paper) -> Entry | None:
        for code, (_words, identity) in _SAME.items():
            entry = known.get((code, identity(paper)))
            if entry is not None and not (code is Code.DUPLICATE_TITLE and _apart(entry.paper, paper)):
                return entry
        return None

    return find


def _apart(one: Paper, other: Paper) -> bool:
    """Whether the first authors tell two papers of one title apart."""
    firsts = [paper.authors[0].short.casefold() for paper in (one, other) if paper.authors]
    return len(firsts) == 2 and firsts[0] != firsts[1]


# -- what needs the whole library ---------------------------------------------------------------


def worth_a_note(folder: Folder, naming: Mapping[str, set[str]]) -> Iterator[Finding]:
    """Planned papers that many pages name.

    :param naming: key to the documents that name the paper.
    """
    for key, docnames in naming.items():
        entry = folder.catalogue.by_key(key)
        if entry is None or entry.paper.status is not Status.PLANNED:
            continue
        count = len(docnames if entry.queued else docnames - {entry.docname})
        if count >= MENTIONED_OFTEN:
            message = f"{count} pages name the planned paper {entry.key!r}: it is worth a note"
            yield _finding(folder, entry, Code.WORTH_A_NOTE, message)


def long_writing(folder: Folder, commits: Mapping[str, date], today: date) -> Iterator[Finding]:
    """Notes that have been in writing for more than six months.

    :param commits: file to the day of its last commit.
    """
    month = today.year * 12 + today.month - 1 - 6
    for entry in folder.catalogue.entries:
        day = commits.get(folder.files[entry.docname])
        if entry.queued or entry.paper.status is not Status.WRITING or day is None:
            continue
        if (day.year * 12 + day.month - 1, day.day) < (month, today.day):
            message = f"the note on {entry.key!r} is in writing, and its last commit is of {day}: finish it"
            yield _finding(folder, entry, Code.LONG_WRITING, message)


def tag_variants(folder: Folder, lines: Mapping[str, int]) -> Iterator[Finding]:
    """Tags that differ only in how they are written; the one most papers have stays.

    :param lines: document to the line of its tags.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    entries = [entry for entry in folder.catalogue.entries if not entry.queued]
    for entry in entries:
        for tag in entry.paper.tags:
            counts[_tag(tag)][tag] += 1
    usual = {name: min(found, key=lambda tag: (-found[tag], tag)) for name, found in counts.items() if len(found) > 1}
    for entry in entries:
        for tag in entry.paper.tags:
            other = usual.get(_tag(tag), tag)
            if other != tag:
                line = lines.get(entry.docname, entry.line)
                message = f"tags: found {shorten(tag)!r}, elsewhere {shorten(other)!r}; one tag is written one way"
                yield Finding(folder.files[entry.docname], line, Code.TAG_VARIANT, message)


def _tag(tag: str) -> str:
    return re.sub(r"[\s_-]+", "", tag.casefold())
