"""What the packages of the code import: as a picture, as a list, and as a table of their first lines."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import combinations, permutations
from pathlib import Path

import grimp
from docutils import nodes
from papershelf_tables import table
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import papershelf
from papershelf.messages import _
from papershelf.render import chips
from papershelf.render.drawings.drawing import Line, Node, frame, node_start
from papershelf.render.drawings.figure import Drawing, paper_graph
from papershelf.render.drawings.labels import SIZE, text_width
from papershelf.render.nodes import disclosure

CODE = Path(papershelf.__file__).parent

FIRST_LINE = re.compile(r"(?P<holds>.+)\. May import (?P<below>[^.;]+)(?P<never>; no [^.]+)?\.")
"""What a package is for, which others it may import (with all that these may), and what it never imports."""

_HIGH, _PAD, _APART, _FLOOR, _RIM = 26, 7, 8, 54, 10
"""Of a box: its height, the air inside, the air beside it; then from floor to floor, and around all; in pixels."""
_MOST = 64
"""Most air beside a box: lines that lead far have their way at the rim."""
_NEAR = 0.12
"""Half of the width of a box, of the width of the picture."""


def imports() -> dict[str, set[str]]:
    """Package, or module beside the packages, to those that it imports when it runs."""
    graph = grimp.build_graph("papershelf", exclude_type_checking_imports=True, cache_dir=None)
    found: dict[str, set[str]] = {name.split(".")[1]: set() for name in graph.modules if "." in name}
    for module in graph.modules - {"papershelf"}:
        package = module.split(".")[1]
        names = graph.find_modules_directly_imported_by(module) - {"papershelf"}
        found[package] |= {name.split(".")[1] for name in names} - {package}
    return {package: found[package] for package in sorted(found) if not package.startswith("__")}


def shown_as(package: str) -> str:
    """``search/`` for a package, ``config.py`` for a module."""
    return f"{package}/" if (CODE / package).is_dir() else f"{package}.py"


def below(packages: dict[str, set[str]], package: str, above: tuple[str, ...] = ()) -> set[str]:
    """All that a package needs, with what these need.

    :param above: the way on which it was come to.
    :raises ValueError: if packages import in a circle.
    """
    if package in above:
        raise ValueError(f"packages import in a circle: {' → '.join((*above[above.index(package) :], package))}")
    return packages[package].union(*(below(packages, other, (*above, package)) for other in packages[package]))


def arrows(packages: dict[str, set[str]]) -> dict[str, set[str]]:
    """Package to those that it imports and that no other of them needs."""
    return {
        package: others - set().union(*(below(packages, other) for other in others))
        for package, others in packages.items()
    }


def first_line(package: str) -> re.Match[str]:
    """The first line of a package.

    :raises ValueError: if it does not say what :data:`FIRST_LINE` has.
    """
    path = CODE / shown_as(package)
    path = path / "__init__.py" if path.is_dir() else path
    line = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n")[0]
    found = FIRST_LINE.fullmatch(line)
    if found is None:
        raise ValueError(
            f"{path}: found {line!r}; the first line of a package is 'What it is for. May import ``model``.'"
        )
    return found


def floors(packages: dict[str, set[str]]) -> list[list[str]]:
    """The packages from the highest floor to the lowest, each right below the lowest that needs it.

    Within a floor they stand so that few lines meet; the order is looked for one floor after the other.
    """
    depth: dict[str, int] = {}
    users = {package: [other for other in packages if package in packages[other]] for package in packages}

    def fall(package: str) -> int:
        """Floors below the highest."""
        if package not in depth:
            depth[package] = max((fall(user) + 1 for user in users[package]), default=0)
        return depth[package]

    rows: list[list[str]] = [[] for _ in range(1 + max(map(fall, packages)))]
    for package in sorted(packages):
        rows[depth[package]].append(package)
    least = None
    while least != (least := _tangle(packages, rows)):
        for number, row in enumerate(rows):
            orders = [[*rows[:number], list(order), *rows[number + 1 :]] for order in permutations(sorted(row))]
            rows = min([rows, *orders], key=lambda rows: _tangle(packages, rows))
    return rows


def _tangle(packages: dict[str, set[str]], rows: list[list[str]]) -> tuple[int, float]:
    """How often straight lines between floors would meet another line or a box, and how far they lead sideways."""
    place = {name: (x, floor) for floor, row in enumerate(rows) for name, x in zip(row, _spread(row), strict=True)}
    lines = [(place[name], place[other]) for name in packages for other in sorted(packages[name])]
    boxes = [
        abs(_across(line, floor) - x) < _NEAR
        for line in lines
        for floor in range(line[0][1] + 1, line[1][1])
        for x in _spread(rows[floor])
    ]
    crossings = 0
    for one, other in combinations(lines, 2):
        top, bottom = max(one[0][1], other[0][1]), min(one[1][1], other[1][1])
        if top < bottom:
            crossings += (_across(one, top) - _across(other, top)) * (_across(one, bottom) - _across(other, bottom)) < 0
    return crossings + sum(boxes), round(sum(abs(start[0] - end[0]) for start, end in lines), 6)


def _spread(row: list[str]) -> list[float]:
    """Where the boxes of a floor stand, from 0 to 1."""
    return [(number + 1) / (len(row) + 1) for number in range(len(row))]


def _across(line: tuple[tuple[float, int], tuple[float, int]], floor: int) -> float:
    """Where a line is at a floor."""
    (left, top), (right, bottom) = line
    return left + (right - left) * (floor - top) / (bottom - top)


@dataclass(frozen=True)
class Floors(Drawing):
    """Packages on their floors.

    :param rows: numbers of the nodes on each floor, from the highest.
    """

    rows: tuple[tuple[int, ...], ...] = ()

    def svg(self, addresses: Sequence[str]) -> str:
        """The SVG element."""
        from papershelf.render.drawings.network import routed

        wide = [2 * round(text_width(node.label) / 2) + 2 * _PAD for node in self.nodes]
        width = max(sum(wide[n] + _APART for n in row) for row in self.rows) + 2 * _RIM
        rects = {}
        for floor, row in enumerate(self.rows):
            air = min(_MOST, (width - 2 * _RIM - sum(wide[n] for n in row)) / len(row))
            left, top = (width + air - sum(wide[n] + air for n in row)) / 2, _RIM + floor * _FLOOR
            for number in row:
                rects[number] = (left, top, left + wide[number], top + _HIGH)
                left += wide[number] + air
        places = [rects[number] for number in range(len(self.nodes))]
        parts = routed(places, self.lines, 3.0, 2)
        parts += [self._node(*found) for found in zip(range(len(places)), places, addresses, strict=True)]
        return frame(self.name, round(width), (len(self.rows) - 1) * _FLOOR + _HIGH + 2 * _RIM, parts)

    def _node(self, number: int, rect: tuple[float, float, float, float], address: str) -> str:
        left, top, right, bottom = rect
        node, middle = self.nodes[number], (top + bottom) / 2 + SIZE * 0.36
        return (
            f"{node_start(number, node, address)}"
            f'<rect class="paper-node-card" x="{left:g}" y="{top:g}" width="{right - left:g}" height="{_HIGH}" rx="6"/>'
            f'<text text-anchor="middle" x="{(left + right) / 2:g}" y="{middle:g}">{escape(node.label)}</text></a>'
        )


def _drawing(shown: dict[str, set[str]], rows: list[list[str]], told: dict[str, re.Match[str]]) -> Floors:
    order = [package for row in rows for package in row]
    core = {"cli"} | below(shown, "cli")
    made = tuple(
        Node(
            shown_as(name),
            f"{name}: {told[name]['holds']}",
            ("paper-node-elsewhere",) if name in core else (),
            radius=0,
        )
        for name in order
    )
    lines = tuple(
        Line(order.index(package), order.index(other), "imports", arrow=True)
        for package in order
        for other in sorted(shown[package])
    )
    return Floors("papershelf", made, lines, rows=tuple(tuple(map(order.index, row)) for row in rows))


class PapershelfImports(SphinxDirective):
    """``papershelf-imports``: the picture, the list of all imports, and the table."""

    def run(self) -> list[nodes.Node]:
        for path in [Path(__file__), *sorted(CODE.rglob("*.py"))]:
            self.env.note_dependency(str(path))
        packages = imports()
        try:
            shown = arrows(packages)
            rows = floors(shown)
            order = [package for row in rows for package in row]
            told = {package: first_line(package) for package in order}
        except ValueError as error:
            raise self.error(str(error)) from None
        links = [nodes.reference("", package, refid=f"package-{package}", internal=True) for package in order]
        listed = nodes.bullet_list("")
        for package in order:
            names = ", ".join(sorted(packages[package]))
            link = nodes.reference("", "", nodes.literal("", package), refid=f"package-{package}", internal=True)
            listed += nodes.list_item("", chips.paragraph(link, nodes.Text(f" → {names}" if names else "")))
        figure = chips.container(
            paper_graph("", *links, drawing=_drawing(shown, rows, told)),
            disclosure.make(str(_("As a list")), listed, opened=False, classes=("paper-graph-list",)),
            classes=("paper-graph", "no-search"),
        )
        return [figure, *self._table(order, told)]

    def _table(self, order: list[str], told: dict[str, re.Match[str]]) -> list[nodes.Node]:
        rows = [
            [f"`{name}`", told[name]["holds"], f"{told[name]['below']}{told[name]['never'] or ''}"] for name in order
        ]
        made = table(self, ["package", "holds", "may import"], [[c.replace("``", "`") for c in row] for row in rows])
        body = next(found for node in made for found in node.findall(nodes.tbody))
        for package, row in zip(order, body.findall(nodes.row), strict=True):
            row["ids"].append(f"package-{package}")
        return made


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_directive("papershelf-imports", PapershelfImports)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
