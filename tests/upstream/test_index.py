"""The nodes of a tree are known by their class whatever is done to it."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from docutils import nodes

from papershelf.upstream import trees
from support import Site
from upstream.common import CONDITIONS, KINDS, a_tree


@pytest.mark.parametrize("put", ["append", "insert", "extend", "item", "slice", "replace", "iadd", "nested"])
def test_what_is_put_into_a_tree_is_found(put: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees.index, "is_on", True)
    monkeypatch.setattr(nodes.Node, "setup_child", trees._setup_child)
    tree, new = a_tree(1), nodes.table()
    ways: dict[str, Callable[[nodes.Element], Any]] = {
        "append": lambda place: place.append(new),
        "insert": lambda place: place.insert(0, new),
        "extend": lambda place: place.extend([new]),
        "item": lambda place: place.__setitem__(0, new),
        "slice": lambda place: place.__setitem__(slice(0, 1), [new]),
        "replace": lambda place: place.replace(place[0], new),
        "iadd": lambda place: place.__iadd__(new),
        "nested": lambda place: place.append(nodes.paragraph("", "", new)),
    }
    assert list(trees._findall(tree, nodes.table)) == []
    ways[put](next(node for node in tree.findall(nodes.Element) if len(node) and node is not tree))
    assert list(trees._findall(tree, nodes.table)) == [new]


def test_a_tree_that_is_written_is_known_still_when_others_were_gone_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees.index, "is_on", True)
    for place, name, ours, _theirs in trees.OF_DOCUTILS:
        monkeypatch.setattr(place, name, ours)
    tree = a_tree(1)
    found = list(tree.findall(nodes.Text))
    known = trees.index._last
    with trees.beside():
        other = a_tree(2)
        assert list(other.findall(nodes.Text)) != found
        trees.let_go(other)
    assert list(tree.findall(nodes.Text)) == found
    assert trees.index._last is known


@pytest.mark.parametrize("taken", ["item", "slice", "pop", "remove", "clear", "replace"])
def test_what_is_taken_out_of_a_tree_is_found_no_more(taken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees.index, "is_on", True)
    for place, name, ours, _theirs in trees.OF_DOCUTILS:
        monkeypatch.setattr(place, name, ours)
    tree = a_tree(1)
    place = next(node for node in tree.findall(nodes.Element) if len(node) and node is not tree)
    ways: dict[str, Callable[[], Any]] = {
        "item": lambda: place.__delitem__(0),
        "slice": lambda: place.__delitem__(slice(0, 1)),
        "pop": lambda: place.pop(0),
        "remove": lambda: place.remove(place[0]),
        "clear": place.clear,
        "replace": lambda: place.replace(place[0], []),
    }
    gone = place[0]
    assert gone in list(tree.findall())
    ways[taken]()
    assert gone not in list(tree.findall())


def _change(tree: nodes.document, node: nodes.Node, chance: random.Random) -> None:
    """Do what a transform may do to a tree while it walks through it."""
    place = chance.choice(list(trees._their_findall(tree, nodes.Element)))
    new = chance.choice(KINDS)(ids=[f"new-{chance.random()}"])
    new += nodes.emphasis("", "new")
    ways: list[Callable[[], Any]] = [
        lambda: place.append(new),
        lambda: place.insert(0, new),
        lambda: node.parent.replace(node, [new, nodes.Text("behind")]) if node in (node.parent or ()) else None,
        lambda: node.parent.remove(node) if node in (node.parent or ()) else None,
        lambda: place.pop() if len(place) else None,
        lambda: place.__delitem__(0) if len(place) else None,
        lambda: place.__setitem__(slice(0, 1), [new, nodes.strong()]),
    ]
    chance.choice(ways)()


@pytest.mark.parametrize("condition", CONDITIONS[:4] + CONDITIONS[5:])
def test_a_tree_that_changes_is_walked_the_same_way(condition: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees.index, "is_on", True)
    for place, name, ours, _theirs in trees.OF_DOCUTILS:
        if name not in {"findall", "walkabout"}:
            monkeypatch.setattr(place, name, ours)

    def went(findall: Callable[..., Iterator[nodes.Node]], seed: int) -> list[str]:
        tree, chance, found = a_tree(seed), random.Random(seed), []
        for node in itertools.islice(findall(tree, condition), 200):
            found.append(f"{node.__class__.__name__} {node.astext() if isinstance(node, nodes.Text) else node['ids']}")
            if chance.random() < 0.1:
                _change(tree, node, chance)
        return [*found, tree.pformat(), *(node.astext() for node in findall(tree, condition))]

    for seed in range(100):
        assert went(trees._findall, seed) == went(trees._their_findall, seed), seed


def test_trees_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees.index, "is_on", True)
    one, other = a_tree(1), a_tree(2)
    other.append(nodes.table())
    assert [len(list(trees._findall(tree, nodes.table))) for tree in (one, other, one, other)] == [0, 1, 0, 1]


def test_an_extension_that_is_not_known_has_every_tree_walked(small: Site) -> None:
    small.build()
    assert trees.index.is_on
    conf = (small.source / "conf.py").read_text(encoding="utf-8")
    small.write({"conf.py": conf + "\ndef setup(app):\n    pass\n"})
    small.build()
    assert not trees.index.is_on
