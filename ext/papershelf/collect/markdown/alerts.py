"""GitHub's alerts with words of their own (``> [!NOTE] 읽기 전에``), and its formulas in a code block (``math``).

MyST makes an admonition of a bare ``[!NOTE]``; one with words behind it becomes one here, titled with these words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from papershelf.collect.markdown import pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_core import StateCore

TITLED = "paper_alert"
"""Type of the tokens of such an alert."""
_MARK = re.compile(
    r"\[!(?P<kind>note|tip|important|warning|caution)\](?P<fold>[+-]?)[ \t]*(?P<title>[^\n]*?)[ \t]*(?:\n|\Z)",
    re.IGNORECASE,
)


def alerts(state: StateCore) -> None:
    """A rule of markdown-it, for block tokens whose inline text is not parsed yet."""
    if pages.is_ours(state.md):
        for token in state.tokens:
            if token.type == "fence" and token.info.strip() == "math":
                token.type = "math_block"
    if not pages.has(state.md, "alert"):
        return
    for place in range(len(state.tokens) - 3, -1, -1):  # from the end: tokens are added and taken out
        token = state.tokens[place]
        if token.type == "blockquote_open" and state.tokens[place + 1].type == "paragraph_open":
            match = _MARK.match(state.tokens[place + 2].content)
            if match:
                _turn(state.tokens, place, match)


def _turn(tokens: list[Token], place: int, match: re.Match[str]) -> None:
    """Make an alert of the quotation that begins at a place."""
    opened, words = tokens[place], tokens[place + 2]
    closed = tokens[_end(tokens, place)]
    opened.type, closed.type = f"{TITLED}_open", f"{TITLED}_close"
    opened.info = match["kind"].lower()
    line = words.map[0] if words.map else 0
    words.content = words.content[match.end() :]
    if words.content.strip():
        words.map = [line + 1, max(line + 2, (words.map or [0, 0])[1])]
    else:
        del tokens[place + 1 : place + 4]
    if match["title"]:
        title = Token("inline", "", 0, content=match["title"], children=[], map=[line, line + 1])
        around = (Token(f"{TITLED}_title_open", "p", 1), title, Token(f"{TITLED}_title_close", "p", -1))
        tokens[place + 1 : place + 1] = around


def _end(tokens: Sequence[Token], place: int) -> int:
    """Where the block that a token opens is closed."""
    depth = 0
    for number in range(place, len(tokens)):
        depth += tokens[number].nesting
        if not depth:
            return number
    return len(tokens) - 1
