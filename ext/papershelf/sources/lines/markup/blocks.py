"""The blocks of a list, as a reader sees them.

In: the text of a file in Markdown, with raw HTML in it. Out: a tree of nodes, in which a list is a list and a table a
table, whichever way it was written; paragraphs, headings and cells hold lines of runs.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from papershelf.sources.lines.markup import runs
from papershelf.sources.lines.markup.nodes import Node
from papershelf.sources.lines.markup.runs import DATA, Writer
from papershelf.sources.lines.markup.tags import Tag, tags

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_NESTING = 100
"""How deep blocks stand in each other; what is deeper is text of the last one."""

_MARKDOWN = {"bullet_list": "list", "ordered_list": "list", "list_item": "item", "blockquote": "quote",
             "table": "table", "tr": "row", "th": "cell", "td": "cell", "paragraph": "para",
             "heading": "heading"}  # fmt: skip
_HTML = {"ul": "list", "ol": "list", "li": "item", "blockquote": "quote", "table": "table", "tr": "row", "th": "cell",
         "td": "cell", "p": "para", "details": "details", "summary": "summary", "div": "box", "center": "box",
         "section": "box", "article": "box", "dl": "list", "dt": "item", "dd": "item", "pre": "box",
         **{f"h{level}": "heading" for level in range(1, 7)}}  # fmt: skip
_CLOSED_BY = {"item": {"item"}, "row": {"cell", "row"}, "cell": {"cell"}, "summary": {"summary"}}
"""What an opening tag closes by itself, as HTML does not ask for these end tags."""
_INLINE = {"a", "img", "b", "strong", "i", "em", "u", "code"}
_LINED = {"para", "heading", "cell", "summary"}


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """A parser of what forges show: CommonMark with tables; money is no formula."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.front_matter import front_matter_plugin

    from papershelf.sources.markdown.emphasis import friendly
    from papershelf.sources.markdown.front import only_front

    return (
        MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
        .enable(["table", "strikethrough"])
        .use(front_matter_plugin)
        .use(only_front)
        .use(friendly)
    )


def read(text: str) -> Node:
    """The tree of a file."""
    small = text.lower()
    builder = _Builder(text.count("\n") + 1, unclosed=small.count("<table") > small.count("</table"))
    for token in parser().parse(text):
        builder.take(token)
    return builder.finished()


class _Builder:
    """Opens and closes nodes as tokens and tags come in.

    :param unclosed: whether a table has no end; then a heading of Markdown ends it.
    """

    def __init__(self, end: int, *, unclosed: bool = False) -> None:
        self._unclosed = unclosed
        self._root = Node("root", 0, end)
        self._stack = [self._root]
        self._writer: Writer | None = None  # of the node on top, if that has lines

    def take(self, token: Token) -> None:
        """Take in a token of Markdown."""
        name = token.type.removesuffix("_open").removesuffix("_close")
        start, end = token.map or (0, 0)
        if token.type == "inline":
            if self._writer is None:
                self._auto(start)
            self._inline(token)
        elif name in _MARKDOWN and token.nesting == 1:
            node = self._open(_MARKDOWN[name], start if token.map else self._stack[-1].line, end or self._stack[-1].end)
            node.ordered = name == "ordered_list"
            node.level = int(token.tag[1]) if name == "heading" else 0
        elif name in _MARKDOWN and token.nesting == -1:
            self._close(_MARKDOWN[name], html=False)
        elif token.type == "html_block":
            self._html(token.content, start, end)
        elif token.type in {"fence", "code_block", "hr"}:
            self._leaf("rule" if token.type == "hr" else "code", start, end)

    def finished(self) -> Node:
        """The tree."""
        while len(self._stack) > 1:
            self._pop()
        return self._root

    # -- nodes ----------------------------------------------------------------------------------

    def _open(self, kind: str, line: int, end: int, *, html: bool = False) -> Node:
        self._end_auto()
        if html:
            while self._stack[-1].html and self._stack[-1].kind in _CLOSED_BY.get(kind, ()):
                self._pop()
        self._end_tables(kind, html=html)
        node = Node(kind, line, end, html=html)
        self._holder(kind).children.append(node)
        self._stack.append(node)
        self._writer = Writer(line) if kind in _LINED else None
        return node

    def _end_tables(self, kind: str, *, html: bool) -> None:
        """End tables that a new block shows to be over, though nobody closed them."""
        if kind == "table":
            while self._stack[-1].html and self._stack[-1].kind in {"table", "row"}:
                self._pop()
        elif kind == "heading" and self._unclosed and not html:
            place = next((n for n, node in enumerate(self._stack) if node.html and node.kind == "table"), 0)
            if place and all(node.html for node in self._stack[place:]):
                while len(self._stack) > place:
                    self._pop()

    def _holder(self, kind: str) -> Node:
        """What a new block stands in: one that no table may hold stands after the table, as in a browser."""
        place = len(self._stack) - 1
        if kind not in {"row", "cell"}:
            while place and self._stack[place].html and self._stack[place].kind in {"table", "row"}:
                place -= 1
        return self._stack[place]

    def _leaf(self, kind: str, line: int, end: int) -> Node:
        self._end_auto()
        node = Node(kind, line, end)
        self._holder(kind).children.append(node)
        return node

    def _close(self, kind: str, *, html: bool) -> None:
        for place in range(len(self._stack) - 1, 0, -1):
            node = self._stack[place]
            if node.kind == kind and node.html == html:
                while len(self._stack) > place:
                    self._pop()
                return
            if html and not node.html and node.kind in {"item", "quote", "cell"}:
                return

    def _pop(self) -> None:
        node = self._stack.pop()
        if node.children:
            node.end = max(node.end, node.children[-1].end)
        if self._writer is not None and node.kind in _LINED:
            node.lines += self._writer.finished()
            if node.html:
                node.end = max(node.end, self._writer.number + 1)
        self._writer = None

    def _auto(self, line: int) -> None:
        """Words outside of any paragraph are one."""
        self._open("para", line, line + 1, html=True)

    def _end_auto(self) -> None:
        """Whatever has lines ends where a block begins."""
        while self._stack[-1].kind in {"para", "heading", "summary"} and len(self._stack) > 1:
            self._pop()
        if self._writer is not None and self._stack[-1].kind == "cell":
            self._stack[-1].lines += self._writer.finished()
            self._writer = None

    # -- what comes in --------------------------------------------------------------------------

    def _inline(self, token: Token) -> None:
        """Inline tokens; tags of blocks among them open and close blocks, as in a browser."""
        for child in token.children or []:
            found = next(iter(tags(child.content)), None) if child.type == "html_inline" else None
            if isinstance(found, Tag) and found.name in _HTML:
                self._tag(found, self._writer.number if self._writer else self._stack[-1].line)
                continue
            writer = self._writer or self._again()
            runs.inline([child], writer)

    def _again(self) -> Writer:
        """A writer for words that come after a block."""
        if self._stack[-1].kind in _LINED:
            self._writer = Writer(self._stack[-1].end - 1)
        else:
            above = self._stack[-1]
            self._auto(max([above.line, *(child.end - 1 for child in above.children[-1:])]))
        assert self._writer is not None
        return self._writer

    def _html(self, content: str, start: int, end: int) -> None:
        if DATA.fullmatch(content):
            writer = Writer(start)
            runs.html(content, writer)
            self._leaf("note", start, end).lines = writer.lines
            return
        number = start
        for found in tags(content):
            if isinstance(found, Tag):
                self._html_tag(found, number)
                continue
            for place, line in enumerate(found.split("\n")):
                number += place > 0
                if place and self._writer is not None and self._writer.lines[-1].runs:
                    self._writer.number = number - 1
                    self._writer.line_break(hard=False)
                if line.strip():
                    self._at(number)
                    (self._writer or self._again()).word(line.strip("\r") if place == 0 else line.lstrip())
        if self._stack[-1].kind == "para" and self._stack[-1].html:
            self._pop()

    def _html_tag(self, found: Tag, number: int) -> None:
        if found.name in _HTML:
            self._tag(found, number)
        elif found.name == "hr":
            self._leaf("rule", number, number + 1)
        elif self._writer is not None or (found.name in _INLINE and not found.closes):
            self._at(number)
            runs.tag(found, self._writer or self._again())

    def _at(self, number: int) -> None:
        """Words of this line come next."""
        if self._writer is None and self._stack[-1].kind not in _LINED:
            self._auto(number)
        elif self._writer is None:
            self._writer = Writer(number)
        if self._writer is not None:
            self._writer.number = number
            if not self._writer.lines[-1].runs:
                self._writer.lines[-1].number = number

    def _tag(self, found: Tag, number: int) -> None:
        kind = _HTML[found.name]
        for node in self._stack[1:]:
            if node.html:
                node.end = max(node.end, number + 1)
        if found.closes:
            self._close(kind, html=True)
            return
        if len(self._stack) > 2 * MAX_NESTING:
            return
        node = self._open(kind, number, number + 1, html=True)
        node.level = int(found.name[1]) if kind == "heading" else 0
        node.ordered = found.name == "ol"
