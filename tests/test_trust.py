"""Trust where it belongs: pages that conf.py trusts are left alone, of others only what is refused is left out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from sphinx.errors import ConfigError

from papershelf.collect.trust import named
from support import CONF, Site, category, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]
SECRET = "TOP-SECRET-7391"

ORDINARY = """\
# Ordinary

```{include} ../CHANGELOG.md
```

```{literalinclude} ../src/x.py
```

```{literalinclude} ../src/x.py
:diff: ../src/y.py
```

```{csv-table}
:file: ../table.csv
```

```{raw} html
<script>alert(1)</script>
```

<a href="javascript:void(0)" onclick="x()">click</a>

![picture](../picture.png)

{download}`../table.csv`

```{eval-rst}
.. include:: ../CHANGELOG.md
   :literal:

.. raw:: html
   :file: ../snippet.html

`app <vscode://file/x>`_
```

After.
"""


def beside(site: Site) -> None:
    """Files of the project outside the source folder."""
    root = site.source.parent
    for name, text in {
        "CHANGELOG.md": "A change.",
        "src/x.py": "x = 1\n",
        "src/y.py": "y = 1\n",
        "table.csv": "cell,other\n",
        "snippet.html": "<video></video>",
        "picture.png": "PNG",
        "secret.txt": SECRET,
    }.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def library(make_site: MakeSite, conf: str = "", **pages: str) -> Site:
    site = make_site(
        {
            "conf.py": CONF + conf,
            "index.md": home("methods", *sorted(name for name in pages if "/" not in name)),
            "methods.md": category(),
            **{f"{name}.md": text for name, text in pages.items()},
        }
    )
    beside(site)
    return site


def test_a_trusted_page_is_left_alone(make_site: MakeSite) -> None:
    site = library(make_site, ordinary=ORDINARY, **{"papers/a": paper("A", "a")})
    assert site.build() == ""
    page = site.page("ordinary")
    for found in [
        "A change.",
        '<span class="mi">1</span>',
        "cell",
        "<script>alert(1)</script>",
        'onclick="x()"',
        "<video></video>",
        'src="_images/picture.png"',
        'href="vscode://file/x"',
        "After.",
    ]:
        assert found in page
    assert "papershelf-written" not in page


def test_a_trusted_page_has_its_own_front_matter(make_site: MakeSite) -> None:
    text = "---\nmyst:\n  enable_extensions: [substitution]\n---\n# T\n\n{{ 7 * 191 }}\n"
    site = library(make_site, ordinary=text)
    assert site.build() == ""
    assert "1337" in site.page("ordinary")


def test_an_untrusted_page_runs_no_expression_of_a_substitution(make_site: MakeSite) -> None:
    """Where conf.py switches substitutions on, a paper names its values; more would be code."""
    conf = 'myst_enable_extensions += ["substitution"]\n'
    conf += 'myst_substitutions = {"word": "plain {{ 7 * 192 }}", "a-b": "x"}\n'
    body = "Inline {{ word }} and {{ 7 * 191 }} and {{a-b}}.\n\n{{ env.srcdir }}\n\n{{ env }}\n\nAfter."
    site = library(make_site, conf, ordinary=f"# Ordinary\n\n{body}", **{"papers/a": paper("A", "a", body=body)})
    warnings = site.build()
    first = (site.source / "papers/a.md").read_text(encoding="utf-8").partition("Inline")[0].count("\n") + 1
    places = [line.partition(": ")[0] for line in warnings.splitlines()]
    assert places == [f"papers/a.md:{first + more}" for more in (0, 2, 4)], warnings
    page = site.page("papers/a")
    for text in ("plain 1344", "{{ 7 * 191 }}", "and x.", "{{ env.srcdir }}", "{{ env }}", "After."):
        assert text in page
    assert "1337" not in page
    assert "1337" in site.page("ordinary")


REFUSED = {
    "include": "```{include} ../../secret.txt\n```",
    "include std": "```{include} <../../../../../../../../../../../..%s>\n```",
    "literalinclude": "```{literalinclude} ../../secret.txt\n```",
    "literalinclude diff": "```{literalinclude} ../conf.py\n:diff: ../../secret.txt\n```",
    "csv-table": "```{csv-table}\n:file: ../../secret.txt\n```",
    "csv-table url": "```{csv-table}\n:url: file://%s\n```",
    "raw": "```{raw} html\n:file: ../../secret.txt\n```",
    "raw url": "```{raw} html\n:url: file://%s\n```",
    "image": "![x](../../secret.txt)",
    "figure": "```{figure} ../../secret.txt\nCaption.\n```",
    "download": "{download}`../../secret.txt`",
    "rst include": "```{eval-rst}\n.. include:: ../../secret.txt\n```",
    "rst include std": "```{eval-rst}\n.. include:: <../../../../../../../../../../../..%s>\n```",
    "rst include literal": "```{eval-rst}\n.. include:: ../../secret.txt\n   :literal:\n```",
    "rst literalinclude": "```{eval-rst}\n.. literalinclude:: ../../secret.txt\n```",
    "rst csv-table": "```{eval-rst}\n.. csv-table::\n   :file: ../../secret.txt\n```",
    "git": "```{include} ../.git/config\n```",
    "git literal": "```{literalinclude} /.git/config\n```",
    "link": "```{include} link.txt\n```",
    "in a note": "````{note}\n```{include} ../../secret.txt\n```\n````",
    "nested": "```{include} inner.txt\n```",
    "rst nested": "```{eval-rst}\n.. include:: inner.inc\n```",
}


@pytest.mark.parametrize("name", REFUSED)
def test_of_an_untrusted_page_only_the_refused_is_left_out(make_site: MakeSite, name: str) -> None:
    site = library(make_site)
    body = "Before.\n\n" + REFUSED[name].replace("%s", str(site.source.parent / "secret.txt")) + "\n\nAfter."
    site.write(
        {
            "papers/a.md": paper("A", "a", body=body),
            ".git/config": SECRET,
            "papers/inner.txt": "Inner.\n\n```{literalinclude} ../../secret.txt\n```\n",
            "papers/inner.inc": "Inner.\n\n.. include:: ../../secret.txt\n",
        }
    )
    try:
        (site.source / "papers/link.txt").symlink_to(site.source.parent / "secret.txt")
    except OSError:
        (site.source / "papers/link.txt").write_text("no links here")
    warnings = site.build()
    [warning] = warnings.splitlines()
    place = {"nested": "papers/inner.txt:3", "rst nested": "papers/inner.inc:3"}.get(name, "papers/a.md:1")
    assert warning.startswith(place), warning
    assert warning.endswith("it is left out [papershelf.refused-markup]")
    page = site.page("papers/a")
    assert "Before." in page
    assert "After." in page
    assert ("Inner." in page) is ("nested" in name)
    assert not [p for p in site.out.rglob("*") if p.is_file() and SECRET.encode() in p.read_bytes()]
    first = {p: p.read_bytes() for p in (site.out / "html").rglob("*") if p.is_file()}
    site.build()
    assert {p: p.read_bytes() for p in (site.out / "html").rglob("*") if p.is_file()} == first


def test_files_that_conf_py_names_are_allowed(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[object] = []
    what_it_names = named._named
    monkeypatch.setattr(named, "_named", lambda env: looked_at.append(env) or what_it_names(env))
    conf = 'html_context = {"facts": ["../table.csv", "../src"]}\nproject_copyright = ".."\n'
    body = "```{csv-table}\n:file: ../../table.csv\n```\n\n```{literalinclude} ../../src/x.py\n```"
    site = library(make_site, conf, **{"papers/a": paper("A", "a", body=body)})
    assert site.build() == ""
    assert len(looked_at) == 1  # for all files of all pages: it may name thousands
    assert "cell" in site.page("papers/a")
    site.write({"papers/a.md": paper("A", "a", body="```{include} ../../CHANGELOG.md\n```")})
    assert "left out" in site.build()  # the folder above names nothing in particular


def test_which_pages_are_trusted(make_site: MakeSite) -> None:
    evil = "# T\n\n<script>alert(1)</script>\n"
    conf = 'papershelf_untrusted = ["guest", "*-draft", "notes/**.md"]\n'
    pages = dict.fromkeys(("guest/a", "x-draft", "notes/deep/b", "guests"), evil)
    site = library(make_site, conf, **pages, **{"papers/a": paper("A", "a", body="<script>alert(2)</script>")})
    warnings = site.build()
    for name in ("guest/a", "x-draft", "notes/deep/b"):
        assert f"{name}.md:3: WARNING: found raw HTML" in warnings
        assert "<script>alert(1)" not in site.page(name)
    assert "<script>alert(1)</script>" in site.page("guests")
    assert "<script>alert(2)</script>" in site.page("papers/a")  # as conf.py says


@pytest.mark.parametrize("value", ['"papers"', "[1]", '[""]', "True"])
def test_a_wrong_setting_is_told(make_site: MakeSite, value: str) -> None:
    site = library(make_site, f"papershelf_untrusted = {value}\n")
    with pytest.raises(ConfigError, match=r"papershelf_untrusted: found .* it is a list of patterns"):
        site.build()


THEIRS = """\
- [ ] to do
- [x] done

Line one\\
line two

~~struck~~

{octicon}`report` {fas}`rocket`

```{dropdown} Title
:icon: eye
Inside.
```

```{button-link} https://example.org
:color: primary
Go
```
"""


def test_what_extensions_write_is_theirs(make_site: MakeSite) -> None:
    conf = 'extensions.append("sphinx_design")\nmyst_enable_extensions += ["strikethrough", "tasklist"]\n'
    site = library(make_site, conf, **{"papers/a": paper("A", "a", body=THEIRS)})
    warnings = [line for line in site.build().splitlines() if "myst.strikethrough" not in line]
    assert [line for line in warnings if "papershelf" in line] == []
    page = site.page("papers/a")
    for found in ["task-list-item-checkbox", "<br", "<s>struck</s>", "<svg", "sd-btn"]:
        assert found in page, found


ROLE = "```{eval-rst}\n.. role:: h(raw)\n   :format: html\n\n:h:`<script>alert(1)</script>`\n```\n"


def test_a_role_that_a_trusted_page_made(make_site: MakeSite) -> None:
    """Roles of reStructuredText live on in the process; the page that uses one is judged, not the one that made it."""
    again = "```{eval-rst}\n:h:`<script>alert(2)</script>`\n```"
    site = library(make_site, a_first=f"# F\n\n{ROLE}", **{"papers/z": paper("Z", "z", body=again)})
    site.build()
    assert "<script>alert(1)</script>" in site.page("a_first")
    assert "<script>alert(2)</script>" not in site.page("papers/z")


@pytest.mark.parametrize("link", ["<tel:+82-2-123>", "[x](tel:+82-2-123)", "[x](ftp://x.org/a)", "<ftp://x.org/a>"])
def test_harmless_schemes(make_site: MakeSite, link: str) -> None:
    site = library(make_site, **{"papers/a": paper("A", "a", body=link)})
    assert site.build() == ""
    assert 'href="tel:' in site.page("papers/a") or 'href="ftp:' in site.page("papers/a")


@pytest.mark.parametrize(
    "link", ["[x](vscode://x/y)", "<vscode://x/y>", "[x](foo:bar)", "`x <foo:bar>`_", "![x](foo://y)"]
)
def test_one_warning_for_a_link(make_site: MakeSite, link: str) -> None:
    body = f"```{{eval-rst}}\n{link}\n```" if link.startswith("`") else link
    site = library(make_site, **{"papers/a": paper("A", "a", body=body)})
    assert len(site.build().splitlines()) == 1
    assert 'href="foo:' not in site.page("papers/a")
    assert 'href="vscode' not in site.page("papers/a")


EXTENSION = """
from pathlib import Path
from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.transforms import SphinxTransform

class Peek(Directive):
    required_arguments = 1
    def run(self):
        path = Path(self.state.document.settings.env.srcdir, self.arguments[0])
        self.state.document.settings.record_dependencies.add(str(path))
        return [nodes.paragraph("", path.read_text())]

def peek(name, rawtext, text, lineno, inliner, options=None, content=None):
    path = Path(inliner.document.settings.env.srcdir, text)
    inliner.document.settings.record_dependencies.add(str(path))
    return [nodes.literal("", path.read_text())], []

class Look(SphinxTransform):
    default_priority = 0
    def apply(self):
        for node in self.document.findall(nodes.literal):
            if node.astext().startswith("../"):
                path = Path(self.env.srcdir, node.astext())
                self.document.settings.record_dependencies.add(str(path))
                node[:] = [nodes.Text(path.read_text())]

def setup(app):
    app.add_generic_role("look", nodes.literal)
    app.add_transform(Look)
    app.add_directive("peek", Peek)
    app.add_role("peek", peek)
    return {"parallel_read_safe": True}
"""


def test_files_that_an_extension_reads(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = library(
        make_site,
        'extensions.append("peeking_for_a_test")\n',
        ordinary="# O\n\n```{peek} ../secret.txt\n```\n",
        **{
            "papers/a": paper("A", "a", body="Before.\n\n```{peek} ../secret.txt\n```\n\nAfter."),
            "papers/b": paper("B", "b", body="Before.\n\nA {peek}`../secret.txt` word."),
            "papers/c": paper("C", "c", body="{look}`../secret.txt`"),
        },
    )
    site.write({"../ext/peeking_for_a_test.py": EXTENSION})
    monkeypatch.syspath_prepend(str(site.source.parent / "ext"))
    monkeypatch.delitem(sys.modules, "peeking_for_a_test", raising=False)
    told = sorted(site.build().splitlines())
    assert len(told) == 4, told
    first, second, third, _summary = told
    assert first.startswith("papers/a.md:13: WARNING: peek: found the file '../secret.txt', outside")
    assert second.startswith("papers/b.md:13: WARNING: peek: found the file '../secret.txt', outside")
    assert third.startswith("papers/c.md: WARNING: the page inserts '../secret.txt'")  # nobody knows who brought it
    assert "word." in site.page("papers/b")
    assert "After." in site.page("papers/a")
    assert SECRET not in site.page("papers/a") + site.page("papers/b") + site.page("papers/c")
    assert SECRET in site.page("ordinary")


def test_documents_that_are_links_out(make_site: MakeSite) -> None:
    site = library(make_site, **{"papers/a": paper("A", "a")})
    outside = site.source.parent / "outside"
    outside.mkdir()
    for name in ("x", "y"):
        (outside / f"{name}.md").write_text(paper(f"Secret {name}", name, body=SECRET), encoding="utf-8")
    (site.source / ".git").mkdir()
    (site.source / ".git/config.md").write_text(SECRET)
    try:
        (site.source / "papers/link.md").symlink_to(outside / "x.md")
        (site.source / "papers/hidden.md").symlink_to(site.source / ".git/config.md")
        (site.source / "papers/folder").symlink_to(outside, target_is_directory=True)
        (site.source / "papers/again").symlink_to(site.source / "papers", target_is_directory=True)
        (site.source / "changes.md").symlink_to(site.source.parent / "CHANGELOG.md")
    except OSError:
        pytest.skip("no symbolic links here")
    site.write({"index.md": home("methods", "changes")})
    warnings = site.build().splitlines()
    assert [line.partition(":")[0] for line in warnings if "left out" in line] == [
        "papers/folder", "papers/hidden.md", "papers/link.md"
    ]  # fmt: skip
    assert "A change." in site.page("changes")  # conf.py trusts it
    assert not [p for p in site.out.rglob("*") if p.is_file() and SECRET.encode() in p.read_bytes()]
    assert not (site.out / "html/papers/again").exists()


def test_a_path_that_is_not_read(make_site: MakeSite) -> None:
    """What is refused is not opened either: a pipe would block the build for ever."""
    site = library(make_site)
    pipe = site.source.parent / "pipe"
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes here")
    os.mkfifo(pipe)
    directives = [
        "```{include} ../../pipe\n```",
        "```{literalinclude} ../../pipe\n```",
        "```{csv-table}\n:file: ../../pipe\n```",
        "```{raw} html\n:file: ../../pipe\n```",
        "```{eval-rst}\n.. include:: ../../pipe\n```",
    ]
    site.write({"papers/a.md": paper("A", "a", body="\n\n".join(directives))})
    assert len(site.build().splitlines()) == len(directives)
    assert Path(pipe).exists()


REFS = "@book{knuth,\n title = {The Book},\n author = {Donald Knuth},\n year = {1984},\n publisher = {AW},\n}\n"


def test_a_bibliography_that_conf_py_names(make_site: MakeSite) -> None:
    pytest.importorskip("sphinxcontrib.bibtex")
    conf = 'extensions.append("sphinxcontrib.bibtex")\nbibtex_bibfiles = ["../refs.bib"]\n'
    site = library(
        make_site,
        conf,
        ordinary="# O\n\n{cite}`knuth`\n\n```{bibliography}\n```\n",
        **{"papers/a": paper("A", "a", body="{footcite}`knuth`\n\n```{footbibliography}\n```\n")},
    )
    site.write({"../refs.bib": REFS})
    assert site.build() == ""
    assert "The Book" in site.page("ordinary")
    assert "The Book" in site.page("papers/a")


NOTEBOOK = """\
---
file_format: mystnb
kernelspec:
  name: python3
---
# Notebook

```{raw-cell}
:format: text/html
<script>alert(1)</script>
```

<i onclick="alert(2)">x</i>

- [ ] to do
"""


def stored(*, output: str, raw: str) -> str:
    """A notebook with an output that was stored with its cell, and a raw cell."""
    data = {"text/html": [output]}
    result = {"output_type": "execute_result", "data": data, "execution_count": 1, "metadata": {}}
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# Stored\n"]},
        {"cell_type": "code", "id": "b", "execution_count": 1, "metadata": {}, "outputs": [result], "source": ["x"]},
        {"cell_type": "raw", "id": "c", "metadata": {"format": "text/html"}, "source": [raw]},
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def test_notebooks(make_site: MakeSite) -> None:
    """Outputs of a trusted notebook are left alone; what an untrusted one brings along is its author's."""
    pytest.importorskip("myst_nb")
    evil = "<script>alert(3)</script>"
    conf = 'extensions[0] = "myst_nb"\nnb_execution_mode = "off"\n'
    conf += 'source_suffix = {".rst": "restructuredtext", ".md": "myst-nb", ".ipynb": "myst-nb"}\n'
    site = library(make_site, conf, ordinary=NOTEBOOK)
    site.write(
        {
            "stored.ipynb": stored(output=f"<table>{evil}</table>", raw=evil),
            "papers/stored.ipynb": stored(output=f"<table>{evil}</table>", raw=evil),
            "papers/text.md": NOTEBOOK.replace("# Notebook\n", paper("A", "text")),
            "index.md": home("methods", "ordinary", "stored", "papers/stored"),
        }
    )
    warnings = site.build()
    assert "alert(3)</script></table>" in site.page("stored")
    assert "<script>alert(1)" in site.page("ordinary")
    for name in ("papers/stored", "papers/text"):
        page = site.page(name)
        assert "<script>alert" not in page
        assert "<i onclick" not in page
    told = [line for line in warnings.splitlines() if "papershelf.refused-markup" in line]
    assert sorted(line.partition(":")[0] for line in told) == [
        "papers/stored.ipynb", "papers/stored.ipynb", "papers/text.md", "papers/text.md"
    ]  # fmt: skip
