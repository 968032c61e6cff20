"""A record in, docutils nodes out: boxes, listings, chips, and what they look like in each output."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the nodes with their visitors, the math renderer and the static files."""
    from papershelf.render import (
        assets,
        bars,
        compare,
        disclosure,
        figure,
        folds,
        mathml,
        renderers,
        rows,
        typed,
        visitors,
    )

    app.setup_extension("sphinx_design")
    for module in (disclosure, folds, typed, bars, compare, figure, mathml, renderers, rows, assets, visitors):
        module.setup(app)
