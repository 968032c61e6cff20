"""A network of papers as SVG: each name in a box that is a link, lines that run around all names."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from papershelf.render.drawings.drawing import Line, Node, drawn_line, frame, node_start
from papershelf.render.drawings.labels import LEAD, SIZE, broken, text_width
from papershelf.render.drawings.layout import Box, arrange
from papershelf.render.drawings.routing import Rect, Router, clipped

AIR = 5.0
"""Between a line and a box that it passes."""

_APART = 10  # from a box to where those beside it may begin
_PAD, _SPACE = 8, 6  # inside a box: at its rim, and between circle and name
_GAP = 2  # between the end of a line and the box


def network(
    name: str,
    nodes: Sequence[Node],
    lines: Sequence[Line],
    addresses: Sequence[str],
    pulls: Sequence[tuple[int, int, float]] = (),
) -> str:
    """Nodes where forces place them, and lines between them.

    :param addresses: where each node leads.
    :param pulls: nodes that are drawn together without a line, and how strongly.
    """
    sizes = [_size(node) for node in nodes]
    boxes = [Box(w / 2 + _APART, w / 2 + _APART, h / 2 + _APART, h / 2 + _APART) for w, h in sizes]
    strength = [(line.source, line.target, 1.0 if line.is_relation else 0.5) for line in lines]
    layout = arrange(boxes, [*pulls, *strength])
    rects = [(x - w / 2, y - h / 2, x + w / 2, y + h / 2) for (x, y), (w, h) in zip(layout.places, sizes, strict=True)]
    parts = routed(rects, lines, AIR, _GAP)
    parts += [
        _node(number, node, rect, address)
        for number, (node, rect, address) in enumerate(zip(nodes, rects, addresses, strict=True))
    ]
    return frame(name, layout.width, layout.height, parts)


def routed(rects: Sequence[Rect], lines: Sequence[Line], air: float, gap: float) -> list[str]:
    """Lines from the rim of one box to the rim of another; the short ones have the first choice of ways."""

    def length(line: Line) -> float:
        (a, b), (c, d) = rects[line.source][:2], rects[line.target][:2]
        return math.hypot(a - c, b - d)

    router = Router(rects, air)
    parts = []
    for line in sorted(lines, key=length):
        way = router.way(line.source, line.target)
        parts.append(drawn_line(line, clipped(way, rects[line.source], rects[line.target], gap)))
    return parts


def _size(node: Node) -> tuple[int, int]:
    """Width and height of a node's box; both even, so that its edges are on whole numbers."""
    lines = broken(node.label)
    wide = max(map(text_width, lines), default=0.0) * (1.1 if node.is_bold else 1.0)
    across = wide + 2 * _PAD + (2 * node.radius + _SPACE if node.radius else 0)
    down = max(len(lines) * LEAD, 2 * node.radius) + _PAD
    return 2 * math.ceil(across / 2), 2 * math.ceil(down / 2)


def _node(number: int, node: Node, rect: Rect, address: str) -> str:
    left, top, right, bottom = map(round, rect)
    middle = (top + bottom) / 2
    mark = f'<circle cx="{left + _PAD + node.radius}" cy="{middle:g}" r="{node.radius}"/>' if node.radius else ""
    start = left + _PAD + (2 * node.radius + _SPACE if node.radius else 0)
    lines = broken(node.label)
    first = middle - (len(lines) - 1) * LEAD / 2 + SIZE * 0.36
    texts = "".join(
        f'<tspan x="{(start + right - _PAD) / 2:g}" y="{first + row * LEAD:.1f}">{escape(line)}</tspan>'
        for row, line in enumerate(lines)
    )
    return (
        f"{node_start(number, node, address)}"
        f'<rect class="paper-node-card" x="{left}" y="{top}" width="{right - left}" height="{bottom - top}" rx="6"/>'
        f'{mark}<text text-anchor="middle">{texts}</text></a>'
    )
