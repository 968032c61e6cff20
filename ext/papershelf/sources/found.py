"""What an importer finds in a source, before it is in a library, and the report on what became of it."""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from papershelf.model.record.paper import Paper
from papershelf.model.text import romanisation, values

MAX_KEY = 80
"""Longest key that is made up, in characters: it becomes a file's name."""


@dataclass(frozen=True)
class Heading:
    """A category as a source has it.

    :param parent: slug of the category that it stands below there.
    """

    slug: str
    title: str
    parent: str = ""


@dataclass(frozen=True)
class Written:
    """A note in Markdown.

    :param labels: titles of its sections, folded as :func:`same_title` does, to the last part of the label that a link
        needs.
    :param remarks: what the report says of it.
    :param reached: whole labels of headings that its links lead to.
    """

    text: str
    labels: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    reached: Set[str] = frozenset()


class Dialect(Protocol):
    """Reads notes that are written in Markdown of their own, and whose links need the keys of papers."""

    def markdown(self, note: Path, keys: Mapping[Path, str], fresh: Set[Path]) -> Written:
        """The Markdown of a note.

        :param keys: notes to the keys of their papers.
        :param fresh: those whose pages are made now, so that their headings can be linked to.
        """


@dataclass(frozen=True)
class Found:
    """A paper as a source has it.

    :param source: name of the source, as the report shows it.
    :param line: where it stands there, from 1.
    :param category: the category the source puts it in; the paper's own ``category`` is its slug.
    :param also: further categories that the source puts it in; ``also_in`` of the paper has their slugs.
    :param keyed: whether the source itself names the key; one that was made up gives way to a paper that has it.
    :param note: the file of its note, which is taken in once the keys of all papers are known.
    :param root: the folder of the list: of files outside, none is taken in.
    :param summary: the summary in Markdown; where empty, it is made from the paper's plain lines.
    :param body: the note in Markdown, below the summary.
    :param files: files that lie beside the note: where they are, and their names in the paper's folder.
    :param page: the whole text of a page that is in papershelf's form already; then ``body`` is empty.
    :param remarks: what the report says besides: a note file that is missing.
    :param vault: reads its note, where that is not plain Markdown.
    :param entry: its key in the source, where that is a bibliography.
    :param queued: its line among the planned papers, where that is to be another than its facts would give.
    """

    paper: Paper
    source: str = ""
    line: int = 0
    category: Heading | None = None
    keyed: bool = False
    note: Path | None = None
    root: Path | None = None
    summary: str = ""
    body: str = ""
    files: tuple[tuple[Path, str], ...] = ()
    page: str = ""
    remarks: tuple[str, ...] = ()
    vault: Dialect | None = None
    entry: str = ""
    queued: str = ""
    also: tuple[Heading, ...] = ()


@dataclass(frozen=True)
class Prose:
    """A text of a source that is about no single paper.

    :param slug: the category whose heading it stands below; nothing for what stands before the first category.
    :param text: in Markdown, as the source has it.
    :param source: name of the source; ``line`` and ``end`` are its first and last line there, from 1.
    :param heading: of the section it begins, where that is no category.
    :param root: the folder of the source, which its links count from.
    """

    slug: str
    text: str
    source: str
    line: int
    end: int
    heading: str = ""
    root: Path | None = None


class SourceError(ValueError):
    """A source that cannot be read at all; the message says why and, where known, in which line."""


class Outcome(enum.StrEnum):
    """What became of an entry of a source."""

    CREATED = "created"
    PLANNED = "planned"
    MERGED = "merged"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    SKIPPED = "skipped"
    PROSE = "prose"
    LEFT = "left"


@dataclass(frozen=True)
class Row:
    """One line of the report.

    :param name: key of the paper, or the words of the source where there is none.
    :param path: the file it is in, relative to the source folder of the library.
    :param why: reason, for whatever is not created or planned; remarks otherwise.
    """

    outcome: Outcome
    source: str
    line: int
    name: str
    path: str = ""
    why: str = ""

    @property
    def place(self) -> str:
        """Source and line."""
        return f"{self.source}:{self.line}" if self.line else self.source

    def __str__(self) -> str:
        ends = f" → {self.path}" if self.path else ""
        return f"{self.place}: {self.outcome.value}: {self.name}{ends}" + (f" ({self.why})" if self.why else "")


@dataclass
class Report:
    """What became of every entry of the sources, one row each."""

    rows: list[Row] = field(default_factory=list)

    def add(self, outcome: Outcome, found: Found | tuple[str, int, str], path: str = "", why: str = "") -> None:
        """Note what became of an entry: a paper, or source, line and words of something else."""
        if isinstance(found, Found):
            remarks = found.remarks if outcome is not Outcome.UNCHANGED else ()
            why = "; ".join(filter(None, (why, *remarks)))
            self.rows.append(Row(outcome, found.source, found.line, found.paper.key, path, why))
        else:
            self.rows.append(Row(outcome, *found, path, why))

    def count(self, outcome: Outcome) -> int:
        """How many entries came out so."""
        return sum(row.outcome is outcome for row in self.rows)

    def ordered(self) -> list[Row]:
        """The rows in the order of the sources."""
        order = {name: number for number, name in enumerate(dict.fromkeys(row.source for row in self.rows))}
        return sorted(self.rows, key=lambda row: (order[row.source], row.line))

    def sums(self) -> str:
        """How many entries came out how."""
        found = [f"{number} {outcome.value}" for outcome in Outcome if (number := self.count(outcome))]
        return ", ".join(found) or "nothing found"

    def text(self) -> str:
        """The report as lines, in the order of the sources, and the sums last."""
        return "\n".join([*map(str, self.ordered()), self.sums()]) + "\n"


@dataclass
class Reading:
    """A source as an importer read it.

    :param headings: its categories in order, those without papers too.
    :param report: rows for what is no paper of ``found``: refused and skipped entries.
    :param links: how many addresses of papers the source has; ``missed``, how many of them are in no entry.
    :param title: what the source calls itself.
    :param prose: its texts, in order.
    :param lists: files of further lists that it links to, and whose papers it has.
    :param korean: share of Hangul among its letters, from 0 to 1.
    """

    found: list[Found] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    report: Report = field(default_factory=Report)
    links: int = 0
    missed: int = 0
    title: str = ""
    prose: list[Prose] = field(default_factory=list)
    lists: list[Path] = field(default_factory=list)
    korean: float = 0.0


def same_title(title: str) -> str:
    """A title without case, blanks and signs: equal for what is the same title, however it is written."""
    return "".join(char for char in unicodedata.normalize("NFKC", title).casefold() if char.isalnum())


def key_for(text: str) -> str:
    """A key, or slug, made of a title or a file's name; of words in other scripts by their sounds."""
    key = romanisation.slug(text).replace("_", "-")
    key = re.sub(r"-{2,}", "-", key)
    if len(key) > MAX_KEY:
        key = key[:MAX_KEY].rpartition("-")[0] or key[:MAX_KEY]
    return key.strip("-.") or romanisation.numbered(text)


def file_name(path: Path, taken: Iterable[str], folder: str = "") -> str:
    """The name of a file in a library: plain ASCII, unlike those that are taken.

    :param folder: where it is to be, ``/`` at its end.
    """
    stem, suffix = key_for(path.stem), values.slug(path.suffix.removeprefix("."))
    suffix, others = f".{suffix}" if suffix else "", set(taken)
    name, number = f"{folder}{stem}{suffix}", 2
    while name in others:
        name, number = f"{folder}{stem}-{number}{suffix}", number + 1
    return name
