"""Where the nodes of a drawing stand: forces draw connected ones together, then no two labels overlap."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

ROUNDS = 120
"""Steps of the forces; the cost of a step is the square of the number of nodes."""

_NEAREST = 0.01
"""The least that forces take a distance for, of a square of 1."""
_SEPARATIONS = 400
_AIR = 2.1  # of the area that the nodes cover
_ASPECT = 0.7
_MARGIN = 2
PAGE = 728
"""Width that a column of text has in common themes; a drawing is that wide or less, unless it would be very long."""

_STUBBORN = 100
"""Rounds after which nodes that still overlap are pushed up and down only."""


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


def arrange(boxes: Sequence[Box], links: Sequence[tuple[int, int, float]]) -> Layout:
    """Place nodes; the same input gives the same places.

    :param links: numbers of two nodes, and how strongly they are drawn together.
    """
    tied = sorted({number for first, second, _strength in links for number in (first, second)})
    area = sum((box.left + box.right) * (box.top + box.bottom) for box in boxes) * _AIR
    widest = max((box.left + box.right for box in boxes), default=0.0)
    width = max(widest, min(PAGE - 2 * _MARGIN, math.sqrt(area / _ASPECT)), math.sqrt(area * _ASPECT))
    places = _tied(boxes, tied, links, width)
    _fill_rows(places, boxes, [number for number in range(len(boxes)) if number not in places], width)
    sides = [(places[n][0] - box.left, places[n][1] - box.top, places[n][0] + box.right, places[n][1] + box.bottom)
             for n, box in enumerate(boxes)]  # fmt: skip
    left, top = (min((side[axis] for side in sides), default=0.0) - _MARGIN for axis in (0, 1))
    right, bottom = (max((side[axis] for side in sides), default=0.0) + _MARGIN for axis in (2, 3))
    found = tuple((round(places[n][0] - left), round(places[n][1] - top)) for n in range(len(boxes)))
    return Layout(found, math.ceil(right - left), math.ceil(bottom - top))


def _tied(
    boxes: Sequence[Box], tied: Sequence[int], links: Sequence[tuple[int, int, float]], width: float
) -> dict[int, tuple[float, float]]:
    """Places of the nodes that are connected, between 0 and ``width``."""
    if not tied:
        return {}
    shown = [boxes[number] for number in tied]
    height = sum((box.left + box.right) * (box.top + box.bottom) for box in shown) * _AIR / width
    places = [[x * width, y * height] for x, y in _forces(tied, links)]
    _separate(places, shown, width)
    return {number: (x, y) for number, (x, y) in zip(tied, places, strict=True)}


def _fill_rows(places: dict[int, tuple[float, float]], boxes: Sequence[Box], free: Sequence[int], width: float) -> None:
    """Put the nodes without any connection in rows below the others."""
    left, top, bottom = 0.0, max((y + boxes[n].bottom for n, (_x, y) in places.items()), default=0.0), 0.0
    for number in free:
        box = boxes[number]
        if left and left + box.left + box.right > width:
            left, top = 0.0, bottom
        places[number] = (left + box.left, top + box.top)
        left, bottom = left + box.left + box.right, max(bottom, top + box.top + box.bottom)


def _forces(numbers: Sequence[int], links: Sequence[tuple[int, int, float]]) -> list[list[float]]:
    """Places between 0 and 1 that reach to all sides (Fruchterman and Reingold, doi:10.1002/spe.4380211102)."""
    import numpy  # a tenth of a second, and few pages have a drawing

    rows = {number: row for row, number in enumerate(numbers)}
    weights = numpy.zeros((len(rows), len(rows)))
    for first, second, strength in links:
        weights[rows[first], rows[second]] = weights[rows[second], rows[first]] = strength
    places = numpy.random.RandomState(1).rand(len(rows), 2)
    apart, step = 1.6 / math.sqrt(len(rows)), 0.1 * numpy.ptp(places, axis=0).max()
    cooling = step / (ROUNDS + 1)
    for _ in range(ROUNDS):
        ways = places[:, None] - places
        distances = numpy.linalg.norm(ways, axis=-1).clip(_NEAREST)
        forces = numpy.einsum("ijk,ij->ik", ways, apart * apart / distances**2 - weights * distances / apart)
        lengths = numpy.linalg.norm(forces, axis=-1).clip(_NEAREST)
        places += forces * (step / lengths)[:, None]
        step -= cooling
    places -= places.min(axis=0)
    span = places.max(axis=0)
    return (places / numpy.where(span > 0, span, 1.0)).tolist()  # type: ignore[no-any-return]


def _separate(places: list[list[float]], boxes: Sequence[Box], width: float) -> None:
    """Push overlapping nodes apart, along the axis where that takes less."""
    import numpy

    left, right, top, bottom = numpy.array([(box.left, box.right, box.top, box.bottom) for box in boxes]).T
    for turn in range(_SEPARATIONS):
        for place, box in zip(places, boxes, strict=True):
            place[0] = min(max(place[0], box.left), width - box.right)
        x, y = numpy.array(places).T
        across = numpy.minimum.outer(x + right, x + right) - numpy.maximum.outer(x - left, x - left)
        down = numpy.minimum.outer(y + bottom, y + bottom) - numpy.maximum.outer(y - top, y - top)
        pairs = numpy.argwhere(numpy.tril((across > 0) & (down > 0), -1)).tolist()
        for second, first in pairs:
            _push(places, boxes, first, second, sideways=turn < _STUBBORN)
        if not pairs:
            return
    _settle(places, boxes)


def _settle(places: list[list[float]], boxes: Sequence[Box]) -> None:
    """Move nodes that still overlap down to where there is room, from the uppermost."""
    placed: list[int] = []
    for number in sorted(range(len(boxes)), key=lambda number: (places[number][1], number)):
        (x, _y), box = places[number], boxes[number]
        beside = [n for n in placed if x - box.left < places[n][0] + boxes[n].right
                  and places[n][0] - boxes[n].left < x + box.right]  # fmt: skip
        for other in sorted(beside, key=lambda n: places[n][1] - boxes[n].top):
            top, bottom = places[other][1] - boxes[other].top, places[other][1] + boxes[other].bottom
            if places[number][1] - box.top < bottom and top < places[number][1] + box.bottom:
                places[number][1] = bottom + box.top
        placed.append(number)


def _push(places: list[list[float]], boxes: Sequence[Box], first: int, second: int, *, sideways: bool) -> None:
    (ax, ay), (bx, by) = places[first], places[second]
    a, b = boxes[first], boxes[second]
    across = min(ax + a.right, bx + b.right) - max(ax - a.left, bx - b.left)
    down = min(ay + a.bottom, by + b.bottom) - max(ay - a.top, by - b.top)
    if across <= 0 or down <= 0:
        return
    axis, overlap = (0, across) if sideways and across < down else (1, down)
    step = overlap / 2 + 0.5
    if places[second][axis] < places[first][axis]:
        step = -step
    places[first][axis] -= step
    places[second][axis] += step
