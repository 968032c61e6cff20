"""Find directives in the source text of a page, with the lines of their content, without parsing the page.

Code blocks are skipped; the content of directives in ``:::`` is looked into, as MyST does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from papershelf.sources.pages.page import NAME, option_block

_FENCE = re.compile(r"^(?P<indent>[ ]{0,3})(?P<marks>`{3,}|~{3,}|:{3,})[ \t]*(?P<info>[^\n]*)$")
_OPENING = re.compile(r"^(?P<indent>[ ]{0,3}(?:[-*] +|\d+[.)] +|> ?)*)(?P<marks>`{3,}|~{3,}|:{3,})[ \t]*(?P<info>.*)$")
_RST_NAME = re.compile(r"^\s*\.\.\s+([\w:-]+)::.*$")
_RST = re.compile(r"^(?P<indent>\s*)\.\.\s+(?P<name>[\w:-]+)::\s*(?P<argument>.*?)\s*$")


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive as it stands in a source file. Lines count from 0, ends are exclusive.

    :param start: line of its opening.
    :param content: line of the first line after the options and the blank lines below them.
    :param end: line of its closing fence; for reStructuredText, the line after its last.
    :param indent: white space before its content.
    """

    name: str
    argument: str
    start: int
    content: int
    end: int
    indent: str = ""
    options: tuple[tuple[str, str], ...] = ()

    def lines(self, lines: list[str]) -> list[str]:
        """Its content, without the indent."""
        return [line.removeprefix(self.indent) for line in lines[self.content : self.end]]


def directives(lines: list[str], names: Collection[str], *, markdown: bool = True) -> Iterator[Directive]:
    """Every directive with one of these names, in the order they end."""
    yield from _markdown(lines, names) if markdown else _rst(lines, names)


def directive_at(lines: list[str], start: int, *, markdown: bool = True) -> Directive | None:
    """The directive that opens in a line, which counts from 0; its end is the first fence that closes it."""
    if not markdown:
        return next(_rst(lines, (_RST_NAME.sub(r"\1", lines[start]),), first=start), None)
    match = _OPENING.match(lines[start].rstrip())
    named = NAME.fullmatch(match["info"].strip()) if match else None
    if match is None or named is None:
        return None
    marks, indent = match["marks"], match["indent"] if match["indent"].isspace() else ""
    end = start + 1
    while end < len(lines) and not _closes(lines[end], marks):
        end += 1
    return _directive(lines, (marks, named["name"], named["argument"], start, indent), end)


def _closes(line: str, marks: str) -> bool:
    text = line.strip()
    return text.startswith(marks) and not text.strip(marks[0])


def _markdown(lines: list[str], names: Collection[str]) -> Iterator[Directive]:
    stack: list[tuple[str, str, str, int, str]] = []  # marks, name, argument, line, indent
    for number, line in enumerate(lines):
        marked = line.lstrip()[:3]
        if marked not in {"```", "~~~", ":::"}:
            continue
        match = _FENCE.match(line.rstrip())
        if match is None:
            continue
        marks, info = match["marks"], match["info"].strip()
        if stack and not info and marks[0] == stack[-1][0][0] and len(marks) >= len(stack[-1][0]):
            opened = stack.pop()
            if opened[1] in names:
                yield _directive(lines, opened, number)
            continue
        if stack and stack[-1][0][0] != ":":
            continue
        named = NAME.fullmatch(info)
        stack.append(
            (marks, named["name"] if named else "", named["argument"] if named else "", number, match["indent"])
        )
    for opened in reversed(stack):
        if opened[1] in names:
            yield _directive(lines, opened, len(lines))


def _directive(lines: list[str], opened: tuple[str, str, str, int, str], end: int) -> Directive:
    _marks, name, argument, start, indent = opened
    options, used = option_block([line.removeprefix(indent) for line in lines[start + 1 : min(end, start + 201)]])
    content = start + 1 + used
    while content < end and not lines[content].strip():
        content += 1
    return Directive(name, argument.strip(), start, content, end, indent, tuple(options))


def _rst(lines: list[str], names: Collection[str], first: int = 0) -> Iterator[Directive]:
    for number in range(first, len(lines)):
        line = lines[number]
        match = _RST.match(line)
        if match is None or match["name"] not in names:
            continue
        end = number + 1
        while end < len(lines) and (
            not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > len(match["indent"])
        ):
            end += 1
        while end > number + 1 and not lines[end - 1].strip():
            end -= 1
        inner = lines[number + 1 : end]
        used = 0
        while used < len(inner) and inner[used].lstrip().startswith(":"):
            used += 1
        parts = [text.strip()[1:].partition(":") for text in inner[:used]]
        options = tuple((name.strip(), value.strip()) for name, _colon, value in parts)
        content = number + 1 + used
        while content < end and not lines[content].strip():
            content += 1
        top = lines[content] if content < end else "   "
        indent = top[: len(top) - len(top.lstrip())]
        yield Directive(match["name"], match["argument"], number, content, end, indent, options)
