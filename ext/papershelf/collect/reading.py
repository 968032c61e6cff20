"""Read documents in parallel so that it helps.

Sphinx starts a process for every few documents, and each sends back everything that was known before
besides what it read, to be unpickled again. Here the processes start before anything is merged, so
that each sends back what it read and no more.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Sequence
from typing import TYPE_CHECKING

from papershelf import workers

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_ATTRIBUTE = "papershelf_read"


def _read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Take over the reading when there is enough of it; Sphinx then finds nothing left to read."""
    setattr(app, _ATTRIBUTE, [])
    # all at once, as Sphinx does for several processes: what one document no longer says may stand in the next by now
    for docname in docnames:
        app.events.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)
    processes = workers.jobs(app, "read", len(docnames))
    if processes < 2 or len(docnames) < len(env.all_docs):  # each process would send back all that is known
        return
    taken = list(docnames)
    docnames.clear()
    parent = os.getpid()

    def read(part: Sequence[str]) -> bytes:
        for docname in workers.while_wanted(part, parent):
            app.builder.read_doc(docname, _cache=False)
        return pickle.dumps(env, pickle.HIGHEST_PROTOCOL)

    read_envs = workers.run(read, taken, processes, "reading sources...")
    for part, other in zip(workers.chunks(taken, processes * workers.CHUNKS_PER_JOB), read_envs, strict=True):
        env.merge_info_from(part, pickle.loads(other), app)
    setattr(app, _ATTRIBUTE, taken)


def _updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Tell Sphinx what was read."""
    return list(getattr(app, _ATTRIBUTE, []))


def setup(app: Sphinx) -> None:
    """Connect the reader, behind every handler that changes the list of documents."""
    app.connect("env-before-read-docs", _read, priority=950)
    app.connect("env-updated", _updated)
