"""Records to nodes: boxes, listings, chips, drawings. May import ``config``, ``messages`` and ``theming``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the nodes with their visitors, the math renderer and the static files."""
    from papershelf.render import assets
    from papershelf.render.drawings import figure
    from papershelf.render.listings import compare, folds, rows
    from papershelf.render.nodes import bars, disclosure, mathml, renderers, typed, visitors

    app.setup_extension("sphinx_design")
    for module in (disclosure, folds, typed, bars, compare, figure, mathml, renderers, rows, assets, visitors):
        module.setup(app)
