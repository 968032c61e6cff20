"""Walks of trees: each of some sixty transforms makes one, and most look for what the page does not have."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.nodes import NodeMatcher

from papershelf.upstream.index import Classes, Index

if TYPE_CHECKING:
    from sphinx.application import Sphinx

KNOWN = (
    "sphinx.",
    "sphinxcontrib.applehelp",
    "sphinxcontrib.devhelp",
    "sphinxcontrib.htmlhelp",
    "sphinxcontrib.jsmath",
    "sphinxcontrib.qthelp",
    "sphinxcontrib.serializinghtml",
    "alabaster",
    "furo",
    "sphinx_basic_ng",
    "myst_parser",
    "sphinx_design",
    "papershelf",
)
"""Extensions that put nodes into a tree by its methods, or put such there as it has already."""

Condition = type | tuple[type, ...] | Callable[[nodes.Node], bool] | None

Table = tuple[tuple[Any, str, Any, Any], ...]
"""Functions, and what is made of some, that stand for others: place, name, ours and theirs."""

_their_findall = nodes.Node.findall
_their_setup_child = nodes.Node.setup_child
_their_walkabout = nodes.Node.walkabout
_their_taking = {name: getattr(nodes.Element, name) for name in ("__delitem__", "pop", "remove", "clear", "replace")}
"""Methods of elements that take children out. Slices of elements are filled, by all of those that are known."""


def _walk(root: nodes.Node, is_wanted: Callable[[nodes.Node], bool]) -> Iterator[nodes.Node]:
    """The nodes of a tree, in one generator instead of one inside of another for each level."""
    if is_wanted(root):
        yield root
    levels = [iter(root.children)]
    while levels:
        for child in levels[-1]:
            if is_wanted(child):
                yield child
            if child.children:
                levels.append(iter(child.children))
                break
        else:
            levels.pop()


def _walk_class(root: nodes.Node, wanted: type | tuple[type, ...]) -> Iterator[nodes.Node]:
    """The nodes of some classes; a copy of :func:`_walk`, since a call for each node would double the time."""
    if isinstance(root, wanted):
        yield root
    levels = [iter(root.children)]
    while levels:
        for child in levels[-1]:
            if isinstance(child, wanted):
                yield child
            if child.children:
                levels.append(iter(child.children))
                break
        else:
            levels.pop()


def _findall(
    self: nodes.Node,
    condition: Condition = None,
    include_self: bool = True,
    descend: bool = True,
    siblings: bool = False,
    ascend: bool = False,
) -> Iterator[nodes.Node]:
    """``Node.findall``."""
    if not include_self or not descend or siblings or ascend:
        return _their_findall(self, condition, include_self, descend, siblings, ascend)
    if condition is None:
        condition = nodes.Node
    if isinstance(condition, NodeMatcher) and condition.classes:
        return filter(condition, _findall(self, condition.classes))
    is_indexed = index.is_on and isinstance(self, nodes.document)
    if isinstance(condition, (type, tuple)):
        return index.walk(self, condition) if is_indexed else _walk_class(self, condition)
    return (node for node in index.walk(self, nodes.Node) if condition(node)) if is_indexed else _walk(self, condition)


index = Index()
"""The nodes of the tree that transforms go through now."""


def now(tree: nodes.Node, wanted: Classes) -> list[Any]:
    """The nodes of some classes in a tree, for whoever changes neither the tree meanwhile nor the list."""
    is_indexed = index.is_on and isinstance(tree, nodes.document)
    return index.now(tree, wanted) if is_indexed else list(_walk_class(tree, wanted))


def _setup_child(self: Any, child: Any) -> None:
    """``Node.setup_child``; what stands in no tree yet changes none."""
    parent, document = self.parent, self._document
    if parent is not None or isinstance(self, nodes.document):
        index.changes += 1
    child.parent = self
    if document is None and parent is not None:
        document = parent.document
    if document is not None:
        child._document = document
        if child.source is None:
            child.source = document.current_source
        if child.line is None:
            child.line = document.current_line


def _counted(theirs: Callable[..., Any]) -> Callable[..., Any]:
    """A method that takes nodes out of a tree, or may."""

    @functools.wraps(theirs)
    def counted(*given: Any) -> Any:
        index.changes += 1
        if index.is_on:
            index.taken += [node for node in given[1:2] if isinstance(node, nodes.Node)]
        return theirs(*given)

    return counted


def _walkabout(self: nodes.Node, visitor: nodes.NodeVisitor) -> bool:
    """``Node.walkabout``: words for a log of debugging are not made where nobody reads it."""
    if visitor.document.reporter.debug_flag:
        return _their_walkabout(self, visitor)
    is_left = True
    stops = False
    try:
        try:
            visitor.dispatch_visit(self)
        except nodes.SkipNode:
            return False
        except nodes.SkipDeparture:
            is_left = False
        try:
            for child in self.children[:]:
                if child.walkabout(visitor):
                    stops = True
                    break
        except nodes.SkipSiblings:
            pass
    except nodes.SkipChildren:
        pass
    except nodes.StopTraversal:
        stops = True
    if is_left:
        visitor.dispatch_departure(self)
    return stops


def _top(node: nodes.Node) -> nodes.Node:
    while node.parent is not None:
        node = node.parent
    return node


def let_go(root: nodes.Node) -> None:
    """Undo the circles of a tree that nobody needs any longer, so that it is gone without a look for garbage.

    Those looks took a quarter of a build of 1,000 papers. Nodes have no children any longer. What was taken out of the
    tree since it was first walked through, even if it was put in since then, is let go with it, and what only the
    document holds; the document names nothing any longer, since what was taken out may name it. Where an extension is
    not known, which may hold on to it, the tree is left as it is.
    """
    if not index.is_on:
        return
    left = [root]
    if index.first and index.first[0] is root:
        left += index.first
    left += [node for node in index.taken if _top(node) is root]
    if isinstance(root, nodes.document):
        left += [*root.parse_messages, *root.transform_messages, *root.substitution_defs.values()]
    index.forget()
    while left:
        node = left.pop()
        if children := node.children:
            left += children
            node.children = []
    if isinstance(root, nodes.document):
        vars(root).clear()


@contextlib.contextmanager
def beside() -> Iterator[None]:
    """Go through another tree, while one is written, which stays as it is."""
    known = dict(vars(index))
    yield
    vars(index).update(known)


OF_DOCUTILS: Table = (
    (nodes.Node, "findall", _findall, _their_findall),
    (nodes.Node, "setup_child", _setup_child, _their_setup_child),
    (nodes.Node, "walkabout", _walkabout, _their_walkabout),
    *((nodes.Element, name, _counted(theirs), theirs) for name, theirs in _their_taking.items()),
)


def _settle(app: Sphinx) -> None:
    """Say whether what is in a tree can be told from what is put into it."""
    others = [name for name in app.extensions if not name.startswith(KNOWN)]
    index.is_on = not others and not callable(app.config.setup)


def setup(app: Sphinx) -> None:
    """Connect the handlers."""
    app.connect("builder-inited", _settle)
    app.connect("build-finished", lambda _app, _exception: index.forget())
