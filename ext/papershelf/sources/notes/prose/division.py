"""A note divided into what it is made of: front matter, title, properties, sections with their headings in order."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import Any

from papershelf.model.text import values
from papershelf.sources.markdown.text import parser
from papershelf.sources.notes.prose.mended import as_markdown, inlined
from papershelf.sources.words.vocabulary import PROPERTIES

_PROPERTY = re.compile(r"(?P<name>[^\W\d_][\w /-]{0,30}):\s+(?P<value>\S.*)")
_SUMMARY = re.compile(
    r"\W*(?:(?:three|3)[- ]?lines? summary|summary|tl;?\s*dr|(?:세|3|한|1) ?줄 ?요약|(?:핵심|논문)? ?요약|요약 ?정리)"
    r"\W*",
    re.IGNORECASE,
)


@dataclass
class Section:
    """A part of a note.

    :param level: of its heading, from 2; 0 without one.
    """

    title: str
    level: int
    lines: list[str]

    def summary(self) -> tuple[list[str], list[str]]:
        """The note's own short summary: the first list or paragraph below a heading that says so.

        :returns: its lines, and those after it; no lines where the section is none.
        """
        start = next((n for n, line in enumerate(self.lines) if line.strip()), len(self.lines))
        end = start
        while end < len(self.lines):
            line, above = self.lines[end], self.lines[end - 1] if end > start else "-"
            if line.strip() and not above.strip() and not re.match(r"\s|[-*+] |\d+[.)] ", line):
                break
            end += 1
        found = [re.sub(r"^\s*[:：]\s*(?=\S)", "", line) for line in self.lines[start:end] if line.strip()]
        named = bool(self.title and _SUMMARY.fullmatch(self.title)) and len(found) <= 12
        blocks = any(re.match(r"\s*(?:`{3}|~{3}|\$\$|\||!\[)", line) for line in found)
        return (found, self.lines[end:]) if named and not blocks else ([], self.lines)


@dataclass
class Note:
    """A note, divided.

    :param whole: its text, after HTML blocks became Markdown.
    :param facts: fields and their values, of front matter and properties.
    :param properties: lines of properties that are no fields.
    :param front_matter: lines of front matter that no field takes.
    """

    whole: str = ""
    title: str = ""
    sections: list[Section] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    properties: list[str] = field(default_factory=list)
    front_matter: list[str] = field(default_factory=list)


def divide(text: str) -> Note:
    """Divide a note."""
    note = Note()
    lines = text.removeprefix("\ufeff").split("\n")
    end = _front_matter(lines, note)
    note.whole = as_markdown(inlined(lines[end:]))
    _sections(note.whole, note)
    return note


def _front_matter(lines: list[str], note: Note) -> int:
    if not lines or lines[0].rstrip() != "---":
        return 0
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."}), 0)
    if not end:
        return 0
    import yaml

    try:
        data: Any = yaml.safe_load("\n".join(lines[1:end]))
    except (yaml.YAMLError, ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        note.front_matter = [line for line in lines[1:end] if line.strip()]
        return end + 1
    unknown = set()
    for key, value in data.items():
        name = PROPERTIES.get(str(key).lower())
        parts = value if isinstance(value, list) else [value]
        plain = [str(part) for part in parts if isinstance(part, str | int | float | datetime.date)]
        if name and plain and len(plain) == len(parts):
            note.facts.append((name, ("; " if name == "authors" else ", ").join(plain)))
        elif value not in (None, "", []):
            unknown.add(str(key))
    note.front_matter = _of_keys(lines[1:end], unknown)
    return end + 1


def _of_keys(lines: list[str], keys: set[str]) -> list[str]:
    """The lines of front matter that belong to some of its names."""
    found: list[str] = []
    inside = False
    for line in lines:
        match = re.match(r"""["']?(?P<key>[^\s"':#][^:"']*)["']?\s*:(?:\s|$)""", line)
        if match:
            inside = match["key"].strip() in keys
        if inside:
            found.append(line)
    return found


def _sections(text: str, note: Note) -> None:
    lines = text.split("\n")
    tokens = parser().parse(text)
    heads: list[tuple[int, int, int, str]] = []
    for place, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            heads.append((token.map[0], token.map[1], int(token.tag[1]), tokens[place + 1].content.replace("\n", " ")))
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    body_from = 0
    if heads and heads[0][0] <= first and heads[0][2] == 1:
        _start, body_from, _level, note.title = heads.pop(0)
        body_from = _properties(lines, body_from, note)
    starts = [(body_from, body_from, 0, ""), *heads]
    stack: list[int] = []
    for number, (_start, after, level, title) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else len(lines)
        if level:
            while stack and stack[-1] >= level:
                stack.pop()
            stack.append(level)
        part = lines[after:end]
        if level or any(line.strip() for line in part):
            note.sections.append(Section(values.text(title), min(len(stack) + 1, 6) if level else 0, part))


def _properties(lines: list[str], start: int, note: Note) -> int:
    """Take the lines ``Name: value`` below the title, as Notion writes them; where the note goes on."""
    at = start
    while at < len(lines) and not lines[at].strip():
        at += 1
    end = at
    while end < len(lines) and lines[end].strip():
        end += 1
    matches = [_PROPERTY.fullmatch(line.strip()) for line in lines[at:end]]
    if (
        not matches
        or not all(matches)
        or not any((m and PROPERTIES.get(m["name"].lower())) or (m and "Created" in m["name"]) for m in matches)
    ):
        return start
    for match in matches:
        if match is None:
            continue
        name = PROPERTIES.get(match["name"].lower())
        if name:
            note.facts.append((name, match["value"]))
        else:
            note.properties.append(f"- {match[0]}")
    return end
