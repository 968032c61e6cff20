"""What stands for functions of docutils and Sphinx gives what theirs give."""

from __future__ import annotations

import contextlib
import functools
import gc
import importlib
import inspect
import itertools
import logging
import os
import pickle
import random
import sys
import time
from collections.abc import Callable, Iterator
from gettext import GNUTranslations
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docutils
import furo
import pygments
import pytest
from docutils import frontend, nodes
from docutils.parsers import rst
from docutils.readers import standalone
from docutils.transforms.references import DanglingReferences
from docutils.utils import new_document, smartquotes
from docutils.writers._html_base import HTMLTranslator
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_core import StateCore, normalize
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.wordcount import basic_count
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.options import TokenizeError
from myst_parser.parsers.sphinx_ import MystParser
from pygments.lexers.python import PythonLexer
from sphinx import addnodes, events, highlighting, locale
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.testing.util import SphinxTestApp
from sphinx.writers.html5 import HTML5Translator

from papershelf import upstream
from papershelf.collect.documents import reading
from papershelf.collect.markdown import addresses
from papershelf.exports import bibtex
from papershelf.model.record.build import build
from papershelf.sources.markdown.dollars import friendly_dollars
from papershelf.upstream import (
    code,
    design,
    index,
    kept,
    loading,
    lone,
    markdown,
    outdated,
    parsers,
    rules,
    transforms,
    trees,
    writing,
)
from papershelf.upstream import (
    reading as quick_reading,
)
from support import Site, category, home, paper

KINDS = (nodes.section, nodes.paragraph, nodes.emphasis, nodes.strong, nodes.math)
CONDITIONS: list[Any] = [
    None,
    nodes.emphasis,
    nodes.TextElement,
    nodes.Text,
    nodes.table,
    lambda node: isinstance(node, (nodes.math, nodes.section)),
]
WAYS = [{}, {"include_self": False}, {"descend": False}, {"siblings": True}, {"ascend": True}]


def _tree(seed: int) -> nodes.document:
    chance = random.Random(seed)
    document = new_document("tree")
    places: list[nodes.Element] = [document]
    for number in range(60):
        node = chance.choice(KINDS)(ids=[str(number)])
        chance.choice(places).append(node)
        places.append(node)
        if chance.random() < 0.4:
            chance.choice(places).append(nodes.Text(str(number)))
    return document


@pytest.mark.parametrize("seed", range(5))
def test_walks_find_the_same_in_the_same_order(seed: int) -> None:
    tree = _tree(seed)
    for node in [tree, *tree.children, *tree[0].children]:
        for condition in CONDITIONS:
            for way in WAYS:
                theirs = list(trees._their_findall(node, condition, **way))
                assert list(trees._findall(node, condition, **way)) == theirs


@pytest.mark.parametrize("put", ["append", "insert", "extend", "item", "slice", "replace", "iadd", "nested"])
def test_what_is_put_into_a_tree_is_found(put: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees.index, "is_on", True)
    monkeypatch.setattr(nodes.Node, "setup_child", trees._setup_child)
    tree, new = _tree(1), nodes.table()
    ways: dict[str, Callable[[nodes.Element], Any]] = {
        "append": lambda place: place.append(new),
        "insert": lambda place: place.insert(0, new),
        "extend": lambda place: place.extend([new]),
        "item": lambda place: place.__setitem__(0, new),
        "slice": lambda place: place.__setitem__(slice(0, 1), [new]),
        "replace": lambda place: place.replace(place[0], new),
        "iadd": lambda place: place.__iadd__(new),
        "nested": lambda place: place.append(nodes.paragraph("", "", new)),
    }
    assert list(trees._findall(tree, nodes.table)) == []
    ways[put](next(node for node in tree.findall(nodes.Element) if len(node) and node is not tree))
    assert list(trees._findall(tree, nodes.table)) == [new]


def test_what_was_in_a_tree_is_let_go_with_it_and_what_moved_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees.index, "is_on", True)
    for place, name, ours, _theirs in trees.OF_DOCUTILS:
        monkeypatch.setattr(place, name, ours)
    tree, other = _tree(1), _tree(2)
    assert any(tree.findall(nodes.Text))
    gone, moved, held = (nodes.paragraph("", text) for text in "abc")
    tree += [gone, moved]
    tree.remove(gone)
    tree.replace(moved, [])
    other += moved
    tree.substitution_defs["c"] = held
    trees.let_go(tree)
    assert [gone.children, held.children] == [[], []]
    assert (moved.parent, moved[0].parent) == (other, moved)
    assert not trees.index.taken


def test_a_tree_that_is_written_is_known_still_when_others_were_gone_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees.index, "is_on", True)
    for place, name, ours, _theirs in trees.OF_DOCUTILS:
        monkeypatch.setattr(place, name, ours)
    tree = _tree(1)
    found = list(tree.findall(nodes.Text))
    known = trees.index._last
    with trees.beside():
        other = _tree(2)
        assert list(other.findall(nodes.Text)) != found
        trees.let_go(other)
    assert list(tree.findall(nodes.Text)) == found
    assert trees.index._last is known


@pytest.mark.parametrize("taken", ["item", "slice", "pop", "remove", "clear", "replace"])
def test_what_is_taken_out_of_a_tree_is_found_no_more(taken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees.index, "is_on", True)
    for place, name, ours, _theirs in trees.OF_DOCUTILS:
        monkeypatch.setattr(place, name, ours)
    tree = _tree(1)
    place = next(node for node in tree.findall(nodes.Element) if len(node) and node is not tree)
    ways: dict[str, Callable[[], Any]] = {
        "item": lambda: place.__delitem__(0),
        "slice": lambda: place.__delitem__(slice(0, 1)),
        "pop": lambda: place.pop(0),
        "remove": lambda: place.remove(place[0]),
        "clear": place.clear,
        "replace": lambda: place.replace(place[0], []),
    }
    gone = place[0]
    assert gone in list(tree.findall())
    ways[taken]()
    assert gone not in list(tree.findall())


def _change(tree: nodes.document, node: nodes.Node, chance: random.Random) -> None:
    """Do what a transform may do to a tree while it walks through it."""
    place = chance.choice(list(trees._their_findall(tree, nodes.Element)))
    new = chance.choice(KINDS)(ids=[f"new-{chance.random()}"])
    new += nodes.emphasis("", "new")
    ways: list[Callable[[], Any]] = [
        lambda: place.append(new),
        lambda: place.insert(0, new),
        lambda: node.parent.replace(node, [new, nodes.Text("behind")]) if node in (node.parent or ()) else None,
        lambda: node.parent.remove(node) if node in (node.parent or ()) else None,
        lambda: place.pop() if len(place) else None,
        lambda: place.__delitem__(0) if len(place) else None,
        lambda: place.__setitem__(slice(0, 1), [new, nodes.strong()]),
    ]
    chance.choice(ways)()


@pytest.mark.parametrize("condition", CONDITIONS[:4] + CONDITIONS[5:])
def test_a_tree_that_changes_is_walked_the_same_way(condition: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees.index, "is_on", True)
    for place, name, ours, _theirs in trees.OF_DOCUTILS:
        if name not in {"findall", "walkabout"}:
            monkeypatch.setattr(place, name, ours)

    def went(findall: Callable[..., Iterator[nodes.Node]], seed: int) -> list[str]:
        tree, chance, found = _tree(seed), random.Random(seed), []
        for node in itertools.islice(findall(tree, condition), 200):
            found.append(f"{node.__class__.__name__} {node.astext() if isinstance(node, nodes.Text) else node['ids']}")
            if chance.random() < 0.1:
                _change(tree, node, chance)
        return [*found, tree.pformat(), *(node.astext() for node in findall(tree, condition))]

    for seed in range(100):
        assert went(trees._findall, seed) == went(trees._their_findall, seed), seed


def test_trees_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees.index, "is_on", True)
    one, other = _tree(1), _tree(2)
    other.append(nodes.table())
    assert [len(list(trees._findall(tree, nodes.table))) for tree in (one, other, one, other)] == [0, 1, 0, 1]


def test_settings_are_those_of_the_components(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def settings(**options: Any) -> dict[str, Any]:
        with pytest.warns(DeprecationWarning):
            parser = frontend.OptionParser((standalone.Reader, rst.Parser), **options)
        found = dict(vars(parser.get_default_values()))
        del found["record_dependencies"]  # an object of its own
        return found

    (tmp_path / "docutils.conf").write_text("[general]\nfootnote_references: superscript\nstrip_classes: a,b\n")
    monkeypatch.chdir(tmp_path)
    cases: list[dict[str, Any]] = [{}, {"defaults": {"tab_width": 3}}, {"read_config_files": True}, {}]
    monkeypatch.setattr(frontend.OptionParser, "populate_from_components", kept._their_populate)
    theirs = [settings(**case) for case in cases]
    monkeypatch.setattr(frontend.OptionParser, "populate_from_components", kept._populate)
    assert [settings(**case) for case in cases] == theirs
    with pytest.warns(DeprecationWarning):
        one, other = (frontend.OptionParser((rst.Parser,)).get_default_values() for _ in range(2))
    one.record_dependencies.add("figure.png")
    assert other.record_dependencies is not one.record_dependencies


@example([("plain", "wait ... . . .")], "1", "en")
@given(
    st.lists(
        st.tuples(st.sampled_from(["plain", "literal", "tag"]), st.text("a가 .'\"-`\\&#39;\n", max_size=8)), max_size=5
    ),
    st.sampled_from(["0", "1", "2", "qDe", "-1"]),
    st.sampled_from(["en", "ko", "de", "fr"]),
)
def test_quotation_marks_are_theirs(tokens: list[tuple[str, str]], attr: str, language: str) -> None:
    theirs = list(transforms._their_educate(tokens, attr, language))
    assert list(transforms._educate(iter(tokens), attr, language)) == theirs


class Going(nodes.NodeVisitor):
    """Notes where it goes, and leaves some of it out."""

    def __init__(self, document: nodes.document, seed: int) -> None:
        super().__init__(document)
        self.chance = random.Random(seed)
        self.went: list[str] = []

    def dispatch_visit(self, node: nodes.Node) -> None:
        self.went.append(f"to {node.__class__.__name__}")
        skips = (nodes.SkipNode, nodes.SkipChildren, nodes.SkipSiblings, nodes.SkipDeparture, nodes.StopTraversal)
        if self.chance.random() < 0.15:
            raise self.chance.choice(skips)

    def dispatch_departure(self, node: nodes.Node) -> None:
        self.went.append(f"from {node.__class__.__name__}")


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("seed", range(20))
def test_visitors_go_the_same_way(seed: int, debug: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = _tree(seed)
    monkeypatch.setattr(tree.reporter, "debug_flag", debug)

    def went(walkabout: Callable[..., bool]) -> list[str]:
        monkeypatch.setattr(nodes.Node, "walkabout", walkabout)
        visitor = Going(tree, seed)
        visitor.went.append(str(walkabout(tree, visitor)))
        return visitor.went

    monkeypatch.setattr(tree.reporter, "debug", lambda *_words, **_more: None)
    assert went(trees._walkabout) == went(trees._their_walkabout)


def _visit_mark(self: HTML5Translator, _node: nodes.Node) -> None:
    self.body.append(f"mark of {type(self).__name__}")


class _Own(HTML5Translator):
    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.visit_strong = lambda _node: self.body.append("own")


class _Other(HTML5Translator):
    def dispatch_visit(self, node: nodes.Node) -> None:
        self.body.append("seen")
        super().dispatch_visit(node)


@pytest.mark.parametrize("kind", [HTML5Translator, _Own, _Other])
@pytest.mark.parametrize("visit", [_visit_mark, functools.partial(_visit_mark)])
def test_what_writes_a_page_has_the_methods_of_extensions(
    small: Site, kind: type[HTML5Translator], visit: Callable[..., None]
) -> None:
    app = SphinxTestApp("html", srcdir=small.source, builddir=small.out)
    app.set_translator("html", kind)
    tree = new_document("tree", app.builder._settings)
    tree += nodes.strong("", "a", nodes.emphasis("", "b"))

    def written(make: Callable[..., Any]) -> str:
        writer = make(app.registry, app.builder, tree, app.builder)
        assert isinstance(writer, kind)
        tree.walkabout(writer)
        return "".join(writer.body)

    for added in (visit, lambda self, _node: self.body.append("another")):  # added behind the first page, too
        app.add_node(nodes.emphasis, override=True, html=(added, lambda *_given: None))
        assert written(writing._create) == written(writing._their_create)
        assert written(writing._create) == written(writing._their_create)
    app.cleanup()


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("kind", [nodes.bullet_list, nodes.enumerated_list, nodes.definition_list])
def test_the_same_lists_are_simple(seed: int, kind: type[nodes.Element]) -> None:
    chance = random.Random(seed)
    writer = SimpleNamespace(document=new_document("list"))
    for _number in range(20):
        tree = kind()
        for _item in range(chance.randrange(3)):
            tree += chance.choice([nodes.list_item, nodes.list_item, nodes.list_item, nodes.definition_list_item])()
            for _child in range(chance.choice([0, 1, 1, 1, 2])):
                tree[-1] += chance.choice([nodes.paragraph, nodes.paragraph, nodes.image, nodes.bullet_list])()
        assert writing._check_simple_list(writer, tree) == writing._their_simple(writer, tree)


PAGE = """Title
=====

It's "so" -- wait... `nowhere`_ and |what| and `here`_.

.. class:: language-xx

   "Strange"

.. _here: https://example.org

- one *"two"* ``'three'``

HIGHLIGHTCode::

   print("four")

.. code-block:: python
   :linenos:

   five = 'six'

.. code-block:: bibtex
   :force:

   @misc{one,
     title = {{R&D <and> more}},
   }

.. _first:
.. _second:

.. table:: Seven
   :class: eight nine

   == ==
   &  \\<
   == ==

.. table:: Fourteen

   == ==
   a  b
   == ==

fifteen : sixteen
   seventeen

.. rubric:: Eighteen

.. image:: nineteen.png

.. dropdown:: Ten

   ten@example.org ``a  b``

.. tab-set::

   .. tab-item:: Eleven

      Twelve

.. button-link:: https://example.org/?a=1&b="2"
   :new-tab:

.. raw:: html

   <hr>
"""


TABLES = (
    *trees.OF_DOCUTILS,
    *transforms.OF_DOCUTILS,
    *kept.OF_DOCUTILS,
    *transforms.OF_SPHINX,
    *kept.OF_SPHINX,
    *markdown.OF_MARKDOWN_IT,
    *rules.OF_MARKDOWN_IT,
    *parsers.OF_MYST,
    *markdown.OF_MYST,
    *writing.OF_DOCUTILS,
    *writing.OF_SPHINX,
    *lone.OF_SPHINX,
    *code.OF_SPHINX,
    *quick_reading.OF_SPHINX,
    *quick_reading.OF_MYST,
    *design.OF_DESIGN,
)


@pytest.fixture
def as_theirs() -> Iterator[None]:
    """The functions of docutils, Sphinx and MyST, as these have them; afterwards as they were found."""
    found = [(place, name, getattr(place, name)) for place, name, _ours, _theirs in TABLES]
    for place, name, _ours, theirs in TABLES:
        setattr(place, name, theirs)
    yield
    for place, name, function in found:
        setattr(place, name, function)


@pytest.mark.usefixtures("as_theirs")
@pytest.mark.parametrize("highlight", ["", ".. highlight:: c\n   :linenothreshold: 1\n\n"])
def test_pages_and_warnings_are_those_of_docutils_and_sphinx(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch, highlight: str
) -> None:
    site = make_site({"index.rst": PAGE.replace("HIGHLIGHT", highlight)})
    with monkeypatch.context() as patch:
        for versions in ("DOCUTILS", "SPHINX", "MARKDOWN_IT", "PLUGINS", "MYST", "DESIGN"):
            patch.setattr(upstream, versions, set())
        said, theirs = site.build(fresh=True), site.page("index")
        assert nodes.Node.walkabout is trees._their_walkabout
    assert all(
        taken in theirs
        for taken in ('align-default" id="id', "“so”", "–", "…", "highlight-python", "sd-tab-label", "sd-summary-title")
    )
    assert 'target="_blank"' in theirs
    assert "nowhere" in said
    assert (site.build(fresh=True), site.page("index")) == (said, theirs)
    assert nodes.Node.walkabout is trees._walkabout


@pytest.mark.usefixtures("as_theirs")
def test_an_unknown_version_keeps_its_own(small: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docutils, "__version_info__", docutils.VersionInfo(0, 99, 0))
    assert small.build() == ""
    assert nodes.Node.findall is trees._their_findall
    assert smartquotes.educate_tokens is transforms._their_educate


def test_an_extension_that_is_not_known_has_every_tree_walked(small: Site) -> None:
    small.build()
    assert trees.index.is_on
    conf = (small.source / "conf.py").read_text(encoding="utf-8")
    small.write({"conf.py": conf + "\ndef setup(app):\n    pass\n"})
    small.build()
    assert not trees.index.is_on


def _left(site: Site, number: int) -> int:
    """Objects in circles that a build of so many papers leaves behind."""
    body = "\n\n".join(f"## Part {part}\n\n- **a** $x^{part}$\n- {{paper:ref}}`p0`, `c`" for part in range(20))
    papers = {f"papers/p{place}.md": paper(f"Paper {place}", f"p{place}", body=body) for place in range(number)}
    site.write({"index.md": home("methods"), "methods.md": category(), **papers})
    gc.collect()
    gc.disable()
    try:
        assert site.build(fresh=True) == ""
        return gc.collect()
    finally:
        gc.enable()


@pytest.mark.parametrize("held", [1_000, 0])
def test_a_page_leaves_little_garbage(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    monkeypatch.setattr(reading, "_HELD", held)
    few, many = _left(make_site({}), 4), _left(make_site({}), 14)
    assert many - few < 10 * 5_000  # (2,900 a page; where nothing undoes the circles, 9,500 and 12,000)


MARKDOWN = "# *A* `b`\n\n- ![c **d**](e) f\n  > g\n  > 1. h [i](j)\n\n| k | *l* |\n|--|--|\n| m | n |\n\n---\n"


def _described(tree: SyntaxTreeNode) -> list[Any]:
    own = (tree.token or tree.nester_tokens, tree.parent and (tree.parent.token or tree.parent.nester_tokens))
    return [own, *(_described(child) for child in tree.children)]


def test_a_tree_of_tokens_is_that_of_markdown_it(monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = MarkdownIt().enable("table").parse(MARKDOWN)
    streams = [tokens, [], tokens[1:], tokens[:-4], tokens[:2], [tokens[2], *tokens[::-1]], [*tokens[:4], tokens[2]]]

    def made(function: Callable[..., None]) -> list[Any]:
        monkeypatch.setattr(SyntaxTreeNode, "_set_children_from_tokens", function)
        found: list[Any] = []
        for stream in streams:
            try:
                found.append(_described(SyntaxTreeNode(stream)))
            except ValueError as error:
                found.append(str(error))
        return found

    assert made(markdown._set_children) == made(markdown._their_children)
    assert markdown._add_children(SyntaxTreeNode(), tokens)


TREE = '<ul><li class="current"><a href="a.html">A</a><ul><li><a href="b.html">B</a></li></ul></li></ul>'


@pytest.mark.parametrize("html", ["", TREE])
@pytest.mark.parametrize("known", [True, False])
def test_a_tree_of_contents_is_that_of_furo(
    small: Site, monkeypatch: pytest.MonkeyPatch, html: str, known: bool
) -> None:
    theirs = importlib.import_module("furo.navigation").get_navigation_tree(html)
    monkeypatch.delitem(sys.modules, "furo.navigation")
    if not known:
        monkeypatch.setattr(loading, "FURO", set())
    app = SphinxTestApp("html", srcdir=small.source, builddir=small.out)
    app.cleanup()
    named = importlib.import_module("furo.navigation")
    assert isinstance(named, loading._Later) == known
    assert named.get_navigation_tree(html) == theirs
    assert isinstance(sys.modules["furo.navigation"], loading._Later) == (known and not html)
    assert named.functools is functools


CONTENTS = {
    "one.md": "# One\n",
    "more.md": "# More\n\n## Two\n\n### Three\n",
    "deep.md": "---\ntocdepth: 1\n---\n# Deep\n\n## Two\n",
    "only.md": "# Only\n\n```{only} nothing\n## Two\n```\n",
    "mixed.md": "# Mixed\n\n```{toctree}\none\nmore\n```\n\n## Two\n\n```{toctree}\ndeep\nonly\nnone\n```\n",
    "none.md": "No title.\n",
    "index.md": "# Home\n\n```{toctree}\nmixed\n```\n",
}


def test_few_contents_are_few_to_furo(make_site: Callable[..., Site]) -> None:
    site = make_site(CONTENTS)
    site.build()
    app = SphinxTestApp("html", srcdir=site.source, builddir=site.out)
    function = importlib.import_module("furo").has_not_enough_items_to_show_toc
    assert function.func is loading._has_few
    found = {name: function(app.builder, name) for name in (*app.env.all_docs, "search")}
    assert found == {name: function.args[0](app.builder, name) for name in found}
    assert {found["one"], found["more"]} == {True, False}
    assert loading._has_few(lambda *_given: pytest.fail("copied"), app.builder, "more") is False
    app.cleanup()


RICH = {
    "rich.md": "# *A* ![b](c.png) [d](#e) $f$\n\n## `g`\n\n> ```{toctree}\n> one\n> ```\n",
    "signed.md": "# J\n\n```{py:function} h()\n```\n\n## I\n",
    "index.md": "# Home\n\n```{toctree}\nmixed\nrich\nsigned\n```\n",
}


def test_contents_are_those_of_sphinx(make_site: Callable[..., Site]) -> None:
    site = make_site({**CONTENTS, **RICH})
    site.build()
    app = SphinxTestApp("html", srcdir=site.source, builddir=site.out)
    env, collector = app.env, TocTreeCollector()
    handlers = [getattr(one.handler, "__func__", None) for one in app.events.listeners["doctree-read"]]
    assert quick_reading._note_contents in handlers
    assert quick_reading._their_contents not in handlers

    def noted(function: Callable[..., None], docname: str) -> list[Any]:
        tree = env.get_doctree(docname)
        collector.clear_doc(app, env, docname)
        env.current_document.docname = docname
        function(collector, app, tree)
        toc = env.tocs[docname]
        parts = (env.toc_num_entries, env.toctree_includes, env.files_to_rebuild)
        return [toc.pformat(), len(pickle.dumps(toc)), *(repr(part) for part in parts)]

    for docname in sorted(env.found_docs):
        assert noted(quick_reading._note_contents, docname) == noted(quick_reading._their_contents, docname), docname
    app.cleanup()


def _sourced() -> list[nodes.Element]:
    """Nodes that know where they are from, and that do not."""
    kinds = (nodes.paragraph, nodes.title, nodes.term, nodes.classifier, nodes.image, nodes.rubric, nodes.literal_block)
    holder = nodes.definition_list_item()
    holder.source, holder.line = "a.rst", 9
    for kind, source, raw in itertools.product(kinds, (None, "b.rst"), ("", "c : d")):
        node = kind(raw) if kind is nodes.image else kind(raw, "c")
        node.source, node.rawsource = source, raw
        holder += node
    return list(holder.children)


def test_nodes_are_told_the_same_sources() -> None:
    def told(function: Callable[..., None]) -> list[Any]:
        found = _sourced()
        for node in found:
            function(node)
        return [(node.source, node.line, node.rawsource) for node in found]

    assert told(quick_reading._tell_source) == told(quick_reading._their_source)


def test_translations_are_looked_for_where_there_may_be_some(small: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Any] = []
    monkeypatch.setattr(quick_reading, "_their_translation", lambda transform, **_given: looked.append(transform))
    small.build(fresh=True)
    assert not looked
    with monkeypatch.context() as patch:
        patch.setitem(locale.translators, ("general", "index"), GNUTranslations())
        small.build(fresh=True)
    assert len(looked) == 1
    (small.source / "locales").mkdir()
    small.build(fresh=True)
    assert len(looked) > 2


@pytest.mark.parametrize("text", ["a\r\nb\rc\n", "a\0b\n", "a\nb\n", ""])
def test_texts_are_normalised_as_theirs(text: str) -> None:
    ours, theirs = (StateCore(text, MarkdownIt(), {}) for _time in range(2))
    rules._normalize(ours)
    normalize(theirs)
    assert ours.src == theirs.src
    core = dict(rules._core)
    assert core.pop("normalize") is rules._normalize
    assert core.items() < dict(rules._their_core).items()


@given(st.text("a가1'-.²é _\n\u0301", max_size=12))
def test_words_are_counted_as_theirs(text: str) -> None:
    assert rules._count(text) == basic_count(text)


@pytest.mark.parametrize(("level", "others", "heard"), [(2, 0, False), (1, 0, True), (2, 1, True)])
def test_targets_without_references_are_told_to_whoever_listens(level: int, others: int, heard: bool) -> None:
    def told(function: Callable[..., None]) -> list[Any]:
        document = new_document("a.rst")
        document += [nodes.target("", "", ids=["b"]), nodes.paragraph("", "", nodes.reference("", "c", refname="d"))]
        document.transformer.unknown_reference_resolvers = []
        reporter, more = document.reporter, []
        reporter.stream, reporter.report_level = None, level
        reporter.attach_observer(document.note_transform_message)
        for _number in range(others):
            reporter.attach_observer(more.append)
        function(DanglingReferences(document))
        return [[message.astext() for message in (*document.transform_messages, *more)], reporter.max_level]

    ours, theirs = told(transforms._apply_references), told(transforms._their_references)
    assert len(theirs[0]) == 2 + 2 * others
    assert ours == theirs if heard else ours == [theirs[0][:1], theirs[1]]


def test_style_sheets_are_found_where_docutils_finds_them(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b/one.css").touch()
    folders = [str(tmp_path / "a"), tmp_path / "b"]
    for path in ("one.css", "two.css", tmp_path / "a/one.css"):
        for _time in range(2):
            assert kept._find_file(path, folders) == kept._their_find(path, folders)
    assert kept._find_file("one.css", folders[:1]) == "one.css"


def test_furo_wraps_the_same_with_one_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees.index, "is_on", True)
    for place, name, ours, _theirs in trees.OF_DOCUTILS:
        monkeypatch.setattr(place, name, ours)
    theirs = inspect.unwrap(furo.WrapTableAndMathInAContainerTransform.run)

    def wrapped(run: Callable[..., None]) -> tuple[str, int]:
        tree = new_document("tree")
        tree += [nodes.table("", nodes.math_block()), nodes.paragraph(), nodes.table(), nodes.math_block()]
        walks: list[nodes.Node] = []
        monkeypatch.setattr(index, "_Nodes", lambda root, changes: (walks.append(root), made(root, changes))[1])
        run(SimpleNamespace(document=tree))
        return tree.pformat(), len(walks)

    made = index._Nodes
    (one, often), (other, once) = wrapped(theirs), wrapped(transforms._wrapping(theirs))
    assert one == other
    assert one.count("-wrapper") == 4
    assert (often, once) == (2, 1)


def test_a_formatter_is_made_once_for_the_same_options() -> None:
    bridge = highlighting.PygmentsBridge("html", "default")
    numbered = {"linenos": "inline", "hl_lines": [1, 3]}
    for options in ({}, numbered):
        ours = kept._get_formatter(bridge, **options)
        assert kept._get_formatter(bridge, **options) is ours
        theirs = kept._their_formatter(bridge, **options)
        for _time in range(2):
            assert pygments.highlight("a = 1\n\nb\n", PythonLexer(), ours) == pygments.highlight(
                "a = 1\n\nb\n", PythonLexer(), theirs
            )
    assert kept._get_formatter(bridge) is not kept._get_formatter(bridge, **numbered)


@pytest.mark.parametrize(("verbosity", "level"), [(0, logging.INFO), (2, logging.DEBUG)])
def test_messages_are_made_for_those_who_hear_them(small: Site, verbosity: int, level: int) -> None:
    app = SphinxTestApp("html", srcdir=small.source, builddir=small.out, verbosity=verbosity)
    app.cleanup()
    assert logging.getLogger("sphinx").level == level
    said: Any = vars(events)["repr"]
    logging.disable(logging.NOTSET)
    try:
        assert said(("a", 1)) == ("('a', 1)" if level == logging.DEBUG else "")
    finally:
        logging.disable(logging.DEBUG)


def test_the_same_documents_are_outdated(make_site: Callable[..., Site]) -> None:
    pages = {f"p{number}.md": f"# Page {number}\n" for number in range(8)}
    site = make_site({"index.md": "# Home\n\n```{toctree}\n:glob:\n*\n```\n", **pages, "p8.md": "# 8\n\n![](a.png)\n"})
    (site.source / "a.png").write_bytes(b"")
    site.build()
    app = SphinxTestApp("html", srcdir=site.source, builddir=site.out)
    try:
        env = app.env
        os.utime(site.source / "p1.md", ns=(time.time_ns() + 10**9,) * 2)
        Path(env.doctreedir, "p2.doctree").unlink()
        (site.source / "p3.md").unlink()
        (site.source / "p9.md").write_text("# New\n")
        os.utime(site.source / "a.png", ns=(time.time_ns() + 10**9,) * 2)
        env.reread_always.add("p4")
        env.find_files(app.config, app.builder)
        ours, theirs = (get(env, False) for get in (outdated._get_outdated_files, outdated._their_outdated))
        assert ours == theirs == ({"p9"}, {"p1", "p2", "p4", "p8"}, {"p3"})
        assert outdated._get_outdated_files(env, True) == outdated._their_outdated(env, True)
        assert len(env.found_docs) == 10
    finally:
        app.cleanup()


@pytest.mark.parametrize(
    "children",
    [["Text"], ["Text", nodes.image(alt="word")], [nodes.emphasis("", "Text"), nodes.raw("", "<br>", format="html")]],
)
def test_titles_are_clean(children: list[Any]) -> None:
    def title() -> nodes.title:
        return nodes.title("", "", *(nodes.Text(c) if isinstance(c, str) else c.deepcopy() for c in children))

    for theirs in (kept._their_clean_text, parsers._their_text):
        assert kept.cleaned(theirs)(title()) == theirs(title()) == "Text"


def _translator(*, in_mailto: bool = False) -> Any:
    """What the methods that are compared look at."""
    made = object.__new__(HTMLTranslator)
    made.in_mailto, made.settings = in_mailto, SimpleNamespace(cloak_email_addresses=True)
    return made


NAMES = st.text("aB-&é \n", max_size=4)
TAGS = st.builds(
    lambda kind, classes, ids: kind("", classes=classes, ids=ids),
    st.sampled_from([nodes.paragraph, nodes.table, nodes.bullet_list, nodes.reference]),
    st.lists(st.sampled_from(["a", "b", "language-ko", "colwidths-auto", " ", ""]), max_size=3),
    st.lists(st.sampled_from(["one", "two"]), max_size=2, unique=True),
)
GIVEN = st.dictionaries(
    st.sampled_from(["CLASS", "href", "title", "classes", "ids", "width"]), st.one_of(NAMES, st.just(7)), max_size=3
)


@given(TAGS, GIVEN, st.booleans())
def test_tags_are_theirs(node: nodes.Element, given: dict[str, Any], empty: bool) -> None:
    def tag(starttag: Callable[..., str]) -> object:
        attributes = {name: [value] if name in {"classes", "ids"} else value for name, value in given.items()}
        translator = _translator()
        copied = node.copy()
        try:
            return starttag(translator, copied, "LI", "\n", empty, **attributes), copied["classes"]
        except (AttributeError, TypeError) as error:
            return type(error)

    assert tag(writing._starttag) == tag(writing._their_starttag)


@given(st.text("a가&<>\"@'\0\n\t ", max_size=8), st.booleans())
def test_what_is_escaped_is_theirs(text: str, mail: bool) -> None:
    translator = _translator(in_mailto=mail)
    assert writing._encode(translator, nodes.Text(text)) == writing._their_encode(translator, nodes.Text(text))
    assert writing._attval(translator, text) == writing._their_attval(translator, text)
    assert writing._unescape(text) == writing._their_unescape(text)


ENTRIES = [
    "@misc{a,\n  title = {{x & y < z}},\n  note = {a\\} b},\n}\n",
    "@misc{a,\n  t = {a}b{c},\n}",
    "@misc{a,\n  t = {x\\{ y},\n}",
    "@string{a,\n  t = {b},\n}",
    "@misc{é&x,\n  x-t = {\"q\" 'x' — 한국\u3000},\n  url = {https://a.b/?c#d},\n}\n",
    "@misc{a,\n}",
    "@misc{a, title = {b}}",
    "",
]


@pytest.mark.parametrize("entry", ENTRIES)
def test_entries_are_marked_as_theirs(entry: str) -> None:
    bridge = highlighting.PygmentsBridge("html", "default")
    theirs = code._their_highlight(bridge, entry, "bibtex", force=True)
    assert code._highlight(bridge, entry, "bibtex", force=True) == theirs


def test_the_entry_of_a_paper_has_the_known_form() -> None:
    paper, _problems = build(
        "a", {"title": "On {x}", "authors": "Ann Lee", "year": "2021", "arxiv": "2106.09685", "category": "b"}
    )
    assert code.bibtex(bibtex.entry(paper))


@given(st.text('@misc{}a,=\n \\"&#1é', max_size=30), st.text("{}a\\ &\t,", max_size=8))
def test_whatever_an_entry_holds(text: str, value: str) -> None:
    bridge = highlighting.PygmentsBridge("html", "default")
    for entry in (text, f"@misc{{a,\n  t = {{{value}}},\n}}"):
        made = code.bibtex(entry)
        assert not made or made == code._their_highlight(bridge, entry, "bibtex", force=True)


def _contents(*texts: str, **given: Any) -> nodes.bullet_list:
    """A list of links to sections, each below the one before it."""
    made = nodes.bullet_list()
    for text in reversed(texts):
        link = nodes.reference("", text, internal=True, refuri=f"#{text}", anchorname=f"#{text}", **given)
        below = [made] if made.children else []
        made = nodes.bullet_list("", nodes.list_item("", addnodes.compact_paragraph("", "", link), *below))
    return made


def _lone() -> dict[str, tuple[nodes.Element, bool]]:
    """Nodes that are rendered by themselves, and whether they are of the kinds that are known."""
    two = _contents("a")
    two += _contents("b").children
    holding = _contents("a")
    holding[0] += addnodes.toctree()
    return {
        "text": (nodes.title("", "A <b> & 한글"), False),
        "plain": (nodes.title("", "A <b> @ 한글"), True),
        "number": (nodes.title("", "A", secnumber=(1, 2)), False),
        "formula": (nodes.title("", "", nodes.Text("A "), nodes.math("", "x")), False),
        "quoted": (nodes.title("", 'An "A"'), False),
        "list": (two, True),
        "nested": (_contents("a", "<b>", "한"), True),
        "blank": (_contents("a b"), False),
        "title": (_contents("a", reftitle="b"), False),
        "numbered": (_contents("a", "b", secnumber=(1,)), False),
        "class": (_contents("a", classes=["b"]), False),
        "holding": (holding, False),
        "empty": (nodes.bullet_list(), False),
    }


@pytest.mark.usefixtures("as_theirs")
@pytest.mark.parametrize("name", _lone())
@pytest.mark.parametrize("usual", [True, False])
def test_lone_nodes_are_rendered_as_theirs(
    small: Site, monkeypatch: pytest.MonkeyPatch, name: str, usual: bool
) -> None:
    app = SphinxTestApp("html", srcdir=small.source, builddir=small.out)
    if not usual:
        app.add_node(
            nodes.Text, override=True, html=(lambda writer, _node: writer.body.append("!"), lambda *_given: None)
        )
    node, known = _lone()[name]
    theirs = lone._their_partial(app.builder, node.deepcopy())
    if known and usual:
        monkeypatch.setattr(lone, "_their_partial", lambda *_given: pytest.fail("not taken for known"))
    assert lone._render_partial(app.builder, node) == theirs
    app.cleanup()


def _rules_of(parser: MarkdownIt) -> list[Any]:
    rulers = (parser.core.ruler, parser.block.ruler, parser.inline.ruler, parser.inline.ruler2)
    return [[(rule.name, rule.enabled, rule.fn, rule.alt) for rule in ruler.__rules__] for ruler in rulers]


def test_a_parser_that_is_used_again_is_as_it_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsers, "_kept", [])
    config, other = MdParserConfig(), MdParserConfig(enable_extensions={"deflist"})
    document = new_document("one")

    def parse(_parser: Any, _text: str, _document: nodes.document) -> None:
        nonlocal parser
        parser = parsers._create(config, SphinxRenderer)
        found.append((parser, _rules_of(parser), dict(parser.options), dict(parser.renderer.rules), set(vars(parser))))
        parser.options["document"] = document
        parser.disable("emphasis")
        parser.inline.ruler.at("text", lambda *_given: False)
        parser.block.ruler.push("more", lambda *_given: False)
        parser.inline = None  # type: ignore[assignment]
        parser.renderer.rules["render_em"] = print
        parser.renderer.setup_render(parser.options, {})
        assert parser.renderer.document is document
        if fails:
            raise ValueError("broken")

    found: list[Any] = []
    parser, fails = MarkdownIt(), False
    monkeypatch.setattr(parsers, "_their_parse", parse)
    for _time in range(2):
        parsers._parse(MystParser(), "", document)
        assert "document" not in vars(parser.renderer)
    assert found[0] == found[1]
    config = other
    parsers._parse(MystParser(), "", document)
    assert found[2][0] is not found[0][0]
    fails = True
    with pytest.raises(ValueError, match="broken"):
        parsers._parse(MystParser(), "", document)
    assert [kept.used for kept in parsers._kept] == [found[0][0]]
    assert not parsers._used


def test_settings_of_documents_are_those_of_sphinx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_found", [])
    monkeypatch.chdir(tmp_path)

    def settings(function: Callable[..., Any], *components: Any, **defaults: Any) -> dict[str, Any]:
        values = function(*components, defaults=defaults, read_config_files=True)
        found = dict(vars(values))
        values.title = "changed"
        values.record_dependencies.add("figure.png")
        return found | {"record_dependencies": None}

    cases: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
        ((standalone.Reader, rst.Parser()), {"traceback": True}),
        ((standalone.Reader, rst.Parser()), {"traceback": True}),
        ((standalone.Reader, rst.Parser()), {"traceback": False, "language_code": "ko"}),
        ((standalone.Reader,), {"traceback": True}),
    ]
    for configured in ("", "[general]\nfootnote_references: superscript\n"):
        if configured:
            (tmp_path / "docutils.conf").write_text(configured)
        for components, defaults in cases:
            theirs = settings(kept._their_get, *components, **defaults)
            assert settings(kept._get_settings, *components, **defaults) == theirs


EXTENSIONS = {
    "alert", "amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist",
    "gfm_autolink", "section_ref", "strikethrough", "substitution", "tasklist",
}  # fmt: skip
PIECES = [
    *"-+*#>%`~$[]()!<&{}:=|\\^_@wA가1 \t\n\xa0", "\n", "\n\n", "  ", "    ", "```", ":::", "$$", "www.a.org", "http://a.b",
    "1. ", "---", "a@b.org", "{ref}`a`", "[^a]", "[^a]: b", "[a]: b", "| a |\n|--|", "\\begin{align}", "\\end{align}",
    "<b>", "<!--", "&amp;", "(a)=", "+++", "***", "~~", "{{a}}", ":a: b", "- [ ] ", "> [!NOTE]\n",
]  # fmt: skip


EACH = """> a

```
b
```

~~~
c
~~~

:::
d
:::

# e

***

---

___

<div>

* f

+ g

- h

0. i

9. j

[k]: l

$$
m
$$

[^n]: o

+++

% p

(q)=

\\begin{align}r\\end{align}

<a:b> `c` *d* _e_ &amp; \\* <b> ![f](g) [h](i)
~~j~~ $k$ a@b.org http://a.b www.a.b {l}`m` <https://n.o>
"""


@example([EACH])
@example(["- ", "`", "---", "\n", "a", "\n", "---"])
@example(["---", "\n", "a", "\n", "---", "\n", "    ", "b"])
@example(["a\r", "\0"])
@example(["\xa0", "(a)=", "\n", "    ", "- ", "a"])
@example(["- a\n", "    - ", "b\n\n", "      ", "c"])
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_rules_that_are_tried_find_what_all_of_them_find(pieces: list[str]) -> None:
    text = "".join(pieces)

    def parsed(blocks: Callable[..., None], inline: Callable[..., None]) -> list[dict[str, Any]]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ParserBlock, "tokenize", blocks)
            patch.setattr(ParserInline, "tokenize", inline)
            parser = parsers._their_create(MdParserConfig(enable_extensions=EXTENSIONS), SphinxRenderer)
            addresses.use(parser)
            friendly_dollars(parser)
            parser.options["html"] = True
            try:
                return [dict(token.as_dict()) for token in parser.parse(text, {})]
            except (IndexError, ValueError) as error:  # of a plugin
                return [{"raised": repr(error)}]

    theirs = parsed(rules._their_blocks, rules._their_inline)
    assert parsed(rules._tokenize_blocks, rules._tokenize_inline) == theirs


def test_rules_that_are_known_are_there() -> None:
    parser = parsers._their_create(MdParserConfig(enable_extensions=EXTENSIONS), SphinxRenderer)
    addresses.use(parser)
    names = {
        f"{rule.fn.__module__}.{getattr(rule.fn, '__qualname__', '')}"
        for ruler in (parser.block.ruler, parser.inline.ruler)
        for rule in ruler.__rules__
    }
    assert set(rules._SIGNS) - names <= {"markdown_it.rules_inline.autolink.autolink"}
    friendly_dollars(parser)
    assert sum(rules._signs(rule) == "$" for rule in parser.block.ruler.getRules("paragraph")) == 1
    assert sum(rules._signs(rule) == ":w<" for rule in parser.inline.ruler.getRules("")) == 1


TOKENS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a", "b", 1), {}),
    (("a", "b", -1, {"c": "d"}, [1, 2], 3, [], "e", "f", "g", {"h": 1}, True, True), {}),
    (("a", "b", 0), {"attrs": [["c", "d"]], "meta": None, "content": "e", "level": 2, "hidden": True}),
    (("a", "b", 0), {"attrs": None, "map": [1, 2], "children": None, "markup": "e", "info": "f", "block": True}),
]


@pytest.mark.parametrize(("given", "named"), TOKENS)
def test_tokens_are_those_of_markdown_it(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    ours, theirs, other = (Token.__new__(Token) for _time in range(3))
    markdown._their_token(theirs, *given, **named)
    markdown._token(ours, *given, **named)
    markdown._token(other, *given, **named)
    assert repr(ours) == repr(theirs)
    assert "attrs" in named or len(given) > 3 or (ours.attrs is not other.attrs and ours.meta is not other.meta)


def test_kinds_of_tokens_are_those_of_markdown_it() -> None:
    def kinds(tree: SyntaxTreeNode) -> None:
        assert markdown._type(tree) == markdown._their_type.fget(tree)
        for child in tree.children:
            kinds(child)

    kinds(SyntaxTreeNode(MarkdownIt().parse(MARKDOWN)))


@pytest.mark.parametrize("fails", [True, False])
@pytest.mark.parametrize("append", [True, False])
def test_where_a_renderer_stands_is_where_that_of_myst_does(fails: bool, append: bool) -> None:
    def went(context: Callable[..., Any]) -> list[Any]:
        above, node = nodes.paragraph(), nodes.emphasis()
        renderer: Any = SimpleNamespace(current_node=above)
        found = []
        with contextlib.suppress(KeyError), context(renderer, node, append):
            found.append(renderer.current_node is node)
            if fails:
                raise KeyError
        return [*found, renderer.current_node is above, len(above)]

    assert went(markdown._context) == went(markdown._their_context)


def test_places_are_those_of_myst() -> None:
    def placed(function: Callable[..., None]) -> list[Any]:
        document = new_document("a.md")
        document.current_line = 3
        found = []
        for token in (SimpleNamespace(map=(7, 9)), SimpleNamespace(map=None), SimpleNamespace()):
            node = nodes.paragraph()
            function(SimpleNamespace(document=document), node, token)
            found.append((node.source, node.line, document.current_line))
        return found

    assert placed(markdown._add_place) == placed(markdown._their_place)


NOTES = """---
a: b
---
# *A* `b` ![c](d.png) $e$

{paper:ref}`none` [f](#g) [h](i.md) <b>j</b> **k(l)**은 {{m}} {unknown}`n`

## *A* `b` ![c](d.png) $e$

- o
  1. p
     > q

| r | s |
|--:|---|
| t | {sub}`u` |

```{note}
:class: v w

x
### y
```

```python
z = "..."
```

$$
1
$$ (label)

~~2~~ [^3]

[^3]: 4

(target)=
### 5 -- "6"

```{unknown}
```
"""


@pytest.mark.usefixtures("as_theirs")
def test_pages_of_markdown_are_those_of_myst(make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site({"index.md": NOTES})

    def read() -> tuple[str, str, str]:
        said = site.build(fresh=True)
        tree = pickle.loads((site.out / "doctrees" / "index.doctree").read_bytes())
        places = [(node.source, node.line) for node in tree.findall(nodes.Element)]
        return said, site.page("index"), f"{tree.pformat()}{places}"

    with monkeypatch.context() as patch:
        for versions in ("DOCUTILS", "SPHINX", "MARKDOWN_IT", "PLUGINS", "MYST", "DESIGN"):
            patch.setattr(upstream, versions, set())
        theirs = read()
        assert Token.__init__ is markdown._their_token
    assert all(taken in theirs[0] for taken in ("unknown", "none"))
    assert read() == theirs
    assert Token.__init__ is markdown._token


@example(["a: b c", "\nd-e: f: g"])
@example(["a: b "])
@example(["a: b #c"])
@given(st.lists(st.sampled_from(["a: b", "\n", "d-e: ", *"a가:#'\"|>-[ \t\r\x85\u2028\ufeff\0"]), max_size=9))
def test_options_of_directives_are_those_of_myst(pieces: list[str]) -> None:
    def found(function: Callable[..., Any]) -> Any:
        try:
            return function("".join(pieces))
        except (TokenizeError, IndexError) as error:
            return repr(error)

    assert found(parsers._options) == found(parsers._their_options)
