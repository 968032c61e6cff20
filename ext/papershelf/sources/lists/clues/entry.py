"""An entry of a list, and what belongs to it.

In: the lines of an entry and those below. Out: the draft of its paper, and where in the source its summary stands.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field

from papershelf.model.text import values
from papershelf.sources.lines import facts
from papershelf.sources.lines.details import marks as marking
from papershelf.sources.lines.details.draft import ALONE, Draft, Form, Marks
from papershelf.sources.lines.markup.nodes import Node
from papershelf.sources.lines.markup.places import Places
from papershelf.sources.lines.markup.runs import Line
from papershelf.sources.lines.parts import part
from papershelf.sources.lines.values.institutions import is_institution
from papershelf.sources.lines.values.names import begins_with_names, read_citation, read_names
from papershelf.sources.lines.values.statements import fact_in
from papershelf.sources.lists.clues import quoted
from papershelf.sources.lists.clues.below import (
    are_facts,
    author_alone,
    is_citation,
    is_title_of,
    take_identifier,
    take_title,
)
from papershelf.sources.lists.clues.evidence import Signs
from papershelf.sources.notes.prose.summaries import is_summary_label
from papershelf.sources.words.vocabulary import LABELS_ALONE


@dataclass(eq=False)
class Entry:
    """A paper as the list has it.

    :param lines: what its line says.
    :param short: its short name, where that stands in a line of its own.
    :param below: what stands below, in order: lines that may tell facts, with where they stand in the source.
    :param card: the lines of a quote that is its card.
    :param draft: what was read of it already, for a row of a table.
    """

    line: int
    lines: list[Line] = field(default_factory=list)
    below: list[tuple[list[Line], int, int]] = field(default_factory=list)
    tags: tuple[str, ...] = ()
    short: str = ""
    draft: Draft | None = None
    signs: Signs = field(default_factory=Signs)
    kept: bool = False
    card: list[Line] = field(default_factory=list)

    @property
    def named_below(self) -> bool:
        """Whether the first line below says nothing but the names of several persons."""
        lines = self.below[0][0] if self.below else []
        return len(lines) == 1 and not lines[0].links and len(read_names(lines[0].text)) > 1

    @property
    def waits(self) -> bool:
        """Whether it has a bold title and names in the line below, and no link so far."""
        lines = self.below[0][0] if self.signs.start == "bold" and len(self.below) == 1 else []
        runs = [run for line in lines for run in line.runs if run.text.strip()]
        named = bool(runs) and (self.named_below or all(run.em for run in runs))
        return named and not any(line.links for line in self.said())

    @property
    def unlinked(self) -> str:
        """Its words without those of links."""
        words = values.text(" ".join(run.text for line in self.lines for run in line.runs if not run.href))
        return values.text(re.sub(r"[\[\](){}|]", " ", words)).strip(" ,;:")

    @property
    def proven(self) -> bool:
        """Whether something tells that it is a paper."""
        return self.signs.strength > 1 or self.keyed

    @property
    def keyed(self) -> bool:
        """Whether papershelf itself wrote the line."""
        return any(isinstance(line.data.get("key"), str) for line in self.lines)

    def said(self) -> list[Line]:
        """All its lines."""
        return [*self.lines, *(line for lines, _start, _end in self.below for line in lines), *self.card]

    def take(self, lines: list[Line], start: int, end: int) -> None:
        """Add what stands below."""
        self.below.append((lines, start, end))

    def take_each(self, lines: list[Line], end: int) -> None:
        """Add the lines of a paragraph, each by itself."""
        for place, line in enumerate(lines):
            stop = lines[place + 1].number if place + 1 < len(lines) else end
            self.take([line], line.number, max(stop, line.number + 1))

    def parted(self, places: Places, form: Form = ALONE) -> tuple[Draft, list[tuple[int, int]]]:
        """What the entry tells, and where in the source its summary stands.

        :param form: what its neighbours have in common.
        """
        draft = self.draft or part(self.lines, self.line, places.is_note, form=form)
        draft.tags = self._tags_of(draft)
        if self.short and not draft.marks.short_title:
            draft.marks.short_title = self.short
        if self.card:
            quoted.take(self.card, draft)
        words = self.unlinked
        first = self.below[0][0] if form.places_first and self.below else []
        cited = bool(first) and begins_with_names(first[0].text) and bool(_PLACE.fullmatch(words))
        cited = cited and words.split()[0].lower() not in first[0].text.lower()
        place = words if cited or is_institution(words) else ""
        if place:
            draft.authors = ()
        if draft.marks.title.lower() in LABELS_ALONE and not self.keyed:
            take_title(self.below, draft)
        kept: list[tuple[int, int]] = []
        for number, (lines, start, end) in enumerate(self.below):
            if form.titles_below and not number and len(lines) == 1 and is_title_of(lines, draft, places):
                continue
            one = author_alone(lines[0]) if form.names_below and not number and len(lines) == 1 else ()
            if one and not draft.authors:
                draft.authors = one
                continue
            if (
                self.keyed
                or not lines
                or not (are_facts(lines, draft, places) or is_citation(lines, place, draft, places))
            ):
                kept.append((start, end))
        take_identifier(self.said(), draft)
        return draft, kept

    def _tags_of(self, draft: Draft) -> tuple[str, ...]:
        """The names of its groups, but for one like ``Ada Lovelace (2012)``: that is author and year."""
        kept = []
        for tag in self.tags:
            authors, year = read_citation(tag)
            if authors and not draft.authors:
                draft.authors = authors
                draft.marks.note("date", year)
            elif not authors:
                kept.append(tag)
        return tuple(kept)


_COUNTED = re.compile(r"[\[(]?(\d{1,4})[\])]\s")
_PLACE = re.compile(
    r"[A-Z][a-z]+(?: [A-Z][a-z]+)?|(?:[A-Z][\w.]*(?: (?:of|[A-Z])[\w.]*){0,4}(?:\s+[/+&]\s+(?=\S)|$)){2,5}"
)
"""A place among others that are known, or several."""


def facts_folded(node: Node, places: Places) -> Node | None:
    """The words of a disclosure, if they are facts of a paper, with something below: names, a venue, a year."""
    label = next((child for child in node.children if child.kind == "summary"), None)
    if label is None or not label.lines or len(node.children) < 2:
        return None
    return label if all(facts.is_facts(line, places.is_note) for line in label.lines) else None


def follows(entry: Entry | None, line: Line) -> bool:
    """Whether a line has the number behind that of the entry above: ``[2]`` after ``[1]``."""
    above, here = (_COUNTED.match(one.text) for one in (entry.lines[0] if entry else line, line))
    return above is not None and here is not None and int(here[1]) == int(above[1]) + 1


def is_another(entry: Entry | None, lines: list[Line]) -> bool:
    """Whether a paragraph is a plain title and an address alone, as that of the entry above was."""
    alike = entry is not None and entry.proven and not entry.signs.start and not entry.lines[0].links
    return alike and len(lines) > 1 and len(lines[-1].links) == 1 and lines[-1].links[0].bare


def doubted(own: Signs) -> Signs:
    """Signs of a line where a date alone tells of nothing, as the papers of the list have links."""
    return own if own.venue or own.named or own.state else dataclasses.replace(own, facts=False)


def is_wrapped(text: str) -> bool:
    """Whether a link's words have brackets of their own, or are a venue or a date: they are no title."""
    return text.strip()[:1] == "[" or fact_in(text) is not None


def joined(one: Signs, other: Signs) -> Signs:
    """The signs of two lines that belong together."""
    return dataclasses.replace(
        one,
        titled=one.titled or other.titled,
        papers=one.papers + other.papers,
        notes=one.notes + other.notes,
        labels=one.labels + other.labels,
        links=one.links + other.links,
        facts=one.facts or other.facts,
        named=one.named or other.named,
        state=one.state or other.state,
        size=one.size + other.size,
        inside=False,
        tool=False,
    )


def head_of(item: Node) -> tuple[list[Line], list[Node]]:
    """The lines that an item begins with, and the blocks below."""
    children = item.children
    if not children:
        return item.lines, []
    first = children[0]
    if first.kind in {"para", "heading"}:
        return first.lines, children[1:]
    if first.kind == "details":
        label = next((child for child in first.children if child.kind == "summary"), None)
        if label is not None and label.lines and not is_summary_label(label.text):
            return label.lines, [*(child for child in first.children if child is not label), *children[1:]]
    if first.kind == "box":
        return head_of(first)[0], [*head_of(first)[1], *children[1:]]
    return [], children


def flat(item: Node) -> list[Line]:
    """The lines of an item that is nothing but lines; none for one with blocks in it."""
    head, rest = head_of(item)
    return head if not rest else []


def span_text(first: int, last: int) -> str:
    """Lines of the source, as the report shows them."""
    return f"lines {first}–{last}" if last > first else f"line {first}"


def title_of(text: str) -> str:
    """A title without what stands around it."""
    found = Marks()
    marking.read_title(text, found)
    return re.sub(r"\s+", " ", found.title)
