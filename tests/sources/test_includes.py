"""A summary that stands in a file which the page includes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from papershelf.sources.library import folder
from papershelf.sources.pages.includes import locate
from support import CONF, Site, category, home, write

MakeSite = Callable[[Mapping[str, str]], Site]

SUMMARY = "```{paper-summary}\n:year: 2020\n:category: methods\n:extends: nope\n\n- first line\n```\n"
PAGE = "# A Title\n\nText.\n\n```{include} ../parts/one.md\n```\n"
FILES = {
    "conf.py": CONF.replace('["_build"]', '["_build", "parts"]'),
    "index.md": home("methods"),
    "methods.md": category(),
    "papers/one.md": PAGE,
    "parts/one.md": f"\n{SUMMARY}",
    "papers/two.rst": "Second\n======\n\n.. include:: /parts/two.txt\n",
    "parts/two.txt": ".. paper-summary::\n   :category: methods\n\n   - b\n",
}


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    return make_site(FILES)


def test_the_command_line_finds_it(site: Site) -> None:
    found = folder.read(site.source, site.source)
    assert [entry.key for entry in found.catalogue.in_category("methods")] == ["one", "two"]
    one = found.catalogue.by_key("one")
    assert one is not None
    assert (one.paper.title, one.paper.year, one.line) == ("A Title", "2020", 5)
    assert one.paper.summary == ("first line",)
    assert found.written["papers/one"] == "parts/one.md"


def test_the_build_finds_it_before_reading(site: Site) -> None:
    warnings = site.build()
    assert warnings.splitlines() == [
        "parts/one.md:5: WARNING: extends: no paper has the key 'nope' [papershelf.unknown-key]"
    ]
    assert "papers/one.html" in site.page("methods")
    assert '"key": "two"' in (site.out / "html/papers.json").read_text(encoding="utf-8")


def test_a_change_of_the_included_file_is_a_change_of_the_outline(site: Site, tmp_path: Path) -> None:
    site.write({"parts/one.md": "Nothing.\n"})
    before = site.build()
    assert "papers/one.md: WARNING: document isn't included in any toctree" in before
    site.write({"parts/one.md": f"\n{SUMMARY}".replace(":extends: nope\n", "")})
    assert site.build() == ""
    page = site.page("methods")
    assert "papers/one.html" in page
    site.build(fresh=True, out=tmp_path / "clean")
    assert page == (tmp_path / "clean/html/methods.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "text", "found"),
    [
        ("", SUMMARY, True),
        (":start-line: 1\n", f"{SUMMARY}", False),
        (":start-after: MARK\n", f"x\nMARK\n{SUMMARY}", True),
        (":end-before: MARK\n", f"MARK\n{SUMMARY}", False),
        (":literal:\n", SUMMARY, False),
        ("", "```{include} /parts/deeper.md\n```\n", True),
        ("", "```{include} /parts/inner.md\n```\n", False),  # itself
        ("", "```{include} ../../outside.md\n```\n", False),
    ],
)
def test_what_counts(tmp_path: Path, options: str, text: str, found: bool) -> None:
    source = tmp_path / "source"
    write(source, {"parts/inner.md": text})
    (source / "parts/deeper.md").write_text(SUMMARY)
    (tmp_path / "outside.md").write_text(SUMMARY)
    page = f"# T\n\n```{{include}} ../parts/inner.md\n{options}```\n"
    located = locate(page, "papers/x", source)
    assert bool(located.page.found) == found
    if found:
        assert located.page.heading == "T"
        assert located.line == 3
        assert located.text.splitlines()[located.page.found[0].line - 1] == "```{paper-summary}"


def test_a_file_that_is_not_there_is_looked_for_again(tmp_path: Path) -> None:
    assert locate(PAGE, "papers/x", tmp_path).files == ("parts/one.md",)
