"""Transforms change what those of docutils and furo change."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import furo
import pytest
from docutils import nodes
from docutils.transforms.references import DanglingReferences
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
