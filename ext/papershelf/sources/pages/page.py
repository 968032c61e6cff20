"""Find the paper-summary of a page in its source text, without parsing the page.

The outline of a library must be known before any document is read; this finds what it
needs in a few microseconds a line. The options themselves are parsed by MyST's own
parser, so that the scan and the build read them alike.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from myst_parser.parsers.options import TokenizeError, options_to_tokens

from papershelf.model.text.markdown import front_matter

DIRECTIVE = "paper-summary"

_FENCE = re.compile(r"^(?P<indent> {0,3}(?:[-*] +|\d+[.)] +|> ?)*)(?P<marks>`{3,}|~{3,}|:{3,})\s*(?P<info>.*?)\s*$")
NAME = re.compile(r"\{(?P<name>[\w:-]+)\}\s*(?P<argument>.*)")
"""What stands behind the marks of a directive."""
_RST = re.compile(rf"^(?P<indent>\s*)\.\.\s+{DIRECTIVE}::\s*(?P<argument>.*?)\s*$")
_OPTION = re.compile(r"^\s*:(?P<name>[^:\s][^:]*):(?:\s+(?P<value>.*?))?\s*$")
_SIMPLE = re.compile(r"(?P<name>[a-z][a-z-]*): +(?P<value>[^\W_](?:(?:[^\s#:]|:(?=\S)| (?=[^\s#:]))*[^\s#:])?) *")
"""An option whose value YAML's rules leave as it stands."""
_ATX = re.compile(r"^ {0,3}#\s+(?P<title>.+?)(?:\s+#+)?\s*$")
_RST_LINE = re.compile(r"^([=\-~^\"'#*+.:`_])\1*\s*$")


@dataclass(frozen=True, slots=True)
class Found:
    """A ``paper-summary`` as it stands in a source file.

    :param line: line of the directive, from 1.
    :param options: name to raw value; of a name given twice, the last.
    :param option_lines: each option as it stands, with its line, doubles included.
    """

    argument: str
    line: int
    options: dict[str, str] = field(default_factory=dict)
    option_lines: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What a scan of a source file finds.

    :param heading: text of the first first-level heading, markup left in.
    """

    heading: str
    found: tuple[Found, ...]


def scan(text: str, *, markdown: bool = True, always: bool = False) -> Page:
    """Find the first heading and every ``paper-summary`` of a page.

    :param always: find the heading also of a page without a summary.
    """
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    if DIRECTIVE not in text and not always:
        return Page(heading="", found=())
    lines = text.splitlines()
    return _scan_markdown(lines) if markdown else _scan_rst(lines)


def option_lines(lines: list[str], first: int) -> tuple[tuple[str, int], ...]:
    """Name and line of each ``:name: value`` at the head of a directive's content.

    :param first: line number of ``lines[0]``.
    """
    found = []
    for number, line in enumerate(lines, first):
        match = _OPTION.match(line)
        if match is None:
            break
        found.append((match["name"], number))
    return tuple(found)


def _scan_markdown(lines: list[str]) -> Page:
    heading, found = "", []
    open_fences: list[tuple[str, bool]] = []  # marks, and whether the content is MyST again
    number = front_matter(lines)
    while number < len(lines):
        line = lines[number]
        number += 1
        marked = "```" in line or ":::" in line or "~~~" in line  # a tenth of the time of the pattern
        match = _FENCE.match(line) if marked else None
        if match is None:
            if not open_fences and not heading:
                heading = _markdown_heading(lines, number - 1)
            continue
        marks, info = match["marks"], match["info"]
        if open_fences and not info and marks[0] == open_fences[-1][0][0] and len(marks) >= len(open_fences[-1][0]):
            open_fences.pop()
            continue
        if open_fences and not open_fences[-1][1]:
            continue
        named = NAME.fullmatch(info)
        if named and named["name"] == DIRECTIVE:
            found.append(_read_markdown(named["argument"], lines, number, match["indent"]))
        open_fences.append((marks, marks[0] == ":"))
    return Page(heading=heading, found=tuple(found))


def _markdown_heading(lines: list[str], at: int) -> str:
    match = _ATX.match(lines[at])
    if match:
        return match["title"]
    below = lines[at + 1] if at + 1 < len(lines) else ""
    if lines[at].strip() and re.fullmatch(r" {0,3}=+\s*", below):
        return lines[at].strip()
    return ""


def _read_markdown(argument: str, lines: list[str], start: int, indent: str) -> Found:
    content = [line[len(indent) :] if indent.isspace() else line for line in lines[start : start + 200]]
    first = start + (2 if content and content[0].startswith("---") else 1)
    found = _options(_option_lines(content)[0])
    if found is None:
        return Found(argument, start)
    return Found(
        argument,
        start,
        {name: value for name, value, _line in found},
        tuple((name, first + line) for name, _value, line in found),
    )


def _options(block: list[str]) -> list[tuple[str, str, int]] | None:
    """Name, value and line, from 0, of each option; nothing if they cannot be read."""
    matches = [_SIMPLE.fullmatch(line) for line in block]
    if all(matches):  # as nearly always: 20 times as fast
        return [(match["name"], match["value"], line) for line, match in enumerate(matches) if match]
    try:
        tokens, _ = options_to_tokens("\n".join(block))
    except TokenizeError:
        return None
    return [(key.value, value.value if value is not None else "", key.start.line) for key, value in tokens]


def _option_lines(content: list[str]) -> tuple[list[str], int]:
    """The lines of a directive's options as YAML, and how many lines of the content they take."""
    block: list[str] = []
    if content and content[0].startswith("---"):
        for line in content[1:]:
            if line.startswith("---"):
                break
            block.append(line)
        return block, min(len(block) + 2, len(content))
    for line in content:
        stripped = line.lstrip()
        if not stripped.startswith(":") or stripped.startswith(":::"):
            break
        block.append(stripped[1:])
    return block, len(block)


def option_block(content: list[str]) -> tuple[list[tuple[str, str]], int]:
    """The options at the head of a directive's content.

    :returns: name and value of each, as MyST reads them, and the number of lines they take.
    """
    block, used = _option_lines(content)
    return [(name, value) for name, value, _line in _options(block) or ()], used


def _scan_rst(lines: list[str]) -> Page:
    heading, found = "", []
    for number, line in enumerate(lines):
        if (
            not heading
            and number
            and _RST_LINE.match(line)
            and 0 < len(lines[number - 1].strip()) <= len(line.rstrip())
        ):
            heading = lines[number - 1].strip()
        match = _RST.match(line)
        if match:
            options: dict[str, str] = {}
            last = ""
            block = lines[number + 1 :]
            for below in block:
                option = _OPTION.match(below)
                if option:
                    last = option["name"]
                    options[last] = option["value"] or ""
                elif last and below.strip() and below.startswith(match["indent"] + " "):
                    options[last] = f"{options[last]} {below.strip()}"
                else:
                    break
            found.append(Found(match["argument"], number + 1, options, option_lines(block, number + 2)))
    return Page(heading=heading, found=tuple(found))
