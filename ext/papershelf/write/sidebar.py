"""Give furo the small sidebar instead of the whole tree of contents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papershelf.write.builder import PaperHTMLBuilder

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_KEPT = "papershelf_toctree"


def _before(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Keep furo from rendering the tree."""
    if isinstance(app.builder, PaperHTMLBuilder) and app.builder.navigation is not None:
        context[_KEPT] = context.get("toctree")
        context["toctree"] = lambda **_options: ""


def _after(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the sidebar in, and Sphinx's own function back for templates that call it."""
    if _KEPT not in context:
        return
    context["toctree"] = context.pop(_KEPT)
    context["furo_navigation_tree"] = app.builder.sidebar(pagename)  # type: ignore[attr-defined]


def setup(app: Sphinx) -> None:
    """Connect around furo (500)."""
    app.connect("html-page-context", _before, priority=400)
    app.connect("html-page-context", _after, priority=600)
