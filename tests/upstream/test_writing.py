"""Tags and texts are written as docutils writes them."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from docutils import nodes
from docutils.writers._html_base import HTMLTranslator
from hypothesis import given
from hypothesis import strategies as st

from papershelf.upstream import writing


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
