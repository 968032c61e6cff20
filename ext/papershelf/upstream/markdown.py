"""What MyST makes anew for each page, though it is the same for all, and its tree of tokens."""

from __future__ import annotations

import copy
import functools
from typing import TYPE_CHECKING, Any

from docutils import frontend
from docutils.utils import DependencyList
from markdown_it.tree import SyntaxTreeNode, _NesterTokens
from myst_parser.mdit_to_docutils import base
from myst_parser.mocking import MockInliner
from myst_parser.parsers.sphinx_ import MystParser

from papershelf.upstream.trees import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_their_settings = frontend.get_default_settings
_their_renderer = base.DocutilsRenderer.__init__
_their_inliner = MockInliner.__init__
_their_parse = MystParser.parse
_their_tokens = base.DocutilsRenderer._render_tokens
_their_children = SyntaxTreeNode._set_children_from_tokens


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
    _renderers.append(self)


_renderers: list[base.DocutilsRenderer] = []
_inliners: list[MockInliner] = []
"""Those of the document that is parsed now. With each inliner a class is made, which only a look for garbage finds."""


def _inliner(self: MockInliner, renderer: base.DocutilsRenderer) -> None:
    """``MockInliner.__init__``."""
    _their_inliner(self, renderer)
    _inliners.append(self)


def _parse(self: MystParser, text: str, document: nodes.document) -> None:
    """``MystParser.parse``: what it leaves behind in circles holds no part of the tree."""
    renderers, inliners = len(_renderers), len(_inliners)
    _their_parse(self, text, document)
    for inliner in _inliners[inliners:]:
        inliner.parent = document
    for renderer in _renderers[renderers:]:
        vars(renderer.md).clear()
        vars(renderer).clear()
    del _inliners[inliners:], _renderers[renderers:]


_trees: list[SyntaxTreeNode] = []
"""Trees of tokens that are rendered now."""


def _render_tokens(self: base.DocutilsRenderer, tokens: list[Token]) -> None:
    """``DocutilsRenderer._render_tokens``: its tree is gone then; looking for it among all objects took far longer."""
    others = len(_trees)
    _their_tokens(self, tokens)
    left, _trees[others:] = _trees[others:], []
    while left:
        children = left.pop()._children
        for child in children:
            child._parent = None
        left.extend(children)


def _set_children(self: SyntaxTreeNode, tokens: Sequence[Token]) -> None:
    """``SyntaxTreeNode._set_children_from_tokens``: each token is looked at once, and not once for each level."""
    if self._parent is None:
        _trees.append(self)
    if not _add_children(self, tokens):
        self._children.clear()
        _their_children(self, tokens)  # says what is wrong


def _add_children(self: SyntaxTreeNode, tokens: Sequence[Token]) -> bool:
    """Make nodes of tokens; whether each that opens is closed."""
    if type(self) is not SyntaxTreeNode:
        return False
    opened: list[tuple[SyntaxTreeNode, Token]] = []
    above = self
    for token in tokens:
        nesting = token.nesting
        if nesting < 0:
            if not opened:
                return False
            closed = above
            above, opening = opened.pop()
            closed.nester_tokens = _NesterTokens(opening, token)
            continue
        node = SyntaxTreeNode.__new__(SyntaxTreeNode)
        node.token = node.nester_tokens = None
        node._parent, node._children = above, []
        above._children.append(node)
        if nesting:
            opened.append((above, token))
            above = node
            continue
        node.token = token
        if token.children:
            _set_children(node, token.children)
    return not opened


OF_MARKDOWN_IT: Table = (
    (SyntaxTreeNode, "_set_children_from_tokens", _set_children, _their_children),
    (base.DocutilsRenderer, "_render_tokens", _render_tokens, _their_tokens),
)
OF_MYST: Table = (
    (base, "get_default_settings", _settings, _their_settings),
    (base.DocutilsRenderer, "__init__", _renderer, _their_renderer),
    (MockInliner, "__init__", _inliner, _their_inliner),
    (MystParser, "parse", _parse, _their_parse),
)
