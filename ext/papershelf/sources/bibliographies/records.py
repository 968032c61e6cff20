"""What a bibliography's entry becomes: a validated paper, or the reason why it is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from papershelf.model import values
from papershelf.model.build import build, shorten
from papershelf.model.paper import Paper, Relation
from papershelf.sources.found import MAX_KEY, key_for

OWN = "papershelf-"
"""Before the name of an option, where a format has no field of its own for it."""

MARK = OWN + "status"
"""Stands in every entry that papershelf wrote: nothing is guessed about it."""

NOTE = "note"
"""The one thing of a record that is no option: the note of a queue line."""

Progress = Callable[[int, int], None]
"""Called with the number of entries done and of all entries."""


@dataclass(frozen=True, slots=True)
class Record:
    """An entry of a source.

    :param paper: what it became; ``None`` if it was refused.
    :param line: line of the source it starts at, from 1.
    :param name: its key in the source, as written there, else its title.
    :param problems: what was left out or refused, and why; sentences for the reader.
    :param abstract: the paper's own abstract, which a page does not hold by itself.
    :param unused: names of fields that papershelf has no place for.
    :param group: its category as the source names it.
    :param own: whether papershelf wrote it.
    """

    paper: Paper | None
    line: int
    name: str
    problems: tuple[str, ...] = ()
    abstract: str = ""
    unused: tuple[str, ...] = ()
    group: str = ""
    own: bool = False


@dataclass(slots=True)
class Draft:
    """An entry while it is read: option texts, not validated yet.

    :param own: whether papershelf wrote it.
    """

    name: str
    line: int
    options: dict[str, str] = field(default_factory=dict)
    summary: tuple[str, ...] = ()
    note: str = ""
    own: bool = False
    problems: list[str] = field(default_factory=list)
    abstract: str = ""
    unused: tuple[str, ...] = ()
    group: str = ""


def refused(name: str, line: int, reason: str) -> Record:
    """An entry that becomes no paper."""
    return Record(None, line, shorten(values.text(name)), (reason,))


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
        reasons = [*draft.problems, "there is no title"]
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
        return Record(None, draft.line, name, (*reasons, "there is no title"))
    abstract = values.text(draft.abstract)
    return Record(paper, draft.line, name, tuple(reasons), abstract, draft.unused, draft.group, draft.own)


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
        if draft.name in self.names:
            draft.problems.append(f"the key {shorten(draft.name)!r} is used before; this one becomes {key!r}")
        self.names.setdefault(draft.name, key)
        return key
