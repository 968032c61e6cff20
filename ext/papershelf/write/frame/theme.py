"""What themes need in the heads of pages: the colours that a reader chose, and the lines that shibuya leaves out."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any

from papershelf import theming
from papershelf.write.builder import PaperHTMLBuilder

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_FIRST = {"furo": "", "pydata_sphinx_theme": "default_mode", "shibuya": "theme_color_mode"}
"""Themes with a choice of colours, and the word of a page's context that names what a reader sees first."""
_SHIBUYAS = re.compile(r'<meta (?:property="og:(?:type|title|url)"|name="twitter:card") content="[^"]*" />\n')
"""What shibuya says itself."""


def _choice(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put our script above everything that is drawn: a content-security policy may stop a theme's own line."""
    if not isinstance(app.builder, PaperHTMLBuilder):
        return
    theme = next((name for name in theming.family(app.builder) if name in _FIRST), "")
    if theme:
        mode = escape(str(context.get(_FIRST[theme]) or "auto"))
        address = context["pathto"](theming.SCRIPT, resource=True)
        line = f'<script src="{address}" data-theme="{theme}" data-mode="{mode}"></script>\n'
        context["metatags"] = (context.get("metatags") or "") + line


def _head(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Shibuya writes ``metatags`` only beside another extension: let them stand before its first style sheet."""
    builder = app.builder
    if not isinstance(builder, PaperHTMLBuilder) or "shibuya" not in theming.family(builder):
        return
    if "sphinxext.opengraph" in app.extensions:
        return
    lines = [_SHIBUYAS.sub("", context.get("metatags") or "")]
    css_tag: Callable[[Any], str] = context["css_tag"]
    context["css_tag"] = lambda css: (lines.pop() if lines else "") + css_tag(css)


def setup(app: Sphinx) -> None:
    """Connect behind the themes, and behind what writes the head."""
    app.connect("html-page-context", _choice, priority=610)
    app.connect("html-page-context", _head, priority=990)
