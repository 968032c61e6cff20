"""Beside other extensions in one project: no warning, and what they make is what they make without papershelf."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from support import few

CONF = """\
import sys, pathlib
sys.path.insert(0, str(pathlib.Path(__file__).parent / "code"))
project, author = "beside", "Kim"
extensions = [
    "myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode", "sphinx.ext.intersphinx",
    "sphinx.ext.mathjax", "sphinxcontrib.bibtex", "sphinx_needs", "ablog", "notfound.extension",
]
html_theme = "alabaster"  # (ABlog's templates and furo do not go together)
exclude_patterns = ["_build", "code"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
mathjax3_config = {"tex": {"macros": {"vect": "\\\\mathbf{v}"}}}
bibtex_bibfiles = ["works.bib"]
intersphinx_mapping = {"other": ("https://other.example.org/", "inventory/objects.inv")}
nb_execution_mode = "off"
blog_baseurl = html_baseurl = "https://example.org/"
blog_title = "Blog"
needs_build_json = needs_reproducible_json = True
"""
ALONE = CONF + 'exclude_patterns += ["papers", "methods.md", "mixed.md"]\nsuppress_warnings = ["toc.excluded"]\n'
BESIDE = CONF + 'extensions.append("papershelf")\n'

NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "metadata": {}, "source": ["# Notebook\n", "\n", "Inline $\\vect$."]},
        {
            "cell_type": "code",
            "execution_count": 1,
            "metadata": {},
            "source": ["1 + 1"],
            "outputs": [
                {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": ["2"]}},
                {"output_type": "stream", "name": "stdout", "text": ["<b>printed</b>\n"]},
            ],
        },
    ],
    "metadata": {
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "language_info": {"name": "python", "pygments_lexer": "python"},
    },
    "nbformat": 4,
    "nbformat_minor": 4,
}
POST = """\
---
blogpost: true
date: 2024-01-02
author: Kim
tags: one, two
category: News
---
# First post

Hello, {need}`REQ_1`.
"""
FILES = {
    "index.md": "# Home\n\n```{toctree}\nmethods\napi\nneeds\nnotebook\nworks\nposts/first\nmixed\n```\n",
    "methods.md": "# Methods\n\n```{paper-category} methods\n```\n",
    "papers/gqa.md": "# GQA\n\n```{paper-summary}\n:authors: Bo Kim\n:year: 2023\n:category: methods\n\n"
    "- one $x$\n```\n\n"
    "As {cite:t}`lee2020`, {py:func}`shelfmod.add`, {need}`REQ_1`, {external:py:func}`far.away` and $y^2$.\n",
    "papers/로라.md": "# 로라\n\n```{paper-summary}\n:category: methods\n:authors: 김민수\n:year: 2021\n\n"
    "- 하나\n```\n\n{paper}`gqa`.\n",
    "mixed.md": "# Mixed\n\n{paper:citet}`gqa` and {cite:t}`lee2020`, {paper:ref}`rora`, {need_count}`type=='req'`, "
    "$\\vect^2$.\n",
    "api.md": "# API\n\n```{eval-rst}\n.. automodule:: shelfmod\n   :members:\n\n.. autoclass:: shelfmod.Kept\n```\n",
    "needs.md": "# Needs\n\n```{req} A requirement\n:id: REQ_1\n:status: open\n\nText.\n```\n\n"
    "```{spec} A spec\n:id: SPEC_1\n:links: REQ_1\n\nOther $\\vect$.\n```\n\n```{needtable}\n:style: table\n```\n",
    "works.md": "# Works\n\n{cite}`lee2020`; {eq}`eq`.\n\n$$\n\\vect = 1\n$$ (eq)\n\n```{bibliography}\n```\n",
    "works.bib": "@article{lee2020, author={Lee, Ann}, title={A Title}, journal={J}, year={2020}}\n",
    "notebook.ipynb": json.dumps(NOTEBOOK),
    "posts/first.md": POST,
    "code/shelfmod.py": '"""A module."""\n\nfrom collections import OrderedDict as Kept\n\n\n'
    'def add(a: int) -> int:\n    r"""Add :math:`\\vect + a`.\n\n'
    '    Args:\n        a: one.\n        """\n    return a\n',
}
THEIRS = ["api", "needs", "notebook", "works", "posts/first", "blog", "blog/tag/one", "blog/2024", "_modules/shelfmod"]


def write(folder: Path, conf: str) -> Path:
    """The sources of the project."""
    for name, text in {**FILES, "conf.py": conf}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    head = "# Sphinx inventory version 2\n# Project: other\n# Version: 1\n# The rest is compressed using zlib.\n"
    (folder / "inventory").mkdir()
    entries = zlib.compress(b"far.away py:function 1 api.html#$ -\n")
    (folder / "inventory/objects.inv").write_bytes(head.encode() + entries)
    return folder


def build(source: Path, out: Path, builder: str = "html") -> str:
    """Build in a process of its own; the warnings."""
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-d", f"{out}/doctrees"]
    done = subprocess.run(
        [*command, str(source), f"{out}/{builder}"], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return "".join(line for line in done.stderr.splitlines(keepends=True) if "WARNING" in line)


def said(out: Path, name: str) -> str:
    """What a page says, without what the theme puts around it and the ids that sphinx-needs draws by lot."""
    text = (out / "html" / f"{name}.html").read_text(encoding="utf-8")
    start, end = text.index('<div class="body"'), text.index('<div class="sphinxsidebar"')
    return re.sub(r"SNCB-[0-9a-f]{8}", "SNCB", text[start:end])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("beside")


@pytest.fixture(scope="module")
def beside(folder: Path) -> Path:
    """The output of the project with papershelf."""
    assert build(write(folder / "beside", BESIDE), folder / "out") == ""
    return folder / "out"


def test_each_makes_what_it_makes_alone(folder: Path, beside: Path) -> None:
    alone = folder / "alone-out"
    build(write(folder / "alone", ALONE), alone)
    assert [name for name in THEIRS if said(alone, name) != said(beside, name)] == []
    for name in ("needs.json", "404.html", "blog/atom.xml", "genindex.html", "py-modindex.html"):
        assert (beside / "html" / name).is_file()
    assert (beside / "html/needs.json").read_bytes() == (alone / "html/needs.json").read_bytes()
    feed = (beside / "html/feed.xml").read_text(encoding="utf-8")
    assert "First post" in (beside / "html/blog/atom.xml").read_text(encoding="utf-8")
    assert "First post" not in feed


def test_roles_stand_side_by_side(beside: Path) -> None:
    mixed = said(beside, "mixed")
    assert "Kim (2023)" in mixed
    assert "Lee [" in mixed
    assert "로라</a>" in mixed
    paper = said(beside, "papers/gqa")
    assert all(words in paper for words in ("Lee [", "shelfmod.add", "REQ_1", "https://other.example.org/api.html"))


def test_formulas_of_papers_are_mathml_and_others_are_those_of_the_project(beside: Path) -> None:
    assert said(beside, "papers/gqa").count("<math") >= 2
    assert r"\(\vect^2\)" in said(beside, "mixed")
    assert "<math" not in said(beside, "mixed")
    assert "mathjax" in (beside / "html/mixed.html").read_text(encoding="utf-8")


def tree(out: Path) -> dict[str, bytes]:
    """Everything that was written, without what the extensions draw by lot or take from the clock."""
    found = {}
    for path in sorted((out / "html").rglob("*")):
        name = path.relative_to(out / "html").as_posix()
        if path.is_file() and name not in {".buildinfo", "schema_violations.json"}:
            data = re.sub(rb"SNCB-[0-9a-f]{8}", b"SNCB", path.read_bytes())
            found[name] = re.sub(rb"<updated>[^<]*</updated>", b"", data)
    return found


def test_after_edits_everything_is_as_built_anew(folder: Path, beside: Path) -> None:
    source = folder / "beside"
    assert build(source, beside) == ""  # nothing changed: viewcode leaves its pages as they are
    assert build(source, folder / "first") == ""
    assert tree(beside) == tree(folder / "first")
    one = {"mixed.md": FILES["mixed.md"].replace("# Mixed", "# Blended")}  # viewcode forgets modules at any edit
    several = {
        "posts/first.md": POST.replace("tags: one, two", "tags: one, three").replace("Hello", "Good day"),
        "code/shelfmod.py": FILES["code/shelfmod.py"].replace("return a", "return a + 0"),
        "needs.md": FILES["needs.md"].replace("A requirement", "One requirement"),
        "papers/gqa.md": FILES["papers/gqa.md"].replace("# GQA", "# Grouped Queries"),
    }
    for edits, anew in ((one, folder / "second"), (several, folder / "third")):
        for name, text in edits.items():
            path = source / name
            path.write_text(text, encoding="utf-8")
            later = path.stat().st_mtime + 2
            os.utime(path, (later, later))
        assert build(source, beside) == ""
        assert build(source, anew) == ""
        changed, clean = tree(beside), tree(anew)
        assert sorted(changed.keys() ^ clean.keys()) == []
        assert [name for name, data in clean.items() if changed[name] != data] == []


@pytest.mark.parametrize("builder", few(["text", "json", "latex", "xml", "needs"], "json", "latex", "needs"))
def test_other_builders(folder: Path, beside: Path, builder: str) -> None:
    assert build(folder / "beside", beside, builder) == ""
    assert list((beside / builder).iterdir())
