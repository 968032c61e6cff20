"""The figures of one measurement: as tables on the screen and in the guide, and as JSON."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bench.cases import Outcome
from bench.commands import Taken
from bench.portals import Cost

BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"
NAMES = {
    "papershelf": "papershelf",
    "sphinx": "Sphinx",
    "docutils": "docutils",
    "myst-parser": "MyST-Parser",
    "furo": "furo",
    "mkdocs-material": "MkDocs-Material",
    "mkdocs": "MkDocs",
    "hugo": "Hugo",
}
_COLUMNS = ["papers", "builder", "s", "÷ MkDocs", "÷ furo", "growth", "CPU s", "MiB", "KB a page", "MB", "index MB"]
_COMMAND_COLUMNS = ["papers or entries", "command", "s", "CPU s", "MiB"]
_CASE_COLUMNS = ["papers", "edit", "s", "pages written", "with other content"]

_PORTAL_COLUMNS = ["libraries", "build", "papers", "s", "CPU s", "MiB", "files written"]

Table = list[list[str]]


@dataclass(frozen=True)
class Row:
    """One builder at one size: medians of its runs, the highest memory of them."""

    form: str
    builder: str
    papers: int
    wall: float
    cpu: float
    peak: int
    page_bytes: int
    site_bytes: int
    index_bytes: int


@dataclass
class Report:
    """Everything that was found out."""

    cores: int
    python: str
    packages: dict[str, str]
    repeat: int
    seed: int
    rows: list[Row] = field(default_factory=list)
    cases: dict[int, list[Outcome]] = field(default_factory=dict)
    commands: list[Taken] = field(default_factory=list)
    portals: list[Cost] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def ratio(self, row: Row, form: str) -> float | None:
        """How many times as long as another builder at the same size."""
        other = next((r for r in self.rows if r.form == form and r.papers == row.papers), None)
        return row.wall / other.wall if other else None

    def growth(self, row: Row) -> float | None:
        """The exponent from the size below: 1 when twice the papers take twice the time."""
        smaller = [r for r in self.rows if r.builder == row.builder and r.papers < row.papers]
        if not smaller:
            return None
        last = max(smaller, key=lambda r: r.papers)
        return math.log(row.wall / last.wall) / math.log(row.papers / last.papers)

    def full(self) -> Table:
        """Builds from nothing, with a heading row."""
        return [_COLUMNS, *(self._cells(row) for row in self.rows)]

    def _cells(self, row: Row) -> list[str]:
        return [
            f"{row.papers:,}",
            row.builder,
            _number(row.wall),
            _number(self.ratio(row, "mkdocs")),
            _number(self.ratio(row, "furo")),
            _number(self.growth(row)),
            _number(row.cpu),
            f"{row.peak / 2**20:.0f}",
            _number(row.page_bytes / 1000),
            _number(row.site_bytes / 1e6),
            _number(row.index_bytes / 1e6),
        ]

    def again(self) -> Table:
        """Builds after a change, with a heading row."""
        cells = [
            [f"{papers:,}", outcome.case, _number(outcome.wall), f"{outcome.written:,}", f"{outcome.changed:,}"]
            for papers, outcomes in self.cases.items()
            for outcome in outcomes
        ]
        return [_CASE_COLUMNS, *cells]

    def alone(self) -> Table:
        """Commands that build nothing, with a heading row."""
        cells = [
            [f"{taken.size:,}", taken.command, _number(taken.wall), _number(taken.cpu), f"{taken.peak / 2**20:.0f}"]
            for taken in self.commands
        ]
        return [_COMMAND_COLUMNS, *cells]

    def over_all(self) -> Table:
        """Builds of portals, with a heading row."""
        cells = [
            [
                f"{cost.libraries:,}",
                cost.case,
                f"{cost.papers:,}",
                _number(cost.wall),
                _number(cost.cpu),
                f"{cost.peak / 2**20:.0f}",
                f"{cost.written:,}",
            ]
            for cost in self.portals
        ]
        return [_PORTAL_COLUMNS, *cells]

    def machine(self) -> str:
        """Cores and versions."""
        packages = ", ".join(f"{NAMES[package]} {version}" for package, version in self.packages.items())
        runs = "one run" if self.repeat == 1 else f"median of {self.repeat} runs"
        return f"{self.cores} cores, Python {self.python}; {packages}; {runs}."

    def json(self) -> str:
        """Everything, for programs."""
        rows = [
            asdict(row)
            | {
                "to_mkdocs": self.ratio(row, "mkdocs"),
                "to_furo": self.ratio(row, "furo"),
                "growth": self.growth(row),
            }
            for row in self.rows
        ]
        return json.dumps(asdict(self) | {"rows": rows}, ensure_ascii=False, indent=1) + "\n"


def _number(value: float | None) -> str:
    """Two digits behind the point below ten, one below a hundred."""
    if value is None:
        return "–"
    return f"{value:,.{2 if value < 9.995 else 1 if value < 99.95 else 0}f}"


def text(table: Table) -> str:
    """A table for the screen; numbers to the right, names to the left."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = []
    for row in table:
        cells = [
            cell.ljust(w) if n == 1 else cell.rjust(w) for n, (cell, w) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def markdown(table: Table) -> str:
    """The same table as Markdown."""
    rule = ["---" if number == 1 else "--:" for number in range(len(table[0]))]
    return "\n".join(f"| {' | '.join(row)} |" for row in [table[0], rule, *table[1:]])


def write_page(report: Report, page: Path) -> None:
    """Put the tables between the markers of the page."""
    before, _begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"{page} has no {BEGIN} … {END}")
    parts = [BEGIN, report.machine(), "### From nothing", markdown(report.full())]
    parts += [f"Left out: {'; '.join(report.left_out)}."] if report.left_out else []
    if report.cases:
        parts += ["### After an edit", markdown(report.again())]
    if report.commands:
        parts += ["### Commands", markdown(report.alone())]
    if report.portals:
        parts += ["### Portals", markdown(report.over_all())]
    page.write_text(before + "\n\n".join([*parts, END]) + after, encoding="utf-8")


def printed(report: Report) -> str:
    """Everything for the screen."""
    full = [text(report.full())] if report.rows else []
    parts = [report.machine(), *full, *(f"left out: {reason}" for reason in report.left_out)]
    if report.cases:
        parts.append(text(report.again()))
    if report.commands:
        parts.append(text(report.alone()))
    if report.portals:
        parts.append(text(report.over_all()))
    return "\n\n".join([*parts, *(f"ERROR: {error}" for error in report.errors)])
