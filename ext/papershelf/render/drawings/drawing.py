"""Drawings of papers as SVG: nodes that are links, lines between them; colours come from the style sheet."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

RADIUS = 6

HUES = 8
"""Colours of categories; beyond, they begin again."""

MENTION, WEIGHT = "mention", "weight"
"""Kinds of lines that are no relation."""

_HEAD = 8  # length of an arrow's head
_ROUND = 14  # where a line begins to bend


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

    @property
    def is_bold(self) -> bool:
        """Whether the style sheet shows the label bold."""
        return not {"paper-hub", "paper-node-centre"}.isdisjoint(self.classes)


@dataclass(frozen=True)
class Line:
    """A connection of two nodes, by number; ``kind`` is a relation's name, ``mention`` or ``weight``.

    :param arrow: whether it points to ``target``.
    :param width: of the line, where that says something.
    """

    source: int
    target: int
    kind: str
    arrow: bool = False
    width: int = 0

    @property
    def is_relation(self) -> bool:
        """Whether someone said how the two are related."""
        return self.kind not in {MENTION, WEIGHT}


def frame(name: str, width: int, height: int, parts: Sequence[str]) -> str:
    """An SVG element with its accessible name."""
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    start = f'<svg xmlns="http://www.w3.org/2000/svg" class="paper-drawing" role="group" aria-label="{escape(name)}"'
    return "".join([f"{start} {size}>", *parts, "</svg>"])


def node_start(number: int, node: Node, address: str) -> str:
    """The opening tag of a node, and what it is called."""
    classes = escape(" ".join(("paper-node", *node.classes)))
    return f'<a href="{escape(address)}" class="{classes}" data-node="{number}"><title>{escape(node.title)}</title>'


def drawn_line(line: Line, way: Sequence[tuple[float, float]]) -> str:
    """A line along a way, round where it bends; empty for an empty way."""
    if not way:
        return ""
    path = [f"M{_xy(*way[0])}"]
    for before, (x, y), after in zip(way, way[1:], way[2:], strict=False):
        reach = min(_ROUND, math.dist(before, (x, y)) / 2, math.dist((x, y), after) / 2)
        path.append(f"L{_xy(*_towards((x, y), before, reach))}Q{_xy(x, y)} {_xy(*_towards((x, y), after, reach))}")
    path.append(f"L{_xy(*way[-1])}")
    width = f' stroke-width="{line.width}"' if line.width else ""
    length = math.dist(way[-2], way[-1]) or 1.0
    direction = ((way[-1][0] - way[-2][0]) / length, (way[-1][1] - way[-2][1]) / length)
    return (
        f'<g class="paper-edge paper-edge-{line.kind}" data-ends="{line.source} {line.target}">'
        f'<path{width} d="{"".join(path)}"/>{head(way[-1], direction) if line.arrow else ""}</g>'
    )


def _towards(start: tuple[float, float], end: tuple[float, float], reach: float) -> tuple[float, float]:
    length = math.dist(start, end) or 1.0
    return start[0] + (end[0] - start[0]) * reach / length, start[1] + (end[1] - start[1]) * reach / length


def head(tip: tuple[float, float], direction: tuple[float, float]) -> str:
    """The head of an arrow."""
    (x, y), (dx, dy) = tip, direction
    back = (x - dx * _HEAD, y - dy * _HEAD)
    left = (back[0] - dy * _HEAD / 2, back[1] + dx * _HEAD / 2)
    right = (back[0] + dy * _HEAD / 2, back[1] - dx * _HEAD / 2)
    return f'<path class="paper-edge-head" d="M{_xy(x, y)}L{_xy(*left)}L{_xy(*right)}Z"/>'


def _xy(x: float, y: float) -> str:
    return f"{x:.1f} {y:.1f}"
