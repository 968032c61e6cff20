"""Emphasis next to Hangul, Kanji and Kana: ``**모델(LLM)**은`` is bold, as its writer meant.

CommonMark closes no emphasis between punctuation and a letter, since languages with blanks between words write none
there. The rule here is that of "CommonMark CJK-friendly Amendments", for ``*`` and ``~``. ``_`` keeps CommonMark's, and
so does whatever has no such character beside it.

https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.common.utils import isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_core import smartquotes
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned

from papershelf.sources.markdown.quotes import FIRST, is_cjk, smart_quotes

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

_FULL_WIDTH = "\ufe01"
"""Variation selector that makes a quotation mark one of CJK text."""
_QUOTES = "‘’“”"


class FriendlyState(StateInline):
    """Inline text whose runs of ``*`` and ``~`` may open and close emphasis beside a CJK character."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
        """A run of markers, and whether it can open or close emphasis.

        :param canSplitWord: whether the marker can stand inside a word: that of ``_`` cannot.
        """
        scanned = super().scanDelims(start, canSplitWord)
        end = start + scanned.length
        before = self.src[start - 1] if start else " "
        after = self.src[end] if end < self.posMax else " "
        if not canSplitWord and not _is_selector(before):
            return scanned
        if (before < FIRST and after < FIRST) or isWhiteSpace(ord(before)) or isWhiteSpace(ord(after)):
            return scanned
        selected = ""  # the character that a variation selector before the run belongs to
        if _is_selector(before):
            selected = self.src[start - 2] if start > 1 else " "
            if isWhiteSpace(ord(selected)):
                selected = ""
        last = isPunctChar(selected or before)
        following = isPunctChar(after)
        if not canSplitWord:
            return Scanned(last, following, scanned.length)
        beside = is_cjk(after) or _ends_cjk(before, selected)
        return Scanned(last or beside or not following, following or beside or not last, scanned.length)


class FriendlyInline(ParserInline):
    """A parser of inline text that uses :class:`FriendlyState` where it is wanted.

    :param inline: the parser whose rules it takes over.
    :param wanted: asked for each text, as the options of a parser are set after it is made.
    """

    def __init__(self, inline: ParserInline, wanted: Callable[[], bool]) -> None:
        self.__dict__.update(inline.__dict__)
        self._wanted = wanted

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Parse inline text into tokens."""
        if src.isascii() or not self._wanted():
            return super().parse(src, md, env, tokens)
        state = FriendlyState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def friendly(md: MarkdownIt, wanted: Callable[[], bool] = lambda: True) -> None:
    """Plugin of markdown-it: emphasis and quotation marks next to CJK characters are what they look like.

    :param wanted: whether they are; asked while text is parsed.
    """
    md.inline = FriendlyInline(md.inline, wanted)
    md.core.ruler.at("smartquotes", lambda state: (smart_quotes if wanted() else smartquotes)(state))


def _is_selector(character: str) -> bool:
    """Whether it is a variation selector that makes no emoji."""
    return "\ufe00" <= character <= "\ufe0e"


def _ends_cjk(before: str, selected: str) -> bool:
    """Whether the text before a run ends with a CJK character and what modifies it."""
    if selected:
        return is_cjk(selected) or (before == _FULL_WIDTH and selected in _QUOTES)
    return is_cjk(before) or "\U000e0100" <= before <= "\U000e01ef"
