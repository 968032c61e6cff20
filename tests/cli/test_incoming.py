"""Sources that are no files: standard input, and lists in the web, on a server of this machine."""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from library import begun
from papershelf.cli import main
from papershelf.cli.imports import importing
from papershelf.cli.library import CommandError
from papershelf.sources.network import remote
from papershelf.sources.network.remote import Hosts
from sources.servers import Answer, Server, running

LIST = """\
# List

## Methods

- [A Wide Paper (2020)](https://arxiv.org/abs/2006.09687)
- [B Paper (2021)](https://arxiv.org/abs/2101.00001) | [code](code/b.py) | [note](notes/b%20b.md#top)

[x]: other.md

```
[stays](as/it/is.md)
```
"""
BIB = "@article{wide, title={A Wide Paper}, year={2020}, author={Kim, Ann}}\n"
RIS = "TY  - JOUR\nTI  - A Wide Paper\nPY  - 2020\nER  - \n"
CSL = '[{"id": "wide", "type": "article", "title": "A Wide Paper", "issued": {"date-parts": [[2020]]}}]'


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as found:
        yield found


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return begun(tmp_path / "lib")


def run(library: Path, *sources: str, form: str = "", hosts: Hosts | None = None) -> int:
    arguments = argparse.Namespace(
        directory=library,
        sources=list(sources),
        format=form,
        category="",
        category_by="",
        dry_run=False,
        force=False,
        live=False,
        all=False,
        report=None,
        update=False,
        fetch=False,
        fetch_images=False,
        encoding="",
        mailto="",
    )
    return importing.run(arguments, hosts)


def hosts(server: Server) -> Hosts:
    return Hosts(github=f"{server.address}", github_raw=f"{server.address}/raw", gitlab="https://gitlab.example")


def said(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    return captured.out + captured.err


# -- standard input -----------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "form"), [(LIST, ""), (BIB, ""), (RIS, ""), (CSL, ""), (BIB, "bibtex")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_standard_input_in_any_form(
    library: Path,
    text: str,
    form: str,
    encoding: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode(encoding))))
    assert main(["-C", str(library), "import", "-", *(["--format", form] if form else [])]) == 0
    out, error = capfd.readouterr()
    assert error == ""
    assert "standard input:" in out
    assert "A Wide Paper" in "".join(path.read_text("utf-8") for path in library.rglob("*.md"))


@pytest.mark.parametrize(("text", "encoding"), [(LIST, "utf-8-sig"), (BIB, "utf-8")])
def test_standard_input_of_a_process(library: Path, text: str, encoding: str) -> None:
    command = [sys.executable, "-m", "papershelf", "import", "-", "-C", str(library)]
    done = subprocess.run(command, input=text.encode(encoding), capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"standard input:" in done.stdout
    assert "A Wide Paper" in "".join(path.read_text("utf-8") for path in library.rglob("*.md"))


def test_standard_input_once(library: Path) -> None:
    with pytest.raises(SystemExit) as error:
        main(["-C", str(library), "import", "-", "-"])
    assert error.value.code == 2


def test_a_bibliography_below_a_preamble(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "This file was made by a reference manager.\n\n% 2024\n@comment{x}\n" + BIB
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert run(library, "-") == 0
    assert "- wide = A Wide Paper" in (library / "categories/list.md").read_text("utf-8")


def test_a_page_of_the_web_is_no_list(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n<!DOCTYPE html><html><body>- x</body></html>")))
    with pytest.raises(CommandError, match=r"standard input: it is a page of the web"):
        run(library, "-")


# -- several sources ------------------------------------------------------------------------------


def test_several_sources_in_one_run(library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text(LIST)
    (tmp_path / "b.txt").write_text(BIB)
    with pytest.raises(
        CommandError, match=r"b\.txt: no list of a known kind; known are \.md.*; --format names its form"
    ):
        run(library, str(tmp_path / "a.md"), str(tmp_path / "b.txt"))
    assert run(library, str(tmp_path / "b.txt"), form="bibtex") == 0
    (tmp_path / "c.ris").write_text(RIS.replace("A Wide Paper", "Third"))
    capsys.readouterr()
    assert run(library, str(tmp_path / "a.md"), str(tmp_path / "c.ris")) == 0
    out = capsys.readouterr().out
    assert "a.md:6: " in out
    assert "c.ris:1: " in out
    assert out.count("unchanged") == 2  # the sums, and the paper that b.txt had


def test_one_source_that_cannot_be_read_leaves_all_unwritten(library: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(LIST)
    before = sorted(library.rglob("*"))
    with pytest.raises(CommandError, match="there is no such file"):
        run(library, str(tmp_path / "a.md"), str(tmp_path / "gone.md"))
    assert sorted(library.rglob("*")) == before


# -- the web ------------------------------------------------------------------------------------


def test_a_file_of_the_web(library: Path, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    server.say["/lists/papers.md"] = [Answer(LIST.encode(), "text/markdown; charset=utf-8")]
    url = f"{server.address}/lists/papers.md"
    assert run(library, f"{url}#methods") == 0
    text = said(capsys)
    assert f"{url}#methods:5: planned: a-wide-paper → categories/methods.md" in text
    assert "notes that stand beside the list are not fetched" in text
    written = "".join(path.read_text("utf-8") for path in library.rglob("*.md"))
    assert f"{server.address}/lists/code/b.py" in written
    assert [headers["User-Agent"].startswith("papershelf/") for _path, headers in server.asked] == [True]
    assert server.paths == ["/lists/papers.md"]  # nothing else is asked for


def test_the_file_behind_a_page_of_github(library: Path, server: Server) -> None:
    server.say["/raw/u/r/main/docs/list.md"] = [Answer(LIST.encode(), "text/plain")]
    assert run(library, f"{server.address}/u/r/blob/main/docs/list.md", hosts=hosts(server)) == 0
    assert server.paths == ["/raw/u/r/main/docs/list.md"]
    written = "".join(path.read_text("utf-8") for path in library.rglob("*.md"))
    assert f"{server.address}/u/r/blob/main/docs/code/b.py" in written


@pytest.mark.parametrize("path", ["u/r", "u/r/", "u/r.git", "u/r/tree/main"])
def test_the_readme_of_a_repository(library: Path, server: Server, path: str) -> None:
    ref = "main" if "main" in path else "HEAD"
    server.say[f"/raw/u/r/{ref}/readme.md"] = [Answer(LIST.encode(), "text/plain")]
    assert run(library, f"{server.address}/{path}", hosts=hosts(server)) == 0
    assert server.paths == [f"/raw/u/r/{ref}/README.md", f"/raw/u/r/{ref}/readme.md"]


@pytest.mark.parametrize(
    ("kind", "text", "path"),
    [("application/json", CSL, "/x"), ("text/plain", BIB, "/refs.bib"), ("text/plain", RIS, "/y")],
)
def test_bibliographies_of_the_web(library: Path, server: Server, kind: str, text: str, path: str) -> None:
    server.say[path] = [Answer(text.encode(), kind)]
    assert run(library, f"{server.address}{path}") == 0
    assert "A Wide Paper" in "".join(p.read_text("utf-8") for p in library.rglob("*.md"))


def test_what_goes_wrong_is_said_and_nothing_is_written(library: Path, server: Server) -> None:
    server.say["/html"] = [Answer(b"<html></html>", "text/html")]
    server.say["/away"] = [Answer(status=302, headers={"Location": "https://example.org/list.md"})]
    server.say["/html.md"] = [Answer(b"<!doctype html>\n<p>", "text/plain")]
    before = sorted(library.rglob("*"))
    for path, words in (
        ("/gone.md", "there is no such file"),
        ("/html", "the answer is text/html, not"),
        ("/away", "it sends us to 'example.org', which is not asked"),
        ("/html.md", "it is a page of the web"),
    ):
        with pytest.raises(CommandError, match=words) as error:
            run(library, f"{server.address}{path}")
        assert str(error.value).startswith(f"{server.address}{path}: ")
    for url, words in (
        ("https://github.com/u", "a list is a file or a repository: https://github.com/OWNER/NAME"),
        ("https://github.com/u/r/issues/1", "a list is a file or a repository: https://github.com/u/r"),
        ("http://[", "http://\\[: "),
    ):
        with pytest.raises(CommandError, match=words):
            run(library, url)
    assert sorted(library.rglob("*")) == before


def test_places() -> None:
    place = remote.place("https://github.com/u/r/blob/v1/a/list.md?plain=1#L3")
    assert place.files == ("https://raw.githubusercontent.com/u/r/v1/a/list.md",)
    assert remote.place("https://gitlab.com/g/s/r/-/blob/main/a.md").files == (
        "https://gitlab.com/g/s/r/-/raw/main/a.md",
    )
    assert remote.place("https://example.org/x.md?y=1#z").files == ("https://example.org/x.md?y=1",)
    assert remote.place("https://www.github.com/u/r/tree/main/docs").files[0].endswith("/u/r/main/docs/README.md")


def test_relative_links_lead_into_the_web_and_code_stays() -> None:
    place = remote.place("https://github.com/u/r/blob/main/docs/list.md")
    text, notes = remote.absolute(
        LIST + '\n<a href="../up.md">up</a> <img src="f/한 글.png"> ![a](f/a(1).png) [self](#here) [m](mailto:a@b)\n',
        place,
    )
    at = "https://github.com/u/r/blob/main"
    assert notes
    assert f"[note]({at}/docs/notes/b%20b.md#top)" in text
    assert f"[x]: {at}/docs/other.md" in text
    assert "[stays](as/it/is.md)" in text
    assert f'<a href="{at}/up.md">' in text
    raw = "https://raw.githubusercontent.com/u/r/main/docs"
    assert f'<img src="{raw}/f/%ED%95%9C%20%EA%B8%80.png">' in text
    assert f"![a](<{raw}/f/a(1).png>)" in text or f"![a]({raw}/f/a%281%29.png)" in text
    assert "[self](#here) [m](mailto:a@b)" in text
