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
    tied = sorted({number for first, second, _strength in links for number in (first, second)})
    places = _tied(boxes, tied, links)
    area = sum((box.left + box.right) * (box.top + box.bottom) for box in boxes) * _AIR
    _fill_rows(places, boxes, [number for number in range(len(boxes)) if number not in places], area)
    sides = [(places[n][0] - box.left, places[n][1] - box.top, places[n][0] + box.right, places[n][1] + box.bottom)
             for n, box in enumerate(boxes)]  # fmt: skip
    left, top = (min((side[axis] for side in sides), default=0.0) - _MARGIN for axis in (0, 1))
    right, bottom = (max((side[axis] for side in sides), default=0.0) + _MARGIN for axis in (2, 3))
    found = tuple((round(places[n][0] - left), round(places[n][1] - top)) for n in range(len(boxes)))
    return Layout(found, math.ceil(right - left), math.ceil(bottom - top))


def _tied(
    boxes: Sequence[Box], tied: Sequence[int], links: Sequence[tuple[int, int, float]]
) -> dict[int, tuple[float, float]]:
    """Places of the nodes that are connected."""
    if not tied:
        return {}
    area = sum((boxes[n].left + boxes[n].right) * (boxes[n].top + boxes[n].bottom) for n in tied) * _AIR
    height = math.sqrt(area / _ASPECT)
    places = [[x * height * _ASPECT / 2, y * height / 2] for x, y in _forces(tied, links)]
    _separate(places, [boxes[number] for number in tied])
    return {number: (x, y) for number, (x, y) in zip(tied, places, strict=True)}


def _fill_rows(places: dict[int, tuple[float, float]], boxes: Sequence[Box], free: Sequence[int], area: float) -> None:
    """Put the nodes without any connection in rows below the others."""
    start = min((x - boxes[n].left for n, (x, _y) in places.items()), default=0.0)
    end = max((x + boxes[n].right for n, (x, _y) in places.items()), default=0.0)
    end = max(end, start + math.sqrt(area * _ASPECT))
    left, top = start, max((y + boxes[n].bottom for n, (_x, y) in places.items()), default=0.0) + _MARGIN
    for number in free:
        box = boxes[number]
        if left > start and left + box.left + box.right > end:
            left, top = start, top + box.top + box.bottom + 4
        places[number] = (left + box.left, top + box.top)
        left += box.left + box.right + 4


def _forces(numbers: Sequence[int], links: Sequence[tuple[int, int, float]]) -> list[tuple[float, float]]:
    """Places between -1 and 1."""
    import networkx  # half a second, and few pages have a drawing

    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_nodes_from(numbers)
    graph.add_weighted_edges_from(links)
    found = networkx.spring_layout(graph, iterations=ROUNDS, seed=1, k=1.6 / math.sqrt(len(numbers)))
    return [(float(found[number][0]), float(found[number][1])) for number in numbers]


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
