"""Try every formula while its page is read, so that a bad one is named with its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import NodeMatcher

from papershelf import mathtext
from papershelf.config import math_macros
from papershelf.mathml import FormulaError, convert
from papershelf.messages import Subtype, warn
from papershelf.model.record.build import shorten
from papershelf.render.nodes.mathml import CONVERTED, TOLD
from papershelf.render.nodes.renderers import is_ours

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class CheckFormulas(SphinxTransform):
    """Warn of formulas that cannot be shown."""

    default_priority = 790

    def apply(self) -> None:
        """Convert each formula once; its node keeps the result, since another process may write the page."""
        ours = is_ours(self.env, self.env.current_document.docname)
        macros = math_macros(self.env.config)
        formulas: NodeMatcher[nodes.math | nodes.math_block] = NodeMatcher(nodes.math, nodes.math_block)
        for node in formulas.findall(self.document):
            if macros:
                node[TOLD] = mathtext.plain(node.astext(), macros)
            if not ours:
                continue
            node[CONVERTED] = ""
            try:
                node[CONVERTED] = convert(node.astext(), isinstance(node, nodes.math_block), macros)
            except FormulaError as error:
                found = shorten(" ".join(node.astext().split()))
                warn(Subtype.INVALID_MATH, f"found {found!r}; {error}; the source is shown instead", location=node)


def _preload(app: Sphinx, _env: BuildEnvironment, docnames: list[str]) -> None:
    """Load the converter once, before reading is parted among processes that would each load it."""
    if app.parallel > 1 and len(docnames) > SMALL:
        import papershelf.mathml.conversion  # noqa: F401


SMALL = 20
"""Documents at most that are read without knowing whether any has a formula."""

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class NameFormulas(SphinxTransform):
    """Give numbered formulas without a label one that is the same in every build; MyST takes a random one."""

    default_priority = 200  # before a target hands its id on (260)

    def apply(self) -> None:
        """Rename them in the page and in the domain of formulas."""
        docname = self.env.current_document.docname
        equations = self.env.domains.math_domain.equations
        for number, node in enumerate(self.document.findall(nodes.math_block), 1):
            old = str(node.get("label") or "")
            if not _UUID.fullmatch(old):
                continue
            new = f"{docname}-{number}"
            equations[new] = equations.pop(old)
            node["label"] = new
            for target in self.document.findall(nodes.target):
                if nodes.make_id(f"equation-{old}") in target["ids"]:
                    target["ids"] = [nodes.make_id(f"equation-{new}")]


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_transform(NameFormulas)
    app.add_transform(CheckFormulas)
    app.connect("env-before-read-docs", _preload)
