"""Markdown as its writers know it from GitHub, in pages that MyST reads for a project that loads papershelf.

MyST makes a parser for each document, and says only afterwards which: so the rules are put into every parser, and each
asks while it runs whether the document is one of such a project. Nothing of it holds for other projects of a process.
"""

from __future__ import annotations

from functools import partial, wraps
from typing import TYPE_CHECKING

from markdown_it.rules_core import inline

from papershelf.collect.markdown import addresses, code, pages, rendering, tasks
from papershelf.collect.markdown.alerts import alerts
from papershelf.collect.markdown.html import html
from papershelf.sources.markdown.dollars import friendly_dollars
from papershelf.sources.markdown.emphasis import friendly
from papershelf.sources.markdown.front import blocks

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from myst_parser.mdit_to_docutils.base import DocutilsRenderer
    from sphinx.application import Sphinx


def _prepare(parser: MarkdownIt, renderer: DocutilsRenderer) -> None:
    friendly(parser, partial(pages.wants_cjk_emphasis, parser))
    addresses.use(parser)
    parser.core.ruler.at("block", _blocks)
    parser.core.ruler.at("inline", _inline)  # rules of other names would be switched off when it is configured
    rendering.use(renderer, parser)


def _blocks(state: StateCore) -> None:
    """The rule that parses blocks; the plugin for formulas is in use by now."""
    config = state.md.options["myst_config"]
    if pages.is_ours(state.md) and not config.dmath_double_inline:
        friendly_dollars(state.md, allow_space=config.dmath_allow_space, allow_digits=config.dmath_allow_digits)
    blocks(state)


def _inline(state: StateCore) -> None:
    """The rule that parses inline text, and what is done to tokens before and after."""
    alerts(state)
    inline(state)
    html(state)


def _hold_parsers() -> None:
    """Have each parser of MyST ask; MyST 5 makes a renderer with each."""
    from myst_parser.mdit_to_docutils.base import DocutilsRenderer

    made = DocutilsRenderer.__init__
    if hasattr(made, "__wrapped__"):
        return  # another application in this process did

    @wraps(made)
    def prepared(self: DocutilsRenderer, parser: MarkdownIt) -> None:
        made(self, parser)
        _prepare(parser, self)

    DocutilsRenderer.__init__ = prepared  # type: ignore[method-assign]


def setup(app: Sphinx) -> None:
    """Connect the rules."""
    _hold_parsers()
    pages.setup(app)
    code.setup(app)
    tasks.setup(app)
