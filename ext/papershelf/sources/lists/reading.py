"""A list, from its sections to papers and categories.

In: the text of a list and the folder that it lies in. Out: a reading: papers, the tree of categories, and the report.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from pathlib import Path

from papershelf.model.record.build import shorten
from papershelf.model.text import values
from papershelf.sources.found import Heading, Outcome, Reading
from papershelf.sources.lines.details.draft import Draft
from papershelf.sources.lines.markup import blocks, broken
from papershelf.sources.lines.markup.places import Places
from papershelf.sources.lines.values.signs import without_signs
from papershelf.sources.lists import linked
from papershelf.sources.lists.clues import bare, forms, targets
from papershelf.sources.lists.clues.entry import Entry, span_text
from papershelf.sources.lists.clues.targets import is_a_paper, papers_of
from papershelf.sources.lists.outline.categories import Categories
from papershelf.sources.lists.outline.sections import Section, sections
from papershelf.sources.lists.records import Untitled, paper
from papershelf.sources.lists.selection import looks
from papershelf.sources.lists.selection.entries import Finder
from papershelf.sources.lists.selection.headings import Headings
from papershelf.sources.notes import strays
from papershelf.sources.notes.prose.summaries import dedented, summary, without_label


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
_LONG_LINE = 20_000
"""Characters. No line of a paper that was seen, abstract and all authors included, is longer."""


class _Reader:
    def __init__(self, text: str, source: str, folder: Path, *, inner: bool = False) -> None:
        self._source = source
        self._inner = inner
        self._places = Places(folder)
        self._lines = broken.mended(text.split("\n"))
        self._headings = Headings(self._places, self._row)
        self.reading = Reading()
        self._root = blocks.read("\n".join(map(self._bounded, range(1, len(self._lines) + 1), self._lines)))

    def read(self) -> Reading:
        """Everything."""
        shown = {href for line in self._root.all_lines() for href in papers_of(line)}
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
        self._count(entries, shown)
        return self.reading

    def _notes(self) -> set[Path]:
        """The notes that it links to."""
        links = {run.href or "" for line in self._root.all_lines() for run in line.links}
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
        head = self._headings.entry(section)
        finder.events = section.level > 0 and bool(targets.EVENTS.fullmatch(section.title))
        finder.says = section.level > 0 and bool(bare.SAYS.search(section.title))
        finder.reads = (finder.says and bool(bare.READ.search(section.title))) or looks.is_headed_by_a_venue(section)
        finder.blocks(section.blocks if head is None else ())
        found = sorted(finder.found[before:], key=lambda entry: entry.line) if head is None else [head]
        if not found and section.level and section.blocks and len(self.reading.report.rows) == rows:
            self._row(section.line, section.title, f"no paper below it ({span_text(section.line, section.end)})")
        return found

    def _count(self, entries: list[list[Entry]], shown: set[str]) -> None:
        """How many addresses of papers there are, and how many of them no entry has.

        :param shown: the addresses of papers that it has.
        """
        held = [line for some in entries for entry in some for line in entry.said()]
        texts = "\n".join(item.summary + item.body for item in self.reading.found)
        taken = {href for line in held for href in papers_of(line)}
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
