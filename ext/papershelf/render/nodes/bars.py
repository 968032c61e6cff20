"""A bar of counts: drawn in HTML, as wide as its column, and elsewhere in words, which are its text alternative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from papershelf.render import words
from papershelf.render.nodes.visitors import as_a

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass(frozen=True)
class Part:
    """A part of a bar.

    :param series: what it counts, for its colour.
    :param label: the same in words.
    """

    series: str
    label: str
    count: int


class paper_bar(nodes.inline):
    """A stacked bar of ``parts``; ``whole`` is the count that fills the column. Its text says the same in words."""


def bar(parts: Sequence[Part], whole: int) -> paper_bar:
    """A bar of the parts that count anything."""
    shown = [part for part in parts if part.count]
    said = ", ".join(f"{part.label} {words.number(part.count)}" for part in shown)
    return paper_bar("", said, parts=shown, whole=whole, classes=["paper-bar"])


def key(series: str) -> nodes.inline:
    """A sample of a part, for a legend."""
    return nodes.inline("", classes=["paper-swatch", f"paper-bar-{series}"])


def svg(said: str, parts: Sequence[Part], whole: int) -> str:
    """The bar as an SVG element that stretches to the width of its frame."""
    out = ['<svg xmlns="http://www.w3.org/2000/svg" class="paper-bar" ']  # a page of an ePub is XML
    out.append(f'viewBox="0 0 {whole} 1" preserveAspectRatio="none" role="img" ')
    out.append(f'aria-label="{escape(said)}">')
    left = 0
    for part in parts:
        title = f"<title>{escape(f'{part.label} {words.number(part.count)}')}</title>"
        out.append(f'<rect class="paper-bar-{part.series}" x="{left}" width="{part.count}" height="1">{title}</rect>')
        left += part.count
    return "".join([*out, "</svg>"])


def _visit_html(self: Any, node: paper_bar) -> None:
    if node["parts"]:
        self.body.append(svg(node.astext(), node["parts"], node["whole"]))
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the node."""
    plain = as_a("inline")
    app.add_node(paper_bar, html=(_visit_html, None), latex=plain, text=plain, man=plain, texinfo=plain)
