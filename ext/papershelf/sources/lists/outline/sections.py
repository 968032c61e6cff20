"""The sections of a list: its headings as a tree of categories, and what stands below each.

In: the tree of blocks. Out: sections in order. Disclosures with a name are sections, too, for as long as they last.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from papershelf.model.text import values
from papershelf.sources.lines.markup.nodes import Node
from papershelf.sources.lines.markup.runs import Line, Run
from papershelf.sources.lines.values.signs import without_signs
from papershelf.sources.lines.values.statements import read_date
from papershelf.sources.notes.prose.summaries import is_summary_label
from papershelf.sources.words.links import is_external, label_field

_LABELLED = re.compile(r"[(\[]\s*\0[^\0]*\0(?:[\s,/|·]*\0[^\0]*\0)*\s*[)\]]|\0\s*[(\[][^\0]*[)\]]\s*\0")
"""Links in brackets whose words say what is behind them, each between two NUL."""
_CONTENTS = frozenset({"contents", "table of contents", "toc", "index", "목차", "차례", "目录", "目錄", "目次"})
"""Names of a heading that says where the others are, in lower case."""
_DATED = re.compile(r"(?:papers? (?:of|from|in)|published in|year)?\s*(?P<date>.{4,20})", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:md|markdown|rst)$", re.IGNORECASE)
"""The end of a file's name, which is no part of a category's."""


@dataclass(eq=False)
class Section:
    """A heading and what stands between it and the next one.

    :param level: 1 to 6; above 6 for a disclosure, 0 for what stands before the first heading.
    :param line: of the heading, from 1.
    :param head: the lines of the heading.
    :param year: a date that the heading is, for lists by year.
    :param declared: slug and title that a comment of papershelf gives.
    :param declared_parent: slug of the category above it, in that comment.
    :param same: the section that goes on here, after a disclosure.
    :param contents: whether it says where the others are, and nothing else.
    """

    level: int
    title: str
    line: int
    head: list[Line] = field(default_factory=list)
    blocks: list[Node] = field(default_factory=list)
    parent: Section | None = None
    children: list[Section] = field(default_factory=list)
    year: str = ""
    declared: tuple[str, str] | None = None
    declared_parent: str = ""
    end: int = 0
    same: Section | None = None
    contents: bool = False

    @property
    def name(self) -> str:
        """The heading's words as a category's title."""
        return _ENDING.sub("", without_signs(self.title)) or values.text(self.title) or "Papers"

    @property
    def links(self) -> list[tuple[str, str]]:
        """Words and address of the heading's links to elsewhere."""
        runs = [run for line in self.head for run in line.links if run.href and not run.image]
        found = [(values.text(run.text).strip("[]() "), run.href or "") for run in runs]
        return [(words, href) for words, href in found if words and is_external(href)]


def sections(root: Node, is_group: Callable[[Node], bool]) -> list[Section]:
    """The sections of a file in order.

    :param is_group: whether a disclosure with a name holds entries, and so is a section.
    """
    found = [Section(0, "", 1)]
    stack = [found[0]]
    _fill(root.children, found, stack, is_group, 0)
    for before, after in pairwise(found):
        before.end = after.line - 1
    found[-1].end = root.end
    for section in found:
        _lift(section)
        while section.blocks and section.blocks[-1].kind == "rule":
            section.blocks.pop()
    return found


def _fill(
    nodes: list[Node], found: list[Section], stack: list[Section], is_group: Callable[[Node], bool], depth: int
) -> None:
    for node in nodes:
        if node.kind == "heading":
            if any(run.text.strip() or run.href for line in node.lines for run in line.runs):
                _open(Section(node.level, _words(node), node.line + 1, node.lines), found, stack)
        elif node.kind == "note":
            _declare(node, stack[-1])
        elif node.kind == "box" or (node.kind in {"quote", "item", "list"} and depth < 60 and _has_headings(node)):
            _fill(node.children, found, stack, is_group, depth + 1)
        elif node.kind == "details" and is_group(node):
            _disclosed(node, found, stack, is_group, depth)
        elif node.kind != "rule" or stack[-1].blocks:
            stack[-1].blocks.append(node)


def _disclosed(
    node: Node, found: list[Section], stack: list[Section], is_group: Callable[[Node], bool], depth: int
) -> None:
    label = next((child for child in node.children if child.kind == "summary"), None)
    words = values.text(" ".join([label.text, *(n.text for n in label.walk() if n is not label)])) if label else ""
    rest = [child for child in node.children if child is not label]
    outer = stack[-1]
    if words and not is_summary_label(words) and label is not None:
        lines = label.lines or list(label.all_lines())
        _open(Section(7 + depth, words, label.line + 1, lines), found, stack)
    _fill(rest, found, stack, is_group, depth + 1)
    if outer in stack and stack[-1] is not outer:
        while stack[-1] is not outer:
            stack.pop()
        again = Section(outer.level, outer.title, node.end, parent=outer.parent, year=outer.year)
        again.declared = outer.declared
        again.same = outer.same or outer
        found.append(again)
        stack[-1] = again


def _open(section: Section, found: list[Section], stack: list[Section]) -> None:
    while len(stack) > 1 and stack[-1].level >= section.level:
        stack.pop()
    section.parent = (stack[-1].same or stack[-1]) if stack[-1].level else None
    stack[-1].children.append(section)
    words = without_signs(section.title)
    match = _DATED.fullmatch(words)
    section.year = read_date(match["date"]) if match else ""
    found.append(section)
    stack.append(section)


def _lift(section: Section) -> None:
    """Let what stands below the contents of a list stand beside them: they are no category of it."""
    if section.name.casefold() not in _CONTENTS or section.declared is not None:
        return
    links = [run for node in section.blocks for line in node.all_lines() for run in line.links]
    section.contents = all(_is_inner(run) for run in links)
    if section.contents:
        outer = section.parent
        for child in section.children:
            child.parent = outer
        if outer is not None:
            outer.children += section.children
        section.children = []


def _declare(node: Node, section: Section) -> None:
    data = next((line.data for line in node.lines if line.data), {})
    if section.blocks or not isinstance(data.get("slug"), str):
        return
    slug = data["slug"] if values.KEY.fullmatch(data["slug"]) else ""
    parent = data.get("parent")
    section.declared_parent = parent if isinstance(parent, str) and values.KEY.fullmatch(parent) else ""
    section.declared = slug, values.text(str(data.get("title") or section.title))


def _has_headings(node: Node) -> bool:
    return any(inner.kind == "heading" for inner in node.walk()) and node.kind == "quote"


def _words(node: Node) -> str:
    """The words of a heading, without a link back to the contents and without labels of links: ``[code]``."""
    runs = [run for line in node.lines for run in line.runs if not run.image]
    told = [f"\0{run.text}\0" if run.href and label_field(run.text) else run.text for run in runs if not _is_inner(run)]
    own = _LABELLED.sub(" ", "".join(told)).replace("\0", "")
    own = re.sub(r"[(\[]\W*[)\]]", " ", own)
    return values.text(own) if any(map(str.isalpha, own)) else values.text(node.text)


def _is_inner(run: Run) -> bool:
    return (run.href or "").startswith("#")
