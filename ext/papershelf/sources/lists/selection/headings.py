"""Headings that are papers: by their links, by what stands below them, or as their neighbours are.

In: a section. Out: the entry that its heading is, with what stands below it; or nothing.
"""

from __future__ import annotations

import re

from papershelf.sources.lines import colons, facts
from papershelf.sources.lines.details.spans import size_of
from papershelf.sources.lines.markup.places import Places
from papershelf.sources.lines.markup.runs import Line
from papershelf.sources.lists.clues.entry import Entry
from papershelf.sources.lists.clues.evidence import signs
from papershelf.sources.lists.clues.targets import papers_of
from papershelf.sources.lists.outline.sections import Section
from papershelf.sources.lists.selection import looks
from papershelf.sources.lists.selection.entries import Finder
from papershelf.sources.lists.selection.looking import Row
from papershelf.sources.words.links import identifier_of

_SHARED = 3
"""So many headings of one form tell that it is that of papers."""


class Headings:
    """Finds the headings that are papers.

    :param row: takes what below them is no field of a paper.
    """

    def __init__(self, places: Places, row: Row) -> None:
        self.places = places
        self.row = row
        self._headed: dict[int, bool] = {}  # sections whose headings are papers, as they are known

    def entry(self, section: Section) -> Entry | None:
        """The paper that a heading is; what stands below it is its summary."""
        if section.level < 2 or not section.head or section.declared is not None:
            return None
        own = signs(section.head, self.places)
        if own.strength > 1 and (own.notes or own.papers or own.labels):
            deeper = any(child.blocks and child.head for child in section.children if child.level > 6)
            if not self._is_linked(section) and (len(self._entries_below(section)) > 1 or deeper):
                return None
        elif not (own.start == "link" and own.tool and self._is_linked(section)) and not self._is_told_below(section):
            return None
        entry = Entry(section.line, section.head, signs=own)
        summed = any(colons.named_fact(line.text) == "summary" for line in looks.items(section))
        for node in section.blocks:
            if node.kind == "para":
                entry.take_each(node.lines, node.end)
            elif node.kind == "list":
                for item in node.children:
                    lines = item.children[0].lines if len(item.children) == 1 else []
                    if summed and len(lines) == 1 and self._says_nothing(lines[0]):
                        self.row(item.line + 1, lines[0].text, "no field of a paper")
                    else:
                        entry.take(lines, item.line, item.end)
            elif node.kind != "rule":
                entry.take([], node.line, node.end)
        return entry

    def _is_linked(self, section: Section) -> bool:
        """Whether a heading is a link to a paper, as those around it are: what stands below is about it."""
        around = section.parent.children if section.parent is not None else [section]
        same = [one for one in around if one.level == section.level and one.head and not one.children]
        linked = [one for one in same if (own := signs(one.head, self.places)).papers and own.start == "link"]
        alike = section in linked or (bool(section.head) and looks.is_linked_title(section.head))
        return alike and len(linked) >= _SHARED and len(linked) * 2 >= len(same)

    def _is_told_below(self, section: Section) -> bool:
        """Whether what stands below a heading without any sign tells that it is a paper."""
        return self._told(section) or looks.lists_facts(section) or self._is_a_note(section) or self._addressed(section)

    def _is_a_note(self, section: Section) -> bool:
        """Whether below a heading stands nothing but the address of a note."""
        lines = [line for node in section.blocks for line in node.all_lines()]
        links = [run for line in lines for run in line.links]
        alone = len(lines) == 1 and len(links) == 1 and links[0].bare and lines[0].text.strip() == links[0].text.strip()
        return alone and not section.children and self.places.is_note(links[0].href or "")

    def _says_nothing(self, line: Line) -> bool:
        """Whether a line names something that no paper has a field for: ``Priority: high``."""
        named = colons.named_fact(line.text)
        return colons.is_unknown(line.text) or (
            named not in {"", "summary"} and not line.links and not facts.is_facts(line, self.places.is_note)
        )

    def _told(self, section: Section) -> bool:
        """Whether lines below a heading without any link give it its one paper: ``**Paper:** [Title](…)``."""
        if section.children or not section.blocks or section.year:
            return False
        lines = [line for node in section.blocks for line in node.all_lines()]
        told = [line for line in lines[:12] if facts.is_facts(line, self.places.is_note)]
        named = [
            line
            for line in told
            if re.match(r"\W*(?:paper|title|논문|论文|論文)\W{0,4}[:：]", line.text, re.IGNORECASE)
            and any(run.href is not None for run in line.runs)
        ]
        return len(named) == 1 and len(told) > 1 and lines[0] in told

    def _addressed(self, section: Section) -> bool:
        """Whether a heading is a title with words and the address of its paper below, or its neighbours are such."""
        if id(section) not in self._headed:
            around = section.parent.children if section.parent is not None else [section]
            same = [one for one in around if one.level == section.level and not one.children and one.blocks]
            looks = {id(one): self._address_below(one) for one in same}
            told = sum(looks.values())
            for one in same:
                alone = looks[id(one)] and size_of(one.title) > 3
                like_others = told > 2 and told * 3 >= len(same) and not self._holds_others(one)
                self._headed[id(one)] = size_of(one.title) > 2 and (alone or like_others)
            self._headed.setdefault(id(section), False)
        return self._headed[id(section)]

    def _address_below(self, section: Section) -> bool:
        """Whether one address of a paper stands below a heading, alone or behind a label, and no other title."""
        lines = [line for node in section.blocks for line in node.all_lines()]
        told = [line for line in lines if line.links and facts.is_facts(line, self.places.is_note)]
        papers = {identifier_of(href) or href for line in told for href in papers_of(line)}
        papers |= {href for line in told for run in line.links if self.places.is_note(href := run.href or "")}
        known = {one for one in papers if isinstance(one, tuple)}  # and the page of the same paper at its venue
        alone = len(papers) == 1 or (len(known) == 1 and len(papers) == 2)
        return alone and not self._holds_others(section)

    def _holds_others(self, section: Section) -> bool:
        """Whether entries stand below a heading; a sentence is none, nor is ``paper: https://…``."""
        return any(
            entry.signs.start or not (entry.signs.size > 20 or entry.lines[0].text.rstrip().endswith((".", "。", "!")))
            for entry in self._entries_below(section)
            if not looks.is_addressed(entry.lines[0])
        )

    def _entries_below(self, section: Section) -> list[Entry]:
        """The entries that stand below a heading, were it none itself."""
        finder = Finder(self.places, lambda *_row: None)
        finder.blocks(section.blocks)
        return finder.found
