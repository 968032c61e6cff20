"""Where directives stand in the text of a page, to the character: what changes there must leave the rest as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from papershelf.checks.page import COMMENT, FENCE, VERBATIM, joined

Span = tuple[int, int]

_DIRECTIVE = re.compile(r"\{(?P<name>[\w:-]+)\}[ \t]*(?P<argument>[^\r\n]*?)[ \t]*\r?$", re.MULTILINE)
_RST = re.compile(
    r"^(?P<indent>[ \t]*)\.\.[ \t]+(?P<name>[\w:-]+)::[ \t]*(?P<argument>[^\r\n]*?)[ \t]*\r?$", re.MULTILINE
)
_OPTION = re.compile(r"[ \t]*:(?P<name>[^:\s][^:\r\n]*):[ \t]*(?P<value>[^\r\n]*?)[ \t]*(?:\r?\n|\Z)")
_YAML = re.compile(r"[ \t]*(?P<name>[\w-]+):[ \t]*(?P<value>[^\r\n]*?)[ \t]*(?:\r?\n|\Z)")
_DASHES = re.compile(r"[ \t]*---[ \t]*(?:\r?\n|\Z)")
_ITEM = re.compile(r" *(?:(?:[-*+:]|\d{1,9}[.)])(?: +|\Z)|(?P<note>\[\^[^\]]+\]:))")
_LITERAL = re.compile(r"^(?P<indent>[ \t]*)(?!\.\.[ \t]).*::[ \t]*\r?$", re.MULTILINE)
_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_CODE = frozenset({"code", "code-block", "sourcecode", "math", "raw", "highlight", "doctest", "parsed-literal"})
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)


@dataclass
class Found:
    """A directive.

    :param start: of its line.
    :param argument: the span of what stands behind its name.
    :param options: name and span of the value of each.
    :param content: the span of its lines below the options.
    :param end: behind its last line.
    """

    name: str
    start: int
    argument: Span
    options: list[tuple[str, Span]] = field(default_factory=list)
    content: Span = (0, 0)
    end: int = 0


def markdown(text: str) -> tuple[list[Found], list[Span]]:
    """The directives of a Markdown page, and the stretches that are no Markdown: code, formulas, comments."""
    found: list[Found] = []
    hidden: list[Span] = [match.span() for match in [_FRONT_MATTER.match(text)] if match]
    stack: list[tuple[str, int, bool, Found | None]] = []
    formula = hidden[0][1] if hidden else 0
    for match in FENCE.finditer(text):
        marks, info = match["marks"], match["info"].strip()
        inside = stack[-1] if stack else None
        if match.start() < formula:
            continue
        if inside and not info and marks[0] == inside[0][0] and len(marks) >= len(inside[0]):
            stack.pop()
            _close(text, inside[3], match.start(), match.end())
            hidden.append((inside[1] if inside[2] else match.start(), match.end()))
        elif inside and inside[2]:
            continue
        elif marks == "$$":
            formula = text.find("$$", match.end("marks")) + len("$$")
            hidden.append((match.start(), max(formula, match.end())))
        else:
            named = _DIRECTIVE.match(text, match.start("info"))
            opened = Found(named["name"], match.start(), named.span("argument")) if named else None
            if opened:
                found.append(opened)
            hidden.append((match.start(), opened.argument[0] if opened else match.end()))
            stack.append((marks, match.start(), named["name"] in VERBATIM if named else marks[0] != ":", opened))
    for _marks, start, verbatim, opened in stack:
        _close(text, opened, len(text), len(text))
        if verbatim:
            hidden.append((start, len(text)))
    hidden += [match.span() for match in COMMENT.finditer(text)]
    free = [one.content for one in found if one.name == "glossary"]  # whose definitions are indented, too
    hidden = joined(hidden)
    return found, joined([*hidden, *_indented(text, joined([*hidden, *free]))])


def _indented(text: str, other: list[Span]) -> Iterator[Span]:
    """Code blocks that are told by their indent: four blanks more than what is around them has.

    :param other: stretches that are something else, in order.
    """
    number = 0
    around: list[int] = [0]
    above, code = True, False  # whether the line above is blank, or code
    for start, line in lines(text, (0, len(text))):
        bare = line.expandtabs(4)
        indent = len(bare) - len(bare.lstrip())
        if not bare.strip():
            above = True
            continue
        while number < len(other) and other[number][1] <= start:
            number += 1
        if number < len(other) and other[number][0] <= start:
            above, code = True, False
            continue
        while indent < around[-1]:
            around.pop()
        code = (above or code) and indent >= around[-1] + 4
        if code:
            yield start, start + len(line)
        elif match := _ITEM.match(bare):
            around.append(4 if match["note"] else match.end())
        above = False


def _close(text: str, found: Found | None, end: int, after: int) -> None:
    """Note where a directive of Markdown ends, and what its head holds."""
    if found is None:
        return
    line = _LINE.match(text, found.argument[1])
    place = min(line.end() if line else end, end)
    dashes = _DASHES.match(text, place, end)
    pattern, place = (_YAML, dashes.end()) if dashes else (_OPTION, place)
    while place < end and (match := pattern.match(text, place, end)):
        found.options.append((match["name"], match.span("value")))
        place = match.end()
    if dashes and (closing := _DASHES.match(text, place, end)):
        place = closing.end()
    found.content, found.end = (place, max(place, end)), after


def rst(text: str) -> tuple[list[Found], list[Span]]:
    """The directives of a page of reStructuredText, and its code."""
    found, hidden = [], []
    for match in _RST.finditer(text):
        one = Found(match["name"], match.start(), match.span("argument"))
        place = _end_of_line(text, match.end())
        end = _deeper(text, place, match["indent"])
        while place < end and (option := _OPTION.match(text, place, end)):
            one.options.append((option["name"], option.span("value")))
            place = option.end()
        one.content, one.end = (place, max(place, end)), end
        found.append(one)
        if one.name in _CODE:
            hidden.append((one.start, one.end))
    for match in _LITERAL.finditer(text):
        place = _end_of_line(text, match.end())
        hidden.append((place, _deeper(text, place, match["indent"])))
    return found, joined(hidden)


def _deeper(text: str, place: int, indent: str) -> int:
    """Where the lines end that are indented more than something above them."""
    end = place
    for start, line in lines(text, (place, len(text))):
        if line.strip() and len(line) - len(line.lstrip()) <= len(indent):
            break
        end = start + len(line) if line.strip() else end
    return _end_of_line(text, end) if end > place else end


def _end_of_line(text: str, place: int) -> int:
    line = _LINE.match(text, place)
    return line.end() if line else len(text)


def lines(text: str, span: Span) -> Iterator[tuple[int, str]]:
    """The lines of a stretch, each with where it begins, without their ends."""
    for match in _LINE.finditer(text, *span):
        if not match[0]:
            return
        yield match.start(), match[0].rstrip("\r\n")


def replaced(text: str, edits: Iterable[tuple[Span, str]]) -> str:
    """A text with other words in some stretches, which do not overlap."""
    parts, place = [], 0
    for (start, end), new in sorted(set(edits)):
        parts += [text[place:start], new]
        place = end
    return "".join([*parts, text[place:]])
