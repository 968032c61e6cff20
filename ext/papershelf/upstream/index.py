"""The nodes of a tree by their class, so that not every transform walks through all of it."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from docutils import nodes

Classes = type | tuple[type, ...]


@functools.lru_cache(maxsize=10_000)
def _kinds(kinds: frozenset[type], wanted: Classes) -> frozenset[type]:
    """Those of the classes of a tree that are some, or below them; many trees have the same."""
    return frozenset(kind for kind in kinds if issubclass(kind, wanted))


class _Nodes:
    """The nodes of a tree as it is now, in their order.

    :param changes: how often trees have changed by now.
    :ivar all: the nodes.
    """

    def __init__(self, tree: nodes.Node, changes: int) -> None:
        self._tree = tree
        self._changes = changes
        self.all: list[nodes.Node] = []
        self._families: list[tuple[nodes.Node, Sequence[nodes.Node]]] = []
        self._walk()
        self._by_class: dict[type, list[nodes.Node]] = defaultdict(list)
        by_class = self._by_class
        for node in self.all:
            by_class[node.__class__].append(node)
        self._kinds = frozenset(self._by_class)
        self._found: dict[Classes, list[nodes.Node]] = {}

    def _walk(self) -> None:
        found, families = self.all, self._families
        left = [self._tree]
        while left:
            node = left.pop()
            found.append(node)
            if children := node.children:
                backwards = children[::-1]
                families.append((node, backwards))
                left += backwards

    def is_of(self, tree: nodes.Node, changes: int) -> bool:
        """Whether these are the nodes of a tree, when trees have changed so often."""
        return self._tree is tree and self._changes == changes

    def of(self, wanted: Classes) -> list[nodes.Node]:
        """The nodes of some classes."""
        found = self._found.get(wanted)
        if found is None:
            kinds = _kinds(self._kinds, wanted)
            if len(kinds) == len(self._by_class):
                found = self.all
            elif len(kinds) == 1:
                found = self._by_class[next(iter(kinds))]
            else:
                found = [node for node in self.all if node.__class__ in kinds] if kinds else []
            self._found[wanted] = found
        return found

    def behind(self, node: nodes.Node, wanted: Classes) -> Iterator[nodes.Node]:
        """What a walk that has come to a node meets behind it, in the tree as it has become since."""
        levels: list[Iterator[nodes.Node]] = [iter(node.children)]
        above = node
        while above is not self._tree:
            children, place, above = self._place(above)
            levels.insert(0, islice(children, place + 1, None))
        while levels:
            for child in levels[-1]:
                if isinstance(child, wanted):
                    yield child
                if child.children:
                    levels.append(iter(child.children))
                    break
            else:
                levels.pop()

    def _place(self, node: nodes.Node) -> tuple[Sequence[nodes.Node], int, nodes.Node]:
        """The children among which a node stood, its place, and what held them."""
        for holder, backwards in self._families:
            for place, one in enumerate(reversed(backwards)):
                if one is node:
                    return holder.children, place, holder
        raise LookupError(node)


class Index:
    """The nodes of the tree that was asked for last.

    Whatever a method puts into a tree or takes out of one is counted (:attr:`changes`): after that, a tree is walked
    through anew. What an extension does to ``children`` by itself is not; so this is off where there is one that is not
    known.

    :ivar first: the nodes that the tree had when it was first walked through; some may have been taken out since.
    :ivar taken: the nodes that were taken out of a tree since then.
    """

    def __init__(self) -> None:
        self.is_on = False
        self.changes = 0
        self.first: list[nodes.Node] = []
        self.taken: list[nodes.Node] = []
        self._last: _Nodes | None = None

    def now(self, tree: nodes.Node, wanted: Classes) -> list[nodes.Node]:
        """The nodes of some classes as they are, for whoever changes neither the tree nor the list."""
        known = self._last
        if known is None or not known.is_of(tree, self.changes):
            known = self._last = _Nodes(tree, self.changes)
            if not self.first or self.first[0] is not tree:
                self.first, self.taken = known.all, []
        return known.of(wanted)

    def walk(self, tree: nodes.Node, wanted: Classes) -> Iterator[nodes.Node]:
        """The nodes of some classes as ``Node.findall`` gives them, also when the tree changes in between."""
        found = self.now(tree, wanted)
        known, changes = self._last, self.changes
        for node in found:
            yield node
            if self.changes != changes:
                yield from known.behind(node, wanted)  # type: ignore[union-attr]
                return

    def forget(self) -> None:
        """Hold no tree any longer."""
        self._last = None
        self.first, self.taken = [], []
