"""The bibliographies that facts come from, read anew before each build where they changed.

Nothing is read while documents are: facts join papers when all is known, and pages that show one that changed are
written again by their digests. The one thing that needs them earlier is the order of categories, see ``outline``.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from papershelf.collect.documents.files import state_of
from papershelf.collect.domain.paper import PaperDomain, paper_domain
from papershelf.config import bibliographies
from papershelf.messages import Subtype, warn
from papershelf.sources.library import living

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from papershelf.model.record.paper import Paper


def _read(app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]) -> list[str]:
    """Take in what the files hold."""
    domain = paper_domain(env)
    before = domain.data["bibliography"]
    held = {}
    for name in bibliographies(app.config):
        known, file = before.get(name, (None, None))
        try:
            state, _content = state_of(str(app.srcdir / name), known)
        except OSError:
            state = None
        if file is None or known is None or state is None or state.digest != known.digest:
            file = living.read(app.srcdir, name)
        held[name] = (state, file)
    domain.note_bibliography(held)
    return []


def _complain(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Say what is wrong with the files, and with how papers are told in them, in each build."""
    domain = paper_domain(env)
    for path, line, message, minor in domain.bibliography.complaints:
        if not minor:
            warn(Subtype.BIBLIOGRAPHY, message, location=f"{path}:{line}")
    for place, message in _of_papers(domain) if domain.data["bibliography"] else ():
        warn(Subtype.BIBLIOGRAPHY, message, location=place)
    return []


def _of_papers(domain: PaperDomain) -> list[tuple[str, str]]:
    """Place and message of what is wrong with how papers are told, in order."""
    bibliography = domain.bibliography
    found, pairs, places = [], [], {}
    for key, path, line, paper in _papers(domain):
        places[key] = f"{path}:{line}"
        found += [(places[key], message) for message in bibliography.problems(paper)]
        if (told := bibliography.of(paper)) is not None:
            pairs.append((key, told))
    found += [(places[key], message) for key, message in living.shared(pairs)]
    return sorted(set(found))


def _papers(domain: PaperDomain) -> Iterator[tuple[str, str, int, Paper]]:
    """Key, file and line of each paper of the catalogue, and what its page or line says itself."""
    queued = {(docname, note.line): note.paper for docname, notes in domain.queues.items() for note in notes}
    for key, (entry, *_others) in sorted(domain.catalogue.claims.items()):
        if entry.library:
            continue
        path = str(domain.env.doc2path(entry.docname, base=False))
        if not entry.queued:
            note = domain.papers[entry.docname]
            yield key, note.path or path, note.line_of("cite-key"), note.paper
        elif not entry.cited:
            yield key, path, entry.line, queued[entry.docname, entry.line]
        elif (told := domain.bibliography.named(key)) is not None:
            yield key, told.path, told.line, entry.paper


def setup(app: Sphinx) -> None:
    """Connect it."""
    app.connect("env-get-outdated", _read)
    app.connect("env-get-updated", _complain)
