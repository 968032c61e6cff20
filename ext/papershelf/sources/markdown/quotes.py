"""Straight quotation marks next to Hangul, Kanji and Kana as opening and closing ones: ``"인용"을`` is “인용”을.

markdown-it leaves a mark between two letters as it is, since no language with blanks between words quotes there. Next
to a CJK character such a mark closes what is open, and opens where nothing is. Text without one is left to markdown-it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from markdown_it.common.utils import isPunctChar, isWhiteSpace
from markdown_it.rules_core.smartquotes import APOSTROPHE, process_inlines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token


_BREAKS = frozenset({"softbreak", "hardbreak"})
FIRST = "\u1100"
"""No character before this one is one of them, or changes how one is read."""

# East Asian Width W, F or H without the emoji, and the script Hangul (Unicode 17): first and last of each range. It is
# a table, as Python's own data are those of its version.
_RANGES = (
    (0x1100, 0x11FF), (0x20A9, 0x20A9), (0x2329, 0x232A), (0x2630, 0x2637), (0x268A, 0x268F), (0x2E80, 0x2E99),
    (0x2E9B, 0x2EF3), (0x2F00, 0x2FD5), (0x2FF0, 0x303E), (0x3041, 0x3096), (0x3099, 0x30FF), (0x3105, 0x312F),
    (0x3131, 0x318E), (0x3190, 0x31E5), (0x31EF, 0x321E), (0x3220, 0x3247), (0x3250, 0xA48C), (0xA490, 0xA4C6),
    (0xA960, 0xA97C), (0xAC00, 0xD7A3), (0xD7B0, 0xD7C6), (0xD7CB, 0xD7FB), (0xF900, 0xFAFF), (0xFE10, 0xFE19),
    (0xFE30, 0xFE52), (0xFE54, 0xFE66), (0xFE68, 0xFE6B), (0xFF01, 0xFFBE), (0xFFC2, 0xFFC7), (0xFFCA, 0xFFCF),
    (0xFFD2, 0xFFD7), (0xFFDA, 0xFFDC), (0xFFE0, 0xFFE6), (0xFFE8, 0xFFEE), (0x16FE0, 0x16FE4), (0x16FF0, 0x16FF6),
    (0x17000, 0x18CD5), (0x18CFF, 0x18D1E), (0x18D80, 0x18DF2), (0x1AFF0, 0x1AFF3), (0x1AFF5, 0x1AFFB),
    (0x1AFFD, 0x1AFFE), (0x1B000, 0x1B122), (0x1B132, 0x1B132), (0x1B150, 0x1B152), (0x1B155, 0x1B155),
    (0x1B164, 0x1B167), (0x1B170, 0x1B2FB), (0x1D300, 0x1D356), (0x1D360, 0x1D376), (0x1F200, 0x1F200),
    (0x1F202, 0x1F202), (0x1F210, 0x1F219), (0x1F21B, 0x1F22E), (0x1F230, 0x1F231), (0x1F237, 0x1F237),
    (0x1F23B, 0x1F23B), (0x1F240, 0x1F248), (0x1F260, 0x1F265), (0x20000, 0x3FFFD),
)  # fmt: skip
_STARTS = tuple(first for first, _last in _RANGES)


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


def is_cjk(character: str) -> bool:
    """Whether it is a CJK character, punctuation and half-width forms among them; an emoji is none."""
    if character < FIRST:
        return False
    code = ord(character)
    return code <= _RANGES[bisect_right(_STARTS, code) - 1][1]
