"""What ties a catalogue to papers of other libraries: those that it names, and those that name papers of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from papershelf.model.record.paper import Paper, Relation, Status

if TYPE_CHECKING:
    from papershelf.model.collection.catalogue import Entry, Mention

Naming = tuple[Relation | None, "Entry"]
"""A relation by which a paper of another library names one, or that its text does, and that paper."""


@dataclass(frozen=True)
class Note:
    """A note on a paper in another library."""

    library: str
    address: str
    status: Status


@dataclass(frozen=True)
class Shelf:
    """A library that a portal shows.

    :param counts: how many papers there are of each state.
    """

    name: str
    address: str
    counts: tuple[tuple[Status, int], ...]


class Elsewhere:
    """The questions about other libraries.

    :ivar elsewhere: papers of other libraries, by the names that this one has for them.
    :ivar naming: key to the papers of other libraries that name the paper.
    :ivar shelves: the libraries whose papers are among those of this one, which is a portal then.
    """

    mentions: tuple[Mention, ...]

    def __init__(
        self, elsewhere: Mapping[str, Entry], naming: Mapping[str, Iterable[Naming]], shelves: Iterable[Shelf]
    ) -> None:
        self.elsewhere = dict(elsewhere)
        self.shelves = tuple(shelves)
        self.naming = {key: tuple(found) for key, found in naming.items()}

    def by_key(self, key: str) -> Entry | None:
        """The paper of this library with a key."""
        raise NotImplementedError

    def anywhere(self, key: str) -> Entry | None:
        """The paper that a key means: one of this library, else one of another that this one names so."""
        return self.by_key(key) or self.elsewhere.get(key)

    def cited(self, entry: Entry) -> Paper:
        """What a paper is cited as: one of another library that is here, too, as that."""
        known = self.anywhere(entry.work) if entry.work else None
        return known.paper if known else entry.paper

    def related_elsewhere(self, key: str) -> list[tuple[Relation, bool, list[Entry]]]:
        """Relations of a paper to those of other libraries.

        :returns: relation, whether it is the inverse ("extended by"), and the papers.
        """
        entry = self.by_key(key)
        if entry is None or not self.elsewhere:
            return []
        found: dict[tuple[Relation, bool], dict[str, Entry]] = defaultdict(dict)
        for relation, keys in entry.paper.relations:
            for name in keys:
                if other := self._outside(name):
                    found[relation, False][other.key] = other
        for named, other in self.naming.get(entry.key, ()):
            if named is not None:
                found[named, not named.is_symmetric][other.key] = other
        order = [(relation, inverse) for relation in Relation for inverse in (False, True)]
        return [(*kind, list(found[kind].values())) for kind in order if kind in found]

    def mentioned_elsewhere(self, docname: str) -> list[Entry]:
        """The papers of other libraries that a document names, in the order it names them first."""
        return self._mentioned_elsewhere.get(docname, [])

    @cached_property
    def _mentioned_elsewhere(self) -> dict[str, list[Entry]]:
        found: dict[str, dict[str, Entry]] = defaultdict(dict)
        for mention in self.mentions if self.elsewhere else ():
            if other := self._outside(mention.target):
                found[mention.docname][other.key] = other
        return {docname: list(entries.values()) for docname, entries in found.items()}

    def mentions_from_elsewhere(self, key: str) -> list[Entry]:
        """The papers of other libraries whose notes name a paper."""
        return [other for relation, other in self.naming.get(key, ()) if relation is None]

    def _outside(self, key: str) -> Entry | None:
        return None if self.by_key(key) else self.elsewhere.get(key)
