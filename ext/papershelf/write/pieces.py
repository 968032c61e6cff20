"""Texts that each paper gives to files which all papers share, kept from one build to the next.

Such a file is its pieces, joined: after an edit, only the pieces of the papers that changed are made anew.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

from papershelf.write.manifest import write_whole

Kept = dict[str, tuple[str, str]]
"""Name of a piece, to the digest of all that it shows and its text."""


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
        self._before: dict[str, Kept] = {}
        self._now: dict[str, Kept] = {}
        self._changed: set[str] = set()

    def of(self, kind: str, name: str, inputs: str, make: Callable[[], str]) -> str:
        """A piece, made anew unless it is there and would be the same.

        :param kind: the file that it is for.
        :param inputs: digest of all that it shows.
        """
        now = self._now.get(kind)
        if now is None:
            now = self._now[kind] = {}
            self._before[kind] = self._load(kind)
        kept = now.get(name) or self._before[kind].get(name)
        if kept is None or kept[0] != inputs:
            self.made += 1
            self._changed.add(kind)
            kept = (inputs, make())
        now[name] = kept
        return kept[1]

    def save(self) -> None:
        """Keep the pieces that were asked for in this build; kinds that nobody asked for stay as they are."""
        for kind, now in self._now.items():
            if kind in self._changed or now.keys() != self._before[kind].keys():
                write_whole(self._path(kind), pickle.dumps((self.token, now), pickle.HIGHEST_PROTOCOL))

    def _path(self, kind: str) -> Path:
        return self.folder / f"{kind}.pickle"

    def _load(self, kind: str) -> Kept:
        try:
            token, kept = pickle.loads(self._path(kind).read_bytes())
        except (OSError, pickle.UnpicklingError, EOFError, ValueError, TypeError):
            return {}
        return kept if token == self.token else {}
