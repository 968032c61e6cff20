"""What MyST makes anew for each page, though it is the same for all."""

from __future__ import annotations

import copy
import functools
from typing import TYPE_CHECKING, Any

from docutils import frontend
from docutils.utils import DependencyList
from myst_parser.mdit_to_docutils import base

from papershelf.upstream.trees import Table

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_their_settings = frontend.get_default_settings
_their_renderer = base.DocutilsRenderer.__init__


@functools.cache
def _made(components: tuple[Any, ...]) -> Any:
    return _their_settings(*components)


def _settings(*components: Any) -> Any:
    """``get_default_settings``: an option parser is not made for each page."""
    values = copy.copy(_made(components))
    values.record_dependencies = DependencyList()
    return values


@functools.cache
def _rules(renderer: type) -> tuple[str, ...]:
    """Names of the methods that render a token."""
    names = (name for name in dir(renderer) if name.startswith("render_") and name != "render_children")
    return tuple(name for name in names if callable(getattr(renderer, name)))


def _renderer(self: base.DocutilsRenderer, parser: MarkdownIt) -> None:
    """``DocutilsRenderer.__init__``: its methods are looked for once."""
    self.md = parser
    self.rules = {name: getattr(self, name) for name in _rules(type(self))}
    self._inventories = None


OF_MYST: Table = (
    (base, "get_default_settings", _settings, _their_settings),
    (base.DocutilsRenderer, "__init__", _renderer, _their_renderer),
)
