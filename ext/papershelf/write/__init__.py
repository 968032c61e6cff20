"""HTML pages and the files beside them, just those that change. May import ``resolve`` and ``search``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the builders, the freshness rule, the sidebar, what themes need, the heads and the end of a build."""
    from papershelf.write import builder, contexts, freshness, unfinished
    from papershelf.write.frame import head, light, printing, sidebar, theme

    for module in (unfinished, builder, freshness, sidebar, theme, light, head, printing, contexts):
        module.setup(app)
