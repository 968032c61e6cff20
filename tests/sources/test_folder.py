"""A library read from its folder, without Sphinx."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from papers import papers
from papershelf.collect.domain.paper import paper_domain
from papershelf.exports.pages.page import page
from papershelf.model.record.paper import Paper
from papershelf.sources.library import folder
from papershelf.sources.library.settings import Settings
from papershelf.sources.library.settings import read as read_settings
from papershelf.sources.markdown.text import plain, summary_lines
from papershelf.sources.pages.fences import directives
from support import CONF, ROOT, Site, category, home, paper
from work import lines


def read(site: Site) -> folder.Folder:
    return folder.read(site.source, site.source)


def test_a_small_library(small: Site) -> None:
    found = read(small)
    assert found.problems == []
    assert {slug: c.title for slug, c in found.catalogue.categories.items()} == {
        "methods": "Methods",
        "models": "Models",
    }
    assert [entry.key for entry in found.catalogue.in_category("methods")] == ["rag", "gqa", "flash", "peft"]
    gqa = found.catalogue.by_key("gqa")
    assert gqa is not None
    assert (gqa.docname, gqa.line, gqa.paper.title) == ("papers/gqa", 3, "Grouped Queries")
    assert gqa.paper.summary == ("one", "two", "three")
    assert found.summaries["gqa"] == "- one\n- two\n- three"
    flash = found.catalogue.by_key("flash")
    assert flash is not None
    assert (flash.docname, flash.queued, flash.line) == ("methods", True, 11)


def sphinx_catalogue(site: Site) -> Any:
    from sphinx.testing.util import SphinxTestApp

    app = SphinxTestApp("dummy", srcdir=site.source, builddir=site.out)
    try:
        app.build()
        return paper_domain(app.env).catalogue
    finally:
        app.cleanup()


def test_it_is_what_a_build_reads(small: Site) -> None:
    assert_same(read(small), sphinx_catalogue(small))


def assert_same(found: folder.Folder, built: Any) -> None:
    assert {e.key: e for e in found.catalogue.entries} == {e.key: e for e in built.entries}
    assert list(found.catalogue.categories.values()) == list(built.categories.values())


def test_this_library_is_what_a_build_reads(tmp_path: Path) -> None:
    from sphinx.application import Sphinx

    app = Sphinx(ROOT, ROOT / "docs", tmp_path / "out", tmp_path / "trees", "dummy", status=None)
    app.build()
    built, found = paper_domain(app.env).catalogue, folder.read(ROOT, ROOT / "docs")
    assert {e.key: e.paper for e in found.catalogue.entries} == {e.key: e.paper for e in built.entries}
    assert list(found.catalogue.categories.values()) == list(built.categories.values())
    assert found.problems == []


@settings(max_examples=3, phases=(Phase.generate,))
@given(
    many=st.lists(papers(former_keys=(), relations=(), also_in=()), min_size=20, max_size=30, unique_by=lambda p: p.key)
)
def test_a_written_page_is_what_a_build_reads(
    make_site: Callable[[Mapping[str, str]], Site], many: list[Paper]
) -> None:
    conf = f"{CONF}smartquotes = False\n"  # titles in a build have curled quotes
    site = make_site({"conf.py": conf, "index.md": "# Home\n", **{f"papers/{p.key}/index.md": page(p) for p in many}})
    built = sphinx_catalogue(site)
    assert {p.key: built.by_key(p.key).paper for p in many} == {p.key: p for p in many}


@pytest.mark.parametrize("first", ["`--fix` mends it", "a--b", "--- words ---"])
def test_a_summary_may_begin_with_dashes(make_site: Callable[[Mapping[str, str]], Site], first: str) -> None:
    """The plugin for front matter would take the first item away."""
    summary = f"- {first}\n- two"
    written = paper(key="a", options=f":year: 2021\n\n{summary}")
    site = make_site({"conf.py": f"{CONF}smartquotes = False\n", "index.md": "# Home\n", "papers/a.md": written})
    found, built = read(site).catalogue.by_key("a"), sphinx_catalogue(site).by_key("a")
    assert found is not None
    assert built.paper == found.paper
    assert found.paper.summary[:2] == (first.replace("`", ""), "two")


def test_problems_have_their_place(make_site: Callable[[Mapping[str, str]], Site]) -> None:
    site = make_site(
        {
            "index.md": home("methods"),
            "methods.md": category(queue="- ★\nprose"),
            "papers/a.md": paper(key="a", options=":year: soon"),
        }
    )
    (site.source / "papers/b.md").write_bytes(b"\xff\xfe")
    found = read(site)
    assert sorted((f.path, f.line, f.kind) for f in found.problems) == [
        ("methods.md", 10, "invalid-queue"),
        ("methods.md", 11, "invalid-queue"),
        ("papers/a.md", 4, "invalid-option"),
        ("papers/b.md", 1, "file-name"),
    ]


def test_conf_is_read_and_not_run(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(
        "import os\nos.abort()\npapershelf_papers: list = ['notes', './more/']\nexclude_patterns = ['x'] + []\n"
        "root_doc = 'start'\nlanguage = 'ko'\nmyst_heading_anchors = 3\n"
    )
    assert read_settings(tmp_path) == Settings(papers=("notes/", "more/"), root="start", anchors=3, language="ko")


def test_a_conf_that_is_no_python(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text("def (:\n")
    assert read_settings(tmp_path) == Settings()


def test_patterns_are_those_of_sphinx(make_site: Callable[[Mapping[str, str]], Site]) -> None:
    conf = "exclude_patterns = ['out', '**/skip.md', 'papers/d*.md']\ninclude_patterns = ['index.md', 'papers/**']\n"
    inside = ("index.md", "papers/a.md", "papers/x/d.md")
    outside = ("other.md", "papers/x/skip.md", "papers/d1.md", "out/y.md", ".venv/z.md")
    site = make_site({"conf.py": conf, **dict.fromkeys((*inside, *outside), "# T\n")})
    assert sorted(f"{name}.md" for name in read(site).files) == sorted(inside)


def test_the_order_of_categories_is_that_of_the_home_page(make_site: Callable[[Mapping[str, str]], Site]) -> None:
    site = make_site(
        {
            "index.md": "# H\n\n```{toctree}\n:glob:\n\nB <c/b>\nc/*\n```\n",
            **{f"c/{name}.md": category(name, name.upper()) for name in "abc"},
            "z.md": category("z", "Z"),
        }
    )
    assert list(read(site).catalogue.categories) == ["b", "a", "c", "z"]


def test_a_tree_is_what_a_build_reads(make_site: Callable[[Mapping[str, str]], Site]) -> None:
    nested = "```{toctree}\nguide\n```\n"
    site = make_site(
        {
            "index.md": home("b", "in", "top", "none"),
            "top.md": category("top", "Top", content="in\np"),
            "in.md": category("in", "In", content=":parent: top") + nested,
            "a.md": category("a", "A", content=":parent: top"),
            "b.md": category("b", "B", content=":parent: b"),
            "none.md": category("none", "None", content=":parent: away"),
            "guide.md": category("guide", "Guide"),
            "lost.rst": "Lost\n====\n\n.. paper-category:: lost\n   :parent: in\n   :sort: year\n",
            "papers/p.md": paper("P", "p", options=":category: top"),
            "papers/q.md": paper("Q", "q", options=":category: in"),
        }
    )
    assert_same(read(site), sphinx_catalogue(site))
    assert list(read(site).catalogue.categories) == ["b", "top", "in", "lost", "a", "guide", "none"]


def test_restructuredtext(make_site: Callable[[Mapping[str, str]], Site]) -> None:
    site = make_site(
        {
            "index.rst": "H\n=\n\n.. toctree::\n   :maxdepth: 1\n\n   m\n",
            "m.rst": "M\n=\n\n.. paper-category:: m\n   :sort: year\n\n   b\n\n"
            ".. paper-queue::\n\n   - c = C (2020)\n\nEnd.\n",
            "papers/b.rst": "B\n=\n\n.. paper-summary:: b\n   :category: m\n   :year: 2021\n\n   - one\n",
        }
    )
    found = read(site)
    assert found.problems == []
    assert [(e.key, e.paper.date, e.paper.summary) for e in found.catalogue.entries] == [
        ("b", "2021", ("one",)),
        ("c", "2020", ()),
    ]
    assert found.catalogue.categories["m"].sort == "year"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("```{a} x\n:o: v\n\nc\n```", [("a", "x", 0, 3, 4)]),
        ("````\n```{a} x\n```\n````", []),
        (":::{b}\n```{a} x\n```\n:::", [("a", "x", 1, 2, 2)]),
        ("```{a} x\nc", [("a", "x", 0, 1, 2)]),
        ("~~~{a}\n~~~\n```{a} y\n```", [("a", "", 0, 1, 1), ("a", "y", 2, 3, 3)]),
    ],
)
def test_directives(text: str, found: list[tuple[Any, ...]]) -> None:
    assert [(d.name, d.argument, d.start, d.content, d.end) for d in directives(text.split("\n"), ("a",))] == found


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("a *b* `c` $d$", "a b c d"),
        ("[a](b.md) ![c](d.png)", "a c"),
        ("{paper:ref}`lora` {paper:ref}`words <lora>`", "lora words"),
        (r"a\_b &amp; c", "a_b & c"),
        ("a <b>c</b>", "a c"),
    ],
)
def test_plain_text(markdown: str, text: str) -> None:
    assert plain(markdown) == text


def test_summary_lines() -> None:
    assert summary_lines("- a\n- *b*\n  c\n\nd\n\n1. e\n   - f\n") == ("a", "b c", "d", "e f")


def test_the_work_grows_as_the_library(make_site: Callable[[Mapping[str, str]], Site]) -> None:
    body = "Words and more words.\n\n```python\nx = 1\n```\n" * 20

    def work(number: int) -> int:
        pages = {f"papers/p{n}.md": paper(key=f"p{n}", body=body) for n in range(number)}
        site = make_site({"index.md": home("m"), "m.md": category("m"), **pages})
        read(site)
        assert len(read(site).catalogue) == number
        return lines(lambda: read(site))

    few, many = work(8), work(32)
    assert many < 6 * few
