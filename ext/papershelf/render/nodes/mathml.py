"""Formulas on pages: Sphinx asks, ``papershelf.mathml`` converts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.math import get_node_equation_number

from papershelf.config import math_macros
from papershelf.mathml import FormulaError, convert

if TYPE_CHECKING:
    from sphinx.application import Sphinx

RENDERER = "papershelf"
_NAMESPACE = ' xmlns="http://www.w3.org/1998/Math/MathML"'
"""Known to HTML without being said; a page of an ePub is XML."""
CONVERTED = "papershelf_mathml"
"""Attribute of a formula's node: what it was converted to while its page was read; empty where that failed."""
TOLD = "papershelf_text"
"""Attribute of a formula's node in a project with macros: what it is in plain text."""


def _formula(self: Any, node: nodes.math | nodes.math_block, block: bool) -> str:
    try:
        made = str(node.get(CONVERTED) or convert(node.astext(), block, math_macros(self.config)))
        return made if self.builder.name == "epub" else made.replace(_NAMESPACE, "", 1)
    except FormulaError:  # said when the page was read
        return f'<code class="paper-math-source">{self.encode(node.astext())}</code>'


def _visit_inline(self: Any, node: nodes.math) -> None:
    before = self.body[-1][-1:] if self.body else ""
    glued = before not in {"", ">"} and not before.isspace()  # "(" stays with what it opens; tags end with ">"
    self.body.append(self.starttag(node, "span", "", CLASS=f"math notranslate{' paper-glued' if glued else ''}"))
    self.body.append(_formula(self, node, False) + "</span>")
    raise nodes.SkipNode


def _visit_block(self: Any, node: nodes.math_block) -> None:
    around = node.parent["ids"] if isinstance(node.parent, nodes.container) else []  # furo's, which takes the id over
    own = [name for name in node["ids"] if name not in around]
    self.body.append(self.starttag({"classes": node["classes"]}, "div", CLASS="math notranslate", ids=own))
    if node.get("number"):
        number = get_node_equation_number(self, node)
        self.body.append(f'<span class="eqno">({escape(str(number))})')
        self.add_permalink_ref(node, "")
        self.body.append("</span>")
    self.body.append(_formula(self, node, True) + "</div>\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the renderer; Sphinx takes it by itself where ``html_math_renderer`` names no other."""
    app.add_html_math_renderer(RENDERER, (_visit_inline, None), (_visit_block, None))
