"""What a page has to search, in one walk: blocks of text, of which each is the texts that it is made of."""

from __future__ import annotations

import functools
import re
from typing import Any, NamedTuple

from docutils import nodes
from sphinx import addnodes

from papershelf.search.language import is_hangul

_DROPPED = re.compile(r"<(style|script)\b.*?</\1\s*>|<[^<]+?>", re.IGNORECASE | re.DOTALL)


class Block(NamedTuple):
    """A paragraph, a title, a block of code.

    :param texts: the texts in it, none of them empty; nothing stands between them.
    :param codes: those that are code, wholly.
    """

    is_title: bool
    texts: list[str]
    codes: list[str]


class Found:
    """What a page has to search; the rules are those of ``sphinx.search._feed_visit_nodes``.

    :ivar loose: texts outside of blocks.
    :ivar indices: nodes of ``index`` directives, also where the text is not searched.
    """

    def __init__(self, doctree: nodes.document) -> None:
        self.blocks: list[Block] = []
        self.loose: list[str] = []
        self.titles: list[nodes.title] = []
        self.metas: list[nodes.meta] = []
        self.indices: list[addnodes.index] = []
        self._outside(doctree)

    def _outside(self, node: nodes.Element) -> None:
        for child in node.children:
            kind = _kinds[child.__class__]
            if kind == _TEXT:
                self.loose.append(_plain(child))
            elif _is_silent(kind, child):
                self.indices += child.findall(addnodes.index)
            elif kind & _BLOCK:
                block = Block(kind == _TITLE, [], [])
                self._inside(child, kind, block)  # type: ignore[arg-type]
                self.blocks.append(block)
            else:
                if kind == _META:
                    self.metas.append(child)  # type: ignore[arg-type]
                elif kind == _INDEX:
                    self.indices.append(child)  # type: ignore[arg-type]
                self._outside(child)  # type: ignore[arg-type]

    def _inside(self, node: nodes.Element, kind: int, block: Block) -> None:
        if kind == _RAW:
            if text := _DROPPED.sub("", node.astext()):
                block.texts.append(text)
            return
        if kind == _CODE:
            block.codes.append(node.astext())
        elif kind == _TITLE:
            self.titles.append(node)  # type: ignore[arg-type]
        elif kind == _INDEX:
            self.indices.append(node)  # type: ignore[arg-type]
        for child in node.children:
            kind = _kinds[child.__class__]
            if kind == _TEXT:
                if text := _plain(child):
                    block.texts.append(text)
            elif _is_silent(kind, child):
                self.indices += child.findall(addnodes.index)
            else:
                self._inside(child, kind, block)  # type: ignore[arg-type]


_TEXT, _COMMENT, _META, _OTHER, _INDEX, _BLOCK = 1, 2, 4, 8, 16, 32
_TITLE, _CODE, _RAW = _BLOCK + 1, _BLOCK + 2, _BLOCK + 4
"""Kinds of nodes; those above ``_BLOCK`` are blocks where they stand in none."""


class _Kinds(dict[type, int]):
    """The kind of each class of nodes."""

    def __missing__(self, node: type) -> int:
        kinds = (
            (nodes.Text, _TEXT),
            (nodes.comment, _COMMENT),
            (nodes.meta, _META),
            (addnodes.index, _INDEX),
            (nodes.title, _TITLE),
            ((nodes.literal, nodes.literal_block), _CODE),
            (nodes.raw, _RAW),
            (nodes.TextElement, _BLOCK),
        )
        found = self[node] = next((kind for classes, kind in kinds if issubclass(node, classes)), _OTHER)
        return found


_kinds = _Kinds()


def _is_silent(kind: int, node: nodes.Node) -> bool:
    """Whether a node that is no text is not searched."""
    attributes: dict[str, Any] = node.attributes  # type: ignore[attr-defined]
    if kind == _COMMENT or "no-search" in attributes["classes"]:
        return True
    return kind == _RAW and "html" not in attributes.get("format", "").split()


def _plain(node: nodes.Node) -> str:
    """The text of a text; few hold signs that are to be taken out."""
    return str.__str__(node) if "\0" not in node else str(node.astext())  # type: ignore[operator]


def join(texts: list[str]) -> bool:
    """Whether words of neighbouring texts may be one: never ``LoRA`` and ``를``, but ``pre`` and ``train``."""
    return len(texts) > 1 and any(map(_join, [text[-2:] for text in texts[:-1]], [text[0] for text in texts[1:]]))


@functools.lru_cache(20_000)
def _join(end: str, start: str) -> bool:
    """Whether a word may go on from one text to the next: the rules of ``_CHAIN`` of the language, on the safe side.

    :param end: the last characters of the one, at most two.
    :param start: the first of the other.
    """
    last = end[-1]
    kinds = {_sign(last), _sign(start)}
    if "other" in kinds:
        return True
    if "break" in kinds:
        return False
    if last == " ":
        return len(end) == 1 or end[0].isdigit()  # 4 비트
    if start == " ":
        return last.isdigit()
    if "hangul" in kinds:
        return len(kinds) == 1 or last.isdigit()  # 4비트
    return True


def _sign(char: str) -> str:
    if is_hangul(char):
        return "hangul"
    if char.isascii():
        return "word" if char.isalnum() or char in "_ -.," else "break"
    return "break" if char in "·“”‘’…→–—×" else "other"
