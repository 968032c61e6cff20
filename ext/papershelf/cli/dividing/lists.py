"""The lists that pages keep line by line: what of them stays, and those of several libraries as one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from papershelf.cli.pages import spans
from papershelf.cli.pages.spans import Span
from papershelf.sources.library.documents import document_of, target_of
from papershelf.sources.pages import queue

_FRAME = re.compile(r"^(?:#.*|```\{paper-stats\}|```|\.\. paper-stats::|[=]{3,})\s*$")
KINDS = ("paper-category", "paper-queue", "toctree")

_ITEM = re.compile(r"\s{0,3}[-*+]\s+\S")


def difference(text: str, other: str, *, markdown: bool) -> int:
    """The first line in which two pages differ apart from their lists, as the second has it; 0 for none."""
    one, two = (_bare(part, markdown=markdown).splitlines() for part in (text, other))
    return next((number for number, (a, b) in enumerate(zip_longest(one, two), 1) if a != b), 0)


def _bare(text: str, *, markdown: bool) -> str:
    """A page whose lists are empty; every line keeps its place up to the first of them."""
    for block in reversed(blocks(text, markdown=markdown)):
        text = text[: block.span[0]] + text[block.span[1] :]
    return text


def merged(texts: Sequence[str], before: Sequence[str], *, markdown: bool) -> str:
    """The first of several texts, with what the lists of all of them hold.

    :param before: the content of each list as it was once, in order.
    """
    text = texts[0]
    found = [blocks(one, markdown=markdown) for one in texts]
    for number, block in reversed(list(enumerate(found[0]))):
        same = [held[number] for held in found if number < len(held) and held[number].kind == block.kind]
        was = before[number] if number < len(before) else ""
        if len(same) == 1 and not was:
            continue
        content = _content([one.items for one in same], block.kind, was)
        text = text[: block.span[0]] + content + text[block.span[1] :]
    return text


def _content(held: Sequence[Sequence[Item]], kind: str, was: str) -> str:
    """One list of several: as it was, where it holds what it held; else in that order."""
    known = items(kind, was)
    found = ordered(held, [item.name for item in known])
    if {item.text.strip() for item in found} == {item.text.strip() for item in known}:
        return was
    return _whole(found)


def _whole(found: Sequence[Item]) -> str:
    """The text of items; the first one keeps the blank lines above it."""
    lines = [found[0].text, *(item.text.lstrip("\r\n") for item in found[1:])] if found else []
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def restored(text: str, before: Sequence[str], docname: str, documents: set[str], *, markdown: bool) -> str:
    """A page whose toctrees list again what they listed, as far as it is there.

    :param documents: those that the library has.
    """
    found = blocks(text, markdown=markdown)
    for number, block in reversed(list(enumerate(found))):
        was = before[number] if number < len(before) else ""
        if block.kind != "toctree" or not was:
            continue
        known = items(block.kind, was)
        there = {item.name for item in block.items}
        kept = [item for item in known if item.name in there or _is_there(item, docname, documents)]
        content = was if len(kept) == len(known) else _whole(kept)
        names = {item.name for item in known}
        content += _whole([item for item in block.items if item.name not in names])
        text = text[: block.span[0]] + content + text[block.span[1] :]
    return text


def _is_there(item: Item, docname: str, documents: set[str]) -> bool:
    return any(sign in item.name for sign in "*?[") or document_of(item.name, docname) in documents


def listed(text: str, docname: str, *, markdown: bool) -> Iterator[str]:
    """The documents that the toctrees of a page name one by one."""
    for block in blocks(text, markdown=markdown, kinds=("toctree",)):
        yield from (document_of(item.name, docname) for item in block.items)


def own_words(text: str, sentences: int) -> int:
    """The first line, from 1, of what a home page says besides title and counts; 0 where there is none.

    :param sentences: lines that count for nothing: one in a page that a split wrote.
    """
    for block in reversed(blocks(text, markdown=True, kinds=("toctree",))):
        text = text[: block.span[0]] + text[block.span[1] :]
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not _FRAME.match(line) and not re.match(r"\s*:\w+:|```\{toctree\}", line):
            sentences -= 1
            if sentences < 0:
                return number
    return 0


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
    return target_of(bare[0]) if kind == "toctree" else bare[0]


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
