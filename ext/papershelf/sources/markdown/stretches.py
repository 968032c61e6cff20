"""Markdown in stretches: paragraphs, and what is kept as it is: fenced code, displayed formulas, and both in lines."""

from __future__ import annotations

import re
from itertools import pairwise

FENCE = re.compile(r"^(?P<indent>\s*(?:[-*+>] +)*)(?P<marks>`{3,}|~{3,})(?P<info>.*)$")
DISPLAYED = re.compile(r"^(?P<before>\s*(?:(?:[-*+]|\d{1,9}[.)])[ ]+)*)\$\$(?!.*\$\$)")
"""The first line of a displayed formula of several lines, which may be an item of a list."""
ENDS_FORMULA = re.compile(r"\s*(?:>\s*)*(?:#{1,6}\s|`{3}|~{3})")
"""A heading, or the first line of a code block: a formula that goes on there has lost its end."""


def stretches(lines: list[str]) -> list[tuple[list[str], bool]]:
    """Lines in groups: paragraphs, and what is kept as it is: fenced code and displayed formulas."""
    groups: list[tuple[list[str], bool]] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        match = FENCE.match(line)
        end = number + 1
        if match:
            end = end_of_fence(lines, number, match["marks"])
        elif opening := DISPLAYED.match(line):
            end = _end_of_formula(lines, number, listed=bool(opening["before"].strip()))
        elif line.strip() == r"\[":
            end = next((i + 1 for i in range(number + 1, len(lines)) if lines[i].strip() == r"\]"), number + 1)
        if match or end > number + 1:
            groups.append((lines[number:end], True))
        else:
            while end < len(lines) and lines[end - 1].strip() and not _begins(lines[end]):
                end += 1
            groups.append((lines[number:end], False))
        number = end
    return groups


def _begins(line: str) -> bool:
    text = line.strip()
    return bool(FENCE.match(line) or DISPLAYED.match(line)) or text.startswith("$$") or text == r"\["


def _end_of_formula(lines: list[str], start: int, *, listed: bool) -> int:
    """Behind the line that closes a displayed formula; one in a list ends before a blank line.

    One that nothing closes ends with its paragraph where its first line is nothing but dollars, else with that line.
    """
    blank = 0
    for number in range(start + 1, len(lines)):
        if lines[number].rstrip().endswith("$$"):
            return number + 1
        blank = blank or (number if not lines[number].strip() else 0)
        if (listed and blank) or ENDS_FORMULA.match(lines[number]):
            break
    return blank if blank > start + 1 and lines[start].strip() == "$$" else start + 1


def end_of_fence(lines: list[str], start: int, marks: str) -> int:
    """Behind the line that closes a code block; where none does, behind the last."""
    for number in range(start + 1, len(lines)):
        text = lines[number].strip().lstrip("> ")
        if text.startswith(marks) and not text.strip(marks[0]):
            return number + 1
    return len(lines)


_NEXT_BLOCK = re.compile(r"\n[ \t]*(?:\n|(?:[-*+]|\d{1,9}[.)])[ \t])")
"""A blank line, or the beginning of an item."""


def closers(text: str) -> dict[int, int]:
    """Where each code span and formula ends, by where it begins; none goes on into another item of a list."""
    found: dict[int, int] = {}
    last: dict[str, list[int]] = {}
    runs = [(m.start(), m[0]) for m in re.finditer(r"(?<!\\)(?:`+|\$\$?)", text)]
    for start, marks in runs:
        last.setdefault(marks, []).append(start)
    for marks, starts in last.items():
        for one, two in pairwise(starts):
            inner = text[one + len(marks) : two]
            if (marks == "$$" or not _NEXT_BLOCK.search(inner)) and (marks[0] == "`" or inner.strip()):
                found[one] = two + len(marks)
    return found


def known_language(name: str, code: str = "") -> str:
    """A language in which code can be highlighted: the one named, or ``text``."""
    from pygments.lexers import get_lexer_by_name
    from pygments.token import Error
    from pygments.util import ClassNotFound

    if not name:
        return ""
    try:
        lexer = get_lexer_by_name(name.lower())
    except ClassNotFound:
        return "text"
    return "text" if any(kind is Error for kind, _words in lexer.get_tokens(code)) else name.lower()
