"""What an import came to: whether enough was found, and the report as a file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf.cli.library import CommandError
from papershelf.sources.found import Outcome, Reading, Report

if TYPE_CHECKING:
    from papershelf.cli.writing import Change

_MOST = 4  # reasons that are named


def complaints(readings: Sequence[tuple[str, Reading]]) -> list[str]:
    """Why an import is no success: a source without a paper, or one most of whose papers are not taken.

    :param readings: name of each source, and what was read of it.
    """
    found = []
    for name, reading in readings:
        if not reading.found and not reading.report.count(Outcome.REFUSED):
            found.append(f"{name}: no paper was found{_seen(reading)}")
        elif reading.links and reading.missed * 2 > reading.links:
            found.append(f"{name}: {reading.missed} of {reading.links} links to papers are in no entry")
    return found


def _seen(reading: Reading) -> str:
    """What there was instead."""
    reasons = Counter(row.why.partition(" (")[0] for row in reading.report.rows if row.why)
    parts = [f"{number} × {why}" for why, number in reasons.most_common(_MOST)]
    return f"; seen instead: {', '.join(parts)}" if parts else "; there is nothing in it"


def write(path: Path, report: Report, changes: Sequence[Change], *, dry: bool) -> None:
    """Write the report as JSON.

    :param dry: whether nothing else was written.
    :raises CommandError: if it cannot be written.
    """
    rows = [
        {
            name: value
            for name, value in (
                ("source", row.source), ("line", row.line), ("outcome", row.outcome.value), ("name", row.name),
                ("path", row.path), ("why", row.why),
            )
            if value
        }
        for row in report.rows
    ]  # fmt: skip
    counts = {outcome.value: number for outcome in Outcome if (number := report.count(outcome))}
    whole = {"version": 1, "dry_run": dry, "counts": counts, "rows": rows, "files": [change.path for change in changes]}
    try:
        path.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path}: the report cannot be written: {error.strerror}") from None
