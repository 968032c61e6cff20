"""Small edits of pages: lines are added, nothing else changes by a byte."""

from __future__ import annotations

import dataclasses
import posixpath
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from papershelf.sources.library.documents import SUFFIXES, toctree_entries
from papershelf.sources.library.folder import Folder
from papershelf.sources.pages import queue
from papershelf.sources.pages.fences import Directive, directives

Edit = Callable[[str], str]


def add_papers(
    text: str, listed: Sequence[str], queued: Sequence[str], *, markdown: bool, order: Sequence[str] = ()
) -> str:
    """A category page with more papers.

    :param listed: keys that go into its hand-kept order, if it has one.
    :param queued: lines that go into its queue.
    :param order: keys as the source has them in order; what is new comes after the one before it there, else last.
    """
    lines = text.splitlines(keepends=True)
    found = list(
        directives([line.rstrip("\r\n") for line in lines], ("paper-category", "paper-queue"), markdown=markdown)
    )
    category = next((d for d in found if d.name == "paper-category"), None)
    queued_in = next((d for d in found if d.name == "paper-queue"), None)
    insertions = []
    if category is not None and any(line.strip() for line in lines[category.content : category.end]):
        insertions.append((category, listed))
    if queued_in is not None and queued:
        insertions.append((queued_in, queued))
    places = {key: number for number, key in enumerate(order)}
    for directive, new in sorted(insertions, key=lambda pair: -pair[0].end):
        _place(lines, directive, new, places)
    if queued_in is None and queued:
        block = _block("paper-queue", queued, markdown)
        _append(lines, block)
    return "".join(lines)


def add_to_toctree(text: str, added: Sequence[tuple[str, str]], folder: Folder, *, markdown: bool) -> str:
    """The home page with more categories in a toctree: the one that holds the other categories, else the first.

    :param added: file of each, and the document that it comes after, where that is there; else it comes last.
    """
    root = folder.settings.root
    lines = text.splitlines(keepends=True)
    bare = [line.rstrip("\r\n") for line in lines]
    found = list(directives(bare, ("toctree",), markdown=markdown))
    documents = {path.rpartition(".")[0]: after for path, after in added}
    entries = {d.start: set(toctree_entries(folder, root, d, bare, more=tuple(documents))) for d in found}
    globbed = set().union(*entries.values())  # a toctree with globs takes them in
    new = {document: after for document, after in documents.items() if document not in globbed}
    if not new:
        return text
    beside = tuple({f"{posixpath.dirname(document)}/" for document in new})
    pages = {category.docname for category in folder.catalogue.categories.values()}
    pages |= {name for named in entries.values() for name in named if name.startswith(beside)}
    chosen = next((d for d in found if entries[d.start] & pages), None)
    chosen = chosen or next((d for d in found if entries[d.start] or not d.lines(bare)), None)
    if chosen is None:
        _append(
            lines, _block("toctree", [_relative(document, root) for document in _in_order(new, {}, -1)[-1]], markdown)
        )
        return "".join(lines)
    suffix = next((s for line in chosen.lines(bare) for s in SUFFIXES if line.strip().endswith(s)), "")
    places = {
        document: number
        for number in range(chosen.content, chosen.end)
        for document in toctree_entries(folder, root, _line(chosen, number), bare, more=tuple(documents))
    }
    last = max((number for document, number in places.items() if document in pages), default=-1)
    groups = _in_order(new, places, last)
    for number, group in sorted(groups.items(), reverse=True):
        place = chosen if number < 0 else dataclasses.replace(chosen, end=number + 1)
        _insert(lines, place, [_relative(document, root) + suffix for document in group])
    return "".join(lines)


def _in_order(new: Mapping[str, str], places: Mapping[str, int], last: int) -> dict[int, list[str]]:
    """Documents by the line that they come after, each after the one it is to follow.

    :param new: document to the one before it; ``places``, those that are there to their lines.
    :param last: the line for what follows none of them.
    """
    groups: dict[int, list[str]] = defaultdict(list)
    line = dict(places)
    for document, after in new.items():
        number = line.get(after, last)
        group = groups[number]
        if after not in places and after in group and group[-1] != after:
            group.insert(group.index(after) + 1, document)
        elif after in places:
            group.insert(0, document)
        else:
            group.append(document)
        line[document] = number
    return groups


def _relative(document: str, root: str) -> str:
    return posixpath.relpath(document, posixpath.dirname(root) or ".")


def _line(directive: Directive, number: int) -> Directive:
    """One line of a directive."""
    return dataclasses.replace(directive, content=number, end=number + 1)


def _place(lines: list[str], directive: Directive, new: Sequence[str], places: Mapping[str, int]) -> None:
    """Add lines to a directive's content, each after the line of the paper before it in the source.

    :param places: key to its place in the source.
    """
    there = sorted(
        (places[key], number)
        for number in range(directive.content, directive.end)
        if (key := _key(lines[number])) in places
    )
    groups: dict[int, list[str]] = {}
    for line in new:
        at = bisect_left(there, (places.get(_key(line), len(places)), 0))
        number = directive.end
        if there and at < len(there):  # else after all that the source has: at the end, as people add
            number = there[at - 1][1] + 1 if at else there[0][1]
        while (
            at and not directive.indent and number < directive.end and lines[number].strip() != lines[number].rstrip()
        ):
            number += 1  # lines that go on
        groups.setdefault(number, []).append(line)
    for number, added in sorted(groups.items(), reverse=True):
        if number >= directive.end:
            _insert(lines, directive, added)
        else:
            newline = _newline(lines)
            lines[number:number] = [f"{directive.indent}{line}{newline}" for line in added]


def _key(line: str) -> str:
    """The key of a line: one of a category's order, or of a queue."""
    bare = line.strip()
    if not bare.startswith(("- ", "* ", "+ ")):
        return bare
    paper, _problems = queue.parse(bare[2:], "")
    return paper.key if paper is not None else ""


def _insert(lines: list[str], directive: Directive, new: Sequence[str]) -> None:
    """Add lines to the end of a directive's content."""
    place = directive.end
    while place > directive.start + 1 and not lines[place - 1].strip():
        place -= 1
    newline = _newline(lines)
    added = [f"{directive.indent}{line}{newline}" for line in new]
    if directive.content >= place and directive.options:
        added.insert(0, newline)
    if not lines[place - 1].endswith(("\n", "\r")):
        lines[place - 1] += newline
    lines[place:place] = added


def _append(lines: list[str], block: Sequence[str]) -> None:
    newline = _newline(lines)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += newline
    if lines and lines[-1].strip():
        lines.append(newline)
    lines += [f"{line}{newline}" for line in block]


def _block(name: str, content: Sequence[str], markdown: bool) -> list[str]:
    if markdown:
        return [f"```{{{name}}}", *content, "```"]
    return [f".. {name}::", "", *(f"   {line}" for line in content)]


def _newline(lines: Sequence[str]) -> str:
    return "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
