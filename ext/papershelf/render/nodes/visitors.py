"""Visitors that several nodes have; and visitors of nodes also for builders that another extension names.

Sphinx takes the visitors of a builder's name and, only where there are none at all, those of its format. One extension
that registers a node for ``epub`` would leave that builder without everybody else's nodes for ``html``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

Visitors = tuple[Callable[[Any, Any], None], Callable[[Any, Any], None] | None]


def _skip(translator: Any, node: nodes.Node) -> None:
    raise nodes.SkipNode


def _nothing(translator: Any, node: nodes.Node) -> None:
    pass


SKIPPED: Visitors = (_skip, None)
"""Of a node that is not shown."""
BARE: Visitors = (_nothing, _nothing)
"""Of a node that shows what stands in it, and no more."""


def as_a(name: str) -> Visitors:
    """Visitors of a node that is written as one of docutils is, by its name."""
    return (
        lambda translator, node: getattr(translator, f"visit_{name}")(node),
        lambda translator, node: getattr(translator, f"depart_{name}")(node),
    )


def _complete(app: Sphinx) -> None:
    handlers = app.registry.translation_handlers
    named, general = handlers.get(app.builder.name), handlers.get(app.builder.format)
    if named and general and named is not general:
        handlers[app.builder.name] = general | named


def setup(app: Sphinx) -> None:
    """Connect where every extension has registered its nodes."""
    app.connect("builder-inited", _complete)
