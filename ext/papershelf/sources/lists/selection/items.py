"""Which items of a list are papers, and what belongs to each of them.

In: a list. Out: entries. Evidence decides, and the neighbours: where most of the items are papers, the others are such
as well, unless something speaks against it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from papershelf.model.text import values
from papershelf.sources.lines.details.marks import is_short
from papershelf.sources.lines.markup.nodes import Node
from papershelf.sources.lines.markup.runs import Line, Run
from papershelf.sources.lines.values.institutions import is_institution
from papershelf.sources.lines.values.signs import without_signs
from papershelf.sources.lines.values.statements import read_date
from papershelf.sources.lists.clues import bare, quoted, several
from papershelf.sources.lists.clues.below import is_one, of_place
from papershelf.sources.lists.clues.entry import Entry, doubted, facts_folded, flat, head_of, span_text
from papershelf.sources.lists.clues.evidence import Signs
from papershelf.sources.lists.clues.targets import is_a_lecture
from papershelf.sources.lists.selection.alike import Candidate, alike, sorted_by_label
from papershelf.sources.lists.selection.days import labelled, only_a_fact
from papershelf.sources.lists.selection.looking import Looking
from papershelf.sources.lists.selection.looks import are_titles, is_contents, is_cut, is_translated, unlinked

_SAYS_NOTHING = re.compile(
    r"(?:(?:related|reading|required|further|other|more|key|main|selected)\s+)?"
    r"(?:papers?|works?|materials?|readings?|references?|list|links?|related|others?|论文|논문|論文|参考文献)",
    re.IGNORECASE,
)
"""The name of a group that says no more of its papers than that they are some."""
_NAME = 16
"""So many words a title has, at most, that nothing else tells of."""


class Items(Looking):
    """Finds the entries of a list's items."""

    def _flow(self, nodes: Sequence[Node]) -> None:
        """Read blocks after each other."""
        raise NotImplementedError

    def _table(self, node: Node) -> None:
        """Read a table."""
        raise NotImplementedError

    def _list(self, node: Node, tags: tuple[str, ...]) -> Entry | None:
        """Read a list.

        :returns: its last entry, which what follows may belong to.
        """
        candidates: list[Candidate] = []
        for item in node.children:
            if item.kind != "item":
                self._flow([item])
                continue
            head, rest = head_of(item)
            candidates.append((item, head, rest, self._signs(head) if head else Signs()))
        candidates = sorted_by_label(alike(candidates))
        likely = self._neighbours(candidates)
        if self.bare and not likely:
            candidates, likely = self._titles_alone(candidates)
        if self.linked and not likely and not any(own.links for _i, _h, _r, own in candidates):
            candidates = [(item, head, rest, doubted(own)) for item, head, rest, own in candidates]
        last: Entry | None = None
        for item, head, rest, own in candidates:
            entry = self._item(item, head, rest, own, tags, likely)
            last = entry or last
        return last

    def _titles_alone(self, candidates: list[Candidate]) -> tuple[list[Candidate], bool]:
        """The items of a list of bare titles, and whether most of them are titles."""
        kept = []
        for item, head, rest, own in candidates:
            words = without_signs(" ".join(line.text for line in head)).casefold()
            if head and not rest and all(part in self.named for part in re.split(r"\s*- ", words)):
                self._skip_lines(head, head[0].number + 1, "the name of a heading")
            else:
                kept.append((item, head, rest, own))
        titles = sum(bool(head) and bare.is_title(head[0]) for _i, head, _r, _o in kept)
        return kept, titles * 2 >= len(kept) > 0

    def _neighbours(self, candidates: Sequence[Candidate]) -> bool:
        """Whether most of a list's items are papers, so that the others are, too."""
        counted = [own for _i, head, _r, own in candidates if head and not own.inside and not own.badge]
        if self.reads and not any(own.links for own in counted):
            heads = [head[0] for _i, head, _r, own in candidates if head and own in counted]
            return len(heads) > 1 and bare.are_titles(heads)
        if self.linked and not any(own.links or own.named or own.state for own in counted):
            return False
        told = sum(
            own.strength == 1 and not own.prose and self._told_below(rest)
            for _i, head, rest, own in candidates
            if head and rest and own in counted
        )
        strong = sum(own.strength > 1 for own in counted) + told
        planned = sum(own.start in {"bracket", "hollow"} or own.state for own in counted)
        if self.says and strong and all(own.strength > 1 or own.size <= _NAME for own in counted if not own.links):
            return True  # the heading calls them papers, and one of them is told to be
        return bool(counted) and (strong + planned) * 2 >= len(counted)

    def _item(
        self, item: Node, head: list[Line], rest: list[Node], own: Signs, tags: tuple[str, ...], likely: bool
    ) -> Entry | None:
        if not head:
            self._flow(rest)
            if not rest:
                return None
            return self.found[-1] if self.found else None
        line = head[0].number + 1
        keyed = any(isinstance(part_.data.get("key"), str) for part_ in head)
        proven = own.titled and bool(own.papers or own.notes or own.labels)  # though it ends as a venue does
        stated = not (keyed or proven) and only_a_fact(head, bracketed=own.start == "bracket")
        contents = own.notes == own.links == 1 and not keyed and is_contents(head, rest)
        nested = [] if contents else [child for child in rest if self._holds_entries(child, own, stated=stated)]
        place = bool(own.links) and is_institution(unlinked(head))
        several = [(child, lines) for child in rest if place and (lines := of_place(_heads(child), head))]
        if several:
            nested = [child for child, _lines in several]
        elif nested and own.links and (place or (is_short(unlinked(head)) and is_one(map(_heads, nested)))):
            nested = []  # the paper of a place, or of a short name, is cited below it
        below = [child for child in rest if child not in nested]
        more = f" ({span_text(line, below[-1].end)})" if below else ""
        entry: Entry | None = None
        if self._is_a_lecture(head, below):
            self._skip_lines(head, line, f"slides or a video, and no paper{more}")
        elif contents:
            self._skip_lines(head, line, f"a page and its parts, and no paper{more}")
        elif (own.inside or (own.start == "bracket" and self._leads_inside(rest))) and not keyed:
            self._skip_lines(head, line, f"{own.why}{more}")
        elif stated:
            if nested:
                self.row(line, values.text(head[0].text), "a group of papers")
            else:
                self._skip_lines(head, line, f"a date or a venue, no title{more}")
        elif nested and (several or own.strength < 2) and not keyed:
            tags = self._group(head, line, tags, linked=not several)
        elif (
            keyed
            or own.strength > 1
            or (not own.prose and self._told_below(below))
            or (
                own.strength == 1
                and (likely or own.start in {"bracket", "hollow"})
                and not self._is_facts(head)
                and not (self.bare and not own.state and bare.is_remark(head[0]))
            )
        ):
            entry = self._entry(item, head, below, own, tags)
        else:
            self._skip_lines(head, line, f"{own.why}{more}")
        for child, lines in several:
            for inner_, cited_ in zip(child.children, lines, strict=True):
                found = dataclasses.replace(self._signs([cited_]), papers=1)
                entry = self._entry(inner_, [cited_], head_of(inner_)[1], found, tags)
        for child in nested if not several else ():
            if child.kind == "list":
                entry = self._list(child, tags) or entry
            else:
                self._table(child)
        return entry

    def _is_a_lecture(self, head: Sequence[Line], below: Sequence[Node]) -> bool:
        lines = [*head, *(line for child in below for line in child.all_lines())]
        links = [run for line in lines for run in line.links if not self.places.is_note(run.href or "")]
        return is_a_lecture(" ".join(line.text for line in head), links)

    def _holds_entries(self, child: Node, own: Signs, *, stated: bool) -> bool:
        """Whether what stands below an item are entries of their own; below a date or a venue more is."""
        if child.kind not in {"list", "table"}:
            return False
        told = stated and (labelled(child, self.places) or (self.bare and are_titles(child)))
        return told or self._nested(child, own)

    def _entry(self, item: Node, head: list[Line], below: Sequence[Node], own: Signs, tags: tuple[str, ...]) -> Entry:
        first, more = self._first_lines(head)
        *others, last = several.parted(first[0], self.places) or first
        for one in others:
            self._keep(Entry(one.number + 1, [one], tags=tags, signs=own))
        first = [last]
        entry = Entry(head[0].number + 1, first, tags=tags, signs=own)
        entry.take_each(more, item.children[0].end if item.children else 0)
        for child in below:
            if child.kind == "para":
                entry.take_each(child.lines, child.end)
            elif child.kind == "list":
                for inner in child.children:
                    entry.take(flat(inner), inner.line, inner.end)
            elif child.kind == "quote" and not entry.card:
                entry.card = quoted.card(child)
                if not entry.card:
                    entry.take([], child.line, child.end)
            elif child.kind == "details" and (label := facts_folded(child, self.places)) is not None:
                after = min(inner.line for inner in child.children if inner is not label)
                entry.take(label.lines, label.line, after)
                entry.take([], after, child.end)
            else:
                entry.take([], child.line, child.end)
        if entry.signs.strength < 2 and any(self._signs(lines).strength > 1 for lines, _s, _e in entry.below if lines):
            entry.signs = Signs(start=own.start, papers=1, size=own.size, links=1)
        self._keep(entry)
        return entry

    def _first_lines(self, head: list[Line]) -> tuple[list[Line], list[Line]]:
        """The line of an entry, with those that the source alone breaks off, and the lines below."""
        first = Line(head[0].number, list(head[0].runs), data=dict(head[0].data))
        place = 1
        while place < len(head):
            line = head[place]
            own = self._signs([first])
            complete = own.links or own.facts or first.text.rstrip().endswith((".", "。"))
            complete = complete and not is_cut(first, line)
            if line.hard or complete or self._is_facts([line]) or is_translated(first, line):
                break
            first.runs += [Run(" "), *line.runs]
            first.data |= line.data
            place += 1
        return [first], head[place:]

    def _group(self, head: list[Line], line: int, tags: tuple[str, ...], *, linked: bool = True) -> tuple[str, ...]:
        """The name of a group is a tag of its papers; ``linked``, with the words of its links."""
        text = " ".join(part_.text for part_ in head) if linked else re.sub(r"[\[\]|,;]", " ", unlinked(head))
        words = without_signs(text).strip(" .:：*_")
        if words and not read_date(words) and len(words) <= 60 and not _SAYS_NOTHING.fullmatch(words):
            self.row(line, words, "a group, which becomes a tag of its papers")
            return tuple(dict.fromkeys((*tags, *values.words(words.replace(",", " ")))))
        self.row(line, words or "a group", "a group of papers")
        return tags


def _heads(node: Node) -> list[list[Line]]:
    """The lines that the items of a list begin with."""
    return [head_of(item)[0] for item in node.children] if node.kind == "list" else []
