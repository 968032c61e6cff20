"""Tables of contents stay pickled until one is looked at."""

from __future__ import annotations

import pickle

import pytest
from docutils import nodes

from papershelf.collect.documents.tocs import StoredTocs


def toc(text: str) -> nodes.bullet_list:
    return nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", text)))


@pytest.fixture
def stored() -> StoredTocs:
    """As it comes back from the environment's file."""
    found = pickle.loads(pickle.dumps(StoredTocs({"a": toc("A"), "b": toc("B")})))
    assert isinstance(found, StoredTocs)
    return found


def test_it_reads_like_a_table_of_nodes(stored: StoredTocs) -> None:
    assert stored["a"].astext() == "A"
    assert stored.get("b").astext() == "B"
    assert stored.get("c") is None
    assert sorted(stored) == ["a", "b"]
    assert [node.astext() for node in stored.values()] == ["A", "B"]
    assert [(name, node.astext()) for name, node in stored.items()] == [("a", "A"), ("b", "B")]
    assert stored.pop("a").astext() == "A"
    assert stored.pop("a", None) is None
    with pytest.raises(KeyError):
        stored["a"]


def test_what_is_changed_stays_changed(stored: StoredTocs) -> None:
    stored["a"]["classes"].append("seen")
    stored["c"] = toc("C")
    again = pickle.loads(pickle.dumps(stored))
    assert again["a"]["classes"] == ["seen"]
    assert again["c"].astext() == "C"


def test_what_is_not_looked_at_is_not_unpickled(stored: StoredTocs, monkeypatch: pytest.MonkeyPatch) -> None:
    data = pickle.dumps(stored)
    monkeypatch.setattr(nodes.Element, "__setstate__", lambda *_args: pytest.fail("unpickled"), raising=False)
    assert set(pickle.loads(data)) == {"a", "b"}


def test_what_is_let_go_is_as_it_was(stored: StoredTocs) -> None:
    stored["a"]["classes"].append("seen")
    stored["c"] = toc("C")
    for name in ("a", "b", "c", "d"):
        stored.let_go(name)
    assert stored["a"]["classes"] == []
    assert [node.astext() for node in stored.values()] == ["A", "B", "C"]


def test_nothing_is_held_as_nodes(stored: StoredTocs) -> None:
    stored["a"]["classes"].append("seen")
    stored["c"] = toc("C")
    stored.store()
    assert {type(dict.__getitem__(stored, name)) for name in stored} == {bytes}
    assert stored["a"]["classes"] == ["seen"]
    assert {type(value) for value in StoredTocs({"a": toc("A")}).values()} == {nodes.bullet_list}
