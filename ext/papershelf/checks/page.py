"""The text of a page, and what it names: papers, files, images. Code, formulas and comments name nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from papershelf.sources.pages import page as scanning
from papershelf.sources.pages.fences import directives

FENCE = re.compile(
    r"^(?:[ ]{0,3}(?:[-*+>] +|\d+[.)] +)*)[ \t]*(?P<marks>`{3,}|~{3,}|:{3,}|\$\$)[ \t]*(?P<info>.*)$", re.MULTILINE
)
VERBATIM = frozenset(
    {
        *("code", "code-block", "sourcecode", "literalinclude", "raw", "highlight", "doctest", "productionlist"),
        *("math", "mermaid", "graphviz", "graph", "digraph", "toctree", "eval-rst"),
        *("paper-category", "paper-queue", "paper-list", "paper-compare", "paper-graph", "paper-stats"),
    }
)
"""Directives whose content is no Markdown."""
_IMAGES = frozenset({"image", "figure"})
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|^[ ]{0,3}%[^\n]*", re.DOTALL | re.MULTILINE)
_NAMES = re.compile(r"\{paper|\]\(|\]:|<img", re.IGNORECASE)
# (what repeats is bounded, so that the time a line takes grows with its length only)
_TARGET = (
    r"\(\s{0,9}(?:<(?P<angled>[^<>\n]{0,2000})>|(?P<plain>(?:[^\s()<>]|\([^\s()]{0,200}\)){1,2000}))"
    r"(?:\s{1,9}[\"'(][^\n]{0,500}?)?\s{0,9}\)"
)
INLINE = re.compile(
    r"\\."
    r"|\{(?P<role>[\w:+-]{1,80})\}(?P<ticks>`++)(?P<content>.{1,2000}?)(?P=ticks)(?!`)"
    r"|(?<!`)(?P<code>`++).{1,2000}?(?<!`)(?P=code)(?!`)"
    r"|\$\$[^$\n]+\$\$|\$(?=\S)[^$\n]{0,2000}?(?<=\S)\$(?!\d)"
    r"|(?:(?P<image>!)\[(?:[^\[\]]|\[[^\[\]]{0,200}\]){0,2000})?\]" + _TARGET
)
_HTML_IMAGE = re.compile(
    r"<img\s[^<>]{0,2000}?\bsrc\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s<>]+))", re.I
)
_DEFINITION = re.compile(r"[ ]{0,3}\[(?!\^)[^\[\]]+\]:\s*(?:<(?P<angled>[^<>]*)>|(?P<plain>\S+))")
_RST_ROLE = re.compile(r":(?P<role>paper(?::\w+)?):`(?P<content>[^`]+)`")
RST_CODE = re.compile(r"``(?:[^`]|`(?!`)|`(?=``)){1,2000}``(?!`)")
_ROLE_TARGET = re.compile(r".*<(?P<target>[^<>]*)>\s*", re.DOTALL)
_UNUSUAL = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""Where ``str.splitlines`` ends a line and no editor does."""


class Named(NamedTuple):
    """Something that a page names.

    :param line: from 0.
    :param kind: ``role``, ``link`` or ``image``.
    :param target: a key, or an address as written.
    """

    line: int
    kind: str
    target: str


@dataclass
class Page:
    """A page of the library.

    :param path: relative to the source folder.
    """

    docname: str
    path: str
    text: str

    @property
    def markdown(self) -> bool:
        """Whether it is Markdown, not reStructuredText."""
        return self.path.endswith(".md")

    @cached_property
    def lines(self) -> list[str]:
        """Its lines without their ends."""
        return self.text.removeprefix("\ufeff").splitlines()

    @cached_property
    def scanned(self) -> scanning.Page:
        """Its heading and its paper-summary."""
        return scanning.scan(self.text, markdown=self.markdown)

    @cached_property
    def numbers(self) -> list[int]:
        """For each line the number that an editor shows; empty where both count alike."""
        if not _UNUSUAL.search(self.text):
            return []
        found, number = [], 1
        for line in self.text.splitlines(keepends=True):
            found.append(number)
            number += line.endswith(("\n", "\r"))
        return found

    def heading_line(self) -> int:
        """The line, from 0, of its first-level heading."""
        wanted = self.scanned.heading
        return next((n for n, line in enumerate(self.lines) if line.strip("# \t") == wanted.strip("# \t")), 0)

    def names(self) -> Iterator[Named]:
        """What it names, in the order of lines."""
        if not self.markdown:
            return self._rst()
        images = "{image}" in self.text or "{figure}" in self.text
        return self._markdown() if images or _NAMES.search(self.text) else iter(())

    def _markdown(self) -> Iterator[Named]:
        text = "\n".join(self.lines)
        starts = [0, *accumulate(len(line) + 1 for line in self.lines)]
        hidden, images = hidden_stretches(text)
        found = [Named(bisect_right(starts, at) - 1, "image", target) for at, target in images]
        shown = without(text, hidden)
        last = -1
        for match in _NAMES.finditer(shown):
            number = bisect_right(starts, match.start()) - 1
            if number != last:
                found += _inline(number, shown[starts[number] : starts[number + 1] - 1])
                last = number
        return iter(sorted(found, key=lambda named: named.line))

    def _rst(self) -> Iterator[Named]:
        found = list(directives(self.lines, ("image", "figure", "code", "code-block", "math"), markdown=False))
        hidden = {n for d in found if d.name not in _IMAGES for n in range(d.start, d.end)}
        images = {d.start: d.argument for d in found if d.name in _IMAGES}
        for number, line in enumerate(self.lines):
            if number in images:
                yield Named(number, "image", images[number])
            if ":paper" in line and number not in hidden:
                for match in _RST_ROLE.finditer(RST_CODE.sub("", line)):
                    yield from _keys(number, match["role"], match["content"])


def hidden_stretches(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, str]]]:
    """Stretches that name nothing, in order, and the images of directives, each with its place."""
    hidden: list[tuple[int, int]] = []
    images: list[tuple[int, str]] = []
    stack: list[tuple[str, int, bool]] = []  # marks, start, whether the content is no Markdown
    formula = 0  # where the last one ends
    for match in FENCE.finditer(text):
        marks, info = match["marks"], match["info"].strip()
        inside = stack[-1] if stack else None
        if match.start() < formula:
            continue
        if inside and not info and marks[0] == inside[0][0] and len(marks) >= len(inside[0]):
            stack.pop()
            if inside[2]:
                hidden.append((inside[1], match.end()))
        elif inside and inside[2]:
            continue
        elif marks == "$$":
            formula = text.find("$$", match.end("marks")) + len("$$")
            hidden.append((match.start(), max(formula, match.end())))
        else:
            named = scanning.NAME.fullmatch(info)
            if named and named["name"] in _IMAGES:
                images.append((match.start(), named["argument"].strip()))
            stack.append((marks, match.start(), named["name"] in VERBATIM if named else marks[0] != ":"))
    hidden += [(start, len(text)) for _marks, start, verbatim in stack if verbatim]
    if "<!--" in text or "\n%" in text or text.startswith("%"):
        hidden += [match.span() for match in COMMENT.finditer(text)]
    return joined(hidden), images


def without(text: str, hidden: list[tuple[int, int]]) -> str:
    """A text with blanks, as many, for what is hidden."""
    parts, place = [], 0
    for start, end in hidden:
        parts += [text[place:start], " " * (end - start)]
        place = end
    return "".join([*parts, text[place:]])


def joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _inline(number: int, line: str) -> Iterator[Named]:
    definition = _DEFINITION.match(line)
    if definition:
        yield Named(number, "link", definition["angled"] or definition["plain"] or "")
    for match in INLINE.finditer(line):
        if match["role"]:
            yield from _keys(number, match["role"], match["content"])
        elif match["image"]:
            yield Named(number, "image", match["angled"] or match["plain"] or "")
        elif target := match["angled"] or match["plain"]:
            yield Named(number, "link", target)
    if "<img" in line.lower():
        for match in _HTML_IMAGE.finditer(line):
            yield Named(number, "image", match["double"] or match["single"] or match["bare"] or "")


def _keys(number: int, role: str, content: str) -> Iterator[Named]:
    if role in {"paper", "paper:ref"}:
        match = _ROLE_TARGET.fullmatch(content)
        yield Named(number, "role", (match["target"] if match else content).strip().lstrip("!~"))
    elif role in {"paper:citet", "paper:citep"}:
        for key in content.split(","):
            if key.strip():
                yield Named(number, "role", key.strip())
