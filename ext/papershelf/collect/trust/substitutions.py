"""Substitutions of MyST: an untrusted page names values of ``myst_substitutions``, and runs no expression.

MyST hands what stands between ``{{`` and ``}}`` to Jinja2, outside its sandbox and together with Sphinx's environment.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from docutils import nodes

from papershelf.collect.trust.pages import is_untrusted_page
from papershelf.messages import Subtype, warn
from papershelf.model.record.build import shorten

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode
    from myst_parser.mdit_to_docutils.base import DocutilsRenderer
    from sphinx.application import Sphinx


def _is_allowed(renderer: DocutilsRenderer, expression: str) -> bool:
    env = renderer.sphinx_env
    if env is None or "papershelf_untrusted" not in env.config:  # an application of this process without papershelf
        return True
    if not is_untrusted_page(env) or expression in renderer.md_config.substitutions:
        return True
    return bool(getattr(renderer.document, "sub_references", None))  # it stands in a value of conf.py


def _hold_substitutions() -> None:
    """Have MyST ask; MyST 5 renders them with this one method."""
    from myst_parser.mdit_to_docutils.base import DocutilsRenderer

    render = DocutilsRenderer.render_substitution
    if hasattr(render, "__wrapped__"):
        return  # another application in this process did

    @wraps(render)
    def held(self: DocutilsRenderer, token: SyntaxTreeNode, inline: bool) -> None:
        if _is_allowed(self, token.content.strip()):
            render(self, token, inline)
            return
        text = nodes.inline("", f"{{{{ {token.content.strip()} }}}}", classes=["paper-refused"])
        self.add_line_and_source_path(text, token)
        self.current_node.append(text if inline else nodes.paragraph("", "", text))
        message = f"found the substitution {shorten(token.content.strip())!r}; it is a name of myst_substitutions"
        warn(Subtype.REFUSED_MARKUP, f"{message}; it is shown as text", location=text)

    DocutilsRenderer.render_substitution = held  # type: ignore[method-assign]


def setup(app: Sphinx) -> None:
    """Connect the check."""
    _hold_substitutions()
