"""What a bibliography's entry becomes: a validated paper, or the reason why it is none."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from papershelf.model import values
from papershelf.model.bibliographic import DATED, KEYED, biblatex, order
from papershelf.model.build import build, shorten
from papershelf.model.kinds import kind_of, told
from papershelf.model.paper import LINKS, Paper, Relation
from papershelf.model.publication import issued, venue_name
from papershelf.sources.dates import Date, read
from papershelf.sources.found import MAX_KEY, key_for

OWN = "papershelf-"
"""Before the name of an option, where a format has no field of its own for it."""

MARK = OWN + "status"
"""Stands in every entry that papershelf wrote: nothing is guessed about it."""

NOTE = "note"
"""The one thing of a record that is no option: the note of a queue line."""

UNTITLED = "there is no title"
"""Why an entry that can be read is no paper."""

_REFUSED = {"doi": "doi", "arxiv": "eprint", **{name: name for name in LINKS}}
"""Options of which a value that is none stays in the field, where a reference manager had it."""

Progress = Callable[[int, int], None]
"""Called with the number of entries done and of all entries."""


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


def finish(drafts: Iterable[Draft | Record]) -> list[Record]:
    """Give every entry its key and validate it; entries refused before pass through, in their place."""
    found = list(drafts)
    keys = _Keys()
    given = {}
    for number, draft in enumerate(found):
        if isinstance(draft, Draft) and draft.options.get("title"):
            given[number] = keys.take(draft)
    return [
        draft if isinstance(draft, Record) else _record(draft, given.get(number, ""), keys.names)
        for number, draft in enumerate(found)
    ]


def _record(draft: Draft, key: str, names: Mapping[str, str]) -> Record:
    if not key:
        reasons = [*draft.problems, UNTITLED]
        return Record(None, draft.line, shorten(values.text(draft.name)), tuple(reasons))
    texts = draft.options | {
        relation.value: _translated(draft.options[relation.value], names, key)
        for relation in Relation
        if relation.value in draft.options
    }
    paper, problems = build(
        key,
        {name: text for name, text in texts.items() if text.strip()},
        summary=tuple(filter(None, map(values.text, draft.summary))),
        note=values.text(draft.note),
    )
    reasons = [*draft.problems, *(problem.message for problem in problems)]
    name = shorten(values.text(draft.name)) or paper.title
    if not paper.title:
        return Record(None, draft.line, name, (*reasons, UNTITLED))
    for problem in problems:
        if problem.option in _REFUSED:
            draft.keep(_REFUSED[problem.option], texts[problem.option])
    for field_name in KEYED & draft.fields.keys():
        draft.fields[field_name] = _translated(draft.fields[field_name], names, "")
    paper = _kept(paper, draft)
    abstract = values.text(draft.abstract)
    groups, parents = tuple(draft.groups.items()), tuple(draft.parents.items())
    return Record(paper, draft.line, name, tuple(reasons), abstract, groups, draft.own, key=draft.name, parents=parents)


def _kept(paper: Paper, draft: Draft) -> Paper:
    """The paper with its type, and with all that the source says and its options do not."""
    if not paper.type and draft.word_of is not None and draft.word:
        word = told(paper, draft.word_of, draft.word) if draft.own else draft.word
        if word == "misc" and paper.arxiv and not paper.venue:
            word = ""  # BibTeX has no word for a preprint; that it is one follows from what it has
        paper = dataclasses.replace(paper, type=word)
    fields = draft.fields
    holder = kind_of(paper).holder
    if holder in fields and fields[holder] == venue_name(dataclasses.replace(paper, fields=())):
        del fields[holder]
    bare = dataclasses.replace(paper, fields=tuple(sorted(fields.items())))
    if draft.issued and draft.issued != issued(bare):
        fields["date"] = draft.issued
    return dataclasses.replace(paper, fields=tuple(sorted(fields.items(), key=lambda one: order(one[0]))))


def _translated(keys: str, names: Mapping[str, str], own: str) -> str:
    """Keys of a relation as this library has them; what is no key at all is left to validation."""
    parts = [part.strip() for part in keys.split(",") if part.strip()]
    return ", ".join(part for part in (names.get(part, part) for part in parts) if part != own)


class _Keys:
    """Keys given so far; a key of the source that cannot be one here is slugged."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def take(self, draft: Draft) -> str:
        """A key that no entry before has."""
        wanted = draft.name if values.KEY.fullmatch(draft.name) else values.slug(draft.name)
        base = (wanted if wanted == draft.name else wanted[:MAX_KEY].strip("-._")) or key_for(draft.options["title"])
        key, number = base, self._next.get(base, 2)
        while key in self._taken:
            key, number = f"{base}-{number}", number + 1
        self._next[base] = number
        self._taken.add(key)
        if not draft.name:
            return key
        if draft.name in self.names:
            draft.problems.append(f"the key {shorten(draft.name)!r} is used before; this one becomes {key!r}")
        self.names.setdefault(draft.name, key)
        return key
