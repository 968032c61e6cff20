"""``--fetch-images``: pictures of other hosts come into the library, and what is said of those that are left."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from papershelf.cli import main
from papershelf.cli.checking import check
from papershelf.cli.imports import importing
from papershelf.sources.network.pictures import Bounds
from sources.servers import Answer, Server, running
from sources.vaults import png
from support import CONF, Site, category, home, paper

HERE = Bounds(private=True, sleep=lambda seconds: None)


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as found:
        found.say["/a/one.png"] = [Answer(png(), "image/png")]
        found.say["/b/one.png"] = [Answer(png(1), "image/png")]
        found.say["/badge"] = [Answer(b"<svg>", "image/svg+xml")]
        yield found


def body(address: str) -> str:
    return (
        f"![one]({address}/a/one.png) and ![two](<{address}/b/one.png>)\n\n"
        f"```{{figure}} {address}/a/one.png\n:width: 30px\n\nWords.\n```\n\n"
        f'<img src="{address}/a/one.png" alt="three">\n\n[a link]({address}/a/one.png) ![badge]({address}/badge)\n\n'
        f"`![code]({address}/a/one.png)`\n\n```text\n![code]({address}/a/one.png)\n```\n"
    )


def library(folder: Path, text: str) -> Path:
    site = Site(folder, folder.parent / "out")
    site.write(
        {
            "conf.py": CONF,
            "index.md": home("methods"),
            "methods.md": category(),
            "papers/a.md": paper("A", "a", options=OPTIONS, body=text),
            "papers/b/index.md": paper("B", "b", options=OPTIONS.replace("00001", "00002"), body=text),
        }
    )
    return folder


OPTIONS = ":authors: Ann Lee\n:year: 2020\n:category: methods\n:arxiv: 2001.00001"


def run(command: Any, *words: str, bounds: Bounds = HERE) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("-C", dest="directory", type=Path, default=Path())
    command.add_parser(parser.add_subparsers())
    return int(command.run(parser.parse_args(words), bounds=bounds))


def test_check_brings_pictures_in(server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = library(tmp_path / "lib", body(server.address))
    assert run(check, "-C", str(folder), "check") == 0  # a note fails nothing
    said = capsys.readouterr().out
    assert "papers/a.md:14: remote-image: 10 pictures on 2 pages on other hosts (127.0.0.1): a reader's" in said
    assert said.endswith("2 papers, nothing to mend, 1 note\n")

    assert run(check, "-C", str(folder), "check", "--fix", "--fetch-images") == 1  # one is refused
    said = capsys.readouterr().out
    assert "remote-image" in said
    assert f"{server.address}/badge was not fetched: 127.0.0.1: it is an SVG" in said
    assert sorted(server.paths) == ["/a/one.png", "/b/one.png", "/badge"]  # each once
    names = sorted(path.name for path in (folder / "figures").iterdir())
    assert len(names) == 2
    assert all(name.startswith("one-") and name.endswith(".png") for name in names)
    page = (folder / "papers/a.md").read_text("utf-8")
    assert page.count("../figures/one-") == 4
    assert f"[a link]({server.address}/a/one.png)" in page
    assert page.count(f"![code]({server.address}/a/one.png)") == 2
    assert (folder / "papers/b/index.md").read_text("utf-8").count("../../figures/one-") == 4

    before = len(server.asked)
    run(check, "-C", str(folder), "check", "--fix", "--fetch-images", "--format", "json")
    data = json.loads(capsys.readouterr().out)
    assert len(server.asked) == before + 1  # the badge again, which is not there
    assert [(f["file"], f["code"], "note" in f) for f in data["findings"]] == [
        ("papers/a.md", "remote-image", True),
        ("papers/a.md", "unfetched-image", False),
        ("papers/b/index.md", "unfetched-image", False),
    ]


def test_a_run_that_is_broken_off_goes_on(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = library(tmp_path / "lib", f"![]({server.address}/a/one.png) ![]({server.address}/b/one.png)\n")
    before = (folder / "papers/a.md").read_bytes()

    def breaks(seconds: float) -> None:
        raise KeyboardInterrupt

    server.say["/b/one.png"].insert(0, Answer(status=503))
    with pytest.raises(KeyboardInterrupt):
        run(check, "-C", str(folder), "check", "--fix", "--fetch-images", bounds=Bounds(private=True, sleep=breaks))
    assert (folder / "papers/a.md").read_bytes() == before
    assert len(list((folder / "figures").iterdir())) == 1
    assert run(check, "-C", str(folder), "check", "--fix", "--fetch-images") == 0
    assert server.paths == ["/a/one.png", "/b/one.png", "/b/one.png"]
    assert "![](../figures/one-" in (folder / "papers/a.md").read_text("utf-8")


def test_a_host_that_never_answers_is_not_asked_for_ever(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(5):
        server.say[f"/{number}.png"] = [Answer(status=503)]
    text = "\n\n".join(f"![]({server.address}/{number}.png)" for number in range(5))
    assert run(check, "-C", str(library(tmp_path / "lib", text)), "check", "--fix", "--fetch-images") == 1
    assert server.paths == ["/0.png"] * 2 + ["/1.png"] * 2 + ["/2.png"] * 2
    assert "4.png was not fetched: 127.0.0.1: it did not answer before" in capsys.readouterr().out


def test_fetching_changes_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["-C", str(library(tmp_path / "lib", "")), "check", "--fetch-images"])
    assert "--fix" in capsys.readouterr().err


def test_import_brings_pictures_in(server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = library(tmp_path / "lib", "")
    notes = tmp_path / "notes"
    (notes / "x").mkdir(parents=True)
    (notes / "x/lora.md").write_text(
        f"# LoRA\n\n이 글은 논문을 읽고 정리한 것이다.\n\n![그림]({server.address}/a/one.png)\n\n"
        f"![badge]({server.address}/badge)\n",
        encoding="utf-8",
    )
    report = tmp_path / "report.json"
    words = ("-C", str(folder), "import", str(notes), "--fetch-images", "--report", str(report))
    assert run(importing, *words, "--dry-run") == 0
    assert server.asked == []
    assert run(importing, *words) == 1
    page = (folder / "papers/lora.md").read_text("utf-8")
    assert "![그림](../figures/one-" in page
    assert f"![badge]({server.address}/badge)" in page
    rows = [row for row in json.loads(report.read_text("utf-8"))["rows"] if row["outcome"] == "refused"]
    assert [(row["source"], row["name"]) for row in rows] == [("papers/lora.md", f"{server.address}/badge")]
    assert "SVG" in rows[0]["why"]


def test_pictures_that_are_left_are_shown_or_linked(tmp_path: Path) -> None:
    text = (
        "![one](https://example.org/a.png) [![in](https://example.org/b.png)](https://example.org/)\n\n"
        "```{image} https://example.org/c.png\n```\n\n"
        "```{figure} https://example.org/d.png\n:alt: four\n\nWords.\n```\n"
    )
    site = Site(library(tmp_path / "lib", text), tmp_path / "out")
    assert site.build() == ""
    note = BeautifulSoup(site.page("papers/a"), "html.parser").article
    assert note is not None
    assert [image["src"][-5:] for image in note("img")] == ["a.png", "b.png", "c.png", "d.png"]
    site.write({"conf.py": CONF + "papershelf_remote_images = False\n"})
    assert site.build() == ""
    note = BeautifulSoup(site.page("papers/a"), "html.parser").article
    assert note is not None
    assert note("img") == []
    linked = {link.get_text(): link["href"] for link in note("a") if "example.org" in link["href"]}
    assert linked == {
        "one": "https://example.org/a.png", "in": "https://example.org/", "https://example.org/c.png":
        "https://example.org/c.png", "four": "https://example.org/d.png",
    }  # fmt: skip
