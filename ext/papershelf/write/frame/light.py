"""What pages do without: lines of their heads that say what another says, scripts for what the page does not have."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from papershelf import theming
from papershelf.write.builder import PaperHTMLBuilder

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_TYPE = ' type="text/css"'
"""What every style sheet is."""
_TABS = "design-tabs.js"
_TAB = 'class="sd-tab-'
_VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1" />\n'
"""What docutils says of the width of a page; furo says it, too."""


def _lighten(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    builder = app.builder
    if doctree is None or not isinstance(builder, PaperHTMLBuilder):
        return
    if _TAB not in context["body"]:
        scripts = context.get("script_files", [])
        context["script_files"] = [script for script in scripts if not _name(script).endswith(_TABS)]
    for name in ("css_tag", "js_tag"):
        context[name] = _kept(context[name], builder.tags_of[name, context["content_root"]])
    if "furo" in theming.family(builder):
        context["metatags"] = (context.get("metatags") or "").replace(_VIEWPORT, "", 1)


def _kept(tag: Callable[[Any], str], kept: dict[int, tuple[Any, str]]) -> Callable[[Any], str]:
    """What makes the tag of a sheet or script: the same for all pages of a folder.

    :param kept: tags, each with what it is of, by the identity of that.
    """

    def make(asset: Any) -> str:
        if id(asset) not in kept:
            kept[id(asset)] = (asset, tag(asset).replace(_TYPE, ""))
        return kept[id(asset)][1]

    return make


def _name(script: Any) -> str:
    return os.fspath(getattr(script, "filename", script) or "")


def setup(app: Sphinx) -> None:
    """Connect behind what adds scripts, before the rest of the head."""
    app.connect("html-page-context", _lighten, priority=550)
