"""``papershelf import``: nothing is lost, nothing is half done, nothing is overwritten."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from papershelf.cli import main, writing
from papershelf.cli.library import CommandError
from papershelf.sources.library import folder
from support import CONF, Site, category, home, paper

LISTS = Path(__file__).parent.parent / "sources" / "lists"
EMPTY = {"index.md": "# Home\n\nProse.\n\n```{toctree}\n:hidden:\n```\n"}
LIST = """\
# Papers

## Methods

- [New Paper](https://arxiv.org/abs/2001.00001) — later
- [B](notes/b.md)

## Other things

- [Tables Turned](notes/t.md)
  - a summary
"""

Make = Callable[[Mapping[str, str]], Site]


def state(root: Path) -> dict[str, str]:
    """Every file with a digest of its content."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def run(site: Site, *arguments: str | Path) -> int:
    return main(["-C", str(site.source), "import", *map(str, arguments)])


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "list" / "README.md"
    path.parent.mkdir()
    path.write_text(LIST, encoding="utf-8")
    return path


def test_the_usual_list_into_an_empty_library(make_site: Make, capsys: pytest.CaptureFixture[str]) -> None:
    site = make_site(EMPTY)
    assert run(site, LISTS / "real.md") == 0
    assert "23 created, 13 planned, 1 merged" in capsys.readouterr().out
    found = folder.read(site.source, site.source)
    assert (len(found.catalogue), len(found.catalogue.categories), found.problems) == (36, 11, [])
    assert site.build() == ""


def test_the_same_import_again_changes_nothing(make_site: Make, capsys: pytest.CaptureFixture[str]) -> None:
    site = make_site(EMPTY)
    for name in sorted(LISTS.glob("*.md")):
        run(site, name)
    before = state(site.source)
    capsys.readouterr()
    for name in sorted(LISTS.glob("*.md")):
        run(site, name)
    assert state(site.source) == before
    assert "wrote" not in capsys.readouterr().out


def test_a_dry_run_writes_nothing_and_says_the_same(make_site: Make, capsys: pytest.CaptureFixture[str]) -> None:
    site = make_site(EMPTY)
    before = state(site.source)
    assert run(site, LISTS / "real.md", "--dry-run") == 0
    dry = capsys.readouterr().out
    assert state(site.source) == before
    assert run(site, LISTS / "real.md") == 0
    assert capsys.readouterr().out == dry.replace("would write", "wrote")


def library(make_site: Make) -> Site:
    return make_site(
        {
            "index.md": home("methods", "guide") + "\nEnd.\r\n",
            "guide.md": "# Guide\n",
            "methods.md": category(content="b", queue="- old = Old One"),
            "papers/b.md": paper("B", "b"),
        }
    )


def test_what_exists_is_kept_word_for_word(make_site: Make, listed: Path) -> None:
    site = library(make_site)
    before = {path: (site.source / path).read_bytes() for path in ("index.md", "methods.md", "papers/b.md")}
    assert run(site, listed) == 0
    after = {path: (site.source / path).read_bytes() for path in before}
    assert after["papers/b.md"] == before["papers/b.md"]
    assert after["index.md"] == before["index.md"].replace(b"methods\n", b"methods\nother-things\n")
    assert after["methods.md"] == before["methods.md"].replace(b"\nb\n", b"\nnew-paper\nb\n").replace(
        b"- old = Old One\n", "- old = Old One\n- new-paper = New Paper (2020-01) arXiv:2001.00001 — later\n".encode()
    )
    assert site.build() == ""


def test_force_writes_a_page_anew(make_site: Make, listed: Path) -> None:
    site = library(make_site)
    assert run(site, listed, "--force") == 0
    assert "Text." not in (site.source / "papers/b.md").read_text()


def test_everything_into_one_category(make_site: Make, listed: Path) -> None:
    site = library(make_site)
    assert run(site, listed, "--category", "methods") == 0
    found = folder.read(site.source, site.source).catalogue
    assert list(found.categories) == ["methods"]
    assert {entry.paper.category for entry in found.entries} == {"methods"}


def test_a_category_that_is_not_there(make_site: Make, listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = library(make_site)
    before = state(site.source)
    assert run(site, listed, "--category", "method") == 1
    assert "did you mean 'methods'" in capsys.readouterr().err
    assert state(site.source) == before


def test_a_file_in_the_way_is_kept_and_said(make_site: Make, listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = library(make_site)
    site.write({"papers/T.md": "mine\n"})
    assert run(site, listed) == 1
    assert "refused: t (papers/T.md is there" in capsys.readouterr().out
    assert (site.source / "papers/T.md").read_text() == "mine\n"


@pytest.mark.parametrize("moment", ["fill", "replace"])
@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_a_full_disk_or_an_interrupt_leaves_everything_as_it_was(
    make_site: Make,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    moment: str,
    failure: BaseException,
) -> None:
    site = library(make_site)
    before = state(site.source)
    calls = 0
    original: Any = writing._fill if moment == "fill" else Path.replace

    def failing(*arguments: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 9:
            raise failure
        return original(*arguments)

    monkeypatch.setattr(writing if moment == "fill" else Path, "_fill" if moment == "fill" else "replace", failing)
    assert run(site, LISTS / "real.md") == (130 if isinstance(failure, KeyboardInterrupt) else 1)
    monkeypatch.undo()
    assert calls == 9
    assert state(site.source) == before
    assert [path for path in site.source.rglob("*") if path.is_dir()] == [site.source / "papers"]
    if isinstance(failure, OSError):
        assert "No space left on device; nothing was written" in capsys.readouterr().err


@pytest.mark.parametrize(
    "path",
    [
        "../x.md",
        "/x.md",
        "a/../x.md",
        "a\\b.md",
        "c:x.md",
        "nul.md",
        "a/con",
        "a\x00b",
        "a.",
        "a ",
        "",
        "a//b",
        "out/x.md",
    ],
)
def test_no_path_leaves_the_library(tmp_path: Path, path: str) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "library/out").symlink_to(tmp_path)
    with pytest.raises(CommandError):
        writing.write(tmp_path / "library", [writing.Change("fine.md", b"x"), writing.Change(path, b"x")])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["library"]
    assert not (tmp_path / "library/fine.md").exists()


def test_a_folder_that_may_not_be_written(make_site: Make, capsys: pytest.CaptureFixture[str]) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    site = library(make_site)
    site.source.chmod(0o500)
    try:
        assert run(site, LISTS / "real.md") == 1
    finally:
        site.source.chmod(0o700)
    assert "nothing was written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("list.xyz", b"", "no list of a known kind"),
        ("list.md", b"\xff\xfe\x00\xd8\x00", "no UTF-8 text"),
        ("missing.md", None, "no such file"),
    ],
)
def test_a_source_that_cannot_be_read(
    make_site: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes | None, words: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert run(library(make_site), tmp_path / name) == 1
    assert words in capsys.readouterr().err


def test_a_list_in_the_encoding_of_korean_windows(make_site: Make, tmp_path: Path) -> None:
    (tmp_path / "list.md").write_bytes("## 검색\n\n- [가나다 논문]\n".encode("cp949"))
    site = make_site(EMPTY)
    assert run(site, tmp_path / "list.md") == 0
    assert [c.title for c in folder.read(site.source, site.source).catalogue.categories.values()] == ["검색"]


def test_conf_is_never_run(make_site: Make, listed: Path) -> None:
    site = make_site({**EMPTY, "conf.py": CONF + "raise SystemExit('run')\n"})
    assert run(site, listed) == 0


def test_the_command_line_loads_no_sphinx_and_nothing_heavy() -> None:
    heavy = ("sphinx", "markdown_it", "yaml", "docutils", "httpx", "rich", "shtab")
    code = f"import sys, papershelf.cli as c; c._parser(); print([m for m in {heavy} if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
