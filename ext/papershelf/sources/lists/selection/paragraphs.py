"""Which lines of paragraphs are papers, and which belong to the one above.

In: a paragraph. Out: entries, each with the lines below that may tell facts of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from papershelf.sources.lines.markup.nodes import Node
from papershelf.sources.lines.markup.runs import Line
from papershelf.sources.lines.values.names import begins_with_names
from papershelf.sources.lists.clues import bare
from papershelf.sources.lists.clues.entry import Entry, follows, is_another, joined, span_text, title_of
from papershelf.sources.lists.clues.evidence import Signs
from papershelf.sources.lists.selection.items import Items
from papershelf.sources.lists.selection.looks import is_a_bar

TITLED = {"note", "link", "hollow", "bold", "quote", "bracket"}
_NUMBER = re.compile(r"^\W*\d{1,4}\W+|\s*\((?:19|20)\d\d\)")
"""The number of a reference, and its year."""
ITEM = "item"
"""The look of an item that is a list of its own."""
OPENS = (":", "：", ".", "。", "!", ",", "다", "요")
"""A sentence, or what opens a list, ends so; a title does not."""


@dataclass
class Paragraphs(Items):
    """Finds the entries of a list's paragraphs."""

    _open: Entry | None = None  # what comes next may belong to it
    _loose: bool = False  # whether plain paragraphs may, too
    _alone: list[Entry] = field(default_factory=list)  # lone items with text below, but no link
    _proven: int = 0  # lone items with a link below
    _before: int = 0  # how many entries there are above the section

    def _para(self, node: Node) -> None:
        """A paragraph: an entry, several of them, or what belongs to the one above."""
        lines = node.lines
        if not self.found and is_a_bar(lines):
            self._skip(node, "links that lead round the page")
            return
        for number, line in enumerate(lines):
            start = line.number
            end = lines[number + 1].number if number + 1 < len(lines) else node.end
            end = max(end, start + 1) if number + 1 < len(lines) or start < end else end
            own = self._signs([line])
            first = number == 0
            if line.data and isinstance(line.data.get("key"), str):
                self._begin(Entry(start + 1, [line], signs=own))
            elif self._begins(own, line, first):
                if self._continues(own):
                    assert self._open is not None
                    self._open.short = title_of(self._open.lines[0].text)
                    self._open.lines = [line]
                    self._open.signs = joined(self._open.signs, own)
                else:
                    self._begin(Entry(start + 1, [line], signs=own))
            elif self.quoted and first and bare.NUMBERED.match(line.text):  # something else in the row of papers
                self._close()
                self._skip_lines([line], start + 1, own.why if own.strength < 2 else "prose")
            elif first and self._may_be_title(own, line) and is_another(self._open, lines):
                self._begin(Entry(start + 1, [line], signs=own))
            elif (
                self._open is not None
                and (self._loose or not first or self._is_of(line, own))
                and not self._ends(own, line)
            ):
                self._goes_on(line, own, start, end)
            elif self._may_be_title(own, line):
                self._close()
                self._open, self._loose = Entry(start + 1, [line], signs=own), True
            elif self._is_told(own):
                self._skip_lines([line], start + 1, own.why if own.strength < 2 else "prose")

    def _is_of(self, line: Line, own: Signs) -> bool:
        """Whether a line behind a list gives the last of its items the paper that it has not, and says nothing else."""
        entry = self._open
        told = entry is None or entry.signs.papers or entry.signs.notes or entry.signs.labels or entry.below
        return not told and own.strength > 1 and bool(own.papers or own.labels) and self._is_facts([line])

    def _may_be_title(self, own: Signs, line: Line) -> bool:
        """Whether a plain line may be the title of what stands below."""
        plain = own.strength == 1 and not own.links and 2 < own.size <= 30
        return plain and not line.text.rstrip().endswith(OPENS) and not self._is_facts([line])

    def _ends(self, own: Signs, line: Line) -> bool:
        """Whether a line shows that the plain one above was no title: it gives it no paper."""
        entry = self._open
        if entry is None or entry.proven or entry.signs.start or entry.below:
            return False
        if own.strength > 1 and self._is_facts([line]):
            return False
        self._close()
        return True

    def _begin(self, entry: Entry) -> None:
        self._close()
        self._open, self._loose = entry, True
        if entry.proven:
            self._keep(entry)

    def _begins(self, own: Signs, line: Line, first: bool) -> bool:
        """Whether a line is an entry's first one."""
        if own.prose or own.inside or own.badge or not own.size:
            return False
        if own.strength > 1 and own.start in TITLED:
            alike = first and own.start == "bold" and self._open is not None and self._open.signs.start == "bold"
            return (alike and own.links > 0) or not self._is_facts([line])  # a title may look like names
        if own.strength > 1 and (own.labels or own.papers or own.notes):
            if not (first or own.start) and self._open is not None and self._open.waits:
                return False  # the last line of a paragraph: title, names, ``Pond Lab – Jan 23 [paper]``
            return own.start != "label" and own.size > 1 and not self._is_facts([line])
        if own.strength > 1 and own.start == "em":
            return False
        if own.start == "bracket" and self._continues(own):
            return True
        if first and own.strength > 1 and own.named and own.titled and begins_with_names(_NUMBER.sub("", line.text)):
            return not self._is_facts([line])  # [1] Ada Lane and Bo Reed. **Counting Reeds**. In Ponds, 2003
        if first and own.titled and follows(self._open, line):
            return True
        if not first:
            return own.start == "bracket" and self._open is not None and self._open.proven
        return own.start in {"bold", "bracket", "hollow", "quote"} and not self._is_facts([line]) and own.size <= 40

    def _continues(self, own: Signs) -> bool:
        """Whether a line with a title is the rest of an entry that has nothing but a short name so far."""
        entry = self._open
        if entry is None or entry.proven or entry.short:
            return False
        return entry.signs.start == "bold" and entry.signs.size <= 6 and own.start != "bold"

    def _goes_on(self, line: Line, own: Signs, start: int, end: int) -> None:
        """A line below the beginning of an entry: facts of it, or a description."""
        entry = self._open
        assert entry is not None
        if not entry.proven:
            lone = entry.signs.start == ITEM
            if self._is_facts([line]) if lone else own.strength > 1 or own.links:
                entry.signs = joined(entry.signs, own)
                if entry.proven:
                    self._proven += lone
                    self._keep(entry)
        entry.take([line], start, end)

    def _close(self) -> None:
        """End the entry that is open; one that nothing speaks for is kept if it looks like a planned one."""
        entry, self._open, self._loose = self._open, None, False
        if entry is None or entry.kept:
            return
        if entry.proven or entry.signs.start in {"bracket", "hollow"}:
            self._keep(entry)
        elif entry.signs.start == ITEM and entry.below:
            self._alone.append(entry)
        elif entry.signs.start or entry.below or self._is_told(entry.signs):
            self._skip_entry(entry)

    def _is_told(self, own: Signs) -> bool:
        """Whether words that are no entry have a row: what is short, and above all entries, is the section's text."""
        return bool(own.links) or own.size > 12 or len(self.found) > self._before

    def _skip_entry(self, entry: Entry) -> None:
        ends = max((end for _lines, _start, end in entry.below), default=entry.line)
        more = f" ({span_text(entry.line, ends)})" if ends > entry.line else ""
        self._skip_lines(entry.lines, entry.line, f"{entry.signs.why}{more}")
