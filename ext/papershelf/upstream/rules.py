"""Rules of Markdown, tried only where they can begin: most begin with signs of their own, and most text with none."""

from __future__ import annotations

import functools
import string
from collections.abc import Callable
from itertools import repeat
from typing import Any

from markdown_it import parser_core
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore, normalize
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.wordcount import wordcount_plugin

from papershelf.upstream.trees import Table

Rule = Callable[..., bool]

_CODE = 4
"""Blanks before a line that may be code."""
_DIGITS = "0123456789"
_SIGNS = {
    "markdown_it.rules_block.blockquote.blockquote": ">",
    "markdown_it.rules_block.code.code": "",
    "markdown_it.rules_block.fence.make_fence_rule.<locals>._fence_rule": "`~:",
    "markdown_it.rules_block.heading.heading": "#",
    "markdown_it.rules_block.hr.hr": "*-_",
    "markdown_it.rules_block.html_block.html_block": "<",
    "markdown_it.rules_block.list.list_block": f"*-+{_DIGITS}",
    "markdown_it.rules_block.reference.reference": "[",
    "mdit_py_plugins.amsmath.amsmath_block": "\\",
    "mdit_py_plugins.dollarmath.index.math_block_dollar.<locals>._math_block_dollar": "$",
    "mdit_py_plugins.footnote.index.footnote_def": "[",
    "mdit_py_plugins.front_matter.index._front_matter_rule": "",
    "mdit_py_plugins.myst_blocks.index.block_break": "+",
    "mdit_py_plugins.myst_blocks.index.line_comment": "%",
    "mdit_py_plugins.myst_blocks.index.target": "(",
    "markdown_it.rules_inline.autolink.autolink": "<",
    "markdown_it.rules_inline.backticks.backtick": "`",
    "markdown_it.rules_inline.emphasis.tokenize": "*_",
    "markdown_it.rules_inline.entity.entity": "&",
    "markdown_it.rules_inline.escape.escape": "\\",
    "markdown_it.rules_inline.html_inline.html_inline": "<",
    "markdown_it.rules_inline.image.image": "!",
    "markdown_it.rules_inline.link.link": "[",
    "markdown_it.rules_inline.newline.newline": "\n",
    "markdown_it.rules_inline.strikethrough.tokenize": "~",
    "mdit_py_plugins.dollarmath.index.math_inline_dollar.<locals>._math_inline_dollar": "$",
    "mdit_py_plugins.gfm_autolink.index._email_rule": "@",
    "mdit_py_plugins.gfm_autolink.index._protocol_rule": ":",
    "mdit_py_plugins.gfm_autolink.index._www_inline_rule": "w",
    "mdit_py_plugins.myst_role.index.myst_role": "{",
}
"""Rules that are known, and the signs that they begin with; lines of code are told by their blanks, and front matter is
looked for in the first line only, where all rules are tried."""

_their_blocks = ParserBlock.tokenize
_their_inline = ParserInline.tokenize
_their_core = parser_core._rules
_their_counting: Any = wordcount_plugin.__kwdefaults__


class _BySign(dict[str, list[Rule]]):
    """The rules that may begin with a sign, in their order."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        super().__init__()
        self._rules = [(rule, _signs(rule)) for rule in rules]
        self._signs = frozenset("".join(signs for _rule, signs in self._rules if signs is not None))
        self._others = self._of("")

    def _of(self, sign: str) -> list[Rule]:
        return [rule for rule, signs in self._rules if signs is None or (sign and sign in signs)]

    def __missing__(self, sign: str) -> list[Rule]:
        found = self[sign] = self._of(sign) if sign in self._signs else self._others
        return found


def _signs(rule: Rule) -> str | None:
    """What a rule begins with, if that is known; it may say so itself."""
    said: str | None = getattr(rule, "begins_with", None)
    name = f"{getattr(rule, '__module__', '')}.{getattr(rule, '__qualname__', '')}"
    return _SIGNS.get(name) if said is None else said


_by_sign = functools.lru_cache(maxsize=16)(_BySign)


def _tokenize_blocks(self: ParserBlock, state: StateBlock, startLine: int, endLine: int) -> None:
    """``ParserBlock.tokenize``."""
    every = self.ruler.getRules("")
    by_sign = _by_sign(tuple(every))
    line = startLine
    most = state.md.options.maxNesting
    has_empty = False
    while line < endLine:
        state.line = line = state.skipEmptyLines(line)
        if line >= endLine or state.sCount[line] < state.blkIndent:
            break
        if state.level >= most:
            state.line = endLine
            break
        sign = state.src[state.bMarks[line] + state.tShift[line]]
        is_plain = line > 0 and state.sCount[line] - state.blkIndent < _CODE and not sign.isspace()
        for rule in by_sign[sign] if is_plain else every:
            if rule(state, line, endLine, False):
                break
        else:
            raise RuntimeError("none of the block rules matched")
        if state.line <= line:
            raise RuntimeError("block rule didn't increment state.line")
        state.tight = not has_empty
        line = state.line
        if (line - 1) < endLine and state.isEmpty(line - 1):
            has_empty = True
        if line < endLine and state.isEmpty(line):
            has_empty = True
            line += 1
            state.line = line


def _tokenize_inline(self: ParserInline, state: StateInline) -> None:
    """``ParserInline.tokenize``."""
    by_sign = _by_sign(tuple(self.ruler.getRules("")))
    end, most = state.posMax, state.md.options["maxNesting"]
    while (pos := state.pos) < end:
        for rule in by_sign[state.src[pos]] if state.level < most else ():
            if rule(state, False):
                if state.pos <= pos:
                    raise RuntimeError("inline rule didn't increment state.pos")
                break
        else:
            state.append_pending(state.src[state.pos])
            state.pos += 1
    if state.pending:
        state.pushPending()


def _count(text: str) -> int:
    """``mdit_py_plugins.wordcount.basic_count``, for each text of a page."""
    return sum(map(str.isalpha, map(str.strip, text.split(), repeat(string.punctuation))))


def _normalize(state: StateCore) -> None:
    """``normalize``: few texts have other ends of lines, or a null."""
    if "\r" in state.src or "\0" in state.src:
        normalize(state)


_core = [(name, _normalize if rule is normalize else rule) for name, rule in _their_core]


OF_MARKDOWN_IT: Table = (
    (ParserBlock, "tokenize", _tokenize_blocks, _their_blocks),
    (ParserInline, "tokenize", _tokenize_inline, _their_inline),
    (parser_core, "_rules", _core, _their_core),
    (wordcount_plugin, "__kwdefaults__", {**_their_counting, "count_func": _count}, _their_counting),
)
