"""Drawings of papers as SVG: nodes that are links, lines between them; colours come from the style sheet."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from papershelf.render.layout import Box, arrange, text_width

RADIUS = 7
SIZE = 13
"""Size of the labels' font; the style sheet has the same."""

HUES = 8
"""Colours of categories; beyond, they begin again."""

LONGEST = 150
"""Widest label, in SVG user units."""

_GAP = 3  # between the end of a line and the node
_HEAD = 7  # length of an arrow's head


@dataclass(frozen=True)
class Node:
    """A node that is a link.

    :param title: what a tooltip and a screen reader say.
    :param classes: of the link; the style sheet draws its state and category.
    """

    label: str
    title: str
    classes: tuple[str, ...] = ()
    radius: int = RADIUS


@dataclass(frozen=True)
class Line:
    """A connection of two nodes, by number; ``kind`` is ``relation`` or ``mention``.

    :param arrow: whether it points to ``target``.
    :param width: of the line, where that says something.
    """

    source: int
    target: int
    kind: str
    arrow: bool = False
    width: int = 0


def short(label: str) -> str:
    """A label that fits: what stands before a colon, or the beginning."""
    if text_width(label, SIZE) > LONGEST:
        label = label.partition(": ")[0]
    if text_width(label, SIZE) <= LONGEST:
        return label
    while label and text_width(f"{label}…", SIZE) > LONGEST:
        label = label[:-1]
    return f"{label.rstrip()}…"


def frame(name: str, width: int, height: int, parts: Sequence[str]) -> str:
    """An SVG element with its accessible name."""
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    start = f'<svg xmlns="http://www.w3.org/2000/svg" class="paper-drawing" role="group" aria-label="{escape(name)}"'
    return "".join([f"{start} {size}>", *parts, "</svg>"])


def network(
    name: str,
    nodes: Sequence[Node],
    lines: Sequence[Line],
    addresses: Sequence[str],
    pulls: Sequence[tuple[int, int, float]] = (),
) -> str:
    """Nodes and lines where forces place them.

    :param addresses: where each node leads.
    :param pulls: nodes that are drawn together without a line, and how strongly.
    """
    boxes = [_box(node) for node in nodes]
    strength = [(line.source, line.target, 1.0 if line.kind == "relation" else 0.5) for line in lines]
    layout = arrange(boxes, [*pulls, *strength])
    parts = [straight(layout.places, nodes, line) for line in lines]
    parts += [
        node_link(node, place, address, below=True)
        for node, place, address in zip(nodes, layout.places, addresses, strict=True)
    ]
    return frame(name, layout.width, layout.height, parts)


def _box(node: Node) -> Box:
    half = max(text_width(node.label, SIZE) / 2, node.radius) + 5
    return Box(half, half, node.radius + 6, node.radius + SIZE + 11)


def node_link(node: Node, place: tuple[int, int], address: str, *, below: bool) -> str:
    """A node: a circle and its label, below it or to its right."""
    x, y = place
    width = math.ceil(text_width(node.label, SIZE))
    if below:
        text = f'<text x="{x}" y="{y + node.radius + SIZE + 2}" text-anchor="middle">'
        half = max(width // 2, node.radius) + 4
        area = (x - half, y - node.radius - 4, 2 * half, 2 * node.radius + SIZE + 12)
    else:
        text = f'<text x="{x + node.radius + 5}" y="{y + 4}">'
        area = (x - node.radius - 4, y - 11, node.radius * 2 + width + 12, 22)
    left, top, across, down = area
    return (
        f'<a href="{escape(address)}" class="{escape(" ".join(("paper-node", *node.classes)))}">'
        f"<title>{escape(node.title)}</title>"
        f'<rect class="paper-node-area" x="{left}" y="{top}" width="{across}" height="{down}" rx="4"/>'
        f'<circle cx="{x}" cy="{y}" r="{node.radius}"/>{text}{escape(node.label)}</text></a>'
    )


def straight(places: Sequence[tuple[int, int]], nodes: Sequence[Node], line: Line) -> str:
    """A line from the rim of one node to the rim of another."""
    (ax, ay), (bx, by) = places[line.source], places[line.target]
    length = math.hypot(bx - ax, by - ay)
    start, end = nodes[line.source].radius + _GAP, nodes[line.target].radius + _GAP
    if length <= start + end:
        return ""
    dx, dy = (bx - ax) / length, (by - ay) / length
    tip = (bx - dx * end, by - dy * end)
    width = f' stroke-width="{line.width}"' if line.width else ""
    drawn = f'<path class="paper-line-{line.kind}"{width} d="M{_xy(ax + dx * start, ay + dy * start)}L{_xy(*tip)}"/>'
    return drawn + (head(tip, (dx, dy)) if line.arrow else "")


def curve(places: Sequence[tuple[int, int]], line: Line) -> str:
    """A line that leaves and arrives upright; an arc above nodes of one row, and left of nodes of one column."""
    (ax, ay), (bx, by) = places[line.source], places[line.target]
    if ax == bx:
        bow = 20 + abs(by - ay) // 12
        path = f"M{ax - RADIUS - 2} {ay}C{ax - bow} {ay} {bx - bow} {by} {bx - RADIUS - 5} {by}"
        tip, direction = (bx - RADIUS - 3, by), (1, 0)
    else:
        leaving = 1 if by > ay else -1  # 1 is down
        arriving = 1 if by >= ay else -1
        reach = max(20, abs(by - ay) // 2, abs(bx - ax) // 6 if by == ay else 0)
        start, end = ay + leaving * (RADIUS + 2), by - arriving * (RADIUS + 5)
        path = f"M{ax} {start}C{ax} {start + leaving * reach} {bx} {end - arriving * reach} {bx} {end}"
        tip, direction = (bx, by - arriving * (RADIUS + 3)), (0, arriving)
    drawn = f'<path class="paper-line-{line.kind}" d="{path}"/>'
    return drawn + (head(tip, direction) if line.arrow else "")


def head(tip: tuple[float, float], direction: tuple[float, float]) -> str:
    """The head of an arrow."""
    (x, y), (dx, dy) = tip, direction
    back = (x - dx * _HEAD, y - dy * _HEAD)
    left = (back[0] - dy * _HEAD / 2, back[1] + dx * _HEAD / 2)
    right = (back[0] + dy * _HEAD / 2, back[1] - dx * _HEAD / 2)
    return f'<path class="paper-line-head" d="M{_xy(x, y)}L{_xy(*left)}L{_xy(*right)}Z"/>'


def _xy(x: float, y: float) -> str:
    return f"{x:.1f} {y:.1f}"
