"""Texts that each paper gives to files which all papers share, kept from one build to the next.

Such a file is its pieces, joined: after an edit, only the pieces of the papers that changed are made anew.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Set
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf.collect.domain.paper import paper_domain
from papershelf.write.whole import write_whole

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

Kept = dict[str, tuple[str, str]]
"""Name of a piece, to the digest of all that it shows and its text."""


def named(env: BuildEnvironment) -> set[str]:
    """Names of all papers and pages, which most pieces have."""
    return {*env.all_docs, *paper_domain(env).catalogue.names}


class Pieces:
    """The pieces of all papers, by kind and name.

    :param folder: where they are kept, one file for each kind.
    :param token: digest of what all pieces depend on: versions, settings. With another one, none is kept.
    :ivar made: how many were made in this build.
    """

    def __init__(self, folder: Path, token: str) -> None:
        self.folder = folder
        self.token = token
        self.made = 0
        self._held: dict[str, Kept] = {}
        self._new: dict[str, Kept] = {}
        self._all: dict[str, Set[str]] = {}

    def of(self, kind: str, name: str, inputs: str, make: Callable[[], str]) -> str:
        """A piece, made anew unless it is there and would be the same.

        :param kind: the file that it is for.
        :param inputs: digest of all that it shows.
        """
        held = self._of(kind)
        kept = held.get(name)
        if kept is None or kept[0] != inputs:
            self.made += 1
            kept = held[name] = self._new.setdefault(kind, {})[name] = (inputs, make())
        return kept[1]

    @property
    def asked(self) -> bool:
        """Whether anybody asked for any."""
        return bool(self._held)

    def take(self) -> dict[str, Kept]:
        """Those that were made since the last call, by kind: what a process hands to the one that started it."""
        taken, self._new = self._new, {}
        return taken

    def add(self, made: dict[str, Kept]) -> None:
        """Add those that another process made."""
        for kind, pieces in made.items():
            self._of(kind).update(pieces)
            self._new.setdefault(kind, {}).update(pieces)

    def these_are_all(self, kind: str, names: Set[str]) -> None:
        """Say which pieces of a kind there are, whose names are not those of papers and pages."""
        self._all[kind] = names

    def save(self, wanted: Set[str]) -> None:
        """Keep the pieces of each kind of which any is new since the last call, or gone.

        :param wanted: names of all papers and pages; pieces of others are dropped.
        """
        for kind in list(self._held):
            self._save(kind, wanted)

    def save_new(self, wanted: Set[str]) -> None:
        """The same in a process beside others: of each kind of which any is new."""
        for kind in list(self._new):
            self._save(kind, wanted)

    def _save(self, kind: str, wanted: Set[str]) -> None:
        held = self._held[kind]
        gone = held.keys() - self._all.get(kind, wanted)
        if self._new.pop(kind, None) or gone:
            for name in gone:
                del held[name]
            write_whole(self._path(kind), pickle.dumps((self.token, held), pickle.HIGHEST_PROTOCOL))

    def _of(self, kind: str) -> Kept:
        if kind not in self._held:
            self._held[kind] = self._load(kind)
        return self._held[kind]

    def _path(self, kind: str) -> Path:
        return self.folder / f"{kind}.pickle"

    def _load(self, kind: str) -> Kept:
        try:
            token, kept = pickle.loads(self._path(kind).read_bytes())
        except (OSError, pickle.UnpicklingError, EOFError, ValueError, TypeError):
            return {}
        return kept if token == self.token else {}
