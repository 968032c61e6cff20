"""Lists that pages keep line by line: orders of categories, queues, toctrees. What stays, and in which order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from papershelf.cli.pages import spans
from papershelf.cli.pages.spans import Span
from papershelf.sources.pages import queue

KINDS = ("paper-category", "paper-queue", "toctree")

_ITEM = re.compile(r"\s{0,3}[-*+]\s+\S")
_TITLED = re.compile(r"(?:.*\S)?\s*<(?P<target>[^<>]+)>")


@dataclass(frozen=True)
class Item:
    """What one line lists, or a line with those that go on.

    :param name: the key of a planned paper; else the line, without what a toctree shows instead of it.
    :param text: with all line ends.
    """

    name: str
    text: str


@dataclass(frozen=True)
class Block:
    """A list of a page.

    :param kind: one of :data:`KINDS`.
    :param span: of its items, from the first line of its content on.
    """

    kind: str
    span: Span
    items: tuple[Item, ...]


def blocks(text: str, *, markdown: bool, kinds: Sequence[str] = KINDS) -> list[Block]:
    """The lists of a page, in order."""
    if not any(kind in text for kind in kinds):
        return []
    found, _hidden = spans.markdown(text) if markdown else spans.rst(text)
    return [
        Block(one.name, one.content, tuple(items(one.name, text[slice(*one.content)])))
        for one in found
        if one.name in kinds
    ]


def items(kind: str, content: str) -> list[Item]:
    """What the content of a list holds; lines before the first one, blank ones, belong to it."""
    lines = content.splitlines(keepends=True)
    first = next((line for line in lines if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip())]
    parts: list[list[str]] = [[]]
    for line in lines:
        bare = line.removeprefix(indent)
        begins = bare.strip() and (kind != "paper-queue" or _ITEM.match(bare))
        if begins and any(held.strip() for held in parts[-1]):
            parts.append([])
        parts[-1].append(line)
    held = [part for part in parts if any(line.strip() for line in part)]
    return [Item(_name(kind, part, indent), "".join(part)) for part in held]


def _name(kind: str, lines: Sequence[str], indent: str) -> str:
    bare = [line.removeprefix(indent).strip() for line in lines if line.strip()]
    if kind == "paper-queue":
        found, _problems = queue.items([bare[0], *(f"  {line}" for line in bare[1:])], 0)
        paper = queue.parse(found[0].text, "")[0] if found else None
        return paper.key if paper is not None else bare[0]
    titled = _TITLED.fullmatch(bare[0]) if kind == "toctree" else None
    return titled["target"] if titled else bare[0]


def kept(found: Sequence[Block], stays: Callable[[Block, Item], bool]) -> list[tuple[Span, str]]:
    """The edits that leave out items; a list of which nothing is left stays, empty, so that others can count on it."""
    edits = []
    for block in found:
        left = [item for item in block.items if stays(block, item)]
        if len(left) < len(block.items):
            edits.append((block.span, "".join(item.text for item in left)))
    return edits


def ordered(held: Sequence[Sequence[Item]], before: Sequence[str]) -> list[Item]:
    """The items of several lists as one: in an order that is known, what is new after what it followed.

    :param before: names in the order that is known.
    """
    places = {name: number for number, name in enumerate(before)}
    found: dict[str, Item] = {}
    rank: dict[str, tuple[int, ...]] = {}
    for number, items in enumerate(held):
        last: tuple[int, ...] = (len(places) if number else -1,)
        for count, item in enumerate(items):
            known = places.get(item.name)
            last = (known,) if known is not None else (last[0], number, count)
            if item.name not in found:
                found[item.name], rank[item.name] = item, last
    return sorted(found.values(), key=lambda item: rank[item.name])
