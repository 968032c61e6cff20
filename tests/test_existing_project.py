"""A project that gets papers beside the pages it has: these stay as they were, but for the navigation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from support import Site, category, paper

HAD = {
    "index.md": """\
# 안내서

```{include} ../CHANGES.md
```

See [the second](둘.md), {doc}`둘`, <https://example.org/a/>, [call](tel:+82-2-123) and [the code](vscode://file/x).

## 설치하기

<div style="color: red"><input type="checkbox"> as it is</div>

```{literalinclude} ../src/x.py
```

$x^2$

```{toctree}
둘
```
""",
    "둘.md": """\
---
myst:
  substitutions:
    word: value
---
# 둘째 쪽

## 하나

{{ word }} and [back](index.md#설치하기)
""",
}
CONF = """\
project = "test"
extensions = ["myst_parser", "sphinx.ext.mathjax"]
source_suffix = {".md": "markdown"}
templates_path = []
myst_enable_extensions = ["dollarmath", "substitution"]
myst_heading_anchors = 2
myst_url_schemes = ["http", "https", "mailto", "tel", "vscode"]
language = "ko"
html_theme = "basic"
"""
ADDED = {
    "conf.py": CONF + 'extensions += ["papershelf"]\n',
    "reading.md": category("reading", "Reading", content="lora", queue="- PEFT"),
    "papers/lora.md": paper("LoRA", "lora", options=":category: reading", body="See {paper:ref}`gqa`."),
    "papers/gqa.md": paper("GQA", "gqa", options=":category: reading", body="$a/b$"),
    "papers/rag.md": paper("RAG", "rag", options=":category: reading", body="See {paper:ref}`lora`."),
    "index.md": HAD["index.md"].replace("둘\n```", "둘\nreading\n```"),
}


def main_text(page: Path) -> str:
    """What stands on a page, without the lists that lead to other pages."""
    found = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").find(role="main")
    assert isinstance(found, Tag)
    for tree in found.select(".toctree-wrapper"):
        tree.decompose()
    return str(found)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    folder = tmp_path_factory.mktemp("project")
    (folder / "src").mkdir()
    (folder / "src" / "x.py").write_text("print('x')\n")
    (folder / "CHANGES.md").write_text("## 1.0\n\n- first\n")
    before, after = folder / "before", folder / "after"
    site = Site(folder / "docs", before)
    site.write({"conf.py": CONF, **HAD})
    assert site.build(out=before) == ""
    site.write(ADDED)
    assert site.build(out=after) == ""
    yield before / "html", after / "html"


@pytest.mark.parametrize("name", ["index", "둘"])
def test_pages_are_what_they_were(pages: tuple[Path, Path], name: str) -> None:
    before, after = pages
    was = main_text(before / f"{name}.html").replace(
        "Link to this heading", "이 제목으로 가는 링크"
    )  # Sphinx's own word
    assert main_text(after / f"{name}.html") == was


def test_and_the_papers_are_there(pages: tuple[Path, Path]) -> None:
    reading = main_text(pages[1] / "reading.html")
    assert all(title in reading for title in ("LoRA", "GQA", "RAG", "PEFT"))
