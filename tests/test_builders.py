"""Every builder of Sphinx, and those of extensions: no warning, and what comes out is what was written."""

from __future__ import annotations

import functools
import json
import pickle
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PIL import Image

from support import CONF, Site, category, home

MakeSite = Callable[[Mapping[str, str]], Site]

GQA = """\
# GQA: Grouped Queries

```{paper-summary}
:short-title: GQA
:authors: Joshua Ainslie; {Qwen Team}
:year: 2023
:venue: EMNLP 2023
:category: methods
:tags: attention, fast
:read: 2024-01-02
:compares-with: rora
:extends: flash

- a first line with $x$
- a second
- a third
```

## Notes

```{figure} ../pictures/one.png
:alt: A picture

A caption with {paper:ref}`rora`.
```

In {paper:citet}`rora` and {paper:citep}`rora, flash`; twice {paper:ref}`rora`.

$$
a \\le b
$$ (eq)
"""
RORA = """\
# 로라

```{paper-summary}
:authors: 김민수
:year: 2021
:category: models
:status: writing

- 하나
```

## 문제

본문 {paper:ref}`gqa`.
"""
RST = """\
Plain Words
===========

.. paper-summary:: rest
   :authors: Ann Lee
   :year: 2020
   :category: models
   :also-in: methods

   - first :math:`x`

Of :paper:ref:`gqa` and :math:`y`.
"""
LIBRARY = """\
# Library

```{paper-stats}
```

```{paper-list}
:category: methods
```

```{paper-list}
:style: cards
```

```{paper-list}
:style: table
:filter:
```

```{paper-graph}
```

```{paper-graph}
:layout: timeline
```

```{paper-graph}
:paper: gqa
```

```{paper-compare}
gqa
rora
```

{ref}`paper-author`, {any}`gqa`, [the paper](papers/gqa.md), {eq}`eq`.
"""
FILES = {
    "conf.py": CONF + 'version = "1"\ncopyright = "2024, Kim"\nauthor = "Kim"\nlanguage = "ko"\n'
    'html_baseurl = "https://example.org/"\ngettext_compact = False\n',
    "index.md": home("methods", "models", "library"),
    "methods.md": category(content="gqa", queue="- flash = Flash Attention (2022) — a note\n- PEFT"),
    "models.md": category("models", "Models"),
    "library.md": LIBRARY,
    "papers/gqa.md": GQA,
    "papers/로라.md": RORA,
    "papers/rest.rst": RST,
}


def library(site: Site, **changed: str) -> Site:
    """Write the library, with some files changed."""
    site.write(FILES | changed)
    (site.source / "pictures").mkdir()
    Image.new("RGB", (8, 8)).save(site.source / "pictures/one.png")
    return site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """One library, whose builds follow one another in one folder of doctrees."""
    folder = tmp_path_factory.mktemp("builders")
    return library(Site(folder / "source", folder / "build"))


Check = Callable[[Path], None]


def _html(out: Path) -> None:
    page = (out / "papers/로라.html").read_text(encoding="utf-8")
    assert 'id="paper-rora"' in page
    assert [p["key"] for p in json.loads((out / "papers.json").read_bytes())["papers"]][:2] == ["gqa", "flash"]


def _dirhtml(out: Path) -> None:
    assert 'id="paper-rora"' in (out / "papers/로라/index.html").read_text(encoding="utf-8")


def _singlehtml(out: Path) -> None:
    text = (out / "index.html").read_text(encoding="utf-8")
    assert all(f'id="paper-{key}"' in text for key in ("gqa", "rora", "rest", "flash"))


def _json(out: Path) -> None:
    page = json.loads((out / "papers/gqa.fjson").read_bytes())
    assert page["title"] == "GQA: Grouped Queries"
    assert 'class="paper-box' in page["body"]
    assert "Joshua Ainslie" in page["body"]
    index = json.loads((out / "paper-author.fjson").read_bytes())
    assert index["indextitle"] == "저자별 논문"
    assert [heading for heading, _entries in index["content"]][:2] == ["ㄱ", "A"]


def _pickle(out: Path) -> None:
    page = pickle.loads((out / "papers/gqa.fpickle").read_bytes())
    assert 'class="paper-box' in page["body"]
    index = pickle.loads((out / "paper-author.fpickle").read_bytes())
    assert index["indextitle"] == "저자별 논문"
    assert index["content"][0][0] == "ㄱ"


def _text(out: Path) -> None:
    text = (out / "papers/gqa.txt").read_text(encoding="utf-8")
    assert text.startswith("GQA: Grouped Queries\n*****")
    assert "Joshua Ainslie, Qwen Team" in text
    assert "* a second" in text
    assert "@inproceedings{gqa," in text
    assert "논문 5편" in (out / "library.txt").read_text(encoding="utf-8")


def _man(out: Path) -> None:
    [page] = [path for path in out.iterdir() if path.suffix == ".1"]
    text = page.read_text(encoding="utf-8")
    assert ".SS GQA: Grouped Queries" in text
    assert "김민수" in text


def _xml(out: Path) -> None:
    text = (out / "papers/gqa.xml").read_text(encoding="utf-8")
    assert '<container classes="paper-box"' in text
    assert "<math>x</math>" in re.sub(r"<math [^>]*>", "<math>", text)


def _pseudoxml(out: Path) -> None:
    assert "<container" in (out / "library.pseudoxml").read_text(encoding="utf-8")


def _latex(out: Path) -> None:
    [book] = out.glob("*.tex")
    text = book.read_text(encoding="utf-8")
    assert all(words in text for words in ("Joshua Ainslie", "김민수", "Plain Words", "Flash Attention"))


def _texinfo(out: Path) -> None:
    [book] = out.glob("*.texi")
    assert "Joshua Ainslie" in book.read_text(encoding="utf-8")


def _epub(out: Path) -> None:
    assert list(out.glob("*.epub"))


def _nothing(out: Path) -> None:
    assert out.is_dir()


CHECKS: dict[str, Check] = {
    "html": _html,
    "dirhtml": _dirhtml,
    "singlehtml": _singlehtml,
    "json": _json,
    "pickle": _pickle,
    "text": _text,
    "man": _man,
    "xml": _xml,
    "pseudoxml": _pseudoxml,
    "latex": _latex,
    "texinfo": _texinfo,
    "epub": _epub,
    "changes": _nothing,
    "dummy": lambda out: None,
}
_SOURCES = ("xml", "pseudoxml")  # which name the file of each document themselves


@pytest.mark.parametrize("builder", CHECKS)
def test_builder(site: Site, builder: str) -> None:
    assert site.build(builder=builder) == ""
    out = site.out / builder
    CHECKS[builder](out)
    if builder not in _SOURCES and out.is_dir():
        files = [p for p in out.rglob("*") if p.is_file() and p.name != "environment.pickle"]
        assert [p.name for p in files if str(site.source).encode() in p.read_bytes()] == []


def test_one_builder_after_the_others_gives_what_it_gives_alone(site: Site, tmp_path: Path) -> None:
    """(Sphinx itself takes `gettext` in a folder of doctrees of its own only.)"""
    page = site.source / "papers/rest.rst"
    page.write_text(RST + "\nMore.\n", encoding="utf-8")
    for builder in ("text", "json", "html"):
        assert site.build(builder=builder) == ""
    assert "More." in (site.out / "json/_sources/papers/rest.rst.txt").read_text(encoding="utf-8")
    for builder, name in (("html", "html/papers/gqa.html"), ("json", "json/library.fjson"), ("text", "text/index.txt")):
        alone = Site(site.source, tmp_path / builder)
        assert alone.build(builder=builder) == ""
        assert (alone.out / name).read_bytes() == (site.out / name).read_bytes()


def test_gettext_holds_what_authors_wrote(site: Site, tmp_path: Path) -> None:
    assert site.build(builder="gettext", out=tmp_path) == ""
    text = (tmp_path / "gettext/papers/gqa.pot").read_text(encoding="utf-8")
    assert 'msgid "a first line with $x$"' in text
    assert "이 논문 인용하기" not in text
    assert (tmp_path / "gettext/papers/로라.pot").is_file()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "served"
    folder.mkdir()
    (folder / "there.html").write_text("<p>There.")
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, args=(0.1,), daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


def test_linkcheck(make_site: MakeSite, server: str) -> None:
    page = RORA.replace(":year:", f":code: {server}/there.html\n:pdf: {server}/gone.pdf\n:year:")
    site = library(make_site({}), **{"papers/로라.md": page})
    warnings = site.build(builder="linkcheck").splitlines()
    assert [line for line in warnings if "gone.pdf" not in line] == []
    found = [json.loads(line) for line in (site.out / "linkcheck/output.json").read_text().splitlines()]
    assert {(link["uri"].removeprefix(server), link["status"]) for link in found if server in link["uri"]} == {
        ("/there.html", "working"),
        ("/gone.pdf", "broken"),
    }


OWN = """
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

class Marked(StandaloneHTMLBuilder):
    def write_doc(self, docname, doctree):
        super().write_doc(docname, doctree)
        (self.outdir / "written.txt").open("a").write(docname + "\\n")

class Site(StandaloneHTMLBuilder):
    name = "site"

class Words(Builder):
    name = "words"
    allow_parallel = True
    def get_outdated_docs(self): return self.env.found_docs
    def get_target_uri(self, docname, typ=None): return docname
    def prepare_writing(self, docnames): pass
    def write_doc(self, docname, doctree):
        path = self.outdir / f"{docname.replace('/', '-')}.words"
        path.write_text(doctree.astext(), encoding="utf-8")

def setup(app):
    app.add_builder(Marked, override=True)
    app.add_builder(Site)
    app.add_builder(Words)
"""


@pytest.mark.parametrize("order", ["papershelf, own", "own, papershelf"])
def test_builders_that_an_extension_defines(make_site: MakeSite, order: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"builders{order[:3]}"
    names = ", ".join(f'"{name if word == "own" else word}"' for word in order.split(", "))
    site = library(make_site({}), **{"conf.py": CONF.replace('"papershelf"', names), f"{name}.py": OWN})
    monkeypatch.syspath_prepend(str(site.source))
    assert site.build() == ""
    assert "papers/gqa" in (site.out / "html/written.txt").read_text().splitlines()
    assert (site.out / "html/papers.json").is_file()  # ours is at work, too
    assert site.build(builder="site") == ""
    assert 'id="paper-gqa"' in (site.out / "site/papers/gqa.html").read_text(encoding="utf-8")
    assert site.build(builder="words") == ""
    assert "Joshua Ainslie" in (site.out / "words/papers-gqa.words").read_text(encoding="utf-8")


NAMED = """
from docutils import nodes

class thing(nodes.General, nodes.Element):
    pass

def skip(self, node):
    raise nodes.SkipNode

def setup(app):
    app.add_node(thing, epub=(skip, None))
"""


def test_an_extension_with_a_node_for_a_builder_by_name(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sphinx then takes no visitor that is registered for the builder's format."""
    conf = FILES["conf.py"].replace('"papershelf"]', '"papershelf", "named_node"]')
    site = library(make_site({}), **{"conf.py": conf, "named_node.py": NAMED})
    monkeypatch.syspath_prepend(str(site.source))
    assert site.build(builder="epub") == ""
    assert list((site.out / "epub").glob("*.epub"))
