"""Papers over the years as SVG: a column for each year, a lane for each category."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from papershelf.render.drawings.drawing import Line, Node, frame, node_start
from papershelf.render.drawings.labels import text_width
from papershelf.render.drawings.layout import PAGE

if TYPE_CHECKING:
    from papershelf.render.drawings.routing import Rect

_ROW, _LANE_HEAD, _LANE_FOOT, _YEARS = 24, 26, 8, 26
_SKIPPED, _DOT = 24, 18
"""Width of years that are skipped, and from a column's edge to its papers, in SVG user units."""

_AIR = 1.5
"""Between a line and a paper that it passes; rows are near each other."""

_NARROWEST, _WIDEST = 56, 78
"""Width of a year; a longer label reaches into the next one, where its row has room."""


@dataclass(frozen=True)
class Spot:
    """Where a paper belongs: number of its lane, and its year, empty when unknown."""

    lane: int
    year: str


def timeline(
    name: str,
    nodes: Sequence[Node],
    spots: Sequence[Spot],
    lines: Sequence[Line],
    addresses: Sequence[str],
    lanes: Sequence[str],
    unknown: str,
) -> str:
    """Papers in their year and lane.

    :param lanes: titles of the lanes.
    :param unknown: heads the column of papers without a year.
    """
    from papershelf.render.drawings.network import routed  # with numpy, which few pages need

    for wide in range(max(_NARROWEST, min(_WIDEST, max(map(_reach, nodes)))), _NARROWEST - 1, -2):
        columns = _columns(spots, wide)
        rows, width = _rows(nodes, spots, columns)
        width = max([width, max(columns.values()) + wide, *map(_lane_width, lanes)])
        if width <= PAGE:
            break
    bands: list[tuple[int, int]] = []
    height = _YEARS
    for number in range(len(lanes)):
        most = 1 + max((row for row, spot in zip(rows, spots, strict=True) if spot.lane == number), default=0)
        bands.append((height, _LANE_HEAD + most * _ROW + _LANE_FOOT))
        height += bands[-1][1]
    places = [
        (columns[spot.year] + _DOT, bands[spot.lane][0] + _LANE_HEAD + row * _ROW + _ROW // 2)
        for spot, row in zip(spots, rows, strict=True)
    ]
    parts = [_lane(title, *band, width, number) for number, (title, band) in enumerate(zip(lanes, bands, strict=True))]
    parts += [_column(year or unknown, left, height) for year, left in columns.items()]
    rects = [_rect(node, place) for node, place in zip(nodes, places, strict=True)]
    names = [
        (8.0, top + 5.0, 8.0 + text_width(title) * 1.1, top + 21.0)
        for title, (top, _high) in zip(lanes, bands, strict=True)
    ]
    parts += routed([*rects, *names], lines, _AIR, 1)
    parts += [
        _node(number, node, place, address)
        for number, (node, place, address) in enumerate(zip(nodes, places, addresses, strict=True))
    ]
    return frame(name, width, height, parts)


def _columns(spots: Sequence[Spot], wide: int) -> dict[str, int]:
    """Left edge of each year; skipped years leave a narrow gap, papers without a year stand at the end."""
    found: dict[str, int] = {}
    left, before = 0, ""
    for year in sorted({spot.year for spot in spots}, key=lambda year: (not year, year)):
        if before and year and int(year) > int(before) + 1:
            left += _SKIPPED
        found[year] = left
        left, before = left + wide, year
    return found


def _rows(nodes: Sequence[Node], spots: Sequence[Spot], columns: dict[str, int]) -> tuple[list[int], int]:
    """The row of each paper in its lane, the first where its label has room; and how far the labels reach."""
    taken: dict[int, list[int]] = defaultdict(list)
    rows = [0] * len(nodes)
    width = 0
    for number in sorted(range(len(nodes)), key=lambda number: (columns[spots[number].year], number)):
        node, spot = nodes[number], spots[number]
        start = columns[spot.year]
        end = start + _reach(node)
        ends = taken[spot.lane]
        row = next((row for row, reached in enumerate(ends) if reached <= start), len(ends))
        ends[row : row + 1] = [end]
        rows[number] = row
        width = max(width, end)
    return rows, width


def _reach(node: Node) -> int:
    """Width of a paper with its label, from the edge of its column."""
    return _DOT + node.radius + round(text_width(node.label)) + 14


def _rect(node: Node, place: tuple[int, int]) -> Rect:
    """What a paper covers: its circle and its label, to the right of it."""
    x, y = place
    return x - node.radius - 3, y - 9, x + node.radius + 7 + math.ceil(text_width(node.label)), y + 9


def _node(number: int, node: Node, place: tuple[int, int], address: str) -> str:
    left, top, right, bottom = _rect(node, place)
    return (
        f"{node_start(number, node, address)}"
        f'<rect class="paper-node-area" x="{left}" y="{top}" width="{right - left}" height="{bottom - top}" rx="4"/>'
        f'<circle cx="{place[0]}" cy="{place[1]}" r="{node.radius}"/>'
        f'<text x="{place[0] + node.radius + 5}" y="{place[1] + 4}">{escape(node.label)}</text></a>'
    )


def _lane_width(title: str) -> int:
    return round(text_width(title) * 1.1) + 2 * _DOT


def _lane(title: str, top: int, high: int, width: int, number: int) -> str:
    band = f'<rect class="paper-lane-{number % 2}" x="0" y="{top}" width="{width}" height="{high}"/>'
    return f'{band}<text class="paper-lane-name" x="8" y="{top + 17}">{escape(title)}</text>'


def _column(year: str, left: int, height: int) -> str:
    return (
        f'<path class="paper-column" d="M{left} {_YEARS - 6}V{height}"/>'
        f'<text class="paper-year" x="{left + 8}" y="{_YEARS - 9}">{escape(year)}</text>'
    )
