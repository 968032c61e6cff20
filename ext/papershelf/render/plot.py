"""A bar plot of papers by year: SVG in HTML, elsewhere the table that it holds."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_BAR, _GAP, _HEIGHT, _FOOT = 36, 16, 120, 22  # in SVG user units


class paper_plot(nodes.General, nodes.Element):
    """A stacked bar plot.

    ``label``: its text alternative; ``bars``: ``(name, [(series, label, count), …])`` for each bar;
    its child is a table of the same.
    """


def svg(label: str, bars: list[tuple[str, list[tuple[str, str, int]]]]) -> str:
    """The plot as an SVG element that takes its colours from the page."""
    highest = max((sum(count for _s, _l, count in parts) for _n, parts in bars), default=0) or 1
    width = _GAP + len(bars) * (_BAR + _GAP)
    size = f'viewBox="0 0 {width} {_HEIGHT + _FOOT + 18}" width="{width}" height="{_HEIGHT + _FOOT + 18}"'
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="paper-plot" role="img" aria-label="{escape(label)}" {size}>'
    ]
    for number, (name, parts) in enumerate(bars):
        left = _GAP + number * (_BAR + _GAP)
        top = _HEIGHT + 18
        for series, series_label, count in parts:
            if count:
                height = round(_HEIGHT * count / highest)
                top -= height
                out.append(
                    f'<rect class="paper-plot-{series}" x="{left}" y="{top}" width="{_BAR}" height="{height}">'
                    f"<title>{escape(f'{name} {series_label}: {count}')}</title></rect>"
                )
        total = sum(count for _s, _l, count in parts)
        middle = left + _BAR // 2
        if total:
            out.append(f'<text x="{middle}" y="{top - 5}" text-anchor="middle">{total}</text>')
        out.append(f'<text x="{middle}" y="{_HEIGHT + 18 + 16}" text-anchor="middle">{escape(name)}</text>')
    return "".join([*out, "</svg>"])


def _visit_html(self: Any, node: paper_plot) -> None:
    self.body.append(f'<div class="paper-plot-frame">{svg(node["label"], node["bars"])}</div>\n')
    raise nodes.SkipNode


def _nothing(self: Any, node: paper_plot) -> None:
    pass


def setup(app: Sphinx) -> None:
    """Register the node."""
    plain = (_nothing, _nothing)
    app.add_node(paper_plot, html=(_visit_html, None), latex=plain, text=plain, man=plain, texinfo=plain)
