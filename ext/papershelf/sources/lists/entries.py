"""Which blocks of a section are papers, and what belongs to each of them.

In: the blocks of a section. Out: entries, each with its lines, the lines below that may tell facts, and what remains as
its summary; and a row with the reason for everything else. Evidence decides, and the neighbours: where most of the
items of a list are papers, the others are such as well, unless something speaks against it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from papershelf.model import values
from papershelf.sources.lines import facts
from papershelf.sources.lines import marks as marking
from papershelf.sources.lines.blocks import Node
from papershelf.sources.lines.dates import read_date
from papershelf.sources.lines.marks import Marks, classify, without_signs
from papershelf.sources.lines.parts import Draft, part
from papershelf.sources.lines.places import Places
from papershelf.sources.lines.runs import Line, Run
from papershelf.sources.links import label_field
from papershelf.sources.lists import rows
from papershelf.sources.lists.evidence import Signs, is_a_paper, signs
from papershelf.sources.summaries import is_summary_label

Row = Callable[[int, str, str], None]
"""Called with line, words and the reason why something is no paper."""

_TITLED = {"note", "link", "hollow", "bold", "quote", "bracket"}


@dataclass(eq=False)
class Entry:
    """A paper as the list has it.

    :param lines: what its line says.
    :param short: its short name, where that stands in a line of its own.
    :param below: what stands below, in order: lines that may tell facts, with where they stand in the source.
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
        return [*self.lines, *(line for lines, _start, _end in self.below for line in lines)]

    def take(self, lines: list[Line], start: int, end: int) -> None:
        """Add what stands below."""
        self.below.append((lines, start, end))

    def parted(self, places: Places) -> tuple[Draft, list[tuple[int, int]]]:
        """What the entry tells, and where in the source its summary stands."""
        draft = self.draft or part(self.lines, self.line, places.is_note)
        draft.tags = self.tags
        if self.short and not draft.marks.short_title:
            draft.marks.short_title = self.short
        kept: list[tuple[int, int]] = []
        for lines, start, end in self.below:
            if self.keyed or not lines or not (_all_facts(lines, draft, places) or _is_citation(lines, draft, places)):
                kept.append((start, end))
        return draft, kept


def _all_facts(lines: list[Line], draft: Draft, places: Places) -> bool:
    """Whether all of some lines tell facts; then the draft has them. One that does not may tell some all the same."""
    whole = True
    for line in lines:
        whole = facts.take(line, draft, places.is_note) and whole
    return whole


def _is_citation(lines: list[Line], draft: Draft, places: Places) -> bool:
    """Whether a line below a short name cites the paper in full: names, title, venue; then the draft has them."""
    if draft.authors or len(lines) != 1 or lines[0].links or not marking.is_short(draft.marks.title):
        return False
    cited = part(lines, draft.line, places.is_note)
    if not cited.authors or len(cited.marks.title.split()) < 3 or cited.rest:
        return False
    draft.marks.short_title = draft.marks.short_title or draft.marks.title
    draft.marks.title, draft.authors = cited.marks.title, cited.authors
    for name in ("date", "venue"):
        if value := getattr(cited.marks, name):
            draft.marks.note(name, value)
    return True


@dataclass
class Finder:
    """Finds the entries of a list, section by section.

    :param row: takes what is no paper.
    :param linked: whether the papers of the list have links, as far as one sees.
    """

    places: Places
    row: Row
    linked: bool = False
    found: list[Entry] = field(default_factory=list)
    _seen: dict[tuple[int, ...], tuple[Signs, list[Line]]] = field(default_factory=dict)
    _open: Entry | None = None  # what comes next may belong to it
    _loose: bool = False  # whether plain paragraphs may, too

    def blocks(self, nodes: Sequence[Node]) -> None:
        """Read what stands between two headings."""
        self._flow(nodes)
        self._close()

    # -- blocks after each other ------------------------------------------------------------------

    def _flow(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            if node.kind == "list":
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
            and not self._only_a_fact(label.lines)
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
        if self.holds_entries(node) or node.kind == "quote":
            self._flow([child for child in node.children if child is not label])
            return
        self._skip(node, "nothing in it tells of a paper")

    def holds_entries(self, node: Node) -> bool:
        """Whether anything in a block is an entry by itself."""
        for inner in node.walk():
            if inner.kind == "table" and rows.table(inner, self.places).holds_papers:
                return True
            head = _head(inner)[0] if inner.kind == "item" and inner is not node else []
            head = inner.lines[:1] if inner.kind == "para" else head
            if not head or (own := self._signs(head)).strength < 2:
                continue
            looks = own.start in _TITLED or (own.start == "" and inner.kind == "item")
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
        else:
            ends = max((end for _lines, _start, end in entry.below), default=entry.line)
            more = f" ({span_text(entry.line, ends)})" if ends > entry.line else ""
            self._skip_lines(entry.lines, entry.line, f"{entry.signs.why}{more}")

    # -- paragraphs -------------------------------------------------------------------------------

    def _para(self, node: Node) -> None:
        """A paragraph: an entry, several of them, or what belongs to the one above."""
        lines = node.lines
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
                    self._open.signs = _joined(self._open.signs, own)
                else:
                    self._begin(Entry(start + 1, [line], signs=own))
            elif self._open is not None and (self._loose or not first):
                self._goes_on(line, own, start, end)
            elif own.links or own.size > 12:
                self._skip_lines([line], start + 1, own.why if own.strength < 2 else "prose")

    def _begin(self, entry: Entry) -> None:
        self._close()
        self._open, self._loose = entry, True
        if entry.proven:
            self._keep(entry)

    def _begins(self, own: Signs, line: Line, first: bool) -> bool:
        """Whether a line is an entry's first one."""
        if own.prose or own.inside or own.badge or not own.size:
            return False
        if own.strength > 1 and own.start in _TITLED:
            return not self._is_facts([line])
        if own.strength > 1 and (own.labels or own.papers or own.notes):
            return own.start != "label" and own.size > 1 and not self._is_facts([line])
        if own.strength > 1 and own.start == "em":
            return False
        if own.start == "bracket" and self._continues(own):
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
            if own.strength > 1 or own.links:
                entry.signs = _joined(entry.signs, own)
                if entry.proven:
                    self._keep(entry)
            entry.take([line], start, end)
            return
        entry.take([line], start, end)

    # -- lists --------------------------------------------------------------------------------------

    def _top_list(self, node: Node) -> None:
        if self._open is not None and self._loose:
            heads = [_head(item)[0] for item in node.children]
            told = all(head and self._is_facts(head) for head in heads)
            if told and not self._open.proven:
                for item, head in zip(node.children, heads, strict=True):
                    self._open.signs = _joined(self._open.signs, self._signs(head))
                    self._open.take(head, item.line, item.end)
                if self._open.proven:
                    self._keep(self._open)
                return
            if self._open.proven and (told or not self.holds_entries(node)) and not self._planned_list(node):
                for item in node.children:
                    self._open.take(_flat(item), item.line, item.end)
                return
        self._close()
        last = self._list(node, ())
        self._open, self._loose = last, False

    def _planned_list(self, node: Node) -> bool:
        return any(
            self._signs(head).start in {"bracket", "hollow"} for item in node.children if (head := _head(item)[0])
        )

    def _list(self, node: Node, tags: tuple[str, ...]) -> Entry | None:
        """Read a list.

        :returns: its last entry, which what follows may belong to.
        """
        candidates: list[tuple[Node, list[Line], list[Node], Signs]] = []
        for item in node.children:
            if item.kind != "item":
                self._flow([item])
                continue
            head, rest = _head(item)
            candidates.append((item, head, rest, self._signs(head) if head else Signs()))
        likely = self._neighbours(candidates)
        if self.linked and not likely and not any(own.links for _i, _h, _r, own in candidates):
            candidates = [(item, head, rest, _doubted(own)) for item, head, rest, own in candidates]
        last: Entry | None = None
        for item, head, rest, own in candidates:
            entry = self._item(item, head, rest, own, tags, likely)
            last = entry or last
        return last

    def _neighbours(self, candidates: Sequence[tuple[Node, list[Line], list[Node], Signs]]) -> bool:
        """Whether most of a list's items are papers, so that the others are, too."""
        counted = [own for _i, head, _r, own in candidates if head and not own.inside and not own.badge]
        if self.linked and not any(own.links or own.named or own.state for own in counted):
            return False
        strong = sum(own.strength > 1 for own in counted)
        planned = sum(own.start in {"bracket", "hollow"} or own.state for own in counted)
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
        nested = [child for child in rest if child.kind in {"list", "table"} and self._nested(child, own)]
        below = [child for child in rest if child not in nested]
        entry: Entry | None = None
        keyed = any(isinstance(part_.data.get("key"), str) for part_ in head)
        if own.inside and not keyed:
            self._skip_lines(head, line, own.why)
        elif not keyed and own.start != "bracket" and self._only_a_fact(head):
            if nested:
                self.row(line, values.text(head[0].text), "a group of papers")
            else:
                self._skip_lines(head, line, "a date or a venue, no title")
        elif nested and own.strength < 2 and not keyed:
            tags = self._group(head, line, tags)
        elif (
            keyed
            or own.strength > 1
            or (not own.prose and self._told_below(below))
            or (own.strength == 1 and (likely or own.start in {"bracket", "hollow"}) and not self._is_facts(head))
        ):
            entry = self._entry(item, head, below, own, tags)
        else:
            self._skip_lines(head, line, own.why)
            below = []
        for child in nested:
            inner = self._list(child, tags) if child.kind == "list" else self._table(child)
            entry = inner or entry
        return entry

    def _only_a_fact(self, head: Sequence[Line]) -> bool:
        """Whether a line is nothing but a date, a venue, or names with one."""
        words = marking.clean(marking.leading(" ".join(line.text for line in head), Marks()))
        fact = classify(words)
        return fact is not None and fact[0] in {"date", "venue"} and len(words) < 40

    def _entry(self, item: Node, head: list[Line], below: Sequence[Node], own: Signs, tags: tuple[str, ...]) -> Entry:
        first, more = self._first_lines(head)
        first = self._parted_links(first[0], tags, own) or first
        entry = Entry(head[0].number + 1, first, tags=tags, signs=own)
        for place, line in enumerate(more):
            stop = more[place + 1].number if place + 1 < len(more) else item.children[0].end if item.children else 0
            entry.take([line], line.number, max(stop, line.number + 1))
        for child in below:
            if child.kind == "para":
                for place, line in enumerate(child.lines):
                    end = child.lines[place + 1].number if place + 1 < len(child.lines) else child.end
                    entry.take([line], line.number, max(end, line.number + 1))
            elif child.kind == "list":
                for inner in child.children:
                    entry.take(_flat(inner), inner.line, inner.end)
            else:
                entry.take([], child.line, child.end)
        if entry.signs.strength < 2 and any(self._signs(lines).strength > 1 for lines, _s, _e in entry.below if lines):
            entry.signs = Signs(start=own.start, papers=1, size=own.size, links=1)
        self._keep(entry)
        return entry

    def _parted_links(self, line: Line, tags: tuple[str, ...], own: Signs) -> list[Line]:
        """A line that names several notes or papers holds as many entries: all but the last are kept here."""
        runs = line.runs
        titled = [
            n for n, run in enumerate(runs) if run.href and not run.image and not run.bare and not label_field(run.text)
        ]
        notes = [n for n in titled if self.places.is_note(runs[n].href or "")]
        papers = [n for n in titled if is_a_paper(runs[n].href or "")]
        starts = notes if len(notes) > 1 and notes == titled else papers if len(papers) > 1 and not notes else []
        if len({runs[n].href for n in starts}) < max(len(starts), 2):
            return []
        before = "".join(run.text for run in runs[: starts[0]] if not run.href)
        if len(re.findall(r"[^\W\d_]{2,}", before)) > 2 or any(_is_wrapped(runs[n].text) for n in starts):
            return []
        between = "".join(run.text for n, run in enumerate(runs) if starts[0] < n < starts[-1] and not run.href)
        if re.search(r"[^\W_]{3,}|\.\s", between):
            return []
        ends = [*starts[1:], len(runs)]
        first = starts[0] if starts is papers else 0
        parts_ = [
            Line(line.number, runs[a if n else first : b], data=line.data if not n else {})
            for n, (a, b) in enumerate(zip(starts, ends, strict=True))
        ]
        for one in parts_[:-1]:
            self._keep(Entry(line.number + 1, [one], tags=tags, signs=own))
        return parts_[-1:]

    def _first_lines(self, head: list[Line]) -> tuple[list[Line], list[Line]]:
        """The line of an entry, with those that the source alone breaks off, and the lines below."""
        first = Line(head[0].number, list(head[0].runs), data=dict(head[0].data))
        place = 1
        while place < len(head):
            line = head[place]
            own = self._signs([first])
            complete = own.links or own.facts or first.text.rstrip().endswith((".", "。"))
            if line.hard or complete:
                break
            first.runs += [Run(" "), *line.runs]
            first.data |= line.data
            place += 1
        return [first], head[place:]

    def _nested(self, node: Node, outer: Signs) -> bool:
        """Whether a list inside of an item is one of entries, not what describes the item."""
        if node.kind == "table":
            return rows.table(node, self.places).holds_papers
        strong = told = 0
        for item in node.children:
            head, rest = _head(item)
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
            heads = [_head(item)[0] for item in child.children] if listed else [[line] for line in child.lines]
            for head in filter(None, heads):
                own = self._signs(head)
                if own.strength < 2 or not (own.papers or own.notes or own.labels):
                    continue
                if self._is_facts(head) or (not listed and own.start in {"em", "label"}):
                    return True
        return False

    def _group(self, head: list[Line], line: int, tags: tuple[str, ...]) -> tuple[str, ...]:
        """The name of a group is a tag of its papers."""
        words = without_signs(" ".join(part_.text for part_ in head)).strip(" .:：")
        if words and not read_date(words) and len(words) <= 60:
            self.row(line, words, "a group, which becomes a tag of its papers")
            return tuple(dict.fromkeys((*tags, *values.words(words.replace(",", " ")))))
        self.row(line, words or "a group", "a group of papers")
        return tags

    # -- tables -------------------------------------------------------------------------------------

    def _table(self, node: Node) -> Entry | None:
        self._close()
        seen = rows.table(node, self.places)
        if not seen.holds_papers:
            inner = [
                child
                for row in node.walk()
                if row.kind == "cell"
                for child in row.children
                if child.kind in {"list", "para", "details", "box"}
            ]
            if any(self.holds_entries(child) for child in inner):
                self._flow(inner)
            else:
                self._skip(node, "a table that does not tell of papers")
            return None
        entry: Entry | None = None
        for row in seen.rows:
            draft = rows.draft(row, seen, self.places)
            lines = [line for inner in row.walk() for line in inner.lines]
            if draft is None or not (draft.marks.title or draft.links or draft.note):
                words = values.text(" ".join(line.text for line in lines))
                self.row(row.line + 1, words or "an empty row", "" if not words else "nothing in it is a title")
                continue
            entry = Entry(row.line + 1, lines, draft=draft, signs=Signs(papers=1, size=1, links=1))
            self._keep(entry)
        return None

    # -- rows ---------------------------------------------------------------------------------------

    def _keep(self, entry: Entry) -> None:
        if not entry.kept:
            entry.kept = True
            self.found.append(entry)

    def _signs(self, lines: Sequence[Line]) -> Signs:
        known = tuple(map(id, lines))
        if known not in self._seen:
            self._seen[known] = signs(lines, self.places), list(lines)
        return self._seen[known][0]

    def _is_facts(self, head: Sequence[Line]) -> bool:
        return all(facts.is_facts(line, self.places.is_note) for line in head)

    def _skip_lines(self, lines: Sequence[Line], line: int, why: str) -> None:
        words = values.text(" ".join(part_.text for part_ in lines)) or next(
            (run.text.strip() or run.href or "" for part_ in lines for run in part_.runs), ""
        )
        if words.strip(" .,|-·*_"):
            self.row(line, words, why)

    def _skip(self, node: Node, why: str) -> None:
        lines = [line for inner in node.walk() for line in inner.lines]
        words = values.text(" ".join(line.text for line in lines[:3]))
        if words:
            self.row(node.line + 1, words, f"{why} ({span_text(node.line + 1, node.end)})")


def _is_wrapped(text: str) -> bool:
    """Whether a link's words have brackets of their own, or are a venue or a date: they are no title."""
    return text.strip()[:1] == "[" or classify(text) is not None


def _doubted(own: Signs) -> Signs:
    """Signs of a line where a date alone tells of nothing, as the papers of the list have links."""
    return own if own.venue or own.named or own.state else dataclasses.replace(own, facts=False)


def _joined(one: Signs, other: Signs) -> Signs:
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


def _head(item: Node) -> tuple[list[Line], list[Node]]:
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
        return _head(first)[0], [*_head(first)[1], *children[1:]]
    return [], children


def _flat(item: Node) -> list[Line]:
    """The lines of an item that is nothing but lines; none for one with blocks in it."""
    head, rest = _head(item)
    return head if not rest else []


def span_text(first: int, last: int) -> str:
    """Lines of the source, as the report shows them."""
    return f"lines {first}–{last}" if last > first else f"line {first}"


def title_of(text: str) -> str:
    """A title without what stands around it."""
    found = Marks()
    marking.read_title(text, found)
    return re.sub(r"\s+", " ", found.title)
