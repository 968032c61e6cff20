"""Drawings: whole-numbered, the same every time, readable, and harmless whatever papers are called."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree

import pytest

from papershelf.render.drawing import LONGEST, SIZE, Line, Node, network, short
from papershelf.render.layout import Box, arrange, text_width
from papershelf.render.overview import STRONGEST, strongest
from papershelf.render.timeline import Spot, timeline

SVG = "{http://www.w3.org/2000/svg}"
EVIL = '"><script>alert(1)</script>'


@pytest.mark.parametrize("count", [1, 2, 40, 150])
def test_nothing_overlaps_and_everything_is_inside(count: int) -> None:
    boxes = [Box(20 + number % 50, 20 + number % 50, 12, 30) for number in range(count)]
    links = [(number, number * 7 % count, 1.0) for number in range(count - count // 4) if number != number * 7 % count]
    layout = arrange(boxes, links)
    assert layout == arrange(boxes, links)
    sides = [
        (x - box.left, y - box.top, x + box.right, y + box.bottom)
        for (x, y), box in zip(layout.places, boxes, strict=True)
    ]
    assert all(a >= 0 and b >= 0 and c <= layout.width and d <= layout.height for a, b, c, d in sides)
    overlapping = [
        (a, b)
        for a, b in combinations(sides, 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1
    ]
    assert overlapping == []


def test_a_drawing_is_well_formed_whatever_papers_are_called() -> None:
    nodes = [Node(EVIL, EVIL, (EVIL,)), Node("b", "b"), Node("c", "c")]
    lines = [Line(0, 1, "relation", arrow=True), Line(1, 2, "mention")]
    spots = [Spot(0, "2020"), Spot(0, "2024"), Spot(1, "")]
    drawn = (
        network(EVIL, nodes, lines, [EVIL, "b.html", "c.html"]),
        timeline(EVIL, nodes, spots, lines, [EVIL, "b.html", "c.html"], [EVIL, "y"], EVIL),
    )
    for svg in drawn:
        tree = ElementTree.fromstring(svg)
        assert not list(tree.iter(f"{SVG}script"))
        assert [a.get("href") for a in tree.iter(f"{SVG}a")] == [EVIL, "b.html", "c.html"]
        assert tree.get("role") == "group"
        assert tree.get("aria-label") == EVIL
        assert all(len(a.findall(f"{SVG}title")) == 1 for a in tree.iter(f"{SVG}a"))
        assert len([path for path in tree.iter(f"{SVG}path") if path.get("class") == "paper-line-head"]) == 1


def test_papers_of_a_year_stand_in_one_column_and_labels_keep_apart() -> None:
    nodes = [Node("A rather long label", ""), Node("b", ""), Node("c", ""), Node("d", "")]
    spots = [Spot(0, "2020"), Spot(0, "2020"), Spot(0, "2021"), Spot(0, "1998")]
    svg = timeline("t", nodes, spots, (), ["#"] * 4, ["x"], "?")
    circles = [(int(c.get("cx", "")), int(c.get("cy", ""))) for c in ElementTree.fromstring(svg).iter(f"{SVG}circle")]
    long, second, later, old = circles
    assert long[0] == second[0]
    assert long[1] != second[1]
    assert later[1] != long[1]  # whose label reaches into that year
    assert old[0] < long[0] < later[0]


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("LoRA", "LoRA"),
        ("BERT: Pre-training of Deep Bidirectional Transformers", "BERT"),
        ("대규모 언어 모델의 지시 미세조정에 관한 연구", "대규모 언어 모델의 지…"),
    ],
)
def test_long_labels_are_cut(label: str, shown: str) -> None:
    assert short(label) == shown
    assert text_width(short(label), SIZE) <= LONGEST


def test_of_the_connections_of_categories_the_strongest_are_drawn() -> None:
    links = [("hub", f"c{number}", number) for number in range(10)]
    assert strongest(links) == links  # each is the strongest one of its other end
    pairs = [(first, second, 1 + (first == "a")) for first, second in combinations("abcdefgh", 2)]
    drawn = strongest(pairs)
    assert STRONGEST * 8 / 2 <= len(drawn) < len(pairs)
    assert {link for link in pairs if link[2] == 2} <= set(drawn)
