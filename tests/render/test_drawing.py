"""Drawings: whole-numbered, the same every time, readable, and harmless whatever papers are called."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from papershelf.render.drawings.drawing import MENTION, Line, Node
from papershelf.render.drawings.labels import MOST, WIDEST, broken, name, text_width
from papershelf.render.drawings.layout import PAGE, Box, arrange
from papershelf.render.drawings.network import network
from papershelf.render.drawings.overview import STRONGEST, strongest
from papershelf.render.drawings.timeline import Spot, timeline

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
    lines = [Line(0, 1, "extends", arrow=True), Line(1, 2, MENTION)]
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
        assert len([path for path in tree.iter(f"{SVG}path") if path.get("class") == "paper-edge-head"]) == 1


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
    ("label", "lines"),
    [
        ("LoRA", ("LoRA",)),
        ("BERT: Pre-training of Deep Bidirectional Transformers", ("BERT",)),
        ("Parameter-Efficient Transfer Learning for NLP", ("Parameter-", "Efficient Transfer", "Learning for NLP")),
        ("대규모 언어 모델의 지시 미세조정", ("대규모 언어 모델의", "지시 미세조정")),
        ("关于大规模语言模型的指令微调", ("关于大规模语言", "模型的指令微调")),
    ],
)
def test_long_names_are_broken_into_even_lines(label: str, lines: tuple[str, ...]) -> None:
    assert broken(name(label)) == lines


@pytest.mark.parametrize("label", ["A title of many words " * 20, "x" * 300, "논문 " * 200, "漢" * 300, "a-b-" * 90])
def test_no_name_is_cut(label: str) -> None:
    lines = broken(label)
    assert "".join(lines).replace(" ", "") == label.replace(" ", "")
    assert len(lines) <= MOST or max(map(text_width, lines)) <= WIDEST


WORDS = [
    "Language",
    "Models",
    "are",
    "Few-Shot",
    "Learners",
    "언어",
    "모델의",
    "지시",
    "미세조정",
    "LoRA",
    "GQA",
    "Scaling",
]


def a_map(papers: int) -> tuple[list[Node], list[Line]]:
    """Papers with names of one to six words, most in groups that name each other, some twice."""
    chance = random.Random(papers)
    nodes = [Node(" ".join(chance.choices(WORDS, k=chance.randint(1, 6))), "") for _number in range(papers)]
    ends = [
        chance.sample(range(group, min(group + 12, papers)), 2) for group in range(0, papers - 2, 6) for _ in "123456"
    ]
    ends += [chance.sample(range(papers), 2) for _number in range(papers // 4)]
    return nodes, [Line(*pair, chance.choice(["extends", "confirms", MENTION]), arrow=True) for pair in ends]


def places_along(path: str) -> Iterator[tuple[float, float]]:
    """Places on a drawn line, near each other."""
    found = [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)]
    corners = [
        number for number, (_x, kind) in enumerate(re.findall(r"(-?[\d.]+ -?[\d.]+)([MLQZ ]?)", path)) if kind == " "
    ]
    for number in corners:  # of a curve, its middle
        (ax, ay), (x, y), (bx, by) = found[number - 1 : number + 2]
        found[number] = ((ax + 2 * x + bx) / 4, (ay + 2 * y + by) / 4)
    for (ax, ay), (bx, by) in pairwise(found):
        yield from ((ax + (bx - ax) * step / 40, ay + (by - ay) * step / 40) for step in range(41))


@pytest.mark.parametrize("papers", [2, 36, 80])
def test_lines_run_around_all_names(papers: int) -> None:
    nodes, lines = a_map(papers)
    drawn = network("n", nodes, lines, ["#"] * papers)
    assert drawn == network("n", nodes, lines, ["#"] * papers)
    tree = ElementTree.fromstring(drawn)
    rects = [[float(r.get(side, "")) for side in ("x", "y", "width", "height")] for r in tree.iter(f"{SVG}rect")]
    assert len(rects) == papers
    edges = [g for g in tree.iter(f"{SVG}g") if "paper-edge" in str(g.get("class"))]
    assert len(edges) == len(lines)
    for edge in edges:
        path = edge[0].get("d", "")
        ends = set(map(int, edge.get("data-ends", "").split()))
        for number, (left, top, width, height) in enumerate(rects):
            inside = [(x, y) for x, y in places_along(path) if left < x < left + width and top < y < top + height]
            assert number in ends or inside == [], (path, nodes[number].label)
    if papers <= 36:
        assert float(tree.get("width", "")) <= PAGE


def test_of_the_connections_of_categories_the_strongest_are_drawn() -> None:
    links = [("hub", f"c{number}", number) for number in range(10)]
    assert strongest(links) == links  # each is the strongest one of its other end
    pairs = [(first, second, 1 + (first == "a")) for first, second in combinations("abcdefgh", 2)]
    drawn = strongest(pairs)
    assert STRONGEST * 8 / 2 <= len(drawn) < len(pairs)
    assert {link for link in pairs if link[2] == 2} <= set(drawn)
