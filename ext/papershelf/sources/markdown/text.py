"""Markdown as lines, as Sphinx would show it: for titles and summaries read without Sphinx."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from papershelf import mathtext
from papershelf.model.text import spans, values
from papershelf.model.text.spans import Builder, Line, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from papershelf.mathml.expansion import Definition

    Macros = tuple[Definition, ...]

_MARKUP = re.compile(r"[\\`*_\[\]<>&${}!~|#]|\(=|https?:")
_ITEM = re.compile(r"[-*+] +(?=\S)")
_ROLE_TARGET = re.compile(r"(?P<text>.*?)\s*<(?P<target>[^<>]*)>", re.DOTALL)
_SUBSTITUTES = {"softbreak": " ", "hardbreak": " "}
_OPENING = {"em_open": "em", "strong_open": "strong", "s_open": "s"}
_CLOSING = {"em_close": "em", "strong_close": "strong", "s_close": "s"}
_PAPER_ROLES = {"paper": "ref", "paper:ref": "ref", "paper:citet": "citet", "paper:citep": "citep"}


@lru_cache(maxsize=2)
def parser(*, cjk_emphasis: bool = True) -> MarkdownIt:
    """A parser of what MyST and GitHub share: CommonMark, tables, formulas, roles, front matter.

    :param cjk_emphasis: whether emphasis may end between punctuation and a CJK character.
    """
    return _new_parser(cjk_emphasis=cjk_emphasis)


def _new_parser(*, cjk_emphasis: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin
    from mdit_py_plugins.myst_role import myst_role_plugin

    from papershelf.sources.markdown.dollars import friendly_dollars
    from papershelf.sources.markdown.emphasis import friendly
    from papershelf.sources.markdown.front import only_front

    found = MarkdownIt("commonmark", {"tasklists": True}).enable(["table", "strikethrough"])
    found.use(front_matter_plugin).use(only_front).use(dollarmath_plugin).use(friendly_dollars)
    found.use(myst_role_plugin)
    return found.use(friendly) if cjk_emphasis else found


@lru_cache(maxsize=2)
def _lines_parser(*, cjk_emphasis: bool) -> MarkdownIt:
    """The same with footnotes, which are no part of what a line says."""
    from mdit_py_plugins.footnote import footnote_plugin

    return _new_parser(cjk_emphasis=cjk_emphasis).use(footnote_plugin, inline=False)


def plain(text: str, *, cjk_emphasis: bool = True, macros: Macros = ()) -> str:
    """Inline Markdown as plain text, white space folded.

    :param macros: those that formulas may use.
    """
    if not _MARKUP.search(text):
        return values.text(text)
    return spans.plain(line(text, cjk_emphasis=cjk_emphasis, macros=macros))


def line(text: str, *, cjk_emphasis: bool = True, macros: Macros = ()) -> Line:
    """Inline Markdown as a line with its markup; parameters as of :func:`plain`."""
    if not _MARKUP.search(text):
        return (Span(spans.TEXT, text),)
    build = Builder()
    _add(_lines_parser(cjk_emphasis=cjk_emphasis).parseInline(text), build)
    return _told(build.line(), macros)


def _told(line: Line, macros: Macros) -> Line:
    """A line whose formulas are told with the macros of the settings."""
    if not macros:
        return line
    return tuple(
        span._replace(text=mathtext.plain(span.target, macros))
        if span.kind == spans.FORMULA
        else span._replace(inside=_told(span.inside, macros))
        for span in line
    )


def _add(tokens: Iterable[Token], build: Builder) -> None:
    for token in tokens:
        if token.children:
            _add(token.children, build)
        elif token.type in _OPENING:
            build.begin(_OPENING[token.type])
        elif token.type in _CLOSING:
            build.end(_CLOSING[token.type])
        elif token.type == "code_inline":
            build.begin("code")
            build.text(token.content)
            build.end("code")
        elif token.type.startswith("math_"):
            build.add(_formula(token.content))
        elif token.type == "myst_role":
            _add_role(token.meta.get("name", ""), token.content, build)
        elif token.type == "html_inline" and token.content[:3].lower() == "<br":
            build.text(" ")
        elif token.type not in {"html_inline", "footnote_ref", "footnote_anchor"}:
            build.text(_SUBSTITUTES.get(token.type, token.content))


def _add_role(name: str, content: str, build: Builder) -> None:
    """What a role shows, as far as that is known without Sphinx."""
    kind = _PAPER_ROLES.get(name, "")
    match = _ROLE_TARGET.fullmatch(content)
    if name == "math":
        build.add(_formula(content))
    elif kind in {"citet", "citep"}:
        keys = [key for part in content.split(",") if (key := part.strip())]
        build.text("(" if kind == "citep" else "")
        for number, key in enumerate(keys):
            build.text("; " if number else "")
            build.add(Span(kind, key, key))
        build.text(")" if kind == "citep" else "")
    elif match and match["text"]:
        build.text(match["text"])
    elif kind:
        build.add(Span("ref", content, content))
    else:
        build.text(content)


def _formula(source: str) -> Span:
    return Span(spans.FORMULA, mathtext.plain(source), source)


def summary_lines(text: str, *, cjk_emphasis: bool = True) -> tuple[str, ...]:
    """The plain lines of a summary in Markdown: one for each list item or paragraph."""
    return tuple(map(spans.plain, summary(text, cjk_emphasis=cjk_emphasis)))


def summary(text: str, *, cjk_emphasis: bool = True, macros: Macros = ()) -> list[Line]:
    """The lines of a summary in Markdown, with their markup; parameters as of :func:`plain`."""
    if not text.strip():
        return []
    lines = text.strip().splitlines()
    if not _MARKUP.search(text) and all(_ITEM.match(line) for line in lines):
        return [(Span(spans.TEXT, values.text(_ITEM.sub("", line, count=1))),) for line in lines]
    found = _blocks(_lines_parser(cjk_emphasis=cjk_emphasis).parse(text))
    return [_told(line, macros) for line in found if spans.plain(line)]


def _blocks(tokens: list[Token]) -> Iterable[Line]:
    """Text of each top-level block; of a list, of each item."""
    build = Builder()
    for token in tokens:
        if token.type == "footnote_block_open":
            return
        if token.type == "list_item_open" and "checked" in token.meta:
            build.text(" ")
            build.add(Span(spans.BOX, spans.BOXES[bool(token.meta["checked"])]))
        elif token.type == "inline":
            build.text(" ")
            _add(token.children or (), build)
        elif token.type in {"fence", "code_block"}:
            build.text(" ")
            build.begin("code")
            build.text(token.content)
            build.end("code")
        elif token.type == "math_block":
            build.text(" ")
            build.add(_formula(token.content))
        ends = token.level == 0 and (token.nesting == -1 or (token.nesting == 0 and token.type != "inline"))
        ends = ends or (token.level == 1 and token.type == "list_item_close")
        if ends:
            yield spans.stripped(build.line())
            build = Builder()
