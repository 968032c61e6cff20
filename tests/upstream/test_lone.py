"""Lone nodes are rendered as Sphinx renders them."""

from __future__ import annotations

from typing import Any

import pytest
from docutils import nodes
from sphinx import addnodes
from sphinx.testing.util import SphinxTestApp

from papershelf.upstream import lone
from support import Site


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
