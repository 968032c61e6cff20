"""New values for options of a page: only their lines change, and nothing else by a byte."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from papershelf.sources.pages.page import Found, scan

_SPACE = " \t"
_FIELD = re.compile(r"\s*:(?P<name>[^:\s][^:]*):(?:\s|$)")


def with_options(text: str, new: Mapping[str, str], *, markdown: bool = True) -> str:
    """The text of a page whose first ``paper-summary`` has these options.

    Options that are there keep their place; others come after the last. An empty value takes the option away.

    :param text: as it stands in the file: line endings, byte order mark and indentation are kept.
    :raises ValueError: if the page has no ``paper-summary``.
    """
    page = scan(text, markdown=markdown)
    if not page.found:
        raise ValueError("the page has no paper-summary")
    found = page.found[0]
    lines = text.splitlines(keepends=True)
    places = found.option_lines if markdown else _field_lines(lines, found.line)
    block = _Block(lines, found, places, markdown)
    changes: list[tuple[int, int, list[str]]] = []  # first line, line after the last, what comes instead
    added = []
    for name, value in new.items():
        spans = [block.span(number) for place, number in places if place == name]
        if spans:
            first, end = spans[-1]  # of an option given twice, the last counts
            changes.append((first, end, [block.line(name, value, like=lines[first])] if value else []))
            if not value:
                changes += [(start, stop, []) for start, stop in spans[:-1]]
        elif value:
            added.append(block.line(name, value))
    if added:
        changes.append((block.end, block.end, added))
    for first, end, instead in sorted(changes, reverse=True):
        lines[first:end] = instead
    return "".join(lines)


def _field_lines(lines: list[str], first: int) -> tuple[tuple[str, int], ...]:
    """Name and line, from 1, of each option of a directive of reStructuredText; they end at a blank line.

    :param first: line of the first option, from 0.
    """
    found = []
    for number, line in enumerate(lines[first:], first + 1):
        if not line.strip():
            break
        if match := _FIELD.match(line):
            found.append((match["name"], number))
    return tuple(found)


class _Block:
    """The option lines of a directive, counted from 0."""

    def __init__(self, lines: list[str], found: Found, places: tuple[tuple[str, int], ...], markdown: bool) -> None:
        self._lines = lines
        self._markdown = markdown
        self._starts = [number - 1 for _, number in places]
        opening = lines[found.line - 1]
        self._ending = "\r\n" if opening.endswith("\r\n") else opening[len(opening.rstrip("\r\n")) :] or "\n"
        self.yaml = markdown and found.line < len(lines) and lines[found.line].strip(_SPACE).startswith("---")
        self.end = self._end(found)
        self._indent = self._indent_of(opening)

    def _end(self, found: Found) -> int:
        """The line after the last option."""
        number = found.line
        if self.yaml:
            number += 1
            while number < len(self._lines) and not self._lines[number].lstrip(_SPACE).startswith("---"):
                number += 1
            return number
        if not self._starts:
            return number
        number = self._starts[-1] + 1
        while number < len(self._lines) and self._continues(number):
            number += 1
        return number

    def _continues(self, number: int) -> bool:
        """Whether a line belongs to the option before it."""
        line = self._lines[number].lstrip(_SPACE)
        if self._markdown:
            return line.startswith(":") and not line.startswith(":::") and number not in self._starts
        above = self._lines[self._starts[-1]]
        deeper = len(self._lines[number]) - len(line) > len(above) - len(above.lstrip(_SPACE))
        return bool(line.strip()) and deeper

    def _indent_of(self, opening: str) -> str:
        if self._starts:
            first = self._lines[self._starts[0]]
            return first[: len(first) - len(first.lstrip(_SPACE))]
        before = opening[: len(opening.removeprefix("\ufeff")) - len(opening.removeprefix("\ufeff").lstrip(_SPACE))]
        return before if self._markdown else before + "   "

    def span(self, number: int) -> tuple[int, int]:
        """First line of an option, and the line after its last.

        :param number: its first line, from 1.
        """
        first = number - 1
        return first, min((start for start in self._starts if start > first), default=self.end)

    def line(self, name: str, value: str, like: str = "") -> str:
        """An option as a line.

        :param like: the line in whose place it comes.
        """
        indent = like[: len(like) - len(like.lstrip(_SPACE))] if like else self._indent
        text = _quoted(value) if self._markdown else value
        return f"{indent}{name}: {text}{self._ending}" if self.yaml else f"{indent}:{name}: {text}{self._ending}"


def _quoted(value: str) -> str:
    """A value so that it is read as it is."""
    from myst_parser.parsers.options import TokenizeError, options_to_tokens

    try:
        [(_, found)] = options_to_tokens(f"x: {value}")[0]
        if found is not None and found.value == value:
            return value
    except (TokenizeError, ValueError):
        pass
    return json.dumps(value, ensure_ascii=False)
