"""What the entries of a file become: validated papers with keys of their own, or the reasons why they are none.

In: drafts, in their order. Out: records.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from papershelf.model.record.bibliographic import KEYED, order, with_keys
from papershelf.model.record.build import build, shorten
from papershelf.model.record.kinds import kind_of, told
from papershelf.model.record.paper import LINKS, Paper, Relation
from papershelf.model.record.publication import issued, venue_name
from papershelf.model.text import values
from papershelf.sources.bibliographies.entries.records import Draft, Record
from papershelf.sources.found import MAX_KEY, key_for

UNTITLED = "there is no title"
"""Why an entry that can be read is no paper."""
_REFUSED = {"doi": "doi", "arxiv": "eprint", **{name: name for name in LINKS}}
"""Options of which a value that is none stays in the field, where a reference manager had it."""
Progress = Callable[[int, int], None]
"""Called with the number of entries done and of all entries."""
_Raw = TypeVar("_Raw")


def counted(entries: Sequence[_Raw], progress: Progress | None) -> Iterator[_Raw]:
    """Entries one after the other; when one is done, it is told."""
    for number, entry in enumerate(entries, 1):
        yield entry
        if progress is not None:
            progress(number, len(entries))


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
        draft.fields[field_name] = with_keys(draft.fields[field_name], names)
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
