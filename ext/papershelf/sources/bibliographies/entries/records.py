"""What a bibliography's entry becomes: a validated paper, or the reason why it is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from papershelf.model.record.bibliographic import DATED, biblatex
from papershelf.model.record.build import shorten
from papershelf.model.record.paper import Paper
from papershelf.model.text import values
from papershelf.sources.words.dates import Date, read

OWN = "papershelf-"
"""Before the name of an option, where a format has no field of its own for it."""

MARK = OWN + "status"
"""Stands in every entry that papershelf wrote: nothing is guessed about it."""

NOTE = "note"
"""The one thing of a record that is no option: the note of a queue line."""


def lines_of(text: str) -> list[str]:
    """The lines of a file, whatever system it is from."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


@dataclass(frozen=True, slots=True)
class Record:
    """An entry of a source.

    :param paper: what it became; ``None`` if it was refused.
    :param line: line of the source it starts at, from 1.
    :param name: its key in the source, as written there, else its title; shortened for the reader.
    :param key: its key in the source, whole.
    :param problems: what was left out or refused, and why; sentences for the reader.
    :param abstract: the paper's own abstract, which a page does not hold by itself.
    :param groups: slugs of its categories, and of those they stand below, with their names in the source.
    :param parents: slugs of such categories to those of the ones right above them.
    :param own: whether papershelf wrote it.
    :param other: whether it is no paper and was not meant to be one: a set, data that others take.
    """

    paper: Paper | None
    line: int
    name: str
    problems: tuple[str, ...] = ()
    abstract: str = ""
    groups: tuple[tuple[str, str], ...] = ()
    own: bool = False
    other: bool = False
    key: str = ""
    parents: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Draft:
    """An entry while it is read: option texts, not validated yet.

    :param own: whether papershelf wrote it.
    :param fields: what no option holds, by BibLaTeX's names.
    :param word: the type of the entry in the words of its format.
    :param word_of: the type that the format gives a paper.
    :param issued: the date of publication as the source says it, in ISO form where it is such a date.
    """

    name: str
    line: int
    options: dict[str, str] = field(default_factory=dict)
    summary: tuple[str, ...] = ()
    note: str = ""
    own: bool = False
    problems: list[str] = field(default_factory=list)
    abstract: str = ""
    groups: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    word: str = ""
    word_of: Callable[[Paper], str] | None = None
    issued: str = ""

    def dated(self, written: str, found: Date) -> tuple[str, str]:
        """When it was published as the source says it, and as a date; what is wrong with it is noted."""
        if found.wrong:
            kept = f"{found.iso} is taken" if found.iso else "it stays as it is, and is no date"
            self.problems.append(f"date: found {shorten(written)!r}; {found.wrong}; {kept}")
        return (found.iso if found.whole else written), found.iso

    def published(self, texts: Iterable[str]) -> tuple[str, str]:
        """When it was published as one of its fields says it, and as a date: the day, where it is of the year given.

        A field without a year (``June 3``) is of that year, too.

        :param texts: the fields, the one that gives the year first.
        """
        found = [(text, read(text)) for text in texts]
        told = [(text, date) for text, date in found if date.iso]
        if not told:
            return self.dated(*found[-1]) if found else ("", "")
        year = told[0][1].iso[:4]
        told += [
            (whole, date) for text, bare in found if not bare.iso and (date := read(whole := f"{year} {text}")).whole
        ]
        same = [(text, date) for text, date in told if date.iso[:4] == year]
        _, best = max(same, key=lambda one: (len(one[1].iso), not one[1].whole))
        beyond = next(((text, date) for text, date in same if not date.whole), ("", best))
        issued, _ = self.dated(*beyond)
        return (issued or best.iso), best.iso

    def keep(self, name: str, text: str) -> None:
        """Keep a field that no option holds; of one that is a date, its ISO form, where it is whole."""
        label = biblatex("-".join(name.split()))
        if text := values.text(text):
            day = read(text) if label in DATED else None
            self.fields[label] = day.iso if day is not None and day.whole else text


def refused(name: str, line: int, reason: str, *, other: bool = False) -> Record:
    """An entry that becomes no paper.

    :param other: whether it was not meant to be one.
    """
    return Record(None, line, shorten(values.text(name)), (reason,), other=other)


def overlay(draft: Draft, own: Mapping[str, str]) -> None:
    """Let what stands in own fields win; an empty one says that there is no such value.

    :param own: option name (or ``note``) to text.
    """
    for name, value in own.items():
        if name == NOTE:
            draft.note = value
        elif value:
            draft.options[name] = value
        else:
            draft.options.pop(name, None)
