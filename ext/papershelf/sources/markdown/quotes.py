"""Straight quotation marks next to Hangul, Kanji and Kana as opening and closing ones: ``"인용"을`` is “인용”을.

markdown-it leaves a mark between two letters as it is, since no language with blanks between words quotes there. Next
to a CJK character such a mark closes what is open, and opens where nothing is. Text without one is left to markdown-it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from markdown_it.common.utils import isPunctChar, isWhiteSpace
from markdown_it.rules_core.smartquotes import APOSTROPHE, process_inlines

from papershelf.sources.markdown.cjk import is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_BREAKS = frozenset({"softbreak", "hardbreak"})


@dataclass(frozen=True, slots=True)
class _Mark:
    """A straight quotation mark.

    :param token: number of its token; ``at`` its place in the text of that.
    :param before: the character on its left; a blank at the edge of a line. ``after`` that on its right.
    """

    token: int
    at: int
    sign: str
    level: int
    before: str
    after: str

    @property
    def beside(self) -> bool:
        """Whether a CJK character stands next to it."""
        return is_cjk(self.before) or is_cjk(self.after)


def smart_quotes(state: StateCore) -> None:
    """The rule ``smartquotes`` of markdown-it, which knows CJK text."""
    if not state.md.options.typographer:
        return
    for token in state.tokens:
        if token.type != "inline" or not token.children or not {'"', "'"} & set(token.content):
            continue
        marks = list(_marks(token.children))
        if any(mark.beside for mark in marks):
            _replace(token.children, marks, state.md.options.quotes)
        else:
            process_inlines(token.children, state)


def _marks(tokens: Sequence[Token]) -> Iterator[_Mark]:
    """The marks of a text, with what a reader sees on either side of each."""
    for _break, part in groupby(enumerate(tokens), lambda pair: pair[1].type in _BREAKS):
        shown = [(number, token) for number, token in part if token.content and token.type not in _BREAKS]
        for place, (number, token) in enumerate(shown):
            if token.type != "text":
                continue
            text = token.content
            left = shown[place - 1][1].content[-1] if place else " "
            right = shown[place + 1][1].content[0] if place + 1 < len(shown) else " "
            for at, sign in enumerate(text):
                if sign in "\"'":
                    before = text[at - 1] if at else left
                    after = text[at + 1] if at + 1 < len(text) else right
                    yield _Mark(number, at, sign, token.level, before, after)


def _replace(tokens: Sequence[Token], marks: Sequence[_Mark], quotes: Sequence[str]) -> None:
    """Put opening and closing marks in place of pairs."""
    made: dict[_Mark, str] = {}
    waiting = _Waiting()
    for mark in marks:
        waiting.leave(mark.level)
        opens, closes = _turned(mark)
        partner = waiting.take(mark) if closes else None
        if partner is not None:
            made[partner], made[mark] = quotes[:2] if mark.sign == '"' else quotes[2:4]
        elif opens:
            waiting.add(mark)
        elif mark.sign == "'" and (closes or not mark.beside):
            made[mark] = APOSTROPHE
    for number, found in groupby(sorted(made, key=lambda mark: mark.token), lambda mark: mark.token):
        signs = list(tokens[number].content)
        for mark in found:
            signs[mark.at] = made[mark]
        tokens[number].content = "".join(signs)


class _Waiting:
    """Opening marks whose closing ones have not come; each is put in and taken out once."""

    def __init__(self) -> None:
        self._marks: list[_Mark] = []
        self._alike: defaultdict[tuple[int, str], list[int]] = defaultdict(list)

    def add(self, mark: _Mark) -> None:
        """Let a mark wait."""
        self._alike[mark.level, mark.sign].append(len(self._marks))
        self._marks.append(mark)

    def leave(self, level: int) -> None:
        """Forget the marks of emphasis and links that have ended."""
        while self._marks and self._marks[-1].level > level:
            self._cut(len(self._marks) - 1)

    def take(self, mark: _Mark) -> _Mark | None:
        """The mark that another one closes; those between the two wait no more."""
        places = self._alike[mark.level, mark.sign]
        if not places:
            return None
        partner = self._marks[places[-1]]
        self._cut(places[-1])
        return partner

    def _cut(self, length: int) -> None:
        while len(self._marks) > length:
            gone = self._marks.pop()
            self._alike[gone.level, gone.sign].pop()


def _turned(mark: _Mark) -> tuple[bool, bool]:
    """Whether a mark can open, and whether it can close."""
    blank_before, blank_after = isWhiteSpace(ord(mark.before)), isWhiteSpace(ord(mark.after))
    before, after = isPunctChar(mark.before), isPunctChar(mark.after)
    if mark.beside:
        return not blank_after, not blank_before
    opens = not blank_after and (not after or blank_before or before)
    closes = not blank_before and (not before or blank_after or after)
    if mark.sign == '"' == mark.after and mark.before.isdecimal():
        return False, False  # 1"": inches, and the end of a quotation
    return (before, after) if opens and closes else (opens, closes)
