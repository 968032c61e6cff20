"""Reports as tables, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from papershelf.cli.console import terminal

if TYPE_CHECKING:
    from papershelf.checks.finding import Finding
    from papershelf.sources.found import Report

_STYLES = {"created": "green", "planned": "green", "refused": "red", "skipped": "yellow", "unchanged": "dim",
           "updated": "green", "left": "yellow", "prose": "dim"}  # fmt: skip


def show_import(report: Report) -> None:
    """What became of every entry of the sources, and the sums."""
    rows = report.ordered()
    cells = [[row.place, row.outcome.value, row.name + (f" → {row.path}" if row.path else ""), row.why] for row in rows]
    if rows:
        styles = [_STYLES.get(row.outcome.value, "") for row in rows]
        terminal.table(["entry", "outcome", "paper", "why"], cells, styles)
    print(report.sums())


def show_findings(found: Sequence[Finding], mended: Sequence[Finding], sums: str) -> None:
    """What was mended, what is left, and the sums."""
    rows = [[f"{f.path}:{f.line}", f.code.value, f.mend.done, "mended"] for f in mended if f.mend]
    rows += [[f"{f.path}:{f.line}", f.code.value, f.message, "--fix" if f.mend else ""] for f in found]
    if rows:
        styles = ["green" if row[3] == "mended" else "" for row in rows]
        terminal.table(["place", "code", "finding", "mending"], rows, styles)
    print(sums)
