"""Walks of trees: each of some sixty transforms makes one, and most look for what the page does not have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.nodes import NodeMatcher

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

Table = tuple[tuple[Any, str, Callable[..., Any], Callable[..., Any]], ...]
"""Functions that stand for others: place, name, ours and theirs."""

_their_findall = nodes.Node.findall
_their_setup_child = nodes.Node.setup_child
_their_walkabout = nodes.Node.walkabout


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
        return _walk_class(self, nodes.Node)
    if isinstance(condition, NodeMatcher) and condition.classes:
        if isinstance(self, nodes.document) and kinds.are_missing(self, condition.classes):
            return iter(())
        return filter(condition, _walk_class(self, condition.classes))
    if not isinstance(condition, (type, tuple)):
        return _walk(self, condition)
    if isinstance(self, nodes.document):
        return _walk_document(self, condition)
    return _walk_class(self, condition)


def _walk_document(tree: nodes.document, wanted: type | tuple[type, ...]) -> Iterator[nodes.Node]:
    """The nodes of some classes of a whole document; nothing is looked for that is not there."""
    if not kinds.are_missing(tree, wanted):
        yield from _walk_class(tree, wanted)


class Kinds:
    """The classes of the nodes of one tree, as long as nothing is put into it.

    Every node that a method puts somewhere is set up there, and counted. What an extension writes into ``children``
    by itself is not; so this is off where there is one that is not known.
    """

    def __init__(self) -> None:
        self.is_on = False
        self.changes = 0
        self._tree: nodes.document | None = None
        self._seen = -1
        self._classes: set[type] = set()
        self._missing: dict[type | tuple[type, ...], bool] = {}

    def are_missing(self, tree: nodes.document, wanted: type | tuple[type, ...]) -> bool:
        """Whether a tree has no node of these classes, for sure."""
        if not self.is_on:
            return False
        if self._tree is not tree or self._seen != self.changes:
            self._tree, self._seen, self._missing = tree, self.changes, {}
            self._classes = _classes(tree)
        missing = self._missing.get(wanted)
        if missing is None:
            missing = self._missing[wanted] = not any(issubclass(found, wanted) for found in self._classes)
        return missing

    def forget(self) -> None:
        """Hold no tree any longer."""
        self._tree, self._classes, self._missing = None, set(), {}


kinds = Kinds()


def _classes(tree: nodes.Node) -> set[type]:
    found: set[type] = set()
    left = [tree]
    while left:
        node = left.pop()
        found.add(node.__class__)
        left.extend(node.children)
    return found


def _setup_child(self: nodes.Node, child: nodes.Node) -> None:
    """``Node.setup_child``."""
    kinds.changes += 1
    _their_setup_child(self, child)


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


OF_DOCUTILS: Table = (
    (nodes.Node, "findall", _findall, _their_findall),
    (nodes.Node, "setup_child", _setup_child, _their_setup_child),
    (nodes.Node, "walkabout", _walkabout, _their_walkabout),
)


def _settle(app: Sphinx) -> None:
    """Say whether what is in a tree can be told from what is put into it."""
    others = [name for name in app.extensions if not name.startswith(KNOWN)]
    kinds.is_on = not others and not callable(app.config.setup)


def setup(app: Sphinx) -> None:
    """Connect the handlers."""
    app.connect("builder-inited", _settle)
    app.connect("build-finished", lambda _app, _exception: kinds.forget())
