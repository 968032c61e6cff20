"""What is kept is what would be made anew."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pygments
import pytest
from docutils import frontend, nodes
from docutils.parsers import rst
from docutils.readers import standalone
from pygments.lexers.python import PythonLexer
from sphinx import events, highlighting
from sphinx.testing.util import SphinxTestApp

from papershelf.upstream import kept, parsers
from support import Site


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


def test_style_sheets_are_found_where_docutils_finds_them(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b/one.css").touch()
    folders = [str(tmp_path / "a"), tmp_path / "b"]
    for path in ("one.css", "two.css", tmp_path / "a/one.css"):
        for _time in range(2):
            assert kept._find_file(path, folders) == kept._their_find(path, folders)
    assert kept._find_file("one.css", folders[:1]) == "one.css"


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


@pytest.mark.parametrize(
    "children",
    [["Text"], ["Text", nodes.image(alt="word")], [nodes.emphasis("", "Text"), nodes.raw("", "<br>", format="html")]],
)
def test_titles_are_clean(children: list[Any]) -> None:
    def title() -> nodes.title:
        return nodes.title("", "", *(nodes.Text(c) if isinstance(c, str) else c.deepcopy() for c in children))

    for theirs in (kept._their_clean_text, parsers._their_text):
        assert kept.cleaned(theirs)(title()) == theirs(title()) == "Text"


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
