"""A parser that is used again, and options, are as MyST has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from docutils import nodes
from docutils.utils import new_document
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.options import TokenizeError
from myst_parser.parsers.sphinx_ import MystParser

from papershelf.upstream import parsers


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
