"""Small edits of pages: lines are added, nothing else changes by a byte."""

from __future__ import annotations

import dataclasses
import posixpath
from collections.abc import Callable, Sequence

from papershelf.sources.fences import Directive, directives
from papershelf.sources.folder import SUFFIXES, Folder, toctree_entries

Edit = Callable[[str], str]


def add_papers(text: str, listed: Sequence[str], queued: Sequence[str], *, markdown: bool) -> str:
    """A category page with more papers.

    :param listed: keys that go to the end of its hand-kept order, if it has one.
    :param queued: lines that go to the end of its queue.
    """
    lines = text.splitlines(keepends=True)
    found = list(
        directives([line.rstrip("\r\n") for line in lines], ("paper-category", "paper-queue"), markdown=markdown)
    )
    category = next((d for d in found if d.name == "paper-category"), None)
    queue = next((d for d in found if d.name == "paper-queue"), None)
    insertions = []
    if category is not None and any(line.strip() for line in lines[category.content : category.end]):
        insertions.append((category, listed))
    if queue is not None and queued:
        insertions.append((queue, queued))
    for directive, new in sorted(insertions, key=lambda pair: -pair[0].end):
        _insert(lines, directive, new)
    if queue is None and queued:
        block = _block("paper-queue", queued, markdown)
        _append(lines, block)
    return "".join(lines)


def add_to_toctree(text: str, path: str, folder: Folder, *, markdown: bool) -> str:
    """The home page with one more category in a toctree: the one that holds the other categories, else the first."""
    root = folder.settings.root
    name = posixpath.relpath(path.rpartition(".")[0], posixpath.dirname(root) or ".")
    lines = text.splitlines(keepends=True)
    bare = [line.rstrip("\r\n") for line in lines]
    found = list(directives(bare, ("toctree",), markdown=markdown))
    document = path.rpartition(".")[0]
    entries = {d.start: set(toctree_entries(folder, root, d, bare, more=(document,))) for d in found}
    if any(document in named for named in entries.values()):
        return text  # a toctree with globs takes it in
    pages = {category.docname for category in folder.catalogue.categories.values()}
    pages |= {
        change for named in entries.values() for change in named if change.startswith(posixpath.dirname(document) + "/")
    }
    chosen = next((d for d in found if entries[d.start] & pages), None)
    chosen = chosen or next((d for d in found if entries[d.start] or not d.lines(bare)), None)
    if chosen is None:
        _append(lines, _block("toctree", [name], markdown))
        return "".join(lines)
    suffix = next((s for line in chosen.lines(bare) for s in SUFFIXES if line.strip().endswith(s)), "")
    places = [
        n
        for n in range(chosen.content, chosen.end)
        if pages & set(toctree_entries(folder, root, _line(chosen, n), bare))
    ]
    _insert(lines, dataclasses.replace(chosen, end=places[-1] + 1) if places else chosen, [name + suffix])
    return "".join(lines)


def _line(directive: Directive, number: int) -> Directive:
    """One line of a directive."""
    return dataclasses.replace(directive, content=number, end=number + 1)


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
