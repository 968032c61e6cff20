"""What a list says besides its papers: its title, and the text below its headings.

In: the text of a list, and what was read of it. Out: the same reading with title and prose. What stands before the
first category, with headings or without, is the list's; what stands below the heading of a category is the category's.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from pathlib import Path

from papershelf.model.record.build import shorten
from papershelf.model.text import values
from papershelf.sources.found import Outcome, Prose, Reading
from papershelf.sources.lines.markup import blocks
from papershelf.sources.lines.markup.nodes import Node
from papershelf.sources.lists.outline.categories import title_section
from papershelf.sources.lists.outline.sections import Section, sections

_LETTER = re.compile(r"[^\W\d_]")
_HANGUL = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")
_ADDRESS = re.compile(r"https?://[^\s()<>]*")
_DEFINITION = re.compile(r"^ {0,3}\[(?P<name>[^\[\]\n]+)\]:\s*\S.*$", re.MULTILINE)
_BLANK = re.compile(r"&(?:nbsp|emsp|ensp);|<br ?/?>|[\u00a0\u200b]", re.IGNORECASE)
"""What makes room, and says nothing."""
_FEWEST = 6
"""Words of a text between papers; what has less is a name of a group."""
MAX_TITLE = 100
"""Longest title of a library, in characters."""


def add(reading: Reading, text: str, source: str, folder: Path) -> None:
    """Add title and prose to a reading.

    :param text: of the list.
    :param folder: where it lies.
    """
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "�")
    reading.korean = korean(text)
    _Prose(reading, text, source, folder).add()


def korean(text: str) -> float:
    """Share of Hangul among the letters of a text, addresses left out."""
    text = _ADDRESS.sub("", text)
    letters = len(_LETTER.findall(text))
    return len(_HANGUL.findall(text)) / letters if letters else 0.0


@dataclass
class _Prose:
    reading: Reading
    text: str
    source: str
    folder: Path
    taken: list[int] = field(default_factory=list)  # lines of entries, from 1

    def add(self) -> None:
        rows = [row for row in self.reading.report.rows if row.source == self.source]
        self.taken = sorted(
            {found.line for found in self.reading.found if found.source == self.source}
            | {r.line for r in rows if r.outcome is not Outcome.SKIPPED}
        )
        self.told = sorted({row.line for row in rows if row.outcome is Outcome.SKIPPED and row.why})
        self.lines = self.text.split("\n")
        self.definitions = {m["name"].casefold(): m[0].strip() for m in _DEFINITION.finditer(self.text)}
        found = sections(blocks.read(self.text), lambda node: self._has(self.taken, node.line + 1, node.end))
        title = title_section(found)
        slugs = self._slugs(found, title)
        first = next((n for n, section in enumerate(found) if id(section) in slugs and section is not title), None)
        self.reading.title = _title(found, title, slugs)
        for number, section in enumerate(found):
            whole = section.same or section
            early = first is None or number < first
            if section.contents or (not early and whole is title):
                self._lost(section)
            elif section.level == 0 or whole is title or (early and id(whole) not in slugs):
                heading = "" if not section.level or whole is title else section.name
                self._take(section, "", heading)
            elif id(whole) in slugs:
                self._take(section, slugs[id(whole)], "")
            else:
                self._lost(section)

    @staticmethod
    def _has(lines: list[int], start: int, end: int) -> bool:
        return bisect_left(lines, start) < bisect_right(lines, end)

    def _slugs(self, found: list[Section], title: Section | None) -> dict[int, str]:
        """Slug of the category that each section is, where it is one."""
        known = {(heading.parent, heading.title): heading.slug for heading in self.reading.headings}
        declared = {heading.slug for heading in self.reading.headings}
        slugs: dict[int, str] = {}
        for section in found:
            outer = section.parent
            while outer is not None and (id(outer) not in slugs or outer is title):
                outer = outer.parent
            above = slugs[id(outer)] if outer is not None else ""
            slug = known.get((above, section.name)) if section.level else None
            if section.declared is not None:
                slug = section.declared[0] if section.declared[0] in declared else None
            if slug is not None and section.same is None and not section.year:
                slugs[id(section)] = slug
        return slugs

    def _take(self, section: Section, slug: str, heading: str) -> None:
        """Keep the text of a section that no entry has."""
        done = section.line if section.level else 0
        links = section.links if slug or heading else []
        parts = [" · ".join(f"[{words}](<{href}>)" for words, href in links)] if links else []
        lines = [section.line, section.line] if links else []
        for node in section.blocks:
            start = max(node.line, done)
            if start >= node.end or not self._is_prose(section, node):
                continue
            done = node.end
            words = "\n".join(_dedented(self.lines[start : node.end])).strip("\n")
            if not _BLANK.sub("", words).strip():
                continue
            parts.append(words)
            lines += [start + 1 if lines or not section.level else section.line, node.end]
        if not any(_BLANK.sub("", part).strip() for part in parts):
            return
        text = "\n\n".join(parts)
        used = [line for name, line in self.definitions.items() if f"[{name}]" in text.casefold() and line not in text]
        text = "\n\n".join([text, *(["\n".join(used)] if used else [])])
        self.reading.prose.append(Prose(slug, text, self.source, lines[0], lines[-1], heading, self.folder))

    def _is_prose(self, section: Section, node: Node) -> bool:
        """Whether a block is no entry, and belongs to none."""
        if self._has(self.taken, node.line + 1, node.end):
            return False
        begins = section.line if section.level else 1
        if not self._has(self.taken, begins, node.line):
            return True
        words = sum(len(line.text.split()) for line in node.all_lines())
        return self._has(self.told, node.line + 1, node.end) and words >= _FEWEST

    def _lost(self, section: Section) -> None:
        """Note a text that is on no page, where nothing says so yet."""
        if self._has(self.told, section.line, section.line):
            return
        for node in section.blocks:
            words = values.text(" ".join(line.text for line in node.all_lines()))
            if words and self._is_prose(section, node) and not self._has(self.told, node.line + 1, node.end):
                place = (self.source, node.line + 1, shorten(words, 80))
                self.reading.report.add(Outcome.SKIPPED, place, why="prose below no category")


def _title(found: list[Section], title: Section | None, slugs: dict[int, str]) -> str:
    """The words of the list's own heading."""
    if title is None:
        first = next((section for section in found if section.level and section.head), None)
        title = first if first is not None and first.level == 1 and id(first) not in slugs else None
    words = title.name if title is not None else ""
    return words if len(words) <= MAX_TITLE else f"{words[:MAX_TITLE].rpartition(' ')[0] or words[:MAX_TITLE]} …"


def _dedented(lines: list[str]) -> list[str]:
    """Lines without the white space that all of them begin with."""
    width = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return [line[width:] for line in lines]
