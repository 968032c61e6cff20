"""What is known of a list while its entries are found, and what becomes of the lines that are looked at.

In: lines and blocks. Out: their signs, whether they tell facts, a row of the report for what is no paper.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from papershelf.model.text import values
from papershelf.sources.lines import facts
from papershelf.sources.lines.markup.nodes import Node
from papershelf.sources.lines.markup.places import Places
from papershelf.sources.lines.markup.runs import Line
from papershelf.sources.lists.clues.entry import Entry, head_of, span_text
from papershelf.sources.lists.clues.evidence import Signs, signs
from papershelf.sources.lists.selection.looks import is_of_venues
from papershelf.sources.lists.tabular import tables

Row = Callable[[int, str, str], None]
"""Called with line, words and the reason why something is no paper."""
_DOWNLOAD = re.compile(r"\W*(?:downloads?|下载|다운로드)\s*[:：]", re.IGNORECASE)


@dataclass
class Looking:
    """What its readers know of a list.

    :param row: takes what is no paper.
    :param linked: whether the papers of the list have links, as far as one sees.
    :param bare: whether it is a list of papers that has nothing but their titles.
    :param follows: whether lists that it links to are read.
    :param quoted: whether its papers are paragraphs that begin with a number and a title in quotation marks.
    :param says: whether the heading above calls what it reads now papers.
    :param events: whether the heading above calls it talks, workshops or the like, which have venues as well.
    :param reads: whether the heading says that nothing but papers stand below.
    :param named: the names of its headings, which it may list as well.
    """

    places: Places
    row: Row
    linked: bool = False
    bare: bool = False
    follows: bool = True
    named: frozenset[str] = frozenset()
    quoted: bool = False
    says: bool = False
    events: bool = False
    reads: bool = False
    found: list[Entry] = field(default_factory=list)
    _seen: dict[tuple[int, ...], tuple[Signs, list[Line]]] = field(default_factory=dict)

    def _leads_inside(self, rest: Sequence[Node]) -> bool:
        """Whether all that stands below an item are links into the page."""
        heads = [head_of(item)[0] for child in rest if child.kind == "list" for item in child.children]
        return bool(heads) and all(bool(head) and self._signs(head).inside for head in heads)

    def _nested(self, node: Node, outer: Signs) -> bool:
        """Whether a list inside of an item is one of entries, not what describes the item."""
        if node.kind == "table":
            return tables.table(node, self.places).holds_papers
        strong = told = 0
        for item in node.children:
            head, rest = head_of(item)
            if not head:
                continue
            own = self._signs(head)
            if self._is_facts(head):
                told += 1
            elif (
                own.strength > 1
                and (own.notes or own.papers or own.labels or (own.facts and own.titled))
                and own.start != "label"
            ) or any(child.kind == "list" and self._nested(child, own) for child in rest):
                strong += 1
        if not strong:
            return False
        if outer.strength > 1 and (outer.papers or outer.notes or outer.labels or outer.facts):
            return strong * 2 > len(node.children) and told == 0
        return strong > told

    def _told_below(self, below: Sequence[Node]) -> bool:
        """Whether lines below an item give it its paper: ``Paper: https://…``, or names and ``[pdf]``."""
        for child in below:
            if child.kind not in {"list", "para"}:
                continue
            listed = child.kind == "list"
            heads = [head_of(item)[0] for item in child.children] if listed else [[line] for line in child.lines]
            if is_of_venues(heads):
                continue
            for head in filter(None, heads):
                own = self._signs(head)
                if own.strength < 2 or not (own.papers or own.notes or own.labels):
                    continue
                if self._is_facts(head) or (not listed and own.start in {"em", "label"}):
                    return True
        return False

    def _keep(self, entry: Entry) -> None:
        if not entry.kept:
            entry.kept = True
            self.found.append(entry)

    def _signs(self, lines: Sequence[Line]) -> Signs:
        known = tuple(map(id, lines))
        if known not in self._seen:
            own = signs(lines, self.places)
            if self.events and own.links and not (own.papers or own.notes or own.labels):
                own = dataclasses.replace(own, facts=False, venue=False, named=False, tool=True, program=True)
            if self.quoted and own.strength == 1 and own.start == "quote" and "《" in lines[0].text:
                own = dataclasses.replace(own, labels=1)
            self._seen[known] = own, list(lines)
        return self._seen[known][0]

    def _is_facts(self, head: Sequence[Line]) -> bool:
        return all(facts.is_facts(line, self.places.is_note) or _DOWNLOAD.match(line.text) for line in head)

    def _skip_lines(self, lines: Sequence[Line], line: int, why: str) -> None:
        words = values.text(" ".join(part_.text for part_ in lines)) or next(
            (run.text.strip() or run.href or "" for part_ in lines for run in part_.runs), ""
        )
        if words.strip(" .,|-·*_"):
            self.row(line, words, why)

    def _skip(self, node: Node, why: str) -> None:
        lines = list(node.all_lines())
        words = values.text(" ".join(line.text for line in lines[:3]))
        if words:
            self.row(node.line + 1, words, f"{why} ({span_text(node.line + 1, node.end)})")
