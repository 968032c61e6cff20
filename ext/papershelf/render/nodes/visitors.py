"""Visitors of nodes also for builders that another extension names.

Sphinx takes the visitors of a builder's name and, only where there are none at all, those of its format. One extension
that registers a node for ``epub`` would leave that builder without everybody else's nodes for ``html``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def _complete(app: Sphinx) -> None:
    handlers = app.registry.translation_handlers
    named, general = handlers.get(app.builder.name), handlers.get(app.builder.format)
    if named and general and named is not general:
        handlers[app.builder.name] = general | named


def setup(app: Sphinx) -> None:
    """Connect where every extension has registered its nodes."""
    app.connect("builder-inited", _complete)
