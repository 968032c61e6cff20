"""Many files, written whole or not at all."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from papershelf.cli import writing
from papershelf.cli.library import CommandError


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def changes(count: int) -> list[writing.Change]:
    return [writing.Change(f"papers/k{number}.md", b"x") for number in range(count)]


def test_a_terminal_shows_how_far_writing_has_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    writing.write(tmp_path, changes(writing.MANY))
    shown = sys.stderr.getvalue()
    assert "writing" in shown
    assert f"{writing.MANY}/{writing.MANY}" in shown
    assert shown.endswith("\r\x1b[K")


@pytest.mark.skipif(not hasattr(os, "sync"), reason="this system syncs file by file")
def test_many_files_reach_the_disk_together_before_any_gets_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[list[str]] = []
    monkeypatch.setattr(os, "fsync", lambda number: pytest.fail("asked file by file"))
    monkeypatch.setattr(os, "sync", lambda: found.append(sorted(p.suffix for p in (tmp_path / "papers").iterdir())))
    writing.write(tmp_path, changes(writing.MANY))
    assert found == [[".part"] * writing.MANY]
    assert len(list((tmp_path / "papers").glob("k*.md"))) == writing.MANY


def test_a_few_files_are_brought_to_the_disk_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(os, "fsync", asked.append)
    writing.write(tmp_path, changes(3))
    assert len(asked) == 3


def test_a_file_that_cannot_be_written_is_called_by_its_own_name(tmp_path: Path) -> None:
    (tmp_path / ".a.md.part").mkdir()  # as good as a folder that is read-only, for root too
    with pytest.raises(CommandError, match=r"/a\.md: Is a directory; nothing was written"):
        writing.write(tmp_path, [writing.Change("a.md", b"x")])


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("count", [3, writing.MANY])
def test_a_disk_that_fails_at_the_end_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, count: int
) -> None:
    def fail(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", fail)
    monkeypatch.setattr(os, "sync", fail, raising=False)
    with pytest.raises((CommandError, KeyboardInterrupt)):
        writing.write(tmp_path, changes(count))
    assert list(tmp_path.iterdir()) == []
