"""What to read next: papers ranked by the evidence that they share with one, each with its reasons."""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from papershelf.model.record.paper import Relation
from papershelf.model.text.digests import digest

if TYPE_CHECKING:
    from papershelf.model.collection.catalogue import Catalogue, Entry

SUGGESTIONS = 4
"""How many papers are suggested."""

COMMON = 40
"""What more papers than this share tells nothing, and would make the ranking quadratic."""

_RELATED, _MENTION, _MUTUAL = 1000, 500, 800
_SHARED, _TAG = 400, 600  # divided by the number of papers that have it: what few share weighs more


class Kind(enum.StrEnum):
    """Kinds of reasons, the strongest first."""

    RELATION = "relation"
    MUTUAL = "mutual"
    MENTIONS = "mentions"
    MENTIONED_BY = "mentioned-by"
    TARGETS = "targets"
    SOURCES = "sources"
    TAGS = "tags"


@dataclass(frozen=True)
class Reason:
    """Why a paper is suggested.

    :param relation: of the reason ``relation``; ``inverse`` says whether the other paper names it.
    :param shared: tags, or keys of the papers that both name (``targets``) or that name both (``sources``).
    """

    kind: Kind
    relation: Relation | None = None
    inverse: bool = False
    shared: tuple[str, ...] = ()


_Told = tuple[Kind, Relation | None, bool, Sequence[str]]
"""What a reason is made of; most candidates are not suggested, and need none."""


@dataclass(frozen=True)
class Suggestion:
    """A paper to read next."""

    entry: Entry
    reasons: tuple[Reason, ...]


class Related:
    """The suggestions for each paper of a catalogue, made when asked for and kept."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._found: dict[str, list[Suggestion]] = {}
        self._places: dict[str, str] = {}
        self._groups: dict[tuple[str, str], str] = {}

    def of(self, key: str) -> list[Suggestion]:
        """At most :data:`SUGGESTIONS` papers, the best first.

        Of equal ones come first those with a page, then those of the same category, then those before in reading order.
        """
        if key not in self._found:
            entry = self.catalogue.by_key(key)
            self._found[key] = self._ranked(entry) if entry else []
        return self._found[key]

    def _ranked(self, entry: Entry) -> list[Suggestion]:
        scores: dict[str, int] = defaultdict(int)
        reasons: dict[str, list[_Told]] = defaultdict(list)
        for other, score, reason in chain(self._direct(entry), self._shared(entry)):
            scores[other] += score
            reasons[other].append(reason)
        if not scores:
            return []
        least = sorted(scores.values())[-SUGGESTIONS:][0]
        best = [e for k, score in scores.items() if score >= least and (e := self.catalogue.by_key(k))]
        best.sort(key=lambda other: (-scores[other.key], *self._order(entry, other)))
        return [
            Suggestion(other, tuple(Reason(*told[:3], tuple(told[3])) for told in reasons[other.key]))
            for other in best[:SUGGESTIONS]
        ]

    def _order(self, entry: Entry, other: Entry) -> tuple[bool, bool, int]:
        """Order among papers of one score."""
        elsewhere = other.paper.category != entry.paper.category
        return (other.queued, elsewhere, self.catalogue.position(other.key))

    def _direct(self, entry: Entry) -> Iterator[tuple[str, int, _Told]]:
        """Papers that this one names, or that name it."""
        for relation, inverse, others in self.catalogue.related_to(entry.key):
            for other in others:
                yield other.key, _RELATED, (Kind.RELATION, relation, inverse, ())
        ahead, back = self._named_by(entry), dict.fromkeys(self._naming(entry.key))
        for key in ahead:
            if key in back:
                yield key, _MUTUAL, (Kind.MUTUAL, None, False, ())
            else:
                yield key, _MENTION, (Kind.MENTIONS, None, False, ())
        for key in back:
            if key not in ahead:
                yield key, _MENTION, (Kind.MENTIONED_BY, None, False, ())

    def _shared(self, entry: Entry) -> Iterator[tuple[str, int, _Told]]:
        """Papers that share targets, sources or tags with this one."""
        targets, sources, tags = self._targets[entry.key], self._sources.get(entry.key, ()), _tags(entry)
        for kind, weight, names, holders in (
            (Kind.TARGETS, _SHARED, zip(targets, targets, strict=True), self._sources),
            (Kind.SOURCES, _SHARED, zip(sources, sources, strict=True), self._targets),
            (Kind.TAGS, _TAG, tags.items(), self._tagged),
        ):
            score: dict[str, int] = defaultdict(int)
            shared: dict[str, list[str]] = defaultdict(list)
            for name, shown in names:
                others = holders.get(name, ())
                if not others or len(others) > COMMON:
                    continue
                each = weight // len(others)
                for other in others:
                    score[other] += each
                    shared[other].append(shown)
            shared.pop(entry.key, None)
            for other, found in shared.items():
                yield other, score[other], (kind, None, False, found)

    # -- what it is made of ---------------------------------------------------------------------

    def evidence(self, entry: Entry) -> list[str]:
        """All that the suggestions for a paper are made of, besides the order of categories; quick to tell.

        What stands in reading order tells that order together with what places a paper in its category.
        """
        related = [
            f"{relation} {inverse} {self._place(other.key)}"
            for relation, inverse, others in self.catalogue.related_to(entry.key)
            for other in others
        ]
        ahead = [self._place(key) for key in self._named_by(entry)]
        back = [self._place(key) for key in self._naming(entry.key)]
        tags = {("tag", name): f"tag {tag}" for name, tag in _tags(entry).items()}
        shared = [
            self._group(tags.get(group, group[0]), group[1], self._holders[group[0]]) for group in self.groups(entry)
        ]
        return [entry.paper.category, *related, "", *ahead, "", *back, "", *shared]

    def groups(self, entry: Entry) -> list[tuple[str, str]]:
        """Kind and name of each group of papers that share something, where a paper is in it."""
        targets, sources = self._targets[entry.key], self._sources.get(entry.key, ())
        shared = (("target", targets), ("source", sources), ("tag", _tags(entry)))
        return [(kind, name) for kind, names in shared for name in names]

    def members(self, kind: str, name: str) -> list[str]:
        """Keys of the papers of a group."""
        return self._holders[kind].get(name, [])

    @cached_property
    def grouped(self) -> dict[tuple[str, str], str]:
        """Kind and name of every group, to the keys of its papers; nothing of one that is not looked at."""
        return {
            (kind, name): " ".join(others) if len(others) <= COMMON else ""
            for kind, holders in self._holders.items()
            for name, others in holders.items()
        }

    def _place(self, key: str) -> str:
        """A paper with what tells its place among others."""
        if key not in self._places:
            entry = self.catalogue.by_key(key)
            told = [key]
            if entry is not None:
                paper = entry.paper
                told = [paper.key, paper.category, paper.title, paper.date, paper.added, "queued" * entry.queued]
            self._places[key] = "\t".join(told)
        return self._places[key]

    def _group(self, kind: str, name: str, holders: dict[str, list[str]]) -> str:
        """The papers that share something."""
        if (kind, name) not in self._groups:
            others = holders.get(name, [])
            held = digest([self._place(key) for key in others]) if len(others) <= COMMON else ""
            self._groups[kind, name] = f"{kind} {name} {held}"
        return self._groups[kind, name]

    # -- who names whom -------------------------------------------------------------------------

    def _named_by(self, entry: Entry) -> list[str]:
        return [] if entry.queued else self.catalogue.mentioned_by(entry.docname)

    def _naming(self, key: str) -> Iterator[str]:
        for mention in self.catalogue.mentions_of(key):
            source = self.catalogue.by_docname(mention.docname)
            if source is not None:
                yield source.key

    def _targets_of(self, entry: Entry) -> list[str]:
        """Papers that this one names in a relation or in its text."""
        related = (key for _relation, keys in entry.paper.relations for key in keys)
        known = (other.key for key in related if (other := self.catalogue.by_key(key)))
        return [key for key in dict.fromkeys(chain(known, self._named_by(entry))) if key != entry.key]

    @cached_property
    def _targets(self) -> dict[str, list[str]]:
        """Key to the keys that it names."""
        return {entry.key: self._targets_of(entry) for entry in self.catalogue.entries}

    @cached_property
    def _sources(self) -> dict[str, list[str]]:
        """Key to the keys that name it."""
        return _inverted(self._targets)

    @cached_property
    def _holders(self) -> dict[str, dict[str, list[str]]]:
        """Kind of group to its groups."""
        return {"target": self._sources, "source": self._targets, "tag": self._tagged}

    @cached_property
    def _tagged(self) -> dict[str, list[str]]:
        """Tag, whatever its case, to keys."""
        return _inverted({entry.key: _tags(entry) for entry in self.catalogue.entries})


def _tags(entry: Entry) -> dict[str, str]:
    return {tag.casefold(): tag for tag in entry.paper.tags}


def _inverted(names: dict[str, list[str]] | dict[str, dict[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, values in names.items():
        listed: Iterable[str] = values
        for value in listed:
            found[value].append(key)
    return found
