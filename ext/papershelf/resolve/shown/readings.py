"""What is suggested after each paper, kept as long as nothing that the choice is made of has changed."""

from __future__ import annotations

from collections.abc import Callable

from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.model.collection.related import Kind, Reason, Suggestion
from papershelf.model.text.digests import digest, of_texts
from papershelf.render.follow import named

Keep = Callable[[str, str, str, Callable[[], str]], str]
"""Gives a text of a kind and a name: the kept one, if the digest of what it is made of is the same; else a new one."""


def anew(_kind: str, _name: str, _inputs: str, make: Callable[[], str]) -> str:
    """Keep nothing."""
    return make()


class Readings:
    """Digests of the suggestions of a catalogue.

    To rank the papers for each page takes long; most edits change the evidence of a few.

    :param keep: keeps what was chosen.
    """

    def __init__(self, catalogue: Catalogue, keep: Keep) -> None:
        self.catalogue = catalogue
        self.keep = keep
        self._order = digest(list(catalogue.categories.values()))

    def of(self, entry: Entry) -> tuple[str, list[str], list[str]]:
        """The digest of a choice and of its reasons, keys of the papers that it names, and of those in the reasons."""
        related = self.catalogue.readings
        inputs = of_texts([self._order, *related.evidence(entry)])
        kept = self.keep("readings", entry.key, inputs, lambda: _text(related.of(entry.key)))
        made, others, names = kept.split("\n")
        return made, others.split(), names.split()


def _text(suggestions: list[Suggestion]) -> str:
    others = [suggestion.entry.key for suggestion in suggestions]
    reasons = [reason for suggestion in suggestions for reason in suggestion.reasons]
    names = [key for reason in reasons if reason.kind in {Kind.TARGETS, Kind.SOURCES} for key in named(reason)]
    shown = [(reason.kind, reason.relation, reason.inverse, *_named(reason)) for reason in reasons]
    made = digest((others, [len(suggestion.reasons) for suggestion in suggestions], shown))
    return f"{made}\n{' '.join(others)}\n{' '.join(names)}"


def _named(reason: Reason) -> tuple[tuple[str, ...], bool]:
    """What a reason names, and whether that is all it rests on."""
    return named(reason), len(named(reason)) == len(reason.shared)
