"""The colours that a reader chose, where a content-security policy stops the theme's own line of script."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from papershelf import theming
from papershelf.write.builder import PaperHTMLBuilder

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_FIRST = {"furo": "", "pydata_sphinx_theme": "default_mode", "shibuya": "theme_color_mode"}
"""Themes with a choice of colours, and the word of a page's context that names what a reader sees first."""


def _add(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put our script above everything that is drawn."""
    if not isinstance(app.builder, PaperHTMLBuilder):
        return
    theme = next((name for name in theming.family(app.builder) if name in _FIRST), "")
    if theme:
        mode = escape(str(context.get(_FIRST[theme]) or "auto"))
        address = context["pathto"](theming.SCRIPT, resource=True)
        line = f'<script src="{address}" data-theme="{theme}" data-mode="{mode}"></script>\n'
        context["metatags"] = context.get("metatags", "") + line


def setup(app: Sphinx) -> None:
    """Connect behind the themes."""
    app.connect("html-page-context", _add, priority=610)
