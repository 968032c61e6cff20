"""Which blocks of a section are papers, and what belongs to each of them.

In: the blocks of a section. Out: entries, each with its lines, the lines below that may tell facts, and what remains as
its summary; and a row with the reason for everything else. Evidence decides, and the neighbours: where most of the
items of a list are papers, the others are such as well, unless something speaks against it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from papershelf.model.text import values
from papershelf.sources.lines import colons
from papershelf.sources.lines.markup.nodes import Node
from papershelf.sources.lines.markup.runs import Line
from papershelf.sources.lists.clues.entry import Entry, flat, head_of, joined, span_text
from papershelf.sources.lists.clues.evidence import Signs
from papershelf.sources.lists.selection.days import dated, only_a_fact
from papershelf.sources.lists.selection.looks import is_alert
from papershelf.sources.lists.selection.paragraphs import ITEM, OPENS, TITLED, Paragraphs
from papershelf.sources.lists.tabular import layout, rows, tables, unlinked


class Finder(Paragraphs):
    """Finds the entries of a list, section by section."""

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
        if own.strength != 1 or not 2 < own.size <= 40 or own.start or head[0].text.rstrip().endswith(OPENS):
            return False
        self._close()
        self._open = Entry(head[0].number + 1, head, signs=dataclasses.replace(own, start=ITEM))
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

    def _table(self, node: Node) -> None:
        self._close()
        if laid := layout.entries(node, lambda lines: self._signs(lines).strength > 1):
            for entry in laid:
                self._keep(entry)
            return
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
            return
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
