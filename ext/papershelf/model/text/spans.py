"""Lines of text with their markup, as plain data: those of a summary, sentences that name a paper.

What a reference to a paper shows is known when all papers are: until then it holds the key, then its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from papershelf.model.text import values

TEXT = "text"
FORMULA = "formula"
REFERENCES = frozenset({"ref", "citet", "citep"})
"""References to papers, by the roles that they are written with."""
LABEL = "label"
"""A reference to a place that has a label, by its title."""
BOX = "box"
"""The box of a task, as one of :data:`BOXES`."""
BOXES = {True: "\u2611", False: "\u2610"}
"""Whether a task is done, to the sign of its box."""
_NAMED = REFERENCES | {LABEL}
TAGS = frozenset({"em", "strong", "code", "sub", "sup", "s", "u", "kbd", "mark", "small"})
"""Markup, by the names of HTML."""

OBJECT = "\ufffc"
"""Stands in a :func:`mask` for what cannot be cut."""


class Span(NamedTuple):
    """A piece of a line.

    :param kind: one of the constants above.
    :param text: what it says, as plain text; of markup, nothing.
    :param target: of a formula, its source; of a reference, the paper's key or ``docname:`` and a page, or a label.
    :param inside: of markup, what it holds.
    :param shown: of a formula, its MathML, empty where it has none; ``None`` where another program shows it.
    """

    kind: str
    text: str = ""
    target: str = ""
    inside: tuple[Span, ...] = ()
    shown: str | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """As :func:`pickle` has it for any tuple: to name the fields takes three times as long to read."""
        return tuple.__new__, (Span, tuple(self))


Line = tuple[Span, ...]


def is_plain(line: Line) -> bool:
    """Whether a line is nothing but text."""
    return all(span.kind == TEXT for span in line)


def marked(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines as they are stored beside their plain text: nothing of those without markup."""
    found = tuple(() if is_plain(line) else line for line in lines)
    return found if any(found) else ()


def plain(line: Iterable[Span]) -> str:
    """A line as text, white space folded."""
    return values.text("".join(_texts(line)))


def _texts(line: Iterable[Span]) -> Iterator[str]:
    for span in line:
        yield span.text
        yield from _texts(span.inside)


def named(line: Line, name: Callable[[Span], str]) -> Line:
    """A line whose references have their words."""
    return tuple(
        span._replace(inside=named(span.inside, name))
        if span.inside
        else span._replace(text=name(span))
        if span.kind in _NAMED
        else span
        for span in line
    )


def references(line: Iterable[Span]) -> Iterator[Span]:
    """The references of a line, whose words :func:`named` gives."""
    for span in line:
        if span.inside:
            yield from references(span.inside)
        elif span.kind in _NAMED:
            yield span


def refers(line: Iterable[Span]) -> bool:
    """Whether a line has references."""
    return any(span.kind in _NAMED or refers(span.inside) for span in line)


def mask(line: Iterable[Span]) -> str:
    """A line as text to look for places to cut at: what cannot be cut is one sign."""
    return "".join(map(_masked, line))


def _masked(span: Span) -> str:
    if span.kind == TEXT:
        return span.text
    return mask(span.inside) if span.inside and span.kind != "code" else OBJECT


def cut(line: Iterable[Span], start: int, end: int) -> Line:
    """The part of a line between two places of its :func:`mask`."""
    found = []
    at = 0
    for span in line:
        size = len(_masked(span))
        first, last = max(start - at, 0), min(end - at, size)
        at += size
        if first >= last:
            continue
        if (first, last) == (0, size):
            found.append(span)
        elif span.kind == TEXT:
            found.append(span._replace(text=span.text[first:last]))
        else:
            found.append(span._replace(inside=cut(span.inside, first, last)))
    return tuple(found)


def stripped(line: Line) -> Line:
    """A line without blanks at its ends."""
    text = mask(line)
    return cut(line, len(text) - len(text.lstrip()), len(text.rstrip()))


def folded(text: str) -> str:
    """Text with its white space folded, which a line may begin or end with."""
    return re.sub(r"\s+", " ", text)


class Builder:
    """Builds a line from pieces and tags, in which a tag that is not closed ends with the line.

    :ivar size: length of the line's :func:`mask` as yet, as it will be.
    """

    def __init__(self) -> None:
        self._open: list[tuple[str, list[Span]]] = [("", [])]
        self.size = 0

    def text(self, text: str) -> None:
        """Add text; it stays in one piece with what is before it."""
        text = folded(text)
        spans = self._open[-1][1]
        if spans and spans[-1].kind == TEXT:
            if spans[-1].text.endswith(" "):
                text = text.removeprefix(" ")
            spans[-1] = spans[-1]._replace(text=spans[-1].text + text)
        elif text:
            spans.append(Span(TEXT, text))
        self.size += len(text) if not self._is_code else 0

    def add(self, span: Span) -> None:
        """Add anything but markup."""
        self._open[-1][1].append(span)
        self.size += not self._is_code

    @property
    def _is_code(self) -> bool:
        return any(tag == "code" for tag, _spans in self._open)

    @property
    def depth(self) -> int:
        """How many tags are open."""
        return len(self._open) - 1

    def begin(self, tag: str) -> None:
        """Open a tag."""
        self._open.append((tag, []))

    def end(self, tag: str = "") -> None:
        """Close the tag that was opened last, if it is this one, or any."""
        if self.depth and tag in {"", self._open[-1][0]}:
            name, inside = self._open.pop()
            self.size += bool(inside) and name == "code" and not self._is_code
            if inside:
                self._open[-1][1].append(Span(name, inside=tuple(inside)))

    def line(self) -> Line:
        """What was built; it may begin and end with a blank."""
        while self.depth:
            self.end()
        return tuple(self._open[0][1])
