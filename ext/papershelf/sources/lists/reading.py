"""A list, from its sections to papers and categories.

In: the text of a list and the folder that it lies in. Out: a reading: papers, the tree of categories, and the report.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from pathlib import Path

from papershelf.model import values
from papershelf.model.build import shorten
from papershelf.sources.found import Heading, Outcome, Reading
from papershelf.sources.lines import blocks, broken, colons, facts
from papershelf.sources.lines.draft import Draft
from papershelf.sources.lines.places import Places
from papershelf.sources.lines.runs import Line
from papershelf.sources.lines.signs import without_signs
from papershelf.sources.lines.spans import size_of
from papershelf.sources.links import identifier_of, label_field
from papershelf.sources.lists import bare, forms, linked, looks, talks
from papershelf.sources.lists.categories import Categories
from papershelf.sources.lists.entries import Finder
from papershelf.sources.lists.entry import Entry, span_text
from papershelf.sources.lists.evidence import signs
from papershelf.sources.lists.records import Untitled, paper
from papershelf.sources.lists.sections import Section, sections
from papershelf.sources.lists.targets import is_a_paper
from papershelf.sources.notes import strays
from papershelf.sources.summaries import dedented, summary, without_label


def parse(text: str, source: str, folder: Path, *, inner: bool = False) -> Reading:
    """Read the text of a list.

    :param source: its name, as the report shows it.
    :param folder: where it lies; notes are looked for there.
    :param inner: whether another list links to it; then no list that it links to is read.
    """
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").translate(_UNSEEN)
    return _Reader(text, source, folder, inner=inner).read()


_UNSEEN = {**dict.fromkeys((*range(1, 9), 11, 12, *range(14, 32), 0xAD, 0x200B, 0xFEFF)), 0: "�"}
"""Control characters and soft hyphens, which nobody sees, are left out."""
_MANY = 10
"""So many links to papers tell that a list has links for its papers."""


_SAID = re.compile(r"(?P<about>.*?)[.!]?\s*[Tt]he paper is(?: here)?", re.DOTALL)
"""A sentence that leads to the paper of its heading: ``A set of ponds. The paper is [here](…)``."""
_GENERIC = frozenset({"introduction", "overview", "description", "paper", "about"})
_SHARED = 3
"""So many headings of one form tell that it is that of papers."""
_LONG_LINE = 20_000
"""Characters. No line of a paper that was seen, abstract and all authors included, is longer."""


class _Reader:
    def __init__(self, text: str, source: str, folder: Path, *, inner: bool = False) -> None:
        self._source = source
        self._inner = inner
        self._places = Places(folder)
        self._lines = broken.mended(text.split("\n"))
        self._headed: dict[int, bool] = {}  # sections whose headings are papers, as they are known
        self.reading = Reading()
        self._root = blocks.read("\n".join(map(self._bounded, range(1, len(self._lines) + 1), self._lines)))

    def read(self) -> Reading:
        """Everything."""
        shown = {href for node in self._root.walk() for line in node.lines for href in _papers(line)}
        finder = Finder(self._places, self._row, linked=len(shown) > _MANY, follows=not self._inner)
        found = sections(self._root, finder.holds_entries)
        finder.bare = bare.is_bare(self._root, len(shown), self._places.folder.resolve().name)
        finder.quoted = bare.are_quoted(self._root)
        finder.named = frozenset(section.name.casefold() for section in found)
        categories = self._categories = Categories(found)
        self._few = not self._inner and linked.are_few(self._notes(), self._places.folder, parse)
        self._first = found[0]
        entries = [self._section(section, finder) for section in found]
        every = [entry for held in entries for entry in held]
        self._form = forms.form_of(every)
        places = [self._place(section, held) for section, held in zip(found, entries, strict=True)]
        categories.settle(places)
        years: dict[tuple[int, int], str] = {}  # of headings with nothing below: what follows on their level is of it
        for section, held, place in zip(found, entries, places, strict=True):
            level = (id(section.parent), section.level)
            if section.year:
                years[level] = "" if held or section.children else section.year
            if not held and section.level and categories.is_empty(section):
                self._row(section.line, section.title, "a heading with nothing below it")
            year = section.year or years.get(level) or (section.parent.year if section.parent is not None else "")
            heading = categories.heading(place)
            for entry in held:
                self._add(entry, heading, year if place is section else "")
        self.reading.found = forms.without_days_of_reading(forms.grouped(forms.told_apart(self.reading.found)))
        self.reading.headings = categories.headings()
        self._count(entries)
        return self.reading

    def _notes(self) -> set[Path]:
        """The notes that it links to."""
        links = {run.href or "" for node in self._root.walk() for line in node.lines for run in line.links}
        paths = {self._places.file(href) for href in links if self._places.is_note(href)}
        return {path.resolve() for path in paths if path is not None}

    def _bounded(self, number: int, line: str) -> str:
        """A line that is read, or nothing for one that no paper needs: some ways to read take its length squared."""
        if len(line) <= _LONG_LINE:
            return line
        self._row(number, line, f"a line of {len(line):,} characters, more than {_LONG_LINE:,}")
        return ""

    def _place(self, section: Section, held: list[Entry]) -> Section | None:
        """The section whose category papers are in: their own, or the one above for a heading that is a paper."""
        if not held:
            return None
        own = bool(section.head) and held[0].line == section.line
        return (section.parent or self._first) if own else section

    def _section(self, section: Section, finder: Finder) -> list[Entry]:
        """The entries of a section: its heading, or what stands below it."""
        before, rows = len(finder.found), len(self.reading.report.rows)
        head = self._heading_entry(section)
        finder.events = section.level > 0 and bool(talks.EVENTS.fullmatch(section.title))
        finder.says = section.level > 0 and bool(bare.SAYS.search(section.title))
        finder.reads = (finder.says and bool(bare.READ.search(section.title))) or looks.is_headed_by_a_venue(section)
        finder.blocks(section.blocks if head is None else ())
        found = sorted(finder.found[before:], key=lambda entry: entry.line) if head is None else [head]
        if not found and section.level and section.blocks and len(self.reading.report.rows) == rows:
            self._row(section.line, section.title, f"no paper below it ({span_text(section.line, section.end)})")
        return found

    def _heading_entry(self, section: Section) -> Entry | None:
        """The paper that a heading is; what stands below it is its summary."""
        if section.level < 2 or not section.head or section.declared is not None:
            return None
        own = signs(section.head, self._places)
        quiet = Finder(self._places, lambda *_row: None)
        if own.strength > 1 and (own.notes or own.papers or own.labels):
            quiet.blocks(section.blocks)
            if self._is_linked(section):
                pass
            elif len(quiet.found) > 1 or any(
                child.blocks and len(child.head) for child in section.children if child.level > 6
            ):
                return None
        elif not (own.start == "link" and own.tool and self._is_linked(section)) and not self._is_told_below(
            section, quiet
        ):
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
                        self._row(item.line + 1, lines[0].text, "no field of a paper")
                    else:
                        entry.take(lines, item.line, item.end)
            elif node.kind != "rule":
                entry.take([], node.line, node.end)
        return entry

    def _is_linked(self, section: Section) -> bool:
        """Whether a heading is a link to a paper, as those around it are: what stands below is about it."""
        around = section.parent.children if section.parent is not None else [section]
        same = [one for one in around if one.level == section.level and one.head and not one.children]
        linked = [one for one in same if (own := signs(one.head, self._places)).papers and own.start == "link"]
        alike = section in linked or (bool(section.head) and looks.is_linked_title(section.head))
        return alike and len(linked) >= _SHARED and len(linked) * 2 >= len(same)

    def _is_told_below(self, section: Section, quiet: Finder) -> bool:
        """Whether what stands below a heading without any sign tells that it is a paper."""
        return (
            self._told(section, quiet)
            or looks.lists_facts(section)
            or self._is_a_note(section)
            or self._addressed(section)
        )

    def _is_a_note(self, section: Section) -> bool:
        """Whether below a heading stands nothing but the address of a note."""
        lines = [line for node in section.blocks for inner_ in node.walk() for line in inner_.lines]
        links = [run for line in lines for run in line.links]
        alone = len(lines) == 1 and len(links) == 1 and links[0].bare and lines[0].text.strip() == links[0].text.strip()
        return alone and not section.children and self._places.is_note(links[0].href or "")

    def _says_nothing(self, line: Line) -> bool:
        """Whether a line names something that no paper has a field for: ``Priority: high``."""
        named = colons.named_fact(line.text)
        return colons.is_unknown(line.text) or (
            named not in {"", "summary"} and not line.links and not facts.is_facts(line, self._places.is_note)
        )

    def _told(self, section: Section, quiet: Finder) -> bool:
        """Whether lines below a heading without any link give it its one paper: ``**Paper:** [Title](…)``."""
        if section.children or not section.blocks or section.year:
            return False
        lines = [line for node in section.blocks for inner in node.walk() for line in inner.lines]
        told = [line for line in lines[:12] if facts.is_facts(line, self._places.is_note)]
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
        lines = [line for node in section.blocks for inner in node.walk() for line in inner.lines]
        told = [line for line in lines if line.links and facts.is_facts(line, self._places.is_note)]
        papers = {identifier_of(href) or href for line in told for href in _papers(line)}
        papers |= {href for line in told for run in line.links if self._places.is_note(href := run.href or "")}
        known = {one for one in papers if isinstance(one, tuple)}  # and the page of the same paper at its venue
        alone = len(papers) == 1 or (len(known) == 1 and len(papers) == 2)
        return alone and not self._holds_others(section)

    def _holds_others(self, section: Section) -> bool:
        """Whether entries stand below a heading; a sentence is none, nor is ``paper: https://…``."""
        quiet = Finder(self._places, lambda *_row: None)
        quiet.blocks(section.blocks)
        return any(
            entry.signs.start or not (entry.signs.size > 20 or entry.lines[0].text.rstrip().endswith((".", "。", "!")))
            for entry in quiet.found
            if not looks.is_addressed(entry.lines[0])
        )

    def _count(self, entries: list[list[Entry]]) -> None:
        """How many addresses of papers there are, and how many of them no entry has."""
        shown = {href for node in self._root.walk() for line in node.lines for href in _papers(line)}
        held = [line for some in entries for entry in some for line in entry.said()]
        texts = "\n".join(item.summary + item.body for item in self.reading.found)
        taken = {href for line in held for href in _papers(line)}
        self.reading.links = len(shown)
        self.reading.missed = len([href for href in shown - taken if href not in texts])

    # -- papers -------------------------------------------------------------------------------------

    def _add(self, entry: Entry, heading: Heading | None, year: str) -> None:
        draft, kept = entry.parted(self._places, self._form)
        if draft.note and (self._folder(entry, draft, heading) or self._list(entry, draft, heading)):
            return
        if not entry.keyed and (why := looks.unfit(entry.lines, draft)):
            return self._row(entry.line, draft.marks.title, why)
        if heading is not None and (match := _SAID.fullmatch(draft.marks.title)):
            over = next((one for one in self._categories.headings() if one.slug == heading.parent), heading)
            draft.marks.title = (over if heading.title.lower() in _GENERIC else heading).title
            draft.rest = " ".join(filter(None, (match["about"], draft.rest)))
        below = [line for start, end in kept for line in ["", *self._below(entry, start, end)]]
        try:
            text = summary(dedented(below))
            text = text if entry.keyed else without_label(text)
            found = paper(draft, self._places, heading.slug if heading else "", text)
        except ValueError as error:
            words = draft.marks.title or " ".join(line.text for line in entry.lines) or self._lines[entry.line - 1]
            self._row(
                entry.line, words, str(error), Outcome.SKIPPED if isinstance(error, Untitled) else Outcome.REFUSED
            )
            return
        named = heading if heading is not None and found.paper.category == heading.slug else None
        if year and not draft.marks.date and found.paper.date[:4] in {"", year[:4]}:
            found = dataclasses.replace(found, paper=dataclasses.replace(found.paper, date=year))
        self.reading.found.append(dataclasses.replace(found, source=self._source, category=named))

    def _below(self, entry: Entry, start: int, end: int) -> list[str]:
        """Lines of a summary; of the entry's own line, what is folded in behind it."""
        lines = self._lines[start:end]
        if start < entry.line and lines and (folded := re.search(r"<details\b", lines[0], re.IGNORECASE)):
            lines[0] = lines[0][folded.start() :]
        return lines

    def _folder(self, entry: Entry, draft: Draft, heading: Heading | None) -> bool:
        """Take in the notes of a folder that an entry links to, as a category; whether it is such a folder."""
        folder = self._places.folder_of(draft.note)
        if folder is None or not folder.resolve().is_relative_to(self._places.folder.resolve()):
            return False
        notes = strays.in_folder(folder, self._places.folder)
        alone = self._places.file(draft.note) is not None and len(notes) < 2
        if alone or not notes:
            return False
        if any(is_a_paper(href) for _label, href in draft.links):
            self._unfoldered(draft)
            return False
        title = without_signs(draft.marks.title) or folder.name
        named = self._categories.below(title, heading)
        for found in notes:
            paper_ = dataclasses.replace(found.paper, category=named.slug)
            item = dataclasses.replace(found, paper=paper_, source=self._source, line=entry.line, category=named)
            self.reading.found.append(item)
        self._row(entry.line, title, f"a folder, which becomes a category of {len(notes)} notes")
        return True

    def _unfoldered(self, draft: Draft) -> None:
        """Let another link of a paper be its note, not the one to a folder of many notes, which is a link then."""
        others = [link for link in draft.links if self._places.is_note(link[1]) and self._places.file(link[1])]
        draft.links.append(("note", draft.note))
        draft.note = others[0][1] if others else ""

    def _list(self, entry: Entry, draft: Draft, heading: Heading | None) -> bool:
        """Take in the papers of a list that an entry links to, as a category; whether it is one."""
        path = self._places.file(draft.note) if not self._inner else None
        if self._few and not draft.links and linked.is_empty(path):
            self._row(entry.line, draft.marks.title, "a list without papers")
            return True
        if path is None or any(is_a_paper(href) for _label, href in draft.links):
            return False
        inner = linked.read(path, self._places.folder, parse, few=self._few)
        if inner is None:
            return False
        title = path.stem if "#" in draft.note else without_signs(draft.marks.title) or path.stem
        if path.resolve() not in self.reading.lists:
            linked.add(self.reading, inner, self._categories.below(title, heading), self._categories.below)
            self.reading.lists.append(path.resolve())
        self._row(entry.line, title, f"a list of its own, which becomes a category of {len(inner.found)} papers")
        return True

    def _row(self, line: int, name: str, why: str, outcome: Outcome = Outcome.SKIPPED) -> None:
        self.reading.report.add(outcome, (self._source, line, shorten(values.text(name), 80)), why=why)


def _papers(line: Line) -> list[str]:
    return [
        run.href
        for run in line.links
        if run.href and "://" in run.href and is_a_paper(run.href) and label_field(run.text) != "slides"
    ]
