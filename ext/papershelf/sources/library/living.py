"""Bibliographies that a library lives from (``papershelf_bibliography``): which entry is about which paper.

The files stay where they are, kept by a reference manager. In: their names. Out: entries, and what is wrong with them.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from papershelf.model.record import facts
from papershelf.model.record.paper import Paper, Status
from papershelf.model.text.digests import digest
from papershelf.model.text.names import did_you_mean

SETTING = "papershelf_bibliography"

_PRIVATE = re.compile(
    r"file|localfile|local-url|bdsk-.*|owner|timestamp|(?:creation|modification|added|date-(?:added|modified)).*|comment.*|"
    r"review|ranking|priority|qualityassured|relevance|username|annote|annotation|abstract|attachment.*|citation-?key"
)
"""Fields that concern whoever keeps the file, or are no facts: paths of a machine, dates of a program, an abstract.

They stay in the file, since a library is published.
"""


class Complaint(NamedTuple):
    """Something wrong in a file.

    :param path: as ``conf.py`` names it.
    :param line: from 1.
    :param minor: whether it can wait until somebody looks: the entry is whole, and no paper all the same.
    """

    path: str
    line: int
    message: str
    minor: bool = False


@dataclass(frozen=True)
class BibEntry:
    """An entry of a file.

    :param name: its key, as written there.
    :param paper: what it says, under the key that an import would give it.
    :param problems: what of it could not be taken.
    """

    name: str
    path: str
    line: int
    paper: Paper
    problems: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """``refs.bib:12``."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True)
class BibFile:
    """A file as it was read."""

    entries: tuple[BibEntry, ...] = ()
    complaints: tuple[Complaint, ...] = ()


def read(source: Path, name: str) -> BibFile:
    """Read a file; what is wrong with it is in its complaints.

    :param source: the folder that its name counts from.
    :param name: as ``conf.py`` has it.
    """
    from papershelf.sources.bibliographies import files, forms  # readers of all formats: only who has a file loads them
    from papershelf.sources.bibliographies.entries.finishing import UNTITLED
    from papershelf.sources.found import SourceError

    path = source / name
    if not files.is_known(path):
        known = ", ".join(forms.ENDINGS)
        return _unread(name, f"no bibliography of a known kind ({SETTING}); known are {known}")
    try:
        text, remark = files.text_of(path)
        records = files.parse(path, text)
    except FileNotFoundError:
        return _unread(name, f"there is no such file ({SETTING} of conf.py)")
    except OSError as error:
        return _unread(name, f"it cannot be read: {error.strerror or error}")
    except SourceError as error:
        words, sign, _rest = str(error).partition("; name it")
        return _unread(name, f"{words}; nothing of it is used{': save it as UTF-8' * bool(sign)}")
    complaints = [Complaint(name, 1, f"{remark}; save it as UTF-8")] if remark else []
    entries = []
    for record in records:
        if record.paper is not None:
            paper = dataclasses.replace(record.paper, fields=_public(record.paper.fields))
            entries.append(BibEntry(record.key or record.name, name, record.line, paper, record.problems))
        elif not record.other:
            reasons, minor = "; ".join(record.problems), record.problems[-1:] == (UNTITLED,)
            complaints.append(Complaint(name, record.line, f"entry {record.name!r} is left out: {reasons}", minor))
    return BibFile(tuple(entries), tuple(complaints))


def _public(fields: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in fields if not _PRIVATE.fullmatch(name.lower()))


def _unread(name: str, message: str) -> BibFile:
    return BibFile((), (Complaint(name, 1, message),))


class Bibliography:
    """The entries of all files together.

    :param held: files by their names, in the order of ``conf.py``.
    """

    def __init__(self, held: Mapping[str, BibFile] | None = None) -> None:
        self.complaints: list[Complaint] = []
        self.entries: list[BibEntry] = []
        self._names: dict[str, BibEntry] = {}
        self._keys: dict[str, list[BibEntry]] = defaultdict(list)
        self._dois: dict[str, list[BibEntry]] = defaultdict(list)
        self._arxiv: dict[str, list[BibEntry]] = defaultdict(list)
        for name, file in (held or {}).items():
            self.complaints += file.complaints
            for entry in file.entries:
                self._add(entry, name)
        self.complaints.sort()

    def __bool__(self) -> bool:
        return bool(self.entries)

    @cached_property
    def digest(self) -> str:
        """Digest of what the entries say; nothing where there are none."""
        return digest([(entry.name, entry.paper) for entry in self.entries]) if self.entries else ""

    def _add(self, entry: BibEntry, path: str) -> None:
        other = self._names.setdefault(entry.name, entry)
        if other is not entry:
            if (
                dataclasses.replace(other.paper, key=entry.paper.key) != entry.paper
            ):  # one that was exported into two files is one
                message = f"entry {entry.name!r} is left out: {other.place} has one of this key, which counts"
                self.complaints.append(Complaint(path, entry.line, message))
            return
        self.entries.append(entry)
        self._keys[entry.paper.key].append(entry)
        if doi := facts.doi_of(entry.paper):
            self._dois[doi].append(entry)
        if arxiv := facts.arxiv_of(entry.paper):
            self._arxiv[arxiv].append(entry)

    def named(self, key: str) -> BibEntry | None:
        """The entry of a key, as the file has it or as a page would."""
        return self._names.get(key) or next(iter(self._keys.get(key, ())), None)

    def like(self, key: str) -> str:
        """The end of a message about a key that no entry has."""
        return did_you_mean(key, self._names)

    def of(self, paper: Paper) -> BibEntry | None:
        """The entry about a paper, as it is written."""
        return next(iter(self.all_of(paper)), None)

    def all_of(self, paper: Paper) -> list[BibEntry]:
        """All entries that are about a paper: that of its ``cite-key`` and no other; else those of its key and its ids.

        A line of a queue that is but a key means the entry of it.
        """
        if paper.cite_key:
            entry = self.named(paper.cite_key)
            return [entry] if entry is not None else []
        if (entry := self._alone(paper)) is not None:
            return [entry]
        named = self._names.get(paper.key)
        by_key = [named] if named is not None else self._keys.get(paper.key, [])
        by_doi = self._dois.get(facts.doi_of(paper), []) if paper.doi else []
        by_arxiv = self._arxiv.get(facts.arxiv_of(paper), [])
        return list({entry.name: entry for entry in (*by_key, *by_doi, *by_arxiv)}.values())

    def _alone(self, paper: Paper) -> BibEntry | None:
        """The entry that a planned paper is but the key of, as in the lines ``- hu2022`` and ``- lora = hu2022``."""
        return None if paper.cite_key or paper.status is not Status.PLANNED else self.named(paper.title)

    def completed(self, paper: Paper, heading: str = "") -> Paper:
        """A paper with what its entry says and it does not say itself.

        :param heading: its title where nothing says it: that of its page.
        """
        entry = self.of(paper) if self.entries else None
        if entry is not None:
            bare = paper if self._alone(paper) is None else dataclasses.replace(paper, title="")
            paper = facts.completed(bare, entry.paper, entry.name)
        return paper.titled(heading) if heading and not paper.title else paper

    def problems(self, paper: Paper) -> list[str]:
        """What is wrong with how a paper is told in the files."""
        found = self.all_of(paper)
        if paper.cite_key and not found and self.entries:
            return [f"cite-key: no bibliography has an entry {paper.cite_key!r}{self.like(paper.cite_key)}"]
        if len(found) > 1:
            first, *others = found
            names = " and ".join(f"{entry.name!r} ({entry.place})" for entry in found)
            return [
                f"{names} are about {paper.key!r} by its key and ids; {first.name!r} counts: say which one with "
                f"'cite-key', or take {others[0].name!r} out of the file"
            ]
        return []


def planned(entry: BibEntry) -> Paper:
    """A paper that only a bibliography has: what the entry says of it, in no category."""
    paper = Paper(entry.paper.key, status=Status.PLANNED, note=entry.paper.note)
    return facts.completed(paper, entry.paper, entry.name)


def in_files(source: Path, names: Iterable[str]) -> Bibliography:
    """Read all files.

    :param source: the folder that their names count from.
    """
    return Bibliography({name: read(source, name) for name in dict.fromkeys(names)})


def shared(pairs: Iterable[tuple[str, BibEntry]]) -> list[tuple[str, str]]:
    """Papers whose entry another paper before has, too.

    :param pairs: key of each paper, with its entry.
    :returns: key of the second, and the message.
    """
    first: dict[str, str] = {}
    found = []
    for key, entry in pairs:
        other = first.setdefault(entry.name, key)
        if other != key:
            message = f"{entry.name!r} ({entry.place}) is the entry of {other!r}, too; a paper stands in a library once"
            found.append((key, message))
    return found
