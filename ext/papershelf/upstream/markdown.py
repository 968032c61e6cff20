"""The tokens of markdown-it, the tree that it makes of them, and how MyST goes through that."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode, _NesterTokens
from myst_parser.mdit_to_docutils import base

from papershelf.upstream.trees import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes

_their_tokens = base.DocutilsRenderer._render_tokens
_their_children = SyntaxTreeNode._set_children_from_tokens
_their_token: Any = Token.__init__
_their_type: Any = SyntaxTreeNode.type
_their_content: Any = SyntaxTreeNode.content
_their_inside = base.DocutilsRenderer.render_children
_their_context = base.DocutilsRenderer.current_node_context
_their_place = base.DocutilsRenderer.add_line_and_source_path
_GIVEN: Any = object()


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


def _token(
    self: Token,
    type: str,
    tag: str,
    nesting: Any,
    attrs: Any = None,
    map: Any = None,
    level: int = 0,
    children: Any = None,
    content: str = "",
    markup: str = "",
    info: str = "",
    meta: Any = _GIVEN,
    block: bool = False,
    hidden: bool = False,
) -> None:
    """``Token.__init__``: a page has hundreds."""
    self.type, self.tag, self.nesting = type, tag, nesting
    self.attrs = {} if not attrs else dict(attrs) if isinstance(attrs, list) else attrs
    self.map, self.level, self.children = map, level, children
    self.content, self.markup, self.info = content, markup, info
    self.meta = {} if meta is _GIVEN else meta
    self.block, self.hidden = block, hidden


def _type(self: SyntaxTreeNode) -> str:
    """``SyntaxTreeNode.type``."""
    if self.token is not None:
        return self.token.type
    return "root" if self.nester_tokens is None else self.nester_tokens.opening.type.removesuffix("_open")


_RULES: dict[tuple[str, bool], str] = {}
"""Kinds of tokens, and whether they open something, to names of what renders them."""


def _content(self: SyntaxTreeNode) -> str:
    """``SyntaxTreeNode.content``."""
    return (self.token or self._attribute_token()).content


def _render_children(self: base.DocutilsRenderer, token: SyntaxTreeNode) -> None:
    """``DocutilsRenderer.render_children``."""
    rules = self.rules
    for child in token._children:
        own = child.token
        kind = (child.nester_tokens.opening.type, True) if own is None else (own.type, False)
        rule = rules.get(_RULES.get(kind) or _RULES.setdefault(kind, f"render_{child.type}"))
        if rule is None:
            _their_inside(self, SimpleNamespace(children=[child]))  # type: ignore[arg-type]  # warns of it
        else:
            rule(child)


class _Inside:
    """Being inside of a node; where that fails, one stays there."""

    __slots__ = ("_above", "_append", "_node", "_renderer")

    def __init__(self, renderer: base.DocutilsRenderer, node: nodes.Element, append: bool = False) -> None:
        self._renderer, self._node, self._append = renderer, node, append

    def __enter__(self) -> None:
        renderer = self._renderer
        self._above = renderer.current_node
        if self._append:
            self._above.append(self._node)
        renderer.current_node = self._node

    def __exit__(self, kind: type[BaseException] | None, *_more: object) -> None:
        if kind is None:
            self._renderer.current_node = self._above


def _context(self: base.DocutilsRenderer, node: nodes.Element, append: bool = False) -> _Inside:
    """``DocutilsRenderer.current_node_context``."""
    return _Inside(self, node, append)


def _add_place(self: base.DocutilsRenderer, node: nodes.Node, token: SyntaxTreeNode) -> None:
    """``DocutilsRenderer.add_line_and_source_path``."""
    place = getattr(token, "map", None)
    document = self.document
    if place:
        node.line = document.current_line = place[0]
    node.source = document["source"]


OF_MARKDOWN_IT: Table = (
    (SyntaxTreeNode, "_set_children_from_tokens", _set_children, _their_children),
    (SyntaxTreeNode, "type", property(_type), _their_type),
    (SyntaxTreeNode, "content", property(_content), _their_content),
    (Token, "__init__", _token, _their_token),
    (base.DocutilsRenderer, "_render_tokens", _render_tokens, _their_tokens),
)
OF_MYST: Table = (
    (base.DocutilsRenderer, "render_children", _render_children, _their_inside),
    (base.DocutilsRenderer, "current_node_context", _context, _their_context),
    (base.DocutilsRenderer, "add_line_and_source_path", _add_place, _their_place),
)
