"""Where the nodes of a drawing stand: forces draw connected ones together, then no two labels overlap."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

ROUNDS = 120
"""Steps of the forces; the cost of a step is the square of the number of nodes."""

_SEPARATIONS = 400
_AIR = 2.6  # of the area that the nodes cover
_ASPECT = 1.35
_MARGIN = 12


@dataclass(frozen=True)
class Box:
    """What a node covers around its centre, in SVG user units."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Layout:
    """Whole-numbered centres of the nodes, and the size of the canvas."""

    places: tuple[tuple[int, int], ...]
    width: int
    height: int


def text_width(text: str, size: float) -> float:
    """Width of a text in a font of ``size``, nearly: wide letters count one em, others a bit more than half."""
    return sum(size * (1.0 if unicodedata.east_asian_width(c) in "WF" else 0.58) for c in text)


def arrange(boxes: Sequence[Box], links: Sequence[tuple[int, int, float]]) -> Layout:
    """Place nodes; the same input gives the same places.

    :param links: numbers of two nodes, and how strongly they are drawn together.
    """
    if not boxes:
        return Layout((), 2 * _MARGIN, 2 * _MARGIN)
    area = sum((box.left + box.right) * (box.top + box.bottom) for box in boxes) * _AIR
    height = math.sqrt(area / _ASPECT)
    places = [[x * height * _ASPECT / 2, y * height / 2] for x, y in _forces(len(boxes), links)]
    _separate(places, boxes)
    left = min(x - box.left for (x, _y), box in zip(places, boxes, strict=True)) - _MARGIN
    top = min(y - box.top for (_x, y), box in zip(places, boxes, strict=True)) - _MARGIN
    right = max(x + box.right for (x, _y), box in zip(places, boxes, strict=True)) + _MARGIN
    bottom = max(y + box.bottom for (_x, y), box in zip(places, boxes, strict=True)) + _MARGIN
    found = tuple((round(x - left), round(y - top)) for x, y in places)
    return Layout(found, math.ceil(right - left), math.ceil(bottom - top))


def _forces(count: int, links: Sequence[tuple[int, int, float]]) -> list[tuple[float, float]]:
    import networkx  # half a second, and few pages have a drawing

    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_weighted_edges_from(links)
    found = networkx.spring_layout(graph, iterations=ROUNDS, seed=1, k=1.6 / math.sqrt(count))
    return [(float(found[number][0]), float(found[number][1])) for number in range(count)]


def _separate(places: list[list[float]], boxes: Sequence[Box]) -> None:
    """Push overlapping nodes apart, along the axis where that takes less."""
    for _round in range(_SEPARATIONS):
        moved = False
        for second in range(len(boxes)):
            for first in range(second):
                moved = _push(places, boxes, first, second) or moved
        if not moved:
            return


def _push(places: list[list[float]], boxes: Sequence[Box], first: int, second: int) -> bool:
    (ax, ay), (bx, by) = places[first], places[second]
    a, b = boxes[first], boxes[second]
    across = min(ax + a.right, bx + b.right) - max(ax - a.left, bx - b.left)
    down = min(ay + a.bottom, by + b.bottom) - max(ay - a.top, by - b.top)
    if across <= 0 or down <= 0:
        return False
    axis, overlap = (0, across) if across < down else (1, down)
    step = overlap / 2 + 0.5
    if places[second][axis] < places[first][axis]:
        step = -step
    places[first][axis] -= step
    places[second][axis] += step
    return True
