"""Formulas between two dollars, as GitHub shows them: without a blank line above, and among words."""

from __future__ import annotations

import pytest

from papershelf.sources.markdown.text import parser, plain


def kinds(markdown: str) -> list[tuple[str, str]]:
    """Blocks and formulas of a text, in order."""
    found = []
    for token in parser().parse(markdown):
        if token.type == "inline":
            children = token.children or ()
            found += [("words" if child.type == "text" else child.type, child.content) for child in children]
        elif token.type.startswith("math"):
            found.append((token.type, token.content.strip()))
    return [(kind, content) for kind, content in found if kind != "softbreak"]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("a\n$$\nx\n$$\nb", [("words", "a"), ("math_block", "x"), ("words", "b")]),
        ("a\n$$ x $$\nb", [("words", "a"), ("math_block", "x"), ("words", "b")]),
        ("- a\n  $$\n  x\n  $$\n- b", [("words", "a"), ("math_block", "x"), ("words", "b")]),
        ("> a\n> $$\n> x\n> $$", [("words", "a"), ("math_block", "x")]),
        ("1. a\n   $$x$$\n", [("words", "a"), ("math_block", "x")]),
        ("a $$x$$ b", [("words", "a "), ("math_inline", "x"), ("words", " b")]),
        ("$$x$$: a", [("math_inline", "x"), ("words", ": a")]),
        ("a\n$$\nx", [("words", "a"), ("words", "$$"), ("words", "x")]),
        ("a $$ b", [("words", "a $$ b")]),
        ("`$$x$$`", [("code_inline", "$$x$$")]),
        ("a\n\n    $$\n    x\n    $$", [("words", "a")]),
    ],
)
def test_they_end_a_paragraph_and_stand_in_one(markdown: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(markdown) == expected


def test_places_of_text_alone_have_no_dollars() -> None:
    assert plain("a $$x^2$$ b") == "a x² b"
