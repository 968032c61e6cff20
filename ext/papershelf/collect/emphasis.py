"""Emphasis next to Hangul, Kanji and Kana, in every page that MyST reads for a project that loads papershelf."""

from __future__ import annotations

from functools import partial, wraps
from typing import TYPE_CHECKING

from papershelf.sources.emphasis import friendly

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from sphinx.application import Sphinx


def _is_wanted(parser: MarkdownIt) -> bool:
    """Whether the project of the document that is parsed wants it; one without papershelf does not."""
    settings = getattr(parser.options.get("document"), "settings", None)
    env = getattr(settings, "env", None)
    return env is not None and bool(getattr(env.config, "papershelf_cjk_emphasis", False))


def _hold_parsers() -> None:
    """Have each parser of MyST ask; MyST 5 makes a renderer with each."""
    from myst_parser.mdit_to_docutils.base import DocutilsRenderer

    made = DocutilsRenderer.__init__
    if hasattr(made, "__wrapped__"):
        return  # another application in this process did

    @wraps(made)
    def asking(self: DocutilsRenderer, parser: MarkdownIt) -> None:
        made(self, parser)
        friendly(parser, partial(_is_wanted, parser))

    DocutilsRenderer.__init__ = asking  # type: ignore[method-assign]


def setup(app: Sphinx) -> None:
    """Connect the parser."""
    _hold_parsers()
