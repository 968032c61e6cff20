"""What stands for functions of docutils and Sphinx gives what theirs give."""

from __future__ import annotations

import functools
import importlib
import inspect
import itertools
import logging
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
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
from docutils.utils import new_document, smartquotes
from docutils.writers._html_base import HTMLTranslator
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from pygments.lexers.python import PythonLexer
from sphinx import highlighting
from sphinx.testing.util import SphinxTestApp

from papershelf import upstream
from papershelf.exports import bibtex
from papershelf.model.record.build import build
from papershelf.upstream import code, design, index, kept, loading, markdown, outdated, transforms, trees, writing
from support import Site

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
    *markdown.OF_MYST,
    *writing.OF_DOCUTILS,
    *writing.OF_SPHINX,
    *code.OF_SPHINX,
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
        for versions in ("DOCUTILS", "SPHINX", "MARKDOWN_IT", "MYST", "DESIGN"):
            patch.setattr(upstream, versions, set())
        said, theirs = site.build(fresh=True), site.page("index")
        assert nodes.Node.walkabout is trees._their_walkabout
    assert all(taken in theirs for taken in ("“so”", "–", "…", "highlight-python", "sd-tab-label", "sd-summary-title"))
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

    assert kept._clean_astext(title()) == kept._their_clean_text(title()) == "Text"


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
