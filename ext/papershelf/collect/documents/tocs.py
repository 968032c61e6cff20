"""Tables of contents of documents, kept pickled until one is looked at.

They are most of the environment, and a build that reads one document looks at a few of them only.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from docutils import nodes

from papershelf.upstream import trees

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class StoredTocs(dict[str, Any]):
    """Docname to table of contents, as Sphinx's ``env.tocs``; a value that was not looked at yet is held as bytes."""

    def __init__(self, tocs: Mapping[str, Any] | None = None) -> None:
        super().__init__()
        self._looked_at: dict[str, bytes] = {}
        for docname, toc in (tocs or {}).items():
            self[docname] = _pickled(toc)
            if isinstance(toc, nodes.Node):
                trees.let_go(toc)

    def __getitem__(self, docname: str) -> Any:
        value = super().__getitem__(docname)
        if isinstance(value, bytes):
            self._looked_at[docname] = value
            value = pickle.loads(value)
            self[docname] = value
        return value

    def let_go(self, docname: str) -> None:
        """Hold one that was looked at as bytes again, as it was before: as nodes it takes ten times the memory."""
        stored = self._looked_at.pop(docname, None)
        if stored is not None and docname in self:
            trees.let_go(self[docname])
            self[docname] = stored

    def store(self) -> None:
        """Hold all of them as bytes."""
        self._looked_at.clear()
        for docname, stored in list(self._stored()):
            self[docname] = stored

    def get(self, docname: str, default: Any = None) -> Any:
        try:
            return self[docname]
        except KeyError:
            return default

    def pop(self, docname: str, *default: Any) -> Any:
        value = super().pop(docname, *default)
        return pickle.loads(value) if isinstance(value, bytes) else value

    def values(self) -> Any:
        return [self[docname] for docname in self]

    def items(self) -> Any:
        return [(docname, self[docname]) for docname in self]

    def _stored(self) -> Iterator[tuple[str, bytes]]:
        for docname in self:
            yield docname, _pickled(super().__getitem__(docname))

    def __reduce__(self) -> Any:
        return StoredTocs, (), None, None, self._stored()


def _pickled(value: Any) -> bytes:
    return value if isinstance(value, bytes) else pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _store(app: Sphinx, env: BuildEnvironment) -> None:
    if isinstance(env.tocs, StoredTocs):
        env.tocs.store()
    else:
        env.tocs = StoredTocs(env.tocs)


def _store_numbers(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Keep the numbers of sections, which Sphinx has put into the nodes by now; no page is to be written for it."""
    _store(app, env)
    return []


def setup(app: Sphinx) -> None:
    """Take the place of Sphinx's table once all documents are read."""
    app.connect("env-updated", _store)
    app.connect("env-get-updated", _store_numbers, priority=990)
