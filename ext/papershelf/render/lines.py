"""Lines with their markup, wherever another page shows them: as nodes, and as HTML for what scripts show.

Links do not come along: what shows a line leads on already, to the paper or to the place.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from docutils import nodes

from papershelf.exports.text import clean
from papershelf.exports.text import shorten as shorten_text
from papershelf.model.text.spans import BOX, BOXES, FORMULA, TAGS, TEXT, Line, Span, cut, mask
from papershelf.render.nodes.mathml import CONVERTED
from papershelf.render.nodes.typed import task_box, typed

_NODES: dict[str, type[nodes.TextElement]] = {
    "em": nodes.emphasis,
    "strong": nodes.strong,
    "code": nodes.literal,
    "sub": nodes.subscript,
    "sup": nodes.superscript,
}


def shown(line: Line) -> list[nodes.Node]:
    """A line as nodes."""
    return [node for span in line for node in _nodes(span)]


def _nodes(span: Span) -> list[nodes.Node]:
    if span.kind == FORMULA:
        converted = {} if span.shown is None else {CONVERTED: span.shown}
        return [nodes.math(span.target, span.target, **converted)]
    if span.kind == BOX:
        return [task_box("", checked=span.text == BOXES[True])]
    if span.kind not in TAGS:
        return [nodes.Text(span.text)]
    inside = shown(span.inside)
    if made := _NODES.get(span.kind):
        return [made("", "", *inside)]
    return [typed("", "", *inside, tag=span.kind)]


def summary(found: Iterable[Line]) -> nodes.bullet_list:
    """The lines of a summary, one below the other."""
    return nodes.bullet_list("", *(nodes.list_item("", nodes.paragraph("", "", *shown(line))) for line in found))


def html(line: Line) -> str:
    """A line as HTML: text, the tags of :data:`papershelf.model.text.spans.TAGS`, and MathML."""
    return "".join(map(_html, line))


def _html(span: Span) -> str:
    if span.kind == FORMULA and span.shown is not None:
        return span.shown or f'<code class="paper-math-source">{_escaped(span.target)}</code>'
    if span.kind in TAGS:
        return f"<{span.kind}>{html(span.inside)}</{span.kind}>"
    return _escaped(span.text)


def _escaped(text: str) -> str:
    return escape(clean(text), quote=False)


def shorten(line: Line, width: int) -> Line:
    """A line of at most so many characters, cut between words; a formula is one."""
    text = mask(line)
    short = shorten_text(text, width)
    return line if short == text else (*cut(line, 0, len(short) - 1), Span(TEXT, "…"))
