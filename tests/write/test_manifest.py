"""The record of what was written tells damaged, stale and left-over files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from papershelf.write.manifest import Manifest, Page, describe, files_below, is_intact, remove
from papershelf.write.whole import write_parts, write_whole


@pytest.fixture
def page(tmp_path: Path) -> Page:
    path = tmp_path / "a.html"
    path.write_bytes(b"text")
    return Page("inputs", {"a.html": describe(path, b"text")})


def test_a_file_as_written_is_intact(tmp_path: Path, page: Page) -> None:
    assert is_intact(tmp_path, page)


def test_a_time_stamp_alone_does_no_harm(tmp_path: Path, page: Page) -> None:
    os.utime(tmp_path / "a.html", (1, 1))
    assert is_intact(tmp_path, page)


@pytest.mark.parametrize("content", [b"", b"tex", b"text and more", b"txet"])
def test_other_content_is_noticed(tmp_path: Path, page: Page, content: bytes) -> None:
    (tmp_path / "a.html").write_bytes(content)
    os.utime(tmp_path / "a.html", (1, 1))
    assert not is_intact(tmp_path, page)


def test_a_missing_file_is_noticed(tmp_path: Path, page: Page) -> None:
    (tmp_path / "a.html").unlink()
    assert not is_intact(tmp_path, page)


def test_a_file_that_was_not_written_whole_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"te")
    with pytest.raises(OSError, match="2 of 4 bytes"):
        describe(tmp_path / "a.html", b"text")


def test_saved_and_loaded(tmp_path: Path, page: Page) -> None:
    others = {"b": Page("", {}, {"x.png": "x1.png"})}
    saved = Manifest("token", "world", {"a": page}, others, ["_static/c.css"], {"c": "d"}, derived={"e": "f"})
    saved.save(tmp_path / "state" / "manifest.json")
    assert Manifest.load(tmp_path / "state" / "manifest.json") == saved
    assert saved.paths() == {"a.html", "_images/x1.png", "_static/c.css"}


def test_what_the_world_tells_is_made_once() -> None:
    manifest, made = Manifest(derived={"kept": "a"}), iter("bc")
    found = [manifest.known(name, lambda: next(made)) for name in ("kept", "new", "new")]
    assert found == ["a", "b", "b"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": 0}', b'{"format": 1}', b"\xff"])
def test_what_cannot_be_read_counts_as_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    assert Manifest.load(tmp_path / "manifest.json") == Manifest()


def test_what_is_the_same_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    write_whole(path, b"1")
    os.utime(path, (1, 1))
    write_whole(path, b"1")
    assert path.stat().st_mtime == 1
    write_whole(path, b"2")
    assert path.read_bytes() == b"2"
    assert [p.name for p in path.parent.iterdir()] == ["b.txt"]


def test_what_a_killed_build_left_is_in_nobodys_way(tmp_path: Path) -> None:
    left = tmp_path / f".b.txt.{os.getpid()}"
    left.write_bytes(b"lef")
    write_whole(tmp_path / "b.txt", b"1")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("b.txt", b"1")]
    left.write_bytes(b"lef")
    write_parts(tmp_path / "b.txt", ["2"])
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("b.txt", b"2")]


def test_a_file_of_parts_is_the_old_one_when_they_end_early(tmp_path: Path) -> None:
    write_parts(tmp_path / "b.txt", ["1"])
    with pytest.raises(ZeroDivisionError):
        write_parts(tmp_path / "b.txt", (str(2 // number) for number in [1] * 300 + [0]))
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("b.txt", b"1")]


@pytest.mark.parametrize("now", ["", "a", "b", "aab", "ab" * 2_000, "ab" * 1_999, "ab" * 1_999 + "aa", "ab" * 3_000])
def test_a_file_of_parts_is_written_where_they_say_something_else(tmp_path: Path, now: str) -> None:
    path = tmp_path / "a" / "b.txt"
    for text in ("ab" * 2_000, now):
        assert write_parts(path, text) == describe(path, text.encode())
        assert path.read_text("utf-8") == text
    os.utime(path, (1, 1))
    assert write_parts(path, now)[1] == 10**9


def test_removing_takes_empty_folders_along_and_stays_inside(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_whole(out / "a" / "b" / "c.html", b"")
    write_whole(out / "a" / "kept.html", b"")
    write_whole(tmp_path / "outside.txt", b"")
    remove(out, ["a/b/c.html", "../outside.txt", "gone.html"])
    assert files_below(tmp_path, but=tmp_path / "none") == {"out/a/kept.html", "outside.txt"}
    assert not (out / "a" / "b").exists()
