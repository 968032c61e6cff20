"""Read documents: in parallel so that it helps, and many of them in little memory.

Sphinx starts a process for every few documents, and each sends back everything that was known before
besides what it read, to be unpickled again. Here the processes start before anything is merged, so
that each sends back what it read and no more.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Sequence
from typing import TYPE_CHECKING

from papershelf import messages, workers
from papershelf.upstream import trees

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_ATTRIBUTE = "papershelf_read"
_TREE = "papershelf_tree"
_EMPTY = 2_000
"""What an empty document costs to read, as bytes of one that is not."""
_HELD = 1_000
"""Doctrees of more documents than this are not held in memory until they are written, but read back: those of 10,000
papers took 4 GB."""


def _read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Take over the reading; Sphinx then finds nothing left to read."""
    taken = list(docnames)
    setattr(app, _ATTRIBUTE, taken)
    # all at once, as Sphinx does for several processes: what one document no longer says may stand in the next by now
    for docname in taken:
        app.events.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)
    docnames.clear()
    processes = workers.processes(app, len(taken)) if workers.is_safe(app, "read") else 1
    if processes > 1 and len(taken) > len(env.all_docs):  # each process sends back all that is known besides
        _read_in_processes(app, env, taken, processes)
        return
    for docname in messages.progress(app, taken, "reading sources...", "purple"):
        _read_one(app, docname, len(taken) <= _HELD)


def _read_one(app: Sphinx, docname: str, is_held: bool) -> None:
    """Read a document; what is read back later is not left for the search for garbage."""
    app.builder.read_doc(docname, _cache=is_held)
    doctree = vars(app).pop(_TREE)
    if not is_held:
        trees.let_go(doctree)


def _note(app: Sphinx, doctree: nodes.document) -> None:
    """Hold the tree, without what nobody reads once it is stored: what transforms said, such as that nothing refers to
    a target."""
    doctree.transform_messages.clear()
    setattr(app, _TREE, doctree)


def _read_in_processes(app: Sphinx, env: BuildEnvironment, docnames: Sequence[str], processes: int) -> None:
    """Read the first documents here and the others in processes, so that all are noted in their order."""
    parent = os.getpid()
    own, *others = shares(docnames, [_cost(env, docname) for docname in docnames], processes)

    def read(part: Sequence[str]) -> bytes:
        for docname in workers.while_wanted(part, parent):
            _read_one(app, docname, is_held=False)
        return pickle.dumps(env, pickle.HIGHEST_PROTOCOL)

    def read_here(docname: str) -> None:
        _read_one(app, docname, len(docnames) <= _HELD)

    found = workers.run_parts(read, others, processes - 1, "reading sources...", own, read_here)
    for part, other in zip(others, found, strict=True):
        env.merge_info_from(part, pickle.loads(other), app)


def _cost(env: BuildEnvironment, docname: str) -> int:
    """About what reading a document costs, in bytes of a source."""
    try:
        return _EMPTY + env.doc2path(docname).stat().st_size
    except OSError:
        return _EMPTY


def shares(names: Sequence[str], costs: Sequence[int], number: int) -> list[Sequence[str]]:
    """Cut the names into so many parts, or fewer, that cost about the same; none is empty."""
    wanted, spent, found = sum(costs) / number, 0.0, [0]
    for place, cost in enumerate(costs):
        if place > found[-1] and spent + cost / 2 > wanted * len(found) and len(found) < number:
            found.append(place)
        spent += cost
    return [names[start:end] for start, end in zip(found, [*found[1:], len(names)], strict=True)]


def _updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Tell Sphinx what was read, and extensions that no document is read after that.

    Some drop what no document uses when the next one is read, as viewcode does modules; an edit would do so later.
    """
    taken: list[str] = getattr(app, _ATTRIBUTE, [])
    if taken:
        app.events.emit("env-purge-doc", env, "")
    return list(taken)


def setup(app: Sphinx) -> None:
    """Connect the reader, behind every handler that changes the list of documents."""
    app.connect("env-before-read-docs", _read, priority=950)
    app.connect("doctree-read", _note, priority=950)
    app.connect("env-updated", _updated)
