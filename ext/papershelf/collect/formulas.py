"""Try every formula while its page is read, so that a bad one is named with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from papershelf.messages import Subtype, warn
from papershelf.model.build import shorten
from papershelf.render.mathml import CONVERTED, RENDERER, FormulaError, convert

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class CheckFormulas(SphinxTransform):
    """Warn of formulas that cannot be shown."""

    default_priority = 790

    def apply(self) -> None:
        """Convert each formula once; its node keeps the result, since another process may write the page."""
        if self.config.html_math_renderer not in {None, RENDERER}:
            return
        for node in self.document.findall(nodes.TextElement):
            if not isinstance(node, nodes.math | nodes.math_block):
                continue
            node.attributes.pop(CONVERTED, None)
            try:
                node[CONVERTED] = convert(node.astext(), isinstance(node, nodes.math_block))
            except FormulaError as error:
                found = shorten(" ".join(node.astext().split()))
                warn(
                    Subtype.INVALID_MATH,
                    f"found {found!r}; {error}; the source is shown instead",
                    location=node,
                )


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(CheckFormulas)
