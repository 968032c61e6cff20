"""Which library a command works on."""

from __future__ import annotations

from pathlib import Path

import pytest

from papershelf.cli.library import CommandError, Library, find


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_conf_beside_the_home_page(tmp_path: Path) -> None:
    touch(tmp_path / "conf.py", tmp_path / "index.md", tmp_path / "papers/deep/x.md")
    library = find(tmp_path / "papers/deep")
    assert library == Library(tmp_path, tmp_path)
    assert library.build == tmp_path / "build"


@pytest.mark.parametrize("start", [".", "docs", "papers"])
def test_conf_in_docs(tmp_path: Path, start: str) -> None:
    touch(tmp_path / "docs/conf.py", tmp_path / "index.md", tmp_path / "papers/x.md")
    library = find(tmp_path / start)
    assert library == Library(tmp_path, tmp_path / "docs")
    assert library.build == tmp_path / "build"


def test_everything_in_docs(tmp_path: Path) -> None:
    touch(tmp_path / "docs/conf.py", tmp_path / "docs/index.rst")
    assert find(tmp_path) == Library(tmp_path / "docs", tmp_path / "docs")


def test_no_library(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no library here"):
        find(tmp_path)
