"""Tables keyed by document stay pickled until one of their values is looked at."""

from __future__ import annotations

import pickle

import pytest

from papershelf.collect.documents import stored
from papershelf.collect.documents.stored import TOGETHER, Stored

unpickled: list[str] = []


class Value:
    """A value that tells when it is unpickled."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __setstate__(self, state: dict[str, str]) -> None:
        self.name = state["name"]
        unpickled.append(self.name)


NAMES = [f"p{number:03}" for number in range(3 * TOGETHER)]


@pytest.fixture
def table() -> Stored[Value]:
    """As it comes back from the environment's file."""
    found: Stored[Value] = Stored()
    found.update({name: Value(name) for name in NAMES})
    again: Stored[Value] = pickle.loads(pickle.dumps(found))
    unpickled.clear()
    return again


def test_it_reads_like_a_table(table: Stored[Value]) -> None:
    assert list(table) == NAMES
    assert "p001" in table and "q" not in table and not unpickled
    assert table["p001"].name == "p001"
    assert table.get("q") is None
    assert table.pop("p002").name == "p002"
    assert table.pop("p002", None) is None
    with pytest.raises(KeyError):
        table["p002"]
    assert len(table) == len(NAMES) - 1
    assert [name for name, value in table.items() if value.name != name] == []


def test_one_value_is_unpickled_with_a_few_others(table: Stored[Value]) -> None:
    assert table[NAMES[-1]]
    assert unpickled == NAMES[-TOGETHER:]


def test_what_is_changed_stays_changed_and_comes_last(table: Stored[Value]) -> None:
    for name in ("p001", "new", "p100"):
        table.pop(name, None)
        table[name] = Value(f"{name} again")
    del table["p005"]
    pickled = pickle.loads(pickle.dumps(table))
    left = [name for name in NAMES if name not in {"p001", "p005", "p100"}]
    assert list(pickled) == [*left, "p001", "new", "p100"]
    assert [pickled[name].name for name in ("p001", "new", "p100", "p002")] == [
        "p001 again",
        "new again",
        "p100 again",
        "p002",
    ]


def test_only_what_is_changed_is_pickled_anew(table: Stored[Value], monkeypatch: pytest.MonkeyPatch) -> None:
    table["p001"] = Value("p001 again")
    made: list[object] = []
    monkeypatch.setattr(stored.pickle, "dumps", lambda held, protocol: made.append(held) or b"")  # type: ignore
    table.__reduce__()
    assert [list(held) for held in made if isinstance(held, dict)] == [NAMES[:TOGETHER]]


def test_another_process_hands_over_what_it_read(table: Stored[Value]) -> None:
    mine: Stored[Value] = Stored()
    mine["mine"] = Value("mine")
    mine.take(table, set(NAMES[1:]))
    assert list(mine) == ["mine", *NAMES[1:]]
    assert unpickled == NAMES[:TOGETHER], "of these, one was not wanted"
    mine.take({"a": Value("a"), "b": Value("b")}, {"a", "c"})
    assert [name for name, value in mine.items() if value.name != name] == []
    assert len(mine) == len(NAMES) + 1
