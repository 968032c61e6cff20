"""The print style stays away from pages that are not the library's."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from papershelf.collect.ours import is_ours
from papershelf.render.assets import PRINT
from papershelf.write.builder import PaperHTMLBuilder

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def _leave_out(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if isinstance(app.builder, PaperHTMLBuilder) and pagename in app.env.all_docs and not is_ours(app.env, pagename):
        sheets = context.get("css_files", [])
        context["css_files"] = [css for css in sheets if not os.fspath(getattr(css, "filename", css)).endswith(PRINT)]


def setup(app: Sphinx) -> None:
    """Connect behind what adds style sheets."""
    app.connect("html-page-context", _leave_out, priority=700)
