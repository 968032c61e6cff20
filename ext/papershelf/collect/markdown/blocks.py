"""A block of raw HTML as block tokens of Markdown: ``<details>`` with its ``<summary>``, paragraphs, centred pictures.

``<details>`` and its end stand in blocks of their own where there is Markdown between the two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from papershelf.collect.markdown.elements import BLOCKS, DROPPED, HEADINGS, INLINE
from papershelf.sources.lines.markup.tags import Tag, tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9:-]*)(?:\s[^<>]*)?/?>")
ACTING = re.compile(r"[\s/\"'](?:on[a-z]+|srcdoc|formaction|xlink:href)\s*=", re.IGNORECASE)
"""Attributes that act or take something in, in the source of an element."""
_OPEN = re.compile(r"\sopen(?=[\s=/>])", re.IGNORECASE)
_KNOWN = BLOCKS | DROPPED | INLINE.keys() | {"a", "br", "img"}
_OURS = "paper-html"
"""Meta of tokens that stand for a tag which may be left open."""
MAX_NESTING = 50
"""How deep elements stand in each other; what is deeper is shown without them."""
CENTRED = "paper-centred"
"""Meta of the token of a picture that stands alone in the middle."""


def container_tokens(token: Token) -> list[Token] | None:
    """The tokens of a block of HTML; nothing where it has a tag, or an attribute, that is to be judged as it is."""
    text = _COMMENT.sub("", token.content)
    if not text.strip():
        return None
    if any(match["name"].lower() not in _KNOWN or ACTING.search(match[0]) for match in _TAG.finditer(text)):
        return None
    if re.search(r"<[A-Za-z/!?]", _TAG.sub("", text)):
        return None
    return _Blocks(list(token.map or (0, 0))).read(text)


class _Blocks:
    """Collects inline tokens into paragraphs while tags come in.

    :param lines: the first line of the block, from 0, and the one past its last.
    """

    def __init__(self, lines: list[int]) -> None:
        self._lines = lines
        self._found: list[Token] = []
        self._words: list[Token] = []
        self._bold = False
        self._centred = False

    def read(self, text: str) -> list[Token]:
        """The tokens of a text."""
        for match in re.finditer(r"<[^<>]*>|[^<>]+|[<>]", text):
            piece = match[0]
            found = next(iter(tags(piece)), None) if _TAG.fullmatch(piece) else None
            if isinstance(found, Tag) and found.name in BLOCKS:
                self._block(found, opened=bool(_OPEN.search(piece)))
            elif isinstance(found, Tag):
                self._words.append(Token("html_inline", "", 0, content=piece))
            else:
                self._word("".join(word for word in tags(piece) if isinstance(word, str)))
        self._end("paragraph")
        return self._found

    def _block(self, found: Tag, *, opened: bool) -> None:
        self._end("summary" if found.name == "summary" and found.closes else "paragraph")
        self._bold = found.name in HEADINGS and not found.closes
        if found.name in {"p", "div", "center"}:
            align = found.attributes.get("align", "").lower()
            self._centred = not found.closes and (found.name == "center" or align == "center")
        if found.name == "hr":
            self._found.append(self._token("hr", "hr", 0))
        elif found.name == "details":
            nesting = -1 if found.closes else 1
            self._found.append(self._token("details_close" if found.closes else "details_open", "details", nesting))
            self._found[-1].meta = {_OURS: True, "open": opened}

    def _word(self, text: str) -> None:
        folded = re.sub(r"\s+", " ", text)
        folded = folded if self._words else folded.lstrip()
        if folded:
            self._words.append(Token("text", "", 0, content=folded))

    def _end(self, name: str) -> None:
        """Make a paragraph of the words so far, or the line that opens a block."""
        words, self._words = self._words, []
        while words and words[-1].type == "text" and not words[-1].content.strip():
            words.pop()
        if not words:
            return
        if self._centred and len(words) == 1:
            words[0].meta = {CENTRED: True}
        if self._bold:
            words = [Token("strong_open", "strong", 1), *words, Token("strong_close", "strong", -1)]
        inline = self._token("inline", "", 0)
        inline.children, inline.content = words, "".join(word.content for word in words)
        self._found += [self._token(f"{name}_open", "p", 1), inline, self._token(f"{name}_close", "p", -1)]

    def _token(self, kind: str, tag: str, nesting: int) -> Token:
        return Token(kind, tag, nesting, map=list(self._lines), block=True)  # type: ignore[arg-type]


def nested(tokens: Sequence[Token]) -> list[Token]:
    """Block tokens in which each ``<details>`` ends: at its end tag, else at the next heading or with what holds it."""
    tokens = list(_shallow(tokens))
    closed = _closed(tokens)
    ended = set(closed.values())
    found: list[Token] = []
    opened: list[int] = []  # numbers of tokens of ours, and -1 for those of Markdown
    for number, token in enumerate(tokens):
        ours = _OURS in token.meta
        if ours and token.nesting == -1:
            partner = closed.get(number, -1)
            while partner >= 0 and (last := opened.pop()) >= 0:
                found.append(_end())
                if last == partner:
                    break
            continue
        if token.nesting == 1:
            while token.type == "heading_open" and opened and opened[-1] >= 0 and opened[-1] not in ended:
                opened.pop()
                found.append(_end())
            opened.append(number if ours else -1)
        elif token.nesting == -1:
            while opened and opened[-1] >= 0:
                opened.pop()
                found.append(_end())
            if opened:
                opened.pop()
        found.append(token)
    found += [_end() for number in opened if number >= 0]
    return found


def _shallow(tokens: Sequence[Token]) -> Iterator[Token]:
    """Tokens without blocks of ours that stand too deep in each other."""
    depth, dropped = 0, 0
    around: list[tuple[int, int]] = []
    for token in tokens:
        if _OURS in token.meta and token.nesting == 1:
            if depth >= MAX_NESTING:
                dropped += 1
                continue
            depth += 1
        elif _OURS in token.meta and dropped:
            dropped -= 1
            continue
        elif _OURS in token.meta:
            depth = max(0, depth - 1)
        elif token.nesting == 1:
            around.append((depth, dropped))
        elif token.nesting == -1 and around:
            depth, dropped = around.pop()
        yield token


def _closed(tokens: Sequence[Token]) -> dict[int, int]:
    """Number of each end tag to that of the tag that it ends."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for number, token in enumerate(tokens):
        if _OURS in token.meta and token.nesting == 1:
            opened.append(number)
        elif token.nesting == 1:
            opened.append(-1)
        elif _OURS in token.meta and token.nesting == -1:
            if opened and opened[-1] >= 0:
                found[number] = opened.pop()
        elif token.nesting == -1:
            while opened and opened[-1] >= 0:
                opened.pop()
            if opened:
                opened.pop()
    return found


def _end() -> Token:
    return Token("details_close", "details", -1)
