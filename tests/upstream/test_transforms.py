"""Transforms change what those of docutils and furo change."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import SimpleNamespace

import furo
import pytest
from docutils import nodes
from docutils.utils import new_document
from hypothesis import example, given
from hypothesis import strategies as st

from papershelf.upstream import index, transforms, trees


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
