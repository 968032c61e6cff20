"""Style sheet and script of the pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from papershelf import theming
from papershelf.messages import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx

STATIC = Path(__file__).parent / "static"
PRINT = "papershelf-print.css"
SITES = ("html", "dirhtml")
"""Builders that write a site as it is published."""


def _add(app: Sphinx) -> None:
    if app.builder.format != "html":
        return
    app.config.html_static_path = [str(STATIC), *app.config.html_static_path]
    theming.add_colours(app)
    app.add_css_file("papershelf.css", priority=700)
    if app.builder.name in SITES and "furo" not in theming.family(app.builder):  # type: ignore[arg-type]
        app.add_css_file("papershelf-themes.css", priority=700)
    words = {"data-copy": str(_("Copy")), "data-copied": str(_("Copied")), "data-share": str(_("Copy link"))}
    app.add_js_file("papershelf.js", loading_method="defer", **words)  # type: ignore[arg-type]
    app.add_css_file(PRINT, priority=700, media="print")
    if app.builder.name in SITES:
        preview = {"data-preview": str(_("Preview of {name}"))}
        app.add_js_file("papershelf-cards.js", loading_method="defer", **preview)  # type: ignore[arg-type]


def setup(app: Sphinx) -> None:
    """Register the files."""
    app.connect("builder-inited", _add)
