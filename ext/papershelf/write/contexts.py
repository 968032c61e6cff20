"""Builds with `json` and `pickle` after the first: what they copy, they copy over what is there.

sphinxcontrib-serializinghtml 2.0 copies sources and the environment without saying that they may be replaced, and
Sphinx then keeps the old ones with a warning.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.application import ENV_PICKLE_FILENAME
from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def _start(app: Sphinx) -> None:
    if isinstance(app.builder, SerializingHTMLBuilder):
        Path(app.outdir, ENV_PICKLE_FILENAME).unlink(missing_ok=True)


def _replace(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if isinstance(app.builder, SerializingHTMLBuilder) and context.get("sourcename"):
        Path(app.outdir, "_sources", context["sourcename"]).unlink(missing_ok=True)


def setup(app: Sphinx) -> None:
    """Connect before the copies are made."""
    app.connect("builder-inited", _start)
    app.connect("html-page-context", _replace)
