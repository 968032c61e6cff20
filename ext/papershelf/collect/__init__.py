"""What reading a document leaves behind: domain, directives, outline, trust. May import ``render`` and ``workers``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register domain, directives, roles and the transforms that run while reading."""
    from papershelf.collect import (
        bibliography,
        category,
        circles,
        compare,
        discovery,
        domain,
        elsewhere,
        files,
        formulas,
        further,
        graph,
        ids,
        kept,
        labels,
        listing,
        markdown,
        meant,
        mentions,
        numbers,
        outline,
        queue,
        reading,
        references,
        roles,
        summary,
        tocs,
        trust,
    )

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
