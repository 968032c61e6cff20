"""Tags and texts are written as docutils writes them."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from docutils.utils import new_document
from docutils.writers._html_base import HTMLTranslator
from hypothesis import given
from hypothesis import strategies as st
from sphinx.testing.util import SphinxTestApp
from sphinx.writers.html5 import HTML5Translator

from papershelf.upstream import writing
from support import Site


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
