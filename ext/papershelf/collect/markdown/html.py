"""The HTML that GitHub shows, as Markdown's own tokens: ``<sub>``, ``<kbd>``, ``<br>``, ``<img width>``, ``<details>``.

So it is in the PDF and the ePub too, what a page leaves open ends with its block, and addresses are judged as those of
Markdown are. Other markup, and whatever has an attribute that could act, stays raw HTML for :mod:`papershelf.collect.
trust` to judge.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from papershelf.collect.markdown import pages
from papershelf.collect.markdown.blocks import ACTING, CENTRED, MAX_NESTING, container_tokens, nested
from papershelf.collect.markdown.elements import DROPPED, INLINE, image, link
from papershelf.sources.lines.markup.tags import Tag, tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore


_NAMES = frozenset(INLINE.values()) | {"link"}


def html(state: StateCore) -> None:
    """A rule of markdown-it, for tokens whose inline text is parsed."""
    if not pages.is_ours(state.md):
        return
    if any(token.type == "html_block" for token in state.tokens):
        found: list[Token] = []
        for token in state.tokens:
            made = container_tokens(token) if token.type == "html_block" else None
            found += [token] if made is None else made
        state.tokens[:] = nested(found)
    for token in state.tokens:
        if (
            token.type == "inline"
            and "<" in token.content
            and any(child.type == "html_inline" for child in token.children or ())
        ):
            token.children = list(_balanced(token.children or (), state.md))


def _balanced(tokens: Sequence[Token], md: MarkdownIt) -> Iterator[Token]:
    """Inline tokens whose tags are tokens too; each ends within what it begins in."""
    opened: list[str] = []  # elements, and for what Markdown opened its type
    for token in tokens:
        if token.type == "html_inline":
            yield from _element(token, opened, md)
            continue
        if token.type == "link_open":
            yield from _down_to("link", opened)  # no link stands in another one
        if token.nesting == 1:
            opened.append(token.type)
        elif token.nesting == -1:
            while opened and opened[-1] in _NAMES:
                yield _close(opened.pop())
            if opened:
                opened.pop()
        yield token
    for name in reversed(opened):
        if name in _NAMES:
            yield _close(name)


def _down_to(name: str, opened: list[str]) -> Iterator[Token]:
    """Ends of elements down to the last one of a name, if nothing of Markdown stands between."""
    for place in range(len(opened) - 1, -1, -1):
        if opened[place] == name:
            while len(opened) > place:
                yield _close(opened.pop())
        if place >= len(opened) or opened[place] not in _NAMES:
            return


_ONE = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<]*)?/?>")


def _element(token: Token, opened: list[str], md: MarkdownIt) -> Iterator[Token]:
    """What takes the place of a tag."""
    found = next(iter(tags(token.content)), None)
    if not isinstance(found, Tag) or not _ONE.fullmatch(token.content) or ACTING.search(token.content):
        yield token
    elif found.name == "br":
        yield Token("hardbreak", "br", 0)
    elif found.name == "img":
        picture = image(found, md)
        if picture is not None and token.meta.get(CENTRED):
            picture.attrs.setdefault("align", "center")
        yield picture or token
    elif found.name in INLINE or found.name == "a":
        yield from _pair(token, found, opened, md)
    elif found.name not in DROPPED:
        yield token


def _pair(token: Token, found: Tag, opened: list[str], md: MarkdownIt) -> Iterator[Token]:
    name = "link" if found.name == "a" else INLINE[found.name]
    if found.closes:
        yield from _down_to(name, opened)  # one that closes nothing shows nothing
        return
    if len(opened) >= MAX_NESTING or (name == "link" and {"link", "link_open"} & set(opened)):
        return
    begun = link(found, md) if name == "link" else Token(f"{name}_open", name, 1)
    if begun is not None:
        opened.append(name)
        yield begun
    elif "href" in found.attributes:
        yield token


def _close(name: str) -> Token:
    return Token(f"{name}_close", "a" if name == "link" else name, -1)
