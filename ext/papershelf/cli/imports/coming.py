"""Coming again: what a source says otherwise than the library, what is filled in of it, and what left the source."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from papershelf.cli.pages.editing import Edit
from papershelf.cli.pages.filling import filled, filled_lines
from papershelf.exports.pages.page import option_text
from papershelf.model.collection.catalogue import Entry
from papershelf.model.record.paper import LINKS, Author, Paper
from papershelf.sources.deduplication.merging import Sorted
from papershelf.sources.found import Found, Outcome, Report, same_title
from papershelf.sources.library.folder import Folder

_TOLD = ("short-title", "venue", "doi", *LINKS, "tags", "read", "added")
"""Options that are compared as they are written."""


def differing(paper: Paper, entry: Entry) -> list[str]:
    """Names of what a source says of a paper and the library does not say, or says otherwise.

    The state of the note is the library's own.
    """
    held = entry.paper
    found = []
    if same_title(paper.title) not in {same_title(held.title), same_title(held.short_title)}:
        found.append("title")
    if not _same_people(paper.authors, held.authors):
        found.append("authors")
    if not (held.date.startswith(paper.date) or (held.date and paper.date.startswith(held.date))):
        found.append("year" if len(paper.date) == len("2021") else "date")
    if paper.arxiv and paper.arxiv != held.arxiv:
        found.append("arxiv")
    for name in _TOLD:
        mine, theirs = option_text(paper, name), option_text(held, name)
        same = set(paper.tags) <= set(held.tags) if name == "tags" else mine.casefold() == theirs.casefold()
        if mine and not same:
            found.append(name)
    if paper.category and paper.category not in held.categories:
        found.append("category")
    told = ([paper.note] if paper.note else []) + list(paper.summary)
    if told and _words(told) != _words(([held.note] if held.note else []) + list(held.summary)):
        found.append("note" if entry.queued else "summary")
    return found


def _words(lines: Iterable[str]) -> str:
    return same_title(" ".join(lines))


def _same_people(mine: tuple[Author, ...], held: tuple[Author, ...]) -> bool:
    """Whether the names of a source are those of the library, or its first ones."""
    names = [same_title(author.family or author.literal) for author in mine if author.literal != "others"]
    others = [same_title(author.family or author.literal) for author in held if author.literal != "others"]
    part = len(names) < len(mine) or len(others) < len(held)
    both = min(len(names), len(others)) if part else max(len(names), len(others))
    return not names or (bool(others) and names[:both] == others[:both])


def known(
    told: Sequence[tuple[Found, Entry]], folder: Folder, report: Report, edit: Callable[[str, Edit], None],
    *, update: bool,
) -> None:  # fmt: skip
    """Rows for papers that the library has: in what a source differs, and what of it is filled in.

    :param told: each as a source has it now, with its entry in the library.
    :param edit: changes a page.
    :param update: whether what is empty is filled in.
    """
    differs = [differing(item.paper, entry) for item, entry in told]
    lines = _lines([pair for pair, names in zip(told, differs, strict=True) if names], folder, edit) if update else {}
    for (item, entry), names in zip(told, differs, strict=True):
        path = folder.files[entry.docname]
        done = lines.pop(entry.key, []) if entry.queued else []
        if update and names and not entry.queued:
            path = folder.written.get(entry.docname, path)
            done = _page(path, item, entry, edit)
        rest = [name for name in names if name not in done]
        more = f"; differs: {', '.join(rest)}" if rest else ""
        if done:
            report.add(Outcome.UPDATED, item, path, why=f"filled in: {', '.join(done)}{more}")
        else:
            report.add(Outcome.UNCHANGED, item, folder.files[entry.docname], why=f"the library has it{more}")


def _page(path: str, item: Found, entry: Entry, edit: Callable[[str, Edit], None]) -> list[str]:
    """Fill in the page of a paper; names of what was filled in."""
    done: list[str] = []

    def fill(text: str) -> str:
        text, names = filled(text, item, entry, markdown=path.endswith(".md"))
        done.extend(names)
        return text

    edit(path, fill)
    return done


def _lines(
    told: Iterable[tuple[Found, Entry]], folder: Folder, edit: Callable[[str, Edit], None]
) -> dict[str, list[str]]:
    """Fill in queue lines, those of a page at once; names of what was filled in, by key."""
    pages: dict[str, dict[str, tuple[Paper, Paper]]] = defaultdict(dict)
    for item, entry in told:
        if entry.queued:
            path = folder.written.get(entry.docname, folder.files[entry.docname])
            pages[path].setdefault(entry.key, (entry.paper, item.paper))
    done: dict[str, list[str]] = {}

    def fill(path: str, text: str) -> str:
        text, names = filled_lines(text, pages[path], markdown=path.endswith(".md"))
        done.update(names)
        return text

    for path in pages:
        edit(path, functools.partial(fill, path))
    return done


def left(found: Sorted, folder: Folder, source: str, report: Report) -> None:
    """Rows for papers that left the sources.

    The library does not note where a paper came from. A category of which the sources have at least half of the papers
    is theirs: what else is in it left them, or was added by hand. Nothing is done about it.

    :param source: name of the sources.
    """
    told = {entry.key for _item, entry in found.known} | set(found.stale)
    held = Counter(entry.paper.category for _item, entry in found.known)
    sizes = Counter(entry.paper.category for entry in folder.catalogue.entries)
    for entry in folder.catalogue.entries:
        slug = entry.paper.category
        if slug and entry.key not in told and held[slug] * 2 >= sizes[slug]:
            place = (source, 0, entry.key)
            why = f"the source does not have it (any more); it stays in {slug}"
            report.add(Outcome.LEFT, place, folder.files[entry.docname], why)
