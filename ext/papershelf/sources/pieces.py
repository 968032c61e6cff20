"""The words, links and marks of a line of Markdown, one after the other."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it.token import Token

DATA = re.compile(r"\s*<!--\s*papershelf:\s*(?P<json>\{.*\})\s*-->\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line.

    :param href: address, for a link.
    :param styled: whether it is emphasised.
    :param bold: whether it is emphasised strongly.
    """

    text: str
    href: str | None = None
    styled: bool = False
    bold: bool = False


@dataclass
class Line:
    """What stands in a line.

    :param number: place in the source, counted from the first line of its block.
    :param data: what a comment of papershelf says.
    """

    number: int
    pieces: list[Piece] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """All words."""
        return "".join(piece.text for piece in self.pieces)


def lines(tokens: Sequence[Token]) -> list[Line]:
    """The lines of a block's inline tokens; a break inside a link does not end a line."""
    found = [Line(0)]
    number = styled = bold = 0
    link: list[str] | None = None
    href = ""
    for token in tokens:
        if token.type == "link_open":
            link, href = [], str(token.attrGet("href") or "")
        elif token.type == "link_close" and link is not None:
            found[-1].pieces.append(Piece("".join(link), href, styled > 0, bold > 0))
            link = None
        elif token.type in {"em_open", "strong_open", "s_open"}:
            styled += token.type == "em_open"
            bold += token.type == "strong_open"
        elif token.type in {"em_close", "strong_close", "s_close"}:
            styled -= token.type == "em_close"
            bold -= token.type == "strong_close"
        elif token.type in {"softbreak", "hardbreak"}:
            number += 1
            if link is not None:
                link.append(" ")
            else:
                found.append(Line(number))
        elif token.type == "html_inline":
            number += token.content.count("\n")
            _html(token.content, found, number)
        else:
            text = token.content
            if link is not None:
                link.append(text)
            elif text:
                found[-1].pieces.append(Piece(text, styled=styled > 0, bold=bold > 0))
    return found


def _html(content: str, found: list[Line], number: int) -> None:
    if match := DATA.fullmatch(content):
        found[-1].data |= read_data(match["json"])
    elif re.match(r"</?br\b", content, re.IGNORECASE):
        found.append(Line(number))


def read_data(text: str) -> dict[str, Any]:
    """The JSON of a comment; empty where it is none."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
