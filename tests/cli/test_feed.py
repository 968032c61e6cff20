"""``papershelf export --format feed``: Atom for a reader, as the site publishes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import feedparser
import pytest

from papershelf.cli import main
from support import CONF, Site, category, home, paper

ADDRESS = 'html_title = "A Shelf"\nauthor = "Kim"\nlanguage = "ko"\nhtml_baseurl = "https://example.org/lib"\n'
LIBRARY = {
    "conf.py": CONF + ADDRESS,
    "index.md": home("methods"),
    "methods.md": category(content="b\na", queue="- p = Planned (2020) +2024-03-01"),
    "papers/a.md": paper("A", "a", options=":category: methods\n:year: 2021\n:read: 2023-05-01"),
    "papers/b.md": paper("B", "b", options=":category: methods\n:year: 2022\n:tags: x\n:read: 2024-01-02"),
    "papers/c 한.md": paper("C", "c", options=":status: writing\n:added: 2024-05-05"),
    "papers/d.md": paper("D", "d", options=":year: 2020"),
}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    for name, text in LIBRARY.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def export(library: Path, capsys: pytest.CaptureFixture[str], *options: str) -> Any:
    assert main(["-C", str(library), "export", "--format", "feed", *options]) == 0
    found = feedparser.parse(capsys.readouterr().out.encode())
    assert found.bozo == 0
    return found


def test_the_library_is_a_feed_of_finished_notes(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = export(library, capsys)
    assert (found.feed.title, found.feed.author, found.feed.language) == ("A Shelf", "Kim", "ko")
    assert found.feed.id == "https://example.org/lib/feed.xml"
    assert [(e.title, e.updated, e.link) for e in found.entries] == [
        ("B", "2024-01-02T00:00:00Z", "https://example.org/lib/papers/b.html"),
        ("A", "2023-05-01T00:00:00Z", "https://example.org/lib/papers/a.html"),
    ]
    assert found.entries[0].tags[0].label == "Methods"


@pytest.mark.parametrize(
    ("options", "title", "shown"),
    [
        (["--category", "methods"], "A Shelf: Methods", ["B", "A"]),
        (["--tag", "X"], "A Shelf: X", ["B"]),
        (["--year", "2020-2021"], "A Shelf: 2020-2021", ["A"]),
        (["--status", "planned"], "A Shelf: planned", ["Planned"]),
        (["--status", "writing"], "A Shelf: writing", ["C"]),
        (["--category", "methods", "--year", "2022"], "A Shelf: Methods: 2022", ["B"]),
    ],
)
def test_filters(
    library: Path, capsys: pytest.CaptureFixture[str], options: list[str], title: str, shown: list[str]
) -> None:
    found = export(library, capsys, *options)
    assert found.feed.title == title
    assert [entry.title for entry in found.entries] == shown


def test_addresses_hold_nothing_that_an_address_may_not(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(library, capsys, "--status", "writing").entries[0].link.endswith("/papers/c%20%ED%95%9C.html")
    assert export(library, capsys, "--status", "planned").entries[0].link.endswith("/methods.html#paper-p")


def test_it_says_what_the_site_says(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (library / "papers/c 한.md").unlink()
    (library / "conf.py").write_text((CONF + ADDRESS).replace('["_build"]', '["_build", "out"]'), encoding="utf-8")
    Site(library, library / "out").build()
    assert main(["-C", str(library), "export", "--format", "feed"]) == 0
    assert capsys.readouterr().out == (library / "out/html/feed.xml").read_text("utf-8")


def test_feeds_of_two_files_have_two_names(library: Path) -> None:
    names = set()
    for name in ("one.xml", "two.xml"):
        command = ["-C", str(library), "export", "--format", "feed", "-o", str(library / name)]
        assert main(command) == 0
        assert main([*command, "--check"]) == 0
        names.add(feedparser.parse((library / name).read_bytes()).feed.id)
    assert len(names) == 2


def test_without_an_address_links_are_relative(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (library / "conf.py").write_text(CONF)
    found = export(library, capsys)
    assert (found.feed.title, found.entries[0].link) == ("test", "papers/b.html")
    assert found.feed.id.startswith("urn:papershelf:test:")
