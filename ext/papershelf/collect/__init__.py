"""What reading leaves: domain, directives, outline, trust. May import ``render``, ``upstream`` and ``workers``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register domain, directives, roles and the transforms that run while reading."""
    from papershelf.collect import ids, markdown, outline, trust
    from papershelf.collect.directives import category, compare, graph, listing, queue, summary
    from papershelf.collect.documents import circles, discovery, files, formulas, labels, meant, numbers, reading, tocs
    from papershelf.collect.domain import paper as domain
    from papershelf.collect.domain import roles
    from papershelf.collect.external import bibliography, elsewhere, further
    from papershelf.collect.noted import kept, mentions, references

    told = (domain, roles, summary, category, queue, listing, graph, compare, mentions, references, kept)
    for module in (
        *told,
        markdown,
        meant,
        discovery,
        bibliography,  # before the outline, which needs it
        elsewhere,
        outline,
        files,
        further,
        numbers,
        tocs,
        circles,
        reading,
        formulas,
        ids,
        labels,
        trust,
    ):
        module.setup(app)
