"""Records of other libraries that a portal keeps: those of the file as it is, whatever was kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from papershelf.collect.external import shelved
from papershelf.collect.external.shelved import Shelves
from papershelf.libraries.declared import Declared
from papershelf.libraries.reading import read
from papershelf.libraries.records import OtherLibrary

LAB = Declared("lab", "https://lab.example/")


def file(title: str = "One") -> bytes:
    named = [{"library": "https://own.example/", "key": "mine", "relations": ["extends"], "mentioned": True}]
    papers = [
        {"key": "one", "title": title, "url": "one.html", "authors": [{"literal": "Team"}], "elsewhere": named},
        {"key": "two", "title": "Two", "url": "two.html", "former_keys": ["second"], "summary": ["a", "b"]},
        {"key": "bad", "title": "Bad", "url": "https://elsewhere.example/"},
    ]
    return json.dumps({"version": 1, "categories": [], "papers": papers}).encode()


def told(library: OtherLibrary) -> object:
    second = library.paper("second")
    return (list(library), list(library.naming("own.example/")), second, library.complaints, library.keys)


def counted(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The files that are read from now on."""
    seen: list[bytes] = []

    def noted(data: bytes, library: Declared) -> OtherLibrary:
        seen.append(data)
        return read(data, library)

    monkeypatch.setattr(shelved, "read", noted)
    return seen


def test_records_are_those_of_the_file_and_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = counted(monkeypatch)
    wanted = told(read(file(), LAB))
    for _time in range(2):
        assert told(Shelves(tmp_path).read(file(), LAB)) == wanted
    assert len(seen) == 1
    assert told(Shelves(tmp_path).read(file("Other"), LAB)) == told(read(file("Other"), LAB))
    elsewhere = Declared("lab", "https://lab.example/ko/")
    assert Shelves(tmp_path).read(file("Other"), elsewhere).address == elsewhere.address
    assert len(seen) == 3


def test_what_is_damaged_is_read_again(tmp_path: Path) -> None:
    Shelves(tmp_path).read(file(), LAB)
    (kept,) = tmp_path.iterdir()
    for damaged in (kept.read_bytes()[:-9], b"", b"nonsense"):
        kept.write_bytes(damaged)
        assert told(Shelves(tmp_path).read(file(), LAB)) == told(read(file(), LAB))
    Shelves(tmp_path).forget_others([])
    assert list(tmp_path.iterdir()) == []


def test_records_that_cannot_be_kept_are_made_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "full").write_text("no folder")
    assert told(Shelves(tmp_path / "full").read(file(), LAB)) == told(read(file(), LAB))
