"""What MyST makes anew for each page, though it is the same for all: above all its parser."""

from __future__ import annotations

import copy
import functools
import re
from collections.abc import Callable, Iterator, MutableMapping
from typing import TYPE_CHECKING, Any

from docutils import frontend
from docutils.parsers.rst.languages import get_language as _language
from docutils.utils import DependencyList
from markdown_it.ruler import Rule, Ruler
from myst_parser.mdit_to_docutils import base
from myst_parser.mocking import MockInliner
from myst_parser.parsers import directives, sphinx_
from myst_parser.parsers.options import KeyToken, Position, State, ValueToken, options_to_tokens
from myst_parser.parsers.sphinx_ import MystParser

from papershelf.upstream import kept
from papershelf.upstream.trees import Table

if TYPE_CHECKING:
    from docutils import nodes
    from markdown_it import MarkdownIt
    from myst_parser.config.main import MdParserConfig
    from sphinx.application import Sphinx

_their_settings = frontend.get_default_settings
_their_renderer = base.DocutilsRenderer.__init__
_their_render = base.DocutilsRenderer.setup_render
_their_text = base.clean_astext
_their_inliner = MockInliner.__init__
_their_create: Callable[..., MarkdownIt] = vars(sphinx_)["create_md_parser"]
_their_options = options_to_tokens
_their_parse = MystParser.parse

_MOST = 4
"""Parsers that are kept; a document may have settings of its own."""


@functools.cache
def _made(components: tuple[Any, ...]) -> Any:
    return _their_settings(*components)


def _settings(*components: Any) -> Any:
    """``get_default_settings``: an option parser is not made for each page."""
    values = copy.copy(_made(components))
    values.record_dependencies = DependencyList()
    return values


@functools.cache
def _rules(renderer: type) -> tuple[str, ...]:
    """Names of the methods that render a token."""
    names = (name for name in dir(renderer) if name.startswith("render_") and name != "render_children")
    return tuple(name for name in names if callable(getattr(renderer, name)))


def _renderer(self: base.DocutilsRenderer, parser: MarkdownIt) -> None:
    """``DocutilsRenderer.__init__``: its methods are looked for once."""
    self.md = parser
    self.rules = {name: getattr(self, name) for name in _rules(type(self))}
    self._inventories = None


_inliners: list[MockInliner] = []
"""Those of the document that is parsed now. With each inliner a class is made, which only a look for garbage finds."""


def _inliner(self: MockInliner, renderer: base.DocutilsRenderer) -> None:
    """``MockInliner.__init__``."""
    _their_inliner(self, renderer)
    _inliners.append(self)


class _Parser:
    """A parser as it was made.

    :ivar used: the parser, which a document changes: it names itself in the options, and may change rules.
    """

    def __init__(self, config: MdParserConfig, renderer: Callable[[MarkdownIt], Any]) -> None:
        self._config, self._renderer = config, renderer
        self.used = _their_create(config, renderer)
        self._options = dict(self.used.options)
        self._own, self._of_renderer = dict(vars(self.used)), dict(vars(self.used.renderer))
        self._rendering = dict(self._of_renderer["rules"])
        self._rules = [_ruled(ruler) for ruler in self._rulers()]

    def _rulers(self) -> Iterator[Ruler[Any]]:
        inline = self.used.inline
        yield from (self.used.core.ruler, self.used.block.ruler, inline.ruler, inline.ruler2)

    def is_for(self, config: MdParserConfig, renderer: Callable[[MarkdownIt], Any]) -> bool:
        """Whether a document with these settings can have it."""
        return self._renderer is renderer and self._config == config

    def begin(self, config: MdParserConfig) -> MarkdownIt:
        """The parser, for a document."""
        self.used.options["myst_config"] = config
        return self.used

    def end(self) -> MarkdownIt:
        """Make it as it was, and hold nothing of the document any longer."""
        _refill(vars(self.used), self._own)
        _refill(vars(self.used.renderer), {**self._of_renderer, "rules": dict(self._rendering)})
        self.used.set(self._options)  # type: ignore[arg-type]
        for ruler, rules in zip(self._rulers(), self._rules, strict=True):
            if _ruled(ruler) != rules:
                ruler.__rules__ = [_as_it_was(*rule) for rule in rules]
                ruler.__cache__ = None
        return self.used


def _refill(values: dict[str, Any], were: dict[str, Any]) -> None:
    values.clear()
    values.update(were)


def _ruled(ruler: Ruler[Any]) -> list[tuple[Rule[Any], bool, Any, list[str]]]:
    return [(rule, rule.enabled, rule.fn, rule.alt) for rule in ruler.__rules__]


def _as_it_was(rule: Rule[Any], enabled: bool, function: Any, alt: list[str]) -> Rule[Any]:
    rule.enabled, rule.fn, rule.alt = enabled, function, alt
    return rule


_OPTION = re.compile(
    "([A-Za-z][A-Za-z0-9_-]*): ([^ \\t\\r\\x85\\u2028\\u2029\\ufeff\\0#'\"|>][^\\t\\r\\x85\\u2028\\u2029\\ufeff\\0#]*)"
)
"""A line of options with a word and a plain value; no comment, and no sign that means something in YAML."""


def _options(text: str, line_offset: int = 0, column_offset: int = 0) -> Any:
    """``options_to_tokens``: plain values are not looked at sign by sign."""
    found = []
    begin = 0
    for number, line in enumerate(text.split("\n")):
        match = _OPTION.fullmatch(line)
        if match is None or line[-1] == " ":
            return _their_options(text, line_offset, column_offset)
        places = [Position(begin + column, number, column) for column in (0, match.end(1), match.start(2), len(line))]
        found.append((KeyToken(places[0], places[1], match[1]), ValueToken(places[2], places[3], match[2])))
        begin += len(line) + 1
    return found, State()


_kept: list[_Parser] = []
_used: list[_Parser] = []
"""Parsers that are free, the last used last, and those of documents that are parsed now."""


def _create(config: MdParserConfig, renderer: Callable[[MarkdownIt], Any]) -> MarkdownIt:
    """``create_md_parser``."""
    parser = next((kept for kept in reversed(_kept) if kept.is_for(config, renderer)), None)
    if parser is None:
        parser = _Parser(config, renderer)
    else:
        _kept.remove(parser)
    _used.append(parser)
    return parser.begin(config)


def _parse(self: MystParser, text: str, document: nodes.document) -> None:
    """``MystParser.parse``: its parser is kept, and what it leaves behind in circles holds no part of the tree."""
    inliners, used = len(_inliners), len(_used)
    try:
        _their_parse(self, text, document)
        for inliner in _inliners[inliners:]:
            inliner.parent = document
        for parser in _used[used:]:
            parser.end()
            _kept.append(parser)
    finally:
        del _inliners[inliners:], _used[used:], _kept[:-_MOST]


def _setup_render(self: base.DocutilsRenderer, options: Any, env: MutableMapping[str, Any]) -> None:
    """``DocutilsRenderer.setup_render``: no document is made where there is one."""
    if "document" not in options:
        _their_render(self, options, env)
        return
    self.md_env, self.md_options, self.md_config = env, options, options["myst_config"]
    self.document = options["document"]
    self.current_node = options.get("current_node", self.document)
    self.reporter = self.document.reporter
    self.language_module_rst = _language(self.document.settings.language_code)  # type: ignore[assignment]
    self._heading_offset = 0
    self._level_to_section = {0: self.document}
    self._heading_slugs = {}


OF_MYST: Table = (
    (base, "get_default_settings", _settings, _their_settings),
    (base.DocutilsRenderer, "__init__", _renderer, _their_renderer),
    (base.DocutilsRenderer, "setup_render", _setup_render, _their_render),
    (base, "clean_astext", kept.cleaned(_their_text), _their_text),
    (MockInliner, "__init__", _inliner, _their_inliner),
    (sphinx_, "create_md_parser", _create, _their_create),
    (directives, "options_to_tokens", _options, _their_options),
    (MystParser, "parse", _parse, _their_parse),
)


def setup(app: Sphinx) -> None:
    """Connect the handlers: what changes a parser as it is made may be another in the next build."""
    for event in ("builder-inited", "build-finished"):
        app.connect(event, lambda *_given: _kept.clear())
