"""The sections of a Markdown file: its headings, what stands below each, and what that means for categories."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from papershelf.model import values
from papershelf.sources.found import key_for
from papershelf.sources.marks import read_date, without_signs
from papershelf.sources.pieces import DATA, lines, read_data

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

_HTML_HEADING = re.compile(r"\s*<h(?P<level>[1-6])[^>]*>(?P<text>.*?)</h[1-6]>\s*", re.IGNORECASE | re.DOTALL)
_DISCLOSURE = re.compile(
    r"\s*(?:<details[^>]*>\s*)?<summary[^>]*>(?P<text>.*?)</summary>\s*", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True)
class Block:
    """A block at the top of a file. Lines count from 0."""

    node: SyntaxTreeNode
    start: int
    end: int


@dataclass
class Section:
    """A heading and what stands between it and the next one.

    :param level: 1 to 6; 0 for what stands before the first heading.
    :param category: the heading's words as a category's title.
    :param outer: slug of the category that a heading inside of this one falls back to.
    :param year: a date that the heading is, for lists by year.
    :param declared: slug and title that a comment of papershelf gives.
    :param declared_parent: slug of the category above it, in that comment.
    """

    level: int
    title: str
    line: int
    end: int = 0
    inline: list[Token] | None = None
    blocks: list[Block] = field(default_factory=list)
    children: int = 0
    category: str = ""
    parent: str = ""
    outer: str = ""
    year: str = ""
    declared: tuple[str, str] | None = None
    declared_parent: str = ""


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """A parser of what forges show: CommonMark with tables."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.front_matter import front_matter_plugin

    return MarkdownIt("commonmark", {"maxNesting": 60}).enable(["table", "strikethrough"]).use(front_matter_plugin)


def sections(text: str) -> list[Section]:
    """The sections of a file in order."""
    from markdown_it.tree import SyntaxTreeNode

    found = [Section(0, "", 1)]
    for node in SyntaxTreeNode(parser().parse(text)).children:
        start, end = node.map or (0, 0)
        heading = _heading(node, start)
        declared = DATA.fullmatch(node.content) if node.type == "html_block" else None
        if heading is not None:
            found[-1].end = start
            found.append(heading)
        elif declared and not found[-1].blocks:
            data = read_data(declared["json"])
            if isinstance(data.get("slug"), str):
                slug = data["slug"] if values.KEY.fullmatch(data["slug"]) else ""
                found[-1].declared = slug, values.text(str(data.get("title") or found[-1].title))
                parent = data.get("parent")
                found[-1].declared_parent = parent if isinstance(parent, str) and values.KEY.fullmatch(parent) else ""
        elif node.type not in {"hr", "front_matter"} and not _is_comment(node):
            found[-1].blocks.append(Block(node, start, end))
    found[-1].end = text.count("\n") + 1
    _relate(found)
    return [section for section in found if section.level or section.blocks]


def _heading(node: SyntaxTreeNode, start: int) -> Section | None:
    if node.type == "heading":
        inline = list(node.children[0].token.children or []) if node.children and node.children[0].token else []
        return Section(int(node.tag[1]), values.text(lines(inline)[0].text), start + 1, inline=inline)
    if node.type != "html_block":
        return None
    if match := _HTML_HEADING.fullmatch(node.content):
        return Section(int(match["level"]), _bare(match["text"]), start + 1)
    match = _DISCLOSURE.fullmatch(node.content)
    if match:
        from papershelf.sources.summaries import is_summary_label

        words = _bare(match["text"])
        if words and not is_summary_label(words):
            return Section(6, words, start + 1)
    return None


def _bare(text: str) -> str:
    return values.text(re.sub(r"<[^<>]*>", " ", text))


def _is_comment(node: SyntaxTreeNode) -> bool:
    return (
        node.type == "html_block" and node.content.lstrip().startswith("<!--") and node.content.rstrip().endswith("-->")
    )


def _relate(found: list[Section]) -> None:
    """Tell each section what it stands in, and what category its papers are in."""
    stack: list[Section] = []
    for section in found:
        while stack and stack[-1].level >= section.level:
            stack.pop()
        if stack:
            stack[-1].children += 1
            section.parent = stack[-1].category if stack[-1].level else ""
            section.outer = key_for(stack[-1].category) if stack[-1].category else ""
        words = without_signs(section.title)
        section.category = words or section.title or "Papers"
        date = read_date(words)
        if date and section.parent:
            section.year, section.category = date, section.parent
            section.declared = (section.outer, section.parent)
        stack.append(section)
