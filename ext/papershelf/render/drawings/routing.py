"""Ways between boxes that run around all other boxes: straight where nothing is in between, else past their corners."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from heapq import heappop, heappush

import numpy
from numpy.typing import NDArray

Point = tuple[float, float]
Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_BEND = 25.0  # what a bend costs, as so much more of a way
_NUDGE, _NUDGES = 0.4, 3  # ways past the same corner keep this much of the air apart, so many of them
_TWIN = 7.0  # between lines of the same two boxes
_NEAR = 160  # corners that are looked at from a place; of fewer than 40 boxes all
_NO_STEP = 1e-9


class Router:
    """Finds ways among boxes that do not overlap.

    :param air: between a way and a box that it passes; the boxes are at least three times as far apart.
    """

    def __init__(self, rects: Sequence[Rect], air: float) -> None:
        self._air = air
        self._rects = numpy.array(rects, dtype=float).reshape(-1, 4)
        self._walls = self._rects + numpy.array([-air, -air, air, air])
        left, top, right, bottom = (self._rects + (air + 1) * numpy.array([-1, -1, 1, 1])).T
        self._corners = numpy.concatenate(
            [numpy.stack(corner, axis=1) for corner in ((left, top), (right, top), (right, bottom), (left, bottom))]
        )
        self._open: dict[int, NDArray[numpy.intp]] = {}
        self._used: Counter[int] = Counter()
        self._drawn: Counter[frozenset[int]] = Counter()

    def way(self, source: int, target: int) -> list[Point]:
        """Points from the middle of one box to the middle of another."""
        start, end = self._ends(source, target)
        if not self._blocked(start, end[None], (source, target))[0]:
            return [_point(start), _point(end)]
        found = self._around(start, end, source, target)
        return [_point(start), *map(self._passed, found), _point(end)]

    def _ends(self, source: int, target: int) -> tuple[NDArray[numpy.float64], NDArray[numpy.float64]]:
        """Middles of two boxes; beside them for a further line of the same two."""
        pair = frozenset((source, target))
        twin, self._drawn[pair] = self._drawn[pair], self._drawn[pair] + 1
        first, second = ((self._rects[n, :2] + self._rects[n, 2:]) / 2 for n in sorted((source, target)))
        along = (second - first) / (math.hypot(*(second - first)) or 1.0)
        aside = numpy.array([-along[1], along[0]]) * _TWIN * ((twin + 1) // 2) * (1 if twin % 2 else -1)
        ends = (first + aside, second + aside)
        return ends if source <= target else (ends[1], ends[0])

    def _blocked(
        self, start: NDArray[numpy.float64], ends: NDArray[numpy.float64], but: Sequence[int] = ()
    ) -> NDArray[numpy.bool_]:
        """Whether a box stands between a point and each of others.

        :param but: boxes that may be crossed.
        """
        enter: NDArray[numpy.float64] = numpy.zeros((len(ends), len(self._walls)))
        leave: NDArray[numpy.float64] = numpy.ones_like(enter)
        for axis in (0, 1):
            step = ends[:, axis] - start[axis]
            step = numpy.where(step == 0, _NO_STEP, step)[:, None]
            near, far = (self._walls[:, axis] - start[axis]) / step, (self._walls[:, axis + 2] - start[axis]) / step
            numpy.maximum(enter, numpy.minimum(near, far), out=enter)
            numpy.minimum(leave, numpy.maximum(near, far), out=leave)
        free: NDArray[numpy.bool_] = numpy.greater_equal(enter, leave)
        free[:, list(but)] = True
        return numpy.asarray(~free.all(axis=1))

    def _seen(self, place: NDArray[numpy.float64], but: Sequence[int] = ()) -> NDArray[numpy.intp]:
        """Corners that can be seen from a place, of those that are near."""
        distance = numpy.hypot(*(self._corners - place).T)
        near = numpy.argsort(distance, kind="stable")[:_NEAR]
        return near[~self._blocked(place, self._corners[near], but)]

    def _seen_from(self, corner: int) -> NDArray[numpy.intp]:
        """Corners that a corner sees."""
        if corner not in self._open:
            self._open[corner] = self._seen(self._corners[corner])
        return self._open[corner]

    def _around(
        self, start: NDArray[numpy.float64], end: NDArray[numpy.float64], source: int, target: int
    ) -> list[int]:
        """Corners of the shortest way; none when there is no way."""
        ahead = numpy.hypot(*(self._corners - end).T)
        arrives, begins = set(self._seen(end, (target,)).tolist()), self._seen(start, (source,)).tolist()
        cost = {corner: math.dist(start, self._corners[corner]) for corner in begins}
        before: dict[int, int] = {}
        queue = sorted((length + ahead[corner], corner) for corner, length in cost.items())
        done: set[int] = set()
        best, last = math.inf, -1
        while queue and queue[0][0] < best:
            _estimate, corner = heappop(queue)
            if corner in done:
                continue
            done.add(corner)
            if corner in arrives and cost[corner] + ahead[corner] < best:
                best, last = cost[corner] + ahead[corner], corner
            seen = self._seen_from(corner)
            lengths = cost[corner] + _BEND + numpy.hypot(*(self._corners[seen] - self._corners[corner]).T)
            for other, length in zip(seen.tolist(), lengths.tolist(), strict=True):
                if other not in done and length < cost.get(other, math.inf):
                    cost[other], before[other] = length, corner
                    heappush(queue, (length + ahead[other], other))
        found = []
        while last >= 0:
            found.append(last)
            last = before.get(last, -1)
        return found[::-1]

    def _passed(self, corner: int) -> Point:
        """Where a way bends at a corner, farther out for each that did before."""
        side, number = divmod(corner, len(self._rects))
        out = _NUDGE * self._air * min(self._used[corner], _NUDGES)
        self._used[corner] += 1
        x, y = self._corners[side * len(self._rects) + number]
        return float(x) + (out if side in {1, 2} else -out), float(y) + (out if side in {2, 3} else -out)


def clipped(way: Sequence[Point], source: Rect, target: Rect, gap: float) -> list[Point]:
    """A way from the rim of one box to the rim of another, both so much larger; empty where nothing is left."""
    start = _rim(way[0], way[1], source, gap)
    end = _rim(way[-1], way[-2], target, gap)
    if (
        len(way) == 2
        and (end[0] - start[0]) * (way[1][0] - way[0][0]) + (end[1] - start[1]) * (way[1][1] - way[0][1]) <= 0
    ):
        return []
    return [start, *way[1:-1], end]


def _rim(inside: Point, outside: Point, rect: Rect, gap: float) -> Point:
    """Where a line from within a box leaves it; its other end when that is within, too."""
    (x, y), (dx, dy) = inside, (outside[0] - inside[0], outside[1] - inside[1])
    left, top, right, bottom = rect[0] - gap, rect[1] - gap, rect[2] + gap, rect[3] + gap
    across = ((right if dx > 0 else left) - x) / dx if dx else math.inf
    down = ((bottom if dy > 0 else top) - y) / dy if dy else math.inf
    share = min(across, down, 1.0)
    return x + dx * share, y + dy * share


def _point(place: NDArray[numpy.float64]) -> Point:
    return float(place[0]), float(place[1])
