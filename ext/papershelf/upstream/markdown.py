"""The tree that markdown-it makes of its tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.tree import SyntaxTreeNode, _NesterTokens
from myst_parser.mdit_to_docutils import base

from papershelf.upstream.trees import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_their_tokens = base.DocutilsRenderer._render_tokens
_their_children = SyntaxTreeNode._set_children_from_tokens


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
