"""Fixtures of the promises: how long they run, and the figures of a long run."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from promises.harness import Workshop, shared_folder, spent
from promises.model import Library, large, small

MakeWorkshop = Callable[..., Workshop]


@pytest.fixture(scope="session")
def make_workshop() -> MakeWorkshop:
    """A library in a folder of its own."""

    def make(library: Library, **options: object) -> Workshop:
        return Workshop(Path(tempfile.mkdtemp(dir=shared_folder())), library, **options)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def ten_pages(make_workshop: MakeWorkshop) -> Workshop:
    """The small library; reset it first."""
    return make_workshop(small())


@pytest.fixture(scope="session")
def thirty_pages(make_workshop: MakeWorkshop) -> Workshop:
    """25 papers in five categories, of which the search is as that of a large library; reset it first."""
    return make_workshop(large(), hooks=["long_lists"])


@pytest.fixture(autouse=True)
def costs(record_property: Callable[[str, object], None]) -> Iterator[None]:
    """Record what the builds of a test cost."""
    before = Counter(spent)
    yield
    record_property("figures", dict(spent - before))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Add up what the tests recorded with ``record_property("figures", …)``."""
    total: Counter[str] = Counter()
    seeds: list[str] = []
    found = [report for some in terminalreporter.stats.values() for report in some]
    reports = [report for report in found if isinstance(report, pytest.TestReport) and report.when == "teardown"]
    for report in reports:
        for name, value in report.user_properties:
            if name == "figures":
                total.update(value)  # type: ignore[arg-type]
            elif name == "seeds":
                seeds.append(str(value))
    if not total:
        return
    total["seconds in builds"] = total.pop("milliseconds in builds", 0) // 1000
    terminalreporter.section("figures of the promises")
    whole = {name: number for name, number in total.items() if ": " not in name}
    terminalreporter.line(", ".join(f"{number:,} {name}" for name, number in sorted(whole.items())))
    for group in sorted({name.partition(": ")[0] for name in total if ": " in name}):
        parts = {name.partition(": ")[2]: n for name, n in total.items() if name.startswith(f"{group}: ")}
        terminalreporter.line(f"{group}: " + ", ".join(f"{n} {name}" for name, n in sorted(parts.items())))
    if seeds:
        terminalreporter.line(f"seeds: {', '.join(seeds)}")
