"""The context of pages: the small sidebar instead of furo's whole tree of contents; what a page links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papershelf.write.builder import PaperHTMLBuilder
from papershelf.write.files.outputs import COUNTS
from papershelf.write.shell import linked
from papershelf.write.templates import IN_SHEET

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
    context[IN_SHEET] = bool(app.builder.colours)  # type: ignore[attr-defined]
    counts = context["pathto"](COUNTS, resource=True)
    context["metatags"] = context.get("metatags", "") + f'<link href="{counts}" rel="stylesheet" />\n'


def _last(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Note which style sheets and scripts pages link, when every extension has added its own."""
    if isinstance(app.builder, PaperHTMLBuilder):
        app.builder.linked.update(linked(context))


def setup(app: Sphinx) -> None:
    """Connect around furo (500), and behind everything."""
    app.connect("html-page-context", _last, priority=999)
    app.connect("html-page-context", _before, priority=400)
    app.connect("html-page-context", _after, priority=600)
