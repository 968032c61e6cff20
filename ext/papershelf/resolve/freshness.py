"""Which pages are written again though their own text did not change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from papershelf.collect.domain import paper_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def fingerprint(env: BuildEnvironment) -> str:
    """Digest of everything that any page may show of another."""
    catalogue = paper_domain(env).catalogue
    std = env.domains.standard_domain
    parts: list[Any] = [
        [(e.paper, e.docname, e.anchor, e.queued) for e in catalogue.entries],
        list(catalogue.categories.values()),
        catalogue.mentions,
        sorted((docname, title.astext()) for docname, title in env.titles.items()),
        sorted(env.toctree_includes.items()),
        sorted(std.labels.items(), key=str),
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _stale(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """All pages when what they share has changed since this builder last wrote."""
    written: dict[str, str] = getattr(env, "papershelf_written", {})
    now = fingerprint(env)
    if written.get(app.builder.name) == now:
        return []
    env.papershelf_written = written | {app.builder.name: now}  # type: ignore[attr-defined]
    return sorted(env.found_docs)


def setup(app: Sphinx) -> None:
    """Connect the rule."""
    app.connect("env-get-updated", _stale)
