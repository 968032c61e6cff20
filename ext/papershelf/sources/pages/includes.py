"""A page whose `paper-summary` stands in a file that it includes: found without parsing either.

Files outside the source folder are not read, as the build refuses them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from papershelf.sources.pages.fences import Directive, directives
from papershelf.sources.pages.page import Page, scan

_DEPTH = 8
"""How deep files that include files are followed."""
_SHOWN = {"literal", "code", "number-lines", "parser"}
"""Options with which an included file is shown as it is, or read in another language."""


@dataclass(frozen=True)
class Located:
    """What a page says of its paper, and where.

    :param path: file of the summary, relative to the source folder; empty where it is the page's own.
    :param text: the text of that file, in which the lines of ``page`` count.
    :param line: line of the page that includes it, from 1.
    :param files: every file that was looked into, or would have been if it were there.
    """

    page: Page
    text: str
    path: str = ""
    line: int = 0
    files: tuple[str, ...] = ()


def locate(text: str, docname: str, source: Path, *, markdown: bool = True) -> Located:
    """Find the summary of a page in its own text or, if it has none, in what it includes."""
    page = scan(text, markdown=markdown)
    if page.found or "include" not in text:
        return Located(page, text)
    files: dict[str, None] = {}
    for path, inner, line in _included(text, docname, source, markdown, files):
        found = scan(inner, markdown=markdown)
        if found.found:
            heading = scan(text, markdown=markdown, always=True).heading or found.heading
            return Located(Page(heading, found.found), inner, path, line, tuple(files))
    return Located(page, text, files=tuple(files))


def _included(
    text: str, docname: str, source: Path, markdown: bool, seen: dict[str, None], depth: int = 0
) -> Iterator[tuple[str, str, int]]:
    """Path, text and line of each included file, in the order of the page; lines that are left out are empty."""
    lines = text.splitlines()
    found = directives(lines, ("include",), markdown=markdown)
    for directive in sorted(found, key=lambda d: d.start):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(docname), directive.argument))
        path = posixpath.normpath(directive.argument.lstrip("/")) if directive.argument.startswith("/") else path
        if path in seen or _SHOWN & dict(directive.options).keys() or not _inside(source / path, source):
            continue
        seen[path] = None
        try:
            inner = (source / path).read_bytes().decode("utf-8", "replace")
        except OSError:
            continue  # the build says so
        inner = _section(inner, directive)
        yield path, inner, directive.start + 1
        if depth < _DEPTH and "include" in inner:
            for name, deeper, _line in _included(inner, docname, source, markdown, seen, depth + 1):
                yield name, deeper, directive.start + 1


def _inside(path: Path, source: Path) -> bool:
    return path.resolve().is_relative_to(source.resolve())


def _section(text: str, directive: Directive) -> str:
    """The part of a file that its options ask for, every line at its place."""
    options = dict(directive.options)
    lines = text.splitlines()
    first, last = _number(options.get("start-line", "")), _number(options.get("end-line", ""))
    kept = range(len(lines))[first:last]
    lines = [line if number in kept else "" for number, line in enumerate(lines)]
    text = "\n".join(lines)
    if (mark := options.get("start-after", "")) and mark in text:
        before, _mark, after = text.partition(mark)
        text = "\n" * before.count("\n") + after
    if mark := options.get("end-before", ""):
        text = text.partition(mark)[0]
    return text


def _number(value: str) -> int | None:
    try:
        return int(value)
    except ValueError:
        return None
