"""Tables keyed by document, kept pickled until one of their values is looked at.

They are most of the environment, and a build that reads one document looks at few of them. The values of some
documents are pickled together, which takes a fraction of the time that each alone does.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, MutableMapping, Set
from typing import Any, Generic, TypeVar

T = TypeVar("T")

TOGETHER = 64
"""Documents whose values are pickled together: so many are unpickled for one, and pickled anew when one changes."""


class _Run(Generic[T]):
    """The values of some documents, pickled or at hand, or both as long as they say the same."""

    __slots__ = ("_data", "_held")

    def __init__(self, data: bytes | None = None) -> None:
        self._data = data
        self._held: dict[str, T] | None = {} if data is None else None

    @property
    def held(self) -> dict[str, T]:
        if self._held is None:
            assert self._data is not None
            self._held = pickle.loads(self._data)
        return self._held

    @property
    def data(self) -> bytes:
        if self._data is None:
            self._data = pickle.dumps(self._held, pickle.HIGHEST_PROTOCOL)
        return self._data

    def changing(self) -> dict[str, T]:
        """The values, which are about to change."""
        held = self.held
        self._data = None
        return held


class Stored(MutableMapping[str, T]):
    """Docname to a value, which nobody changes: another takes its place."""

    def __init__(self) -> None:
        self._runs: dict[str, _Run[T]] = {}

    def __getitem__(self, docname: str) -> T:
        return self._runs[docname].held[docname]

    def __setitem__(self, docname: str, value: T) -> None:
        run = self._runs.get(docname)
        if run is None:
            run = self._runs[docname] = self._last()
        run.changing()[docname] = value

    def __delitem__(self, docname: str) -> None:
        del self._runs.pop(docname).changing()[docname]

    def __iter__(self) -> Iterator[str]:
        return iter(self._runs)

    def __len__(self) -> int:
        return len(self._runs)

    def __contains__(self, docname: object) -> bool:
        return docname in self._runs

    def take(self, other: Mapping[str, T], docnames: Set[str]) -> None:
        """Take over the values of some documents, unpickled only where they are pickled together with others."""
        if not isinstance(other, Stored):
            self.update({docname: other[docname] for docname in docnames if docname in other})
            return
        for run, names in other._parts():
            if docnames >= set(names) and self._runs.keys().isdisjoint(names):
                self._runs.update(dict.fromkeys(names, run))
            else:
                self.update({docname: run.held[docname] for docname in names if docname in docnames})

    def _last(self) -> _Run[T]:
        """The run that a new document comes into: the last one, where the documents of the last edits are."""
        run = next(reversed(self._runs.values()), None)
        return _Run() if run is None or len(run.held) >= TOGETHER else run

    def _parts(self) -> list[tuple[_Run[T], list[str]]]:
        """Each run with its documents, in their order."""
        found: dict[int, tuple[_Run[T], list[str]]] = {}
        for docname, run in self._runs.items():
            found.setdefault(id(run), (run, []))[1].append(docname)
        return list(found.values())

    def __reduce__(self) -> Any:
        return Stored, (), [(run.data, names) for run, names in self._parts()]

    def __setstate__(self, parts: list[tuple[bytes, list[str]]]) -> None:
        for data, names in parts:
            run: _Run[T] = _Run(data)
            self._runs.update(dict.fromkeys(names, run))
