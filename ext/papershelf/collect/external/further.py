"""What is kept beside the papers, read anew before each build."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import TYPE_CHECKING

from papershelf.collect.domain.paper import paper_domain
from papershelf.config import folders
from papershelf.messages import Subtype, warn
from papershelf.sources.library import further

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def _read(app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]) -> Iterable[str]:
    """Take it in; the documents of papers of which something else is kept are read, and so written, again."""
    path = further.path_in(folders(app.config)[0])
    try:
        held = further.read(app.srcdir / path)
    except ValueError as error:
        warn(Subtype.INVALID_OPTION, f"{error}; nothing of it is used", location=path)
        held = {}
    domain = paper_domain(env)
    before = domain.further_fields
    if held == before:
        return []
    domain.note_further(held)
    return [docname for docname, paper in domain.records() if held.get(paper.key) != before.get(paper.key)]


def setup(app: Sphinx) -> None:
    """Connect it."""
    app.connect("env-get-outdated", _read)
