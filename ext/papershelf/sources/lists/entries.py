"""Which blocks of a section are papers, and what belongs to each of them.

In: the blocks of a section. Out: entries, each with its lines, the lines below that may tell facts, and what remains as
its summary; and a row with the reason for everything else. Evidence decides, and the neighbours: where most of the
items of a list are papers, the others are such as well, unless something speaks against it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from papershelf.model import values
from papershelf.sources.lines import colons
from papershelf.sources.lines.names import begins_with_names
from papershelf.sources.lines.nodes import Node
from papershelf.sources.lines.runs import Line
from papershelf.sources.lists import bare, layout, rows, tables, unlinked
from papershelf.sources.lists.days import dated, only_a_fact
from papershelf.sources.lists.entry import Entry, flat, follows, head_of, is_another, joined, span_text, title_of
from papershelf.sources.lists.evidence import Signs
from papershelf.sources.lists.items import Items
from papershelf.sources.lists.looks import is_a_bar, is_alert

TITLED = {"note", "link", "hollow", "bold", "quote", "bracket"}
_NUMBER = re.compile(r"^\W*\d{1,4}\W+|\s*\((?:19|20)\d\d\)")
"""The number of a reference, and its year."""
_ITEM = "item"
"""The look of an item that is a list of its own."""
_OPENS = (":", "：", ".", "。", "!", ",", "다", "요")
"""A sentence, or what opens a list, ends so; a title does not."""


@dataclass
class Finder(Items):
    """Finds the entries of a list, section by section."""

    _open: Entry | None = None  # what comes next may belong to it
    _loose: bool = False  # whether plain paragraphs may, too
    _alone: list[Entry] = field(default_factory=list)  # lone items with text below, but no link
    _proven: int = 0  # lone items with a link below
    _before: int = 0  # how many entries there are above the section

    def blocks(self, nodes: Sequence[Node]) -> None:
        """Read what stands between two headings."""
        self._before = len(self.found)
        self._flow(nodes)
        self._close()
        for entry in self._alone:  # they are as their neighbours
            if self._proven >= len(self._alone):
                self._keep(entry)
            else:
                self._skip_entry(entry)
        self._alone, self._proven = [], 0

    def _flow(self, nodes: Sequence[Node]) -> None:
        for place, node in enumerate(nodes):
            if node.kind == "list":
                below = place + 1 < len(nodes) and nodes[place + 1].kind == "para"
                if not (below and self._lone_item(node)):
                    self._top_list(node)
            elif node.kind == "table":
                self._table(node)
            elif node.kind == "para":
                self._para(node)
            elif node.kind in {"details", "quote"}:
                self._folded(node)
            elif node.kind in {"box", "item"}:
                self._flow(node.children)
            elif node.kind == "code":
                self._code(node)
            elif node.kind == "rule":
                self._close()

    def _lone_item(self, node: Node) -> bool:
        """Begin an entry with a plain item that is a list of its own: paragraphs below may tell of its paper."""
        item = node.children[0] if len(node.children) == 1 else None
        head = flat(item) if item is not None and item.kind == "item" else []
        if len(head) != 1 or head[0].links or self._is_facts(head) or head[0].data:
            return False
        own = self._signs(head)
        if own.strength != 1 or not 2 < own.size <= 40 or own.start or head[0].text.rstrip().endswith(_OPENS):
            return False
        self._close()
        self._open = Entry(head[0].number + 1, head, signs=dataclasses.replace(own, start=_ITEM))
        self._loose = True
        return True

    def _code(self, node: Node) -> None:
        if self._open is not None and self._loose and self._open.proven:
            self._open.take([], node.line, node.end)
        else:
            self.row(node.line + 1, "a code block", f"no papers ({span_text(node.line + 1, node.end)})")

    def _folded(self, node: Node) -> None:
        """A disclosure or a quote: the summary of the entry above, an entry itself, or blocks like others."""
        label = next((child for child in node.children if child.kind == "summary"), None)
        if (
            label is not None
            and label.lines
            and not only_a_fact(label.lines)
            and (own := self._signs(label.lines)).strength > 1
        ):
            self._close()
            entry = Entry(label.line + 1, label.lines, signs=own)
            rest = [child for child in node.children if child is not label]
            if rest:
                entry.take([], rest[0].line, max(child.end for child in rest))
            self._keep(entry)
            return
        if self._open is not None and self._open.proven and not self.holds_entries(node):
            self._open.take([], node.line, node.end)
            return
        if self.holds_entries(node) or (node.kind == "quote" and not is_alert(node)) or dated(node, self.places):
            self._flow([child for child in node.children if child is not label])
            return
        self._skip(node, "nothing in it tells of a paper")

    def holds_entries(self, node: Node) -> bool:
        """Whether anything in a block is an entry by itself."""
        for inner in node.walk():
            if inner.kind == "table" and tables.table(inner, self.places).holds_papers:
                return True
            head = head_of(inner)[0] if inner.kind == "item" and inner is not node else []
            head = inner.lines[:1] if inner.kind == "para" else head
            if not head or (own := self._signs(head)).strength < 2:
                continue
            looks = own.start in TITLED or (own.start == "" and inner.kind == "item")
            told = own.notes or own.papers or own.labels or (own.facts and inner.kind == "item")
            if looks and told and not self._is_facts(head):
                return True
        return False

    def _close(self) -> None:
        """End the entry that is open; one that nothing speaks for is kept if it looks like a planned one."""
        entry, self._open, self._loose = self._open, None, False
        if entry is None or entry.kept:
            return
        if entry.proven or entry.signs.start in {"bracket", "hollow"}:
            self._keep(entry)
        elif entry.signs.start == _ITEM and entry.below:
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
        return plain and not line.text.rstrip().endswith(_OPENS) and not self._is_facts([line])

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
            lone = entry.signs.start == _ITEM
            if self._is_facts([line]) if lone else own.strength > 1 or own.links:
                entry.signs = joined(entry.signs, own)
                if entry.proven:
                    self._proven += lone
                    self._keep(entry)
            entry.take([line], start, end)
            return
        entry.take([line], start, end)

    def _top_list(self, node: Node) -> None:
        if self._open is not None and self._loose:
            heads = [head_of(item)[0] for item in node.children]
            told = bool(heads) and all(heads) and (self._tell(heads) or self._links_alone(heads))
            if told and not self._open.proven:
                for item, head in zip(node.children, heads, strict=True):
                    self._open.signs = joined(self._open.signs, self._signs(head))
                    self._open.take(head, item.line, item.end)
                if self._open.proven:
                    self._keep(self._open)
                return
            if self._open.proven and (told or not self.holds_entries(node)) and not self._planned_list(node):
                for item in node.children:
                    self._open.take(flat(item), item.line, item.end)
                return
        self._close()
        last = self._list(node, ())
        self._open, self._loose = last, False

    def _links_alone(self, heads: Sequence[list[Line]]) -> bool:
        """Whether a lone item below words in brackets begins with its links: ``- [[Paper]](…) (2nd)``."""
        entry = self._open
        waits = entry is not None and not entry.proven and entry.signs.start == "bracket"
        return waits and len(heads) == 1 and self._signs(heads[0]).start == "label"

    def _tell(self, heads: Sequence[list[Line]]) -> bool:
        """Whether items tell facts of the paper above them: ``arXiv: https://…``, ``intro: a first look``."""
        told = [self._is_facts(head) or (len(head) == 1 and colons.is_labelled(head[0])) for head in heads]
        others = [head for head, one in zip(heads, told, strict=True) if not one]
        return len(others) * 2 < len(heads) and all(
            len(head) == 1 and colons.is_unknown(head[0].text) for head in others
        )

    def _planned_list(self, node: Node) -> bool:
        return any(
            self._signs(head).start in {"bracket", "hollow"} for item in node.children if (head := head_of(item)[0])
        )

    def _table(self, node: Node) -> Entry | None:
        self._close()
        if laid := layout.entries(node, lambda lines: self._signs(lines).strength > 1):
            for entry in laid:
                self._keep(entry)
            return None
        seen = tables.table(node, self.places)
        if not seen.holds_papers:
            blocks = [
                child
                for row in node.walk()
                if row.kind == "cell"
                for child in row.children
                if child.kind in {"list", "para", "details", "box", "table"}
            ]
            if any(self.holds_entries(child) for child in blocks):
                self._flow(blocks)
            else:
                self._skip(node, "a table that does not tell of papers")
            return None
        for row in seen.left:
            self._skip(row, "nothing tells that it is a paper")
        last: Entry | None = None
        for row, found in zip(seen.rows, rows.drafts(seen, self.places), strict=True):
            lines = unlinked.lines_of(row)
            if (address := unlinked.address_below(row)) and last is not None and last.draft is not None:
                if self.places.is_note(address):
                    last.draft.note = last.draft.note or address
                else:
                    last.draft.links.append(("", address))
                last.lines = [*last.lines, *lines]
                continue
            drafts = [d for d in found if d.marks.title or d.links or d.note]
            drafts = drafts or (unlinked.further(row, self.places) if self.follows else [])
            if not drafts:
                words = values.text(" ".join(line.text for line in lines))
                why = "slides or a video, and no paper" if rows.is_talk(row, seen) else "nothing in it is a title"
                self.row(row.line + 1, words or "an empty row", why if words else "")
            for draft in drafts:
                last = Entry(row.line + 1, lines, draft=draft, signs=Signs(papers=1, size=1, links=1))
                self._keep(last)
        for inner in tables.tables_in(node):
            self._table(inner)
        return None
