"""Markdown to plain text, as Sphinx would show it: for titles and summaries read without Sphinx."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from papershelf.model import values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MARKUP = re.compile(r"[\\`*_\[\]<>&${}!~|#]|\(=|https?:")
_ITEM = re.compile(r"[-*+] +(?=\S)")
_ROLE_TARGET = re.compile(r"(?P<text>.*?)\s*<(?P<target>[^<>]*)>", re.DOTALL)
_SUBSTITUTES = {"softbreak": " ", "hardbreak": " "}


@lru_cache(maxsize=2)
def parser(*, cjk_emphasis: bool = True) -> MarkdownIt:
    """A parser of what MyST and GitHub share: CommonMark, tables, formulas, roles, front matter.

    :param cjk_emphasis: whether emphasis may end between punctuation and a CJK character.
    """
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin
    from mdit_py_plugins.myst_role import myst_role_plugin

    from papershelf.sources.emphasis import friendly

    found = MarkdownIt("commonmark", {"tasklists": True}).enable(["table", "strikethrough"])
    found.use(front_matter_plugin).use(dollarmath_plugin).use(myst_role_plugin)
    return found.use(friendly) if cjk_emphasis else found


def plain(text: str, *, cjk_emphasis: bool = True) -> str:
    """Inline Markdown as plain text, white space folded."""
    if not _MARKUP.search(text):
        return values.text(text)
    return values.text("".join(_words(parser(cjk_emphasis=cjk_emphasis).parseInline(text))))


def _words(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        if token.children:
            yield from _words(token.children)
        elif token.type == "myst_role":
            match = _ROLE_TARGET.fullmatch(token.content)
            yield match["text"] if match and match["text"] else token.content
        elif token.type == "html_inline":
            yield " " if token.content[:3].lower() == "<br" else ""
        else:
            yield _SUBSTITUTES.get(token.type, token.content)


def summary_lines(text: str, *, cjk_emphasis: bool = True) -> tuple[str, ...]:
    """The plain lines of a summary in Markdown: one for each list item or paragraph."""
    if not text.strip():
        return ()
    lines = text.strip().splitlines()
    if not _MARKUP.search(text) and all(_ITEM.match(line) for line in lines):
        return tuple(values.text(_ITEM.sub("", line, count=1)) for line in lines)
    return tuple(_blocks(parser(cjk_emphasis=cjk_emphasis).parse(text)))


def _blocks(tokens: list[Token]) -> Iterable[str]:
    """Text of each top-level block; of a list, of each item."""
    words: list[str] = []
    for token in tokens:
        if token.type == "inline":
            words += [" ", *_words(token.children or ())]
        elif token.type in {"fence", "code_block", "math_block"}:
            words += [" ", token.content]
        ends = token.level == 0 and (token.nesting == -1 or (token.nesting == 0 and token.type != "inline"))
        ends = ends or (token.level == 1 and token.type == "list_item_close")
        if ends:
            if line := values.text("".join(words)):
                yield line
            words = []
