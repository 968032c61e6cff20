"""The outlines of Logseq, in which every paragraph is an item, as headings, paragraphs and lists.

In: the text of a page. Out: its properties, the ids of its blocks, and Markdown in which an item at the top is a
paragraph, one that is a heading a heading, and what stands below a paragraph a list.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field

from papershelf.sources.vaults.dialects.callouts import admonition

_ITEM = re.compile(r"^(?P<indent>[ \t]*)-(?:[ ](?P<words>.*))?$")
_PROPERTY = re.compile(r"^\s*(?P<name>[^\s:#`][^:`\n]{0,60}?)::(?:\s+(?P<value>.*))?$")
_HIDDEN = re.compile(r"id|collapsed|heading|background-color|hl-\w+|ls-type|logseq\..*|card-.*|query-.*", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6}\s+\S")
_LOG = re.compile(r"^\s*:LOGBOOK:\s*$")
_PLANNED = re.compile(r"^\s*(?:SCHEDULED|DEADLINE):\s*<[^<>]*>\s*$")
_BOX = re.compile(r"^\s*#\+BEGIN_(?P<kind>[A-Z]+)\b.*$", re.IGNORECASE)
_TASK = re.compile(r"^(?P<state>TODO|DOING|NOW|LATER|WAITING|DONE|CANCELED|CANCELLED)\s+(?=\S)")
_FENCE = re.compile(r"^\s*(?P<marks>`{3,}|~{3,})")
_DEEPEST = 100
"""Items stand below each other so many times, at most."""


@dataclass
class Item:
    """A block of a page.

    :param lines: without the properties, which stand in ``properties``.
    """

    lines: list[str]
    properties: list[tuple[str, str]] = field(default_factory=list)
    children: list[Item] = field(default_factory=list)

    @property
    def is_heading(self) -> bool:
        """Whether the item is a heading, by its signs or by a property."""
        return bool(self.lines and _HEADING.match(self.lines[0])) or self.level > 0

    @property
    def level(self) -> int:
        """Level of a heading that a property tells; 0 where none does."""
        told = dict(self.properties).get("heading", "")
        return int(told) if told in {"1", "2", "3", "4", "5", "6"} else 2 if told == "true" else 0


@dataclass
class Page:
    """A page of Logseq, read.

    :param properties: of the page, and of its blocks as far as they say something.
    :param blocks: ids of blocks to their words.
    :param left: what is left out.
    """

    text: str = ""
    properties: list[tuple[str, str]] = field(default_factory=list)
    blocks: dict[str, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


def read(text: str) -> Page:
    """Read a page."""
    page = Page()
    lines = text.split("\n")
    start = 0
    while start < len(lines) and (not lines[start].strip() or _PROPERTY.match(lines[start])):
        if match := _PROPERTY.match(lines[start]):
            page.properties.append((match["name"].strip(), (match["value"] or "").strip()))
        start += 1
    above, items = _items(lines[start:], page)
    if items and not items[0].lines and not items[0].children:
        page.properties += items.pop(0).properties  # a block with nothing but properties is the page's head
    found = [*above, ""] if any(line.strip() for line in above) else []
    for item in items:
        found += [*_top(item, page, 0), ""]
    page.text = re.sub(r"\n{3,}", "\n\n", "\n".join(found)).strip("\n")
    return page


def _items(lines: list[str], page: Page) -> tuple[list[str], list[Item]]:
    """What stands above the first item, and the items."""
    above: list[str] = []
    top: list[Item] = []
    stack: list[tuple[int, Item]] = []
    fence = ""
    for line in lines:
        match = None if fence else _ITEM.match(line)
        if match:
            depth = len(match["indent"].expandtabs(4))
            while stack and stack[-1][0] >= depth:
                stack.pop()
            item = Item([match["words"] or ""] if match["words"] else [])
            (stack[-1][1].children if stack else top).append(item)
            if len(stack) < _DEEPEST:
                stack.append((depth, item))
            bare = match["words"] or ""
        elif stack:
            bare = _without_indent(line, stack[-1][0] + 2)
            stack[-1][1].lines.append(bare)
        else:
            above.append(line)
            continue
        fence = _fence(bare, fence)
    for item in _all(top):
        _without_properties(item, page)
    return above, top


def _fence(line: str, fence: str) -> str:
    """The marks of the code block that a line is in, after it."""
    match = _FENCE.match(line)
    if match is None:
        return fence
    if not fence:
        return match["marks"]
    return "" if match["marks"].startswith(fence) and not line.strip().strip(fence[0]) else fence


def _without_indent(line: str, width: int) -> str:
    """A line without as much white space as the words of its item have before them; a tab counts as four."""
    seen = place = 0
    while place < len(line) and line[place] in " \t" and seen < width:
        seen += 4 if line[place] == "\t" else 1
        place += 1
    return line[place:]


def _all(items: list[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _all(item.children)


def _without_properties(item: Item, page: Page) -> None:
    """Take properties, logs and dates of tasks out of a block."""
    kept: list[str] = []
    fence, log = "", False
    for line in item.lines:
        log = log or bool(_LOG.match(line) and not fence)
        match = None if fence else _PROPERTY.match(line)
        if log or (not fence and _PLANNED.match(line)):
            page.left.append("the log of a task" if log else "the date of a task")
            log = log and line.strip() != ":END:"
        elif match:
            item.properties.append((match["name"].strip().lower(), (match["value"] or "").strip()))
        else:
            kept.append(line)
        fence = _fence(line, fence)
    while kept and not kept[-1].strip():
        kept.pop()
    item.lines = _code(kept)
    for name, value in item.properties:
        if name == "id":
            page.blocks[value.lower()] = _words(kept)
        elif not _HIDDEN.fullmatch(name) and kept:
            page.properties.append((name, value))


def _code(lines: list[str]) -> list[str]:
    """Lines whose code blocks begin at the left, with a closing line that every reader takes for one."""
    found: list[str] = []
    opened, fence = -1, ""
    for line in lines:
        before, fence = fence, _fence(line, fence)
        if fence and not before:
            opened = len(found)
            line = line.lstrip()
        elif before and not fence:
            inside = textwrap.dedent("\n".join(found[opened + 1 :])).split("\n") if found[opened + 1 :] else []
            found[opened + 1 :] = inside
            line = line.strip()
        found.append(line)
    return found


def _words(lines: list[str]) -> str:
    first = next((line.strip() for line in lines if line.strip()), "")
    return re.sub(r"^#{1,6}\s+", "", first)


def _shown(item: Item, page: Page) -> list[str]:
    """The lines of an item."""
    lines = [_TASK.sub(lambda m: "☑ " if m["state"] == "DONE" else "☐ ", line) for line in item.lines[:1]]
    if item.level and lines and not _HEADING.match(lines[0]):
        lines[0] = f"{'#' * item.level} {lines[0]}"
    return _boxes([*lines, *item.lines[1:]])


def _boxes(lines: list[str]) -> list[str]:
    """Lines with ``#+BEGIN_NOTE`` and the like as admonitions."""
    opening = next((n for n, line in enumerate(lines) if _BOX.match(line)), None)
    if opening is None:
        return lines
    match = _BOX.match(lines[opening])
    kind = match["kind"].lower() if match else ""
    end = next((n for n in range(opening, len(lines)) if re.match(rf"\s*#\+END_{kind}", lines[n], re.I)), len(lines))
    inner = lines[opening + 1 : end]
    box = ["```text", *inner, "```"] if kind in {"src", "example", "export"} else admonition(kind, "", "", inner)
    return [*lines[:opening], *box, *_boxes(lines[end + 1 :])]


def _top(item: Item, page: Page, depth: int) -> Iterator[str]:
    """An item that stands at the top, or below a heading: a paragraph, and below it a list."""
    lines = _shown(item, page)
    yield from lines
    if item.is_heading:
        for child in item.children:
            yield ""
            yield from _top(child, page, depth + 1)
        return
    if item.children and lines:
        yield ""
    for child in item.children:
        yield from _listed(child, page, "")


def _listed(item: Item, page: Page, indent: str) -> Iterator[str]:
    """An item of a list, with those below it; a heading in a list is bold."""
    lines = _shown(item, page)
    if lines and _HEADING.match(lines[0]):
        lines[0] = f"**{lines[0].lstrip('# ').strip()}**"
    if lines:
        numbered = dict(item.properties).get("logseq.order-list-type") == "number"
        mark = "1. " if numbered else "- "
        yield f"{indent}{mark}{lines[0]}"
        inner = indent + " " * len(mark)
        yield from (f"{inner}{line}".rstrip() for line in lines[1:])
    else:
        inner = indent
    for child in item.children:
        yield from _listed(child, page, inner)
