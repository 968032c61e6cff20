"""Coming again: what a source says otherwise than the library, what is filled in of it, and what left the source."""

from __future__ import annotations

import dataclasses
import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from papershelf.cli.editing import Edit
from papershelf.cli.queues import queue_lines
from papershelf.exports.page import option_text, summary_markdown
from papershelf.model import queueline
from papershelf.model.catalogue import Entry
from papershelf.model.fields import FIELDS
from papershelf.model.paper import LINKS, Author, Paper
from papershelf.sources.fences import directives
from papershelf.sources.folder import Folder
from papershelf.sources.found import Found, Outcome, Report, same_title
from papershelf.sources.likeness import is_sure
from papershelf.sources.merging import Sorted
from papershelf.sources.page_options import with_options

_TOLD = ("short-title", "venue", "doi", *LINKS, "tags", "read", "added")
"""Options that are compared as they are written."""
_UNSURE = frozenset({"authors", "year", "date", "venue", "arxiv", "doi", *LINKS})
"""What is not taken over where only the titles agree."""


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
        start, end = line.span
        whole = text[start:end]
        indent = whole[: len(whole) - len(whole.lstrip(" \t"))]
        ending = whole[len(whole.rstrip("\r\n")) :]
        edits.append((start, end, f"{indent}{queueline.write(held)}{ending}"))
    return _edited(text, edits), done


def _edited(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    """A text with other words in some stretches.

    :param edits: start, end and words of each, in order.
    """
    parts, place = [], 0
    for start, end, words in edits:
        parts += [text[place:start], words]
        place = end
    return "".join([*parts, text[place:]])


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
        attribute = "date" if name in {"year", "date"} else FIELDS[name].attribute
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


def without_lines(text: str, keys: Collection[str], *, markdown: bool) -> str:
    """A page without the queue lines of papers that have pages now; a queue without lines goes, too."""
    gone = {line.key: line.span for line in reversed(list(queue_lines(text, keys, markdown=markdown)))}
    if not gone:
        return text
    text = _edited(text, [(start, end, "") for start, end in sorted(gone.values())])
    lines = text.splitlines(keepends=True)
    bare = [row.rstrip("\r\n") for row in lines]
    queues = list(directives(bare, ("paper-queue",), markdown=markdown)) if markdown else []
    for found in reversed(queues):
        if not any(row.strip() for row in bare[found.start + 1 : found.end]):
            start = found.start - (found.start > 0 and not bare[found.start - 1].strip())
            del lines[start : found.end + 1]
    return "".join(lines)


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
