"""Formulas between two dollars as GitHub and Obsidian show them: right below a line of words, and among words.

MyST asks for a blank line above ``$$``; without one it shows a formula between two dollars that are text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_BLOCK, _INLINE, _DOUBLE = "math_block", "math_inline", "math_inline_double"
_DONE = "papershelf_dollars"
_INTERRUPTED = ["paragraph", "reference", "blockquote", "list"]
"""What ends where such a formula begins, as where code does."""


def friendly_dollars(md: MarkdownIt, *, allow_space: bool = True, allow_digits: bool = True) -> None:
    """Plugin of markdown-it, after the one for formulas between dollars; nothing where a parser has none.

    :param allow_space: as the plugin for formulas has it.
    :param allow_digits: likewise.
    """
    from mdit_py_plugins.dollarmath.index import math_inline_dollar

    rule = next((rule.fn for rule in md.block.ruler.__rules__ if rule.name == _BLOCK), None)
    if rule is None or md.options.get(_DONE):
        return
    md.options[_DONE] = True
    md.block.ruler.at(_BLOCK, _displayed(rule), {"alt": _INTERRUPTED})
    md.inline.ruler.at(_INLINE, _among_words(math_inline_dollar, allow_space, allow_digits))


@lru_cache(maxsize=8)
def _displayed(displayed: Callable[..., bool]) -> Callable[[StateBlock, int, int, bool], bool]:
    """The rule for a formula of its own; one for all documents of a parser."""

    def block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        made, line = len(state.tokens), state.line
        found = bool(displayed(state, start, end, silent))
        if silent:  # the plugin does not ask, as its rule ends nothing
            del state.tokens[made:]
            state.line = line
        return found

    return _beginning(block)


@lru_cache(maxsize=8)
def _among_words(plugin: Callable[..., Any], allow_space: bool, allow_digits: bool) -> Callable[..., bool]:
    among_words = plugin(allow_space, allow_digits, True)

    def inline(state: StateInline, silent: bool) -> bool:
        found = bool(among_words(state, silent))
        if found and not silent and state.tokens[-1].type == _DOUBLE:
            state.tokens[-1].type = _INLINE
        return found

    return _beginning(inline)


def _beginning(rule: Callable[..., bool]) -> Callable[..., bool]:
    """Say what a rule begins with, see :mod:`papershelf.upstream.rules`."""
    vars(rule)["begins_with"] = "$"
    return rule
