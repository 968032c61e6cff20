"""Any number of processes, and any order of Python's sets, gives the same site and the same warnings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from promises.conftest import MakeWorkshop
from promises.harness import EAGER, Built, Workshop, assert_same, assert_same_tree, cold, tree
from promises.model import Edit, edit, large
from support import LONG

JOBS = (1, 2, 4, 8)
SEEDS = range(1, 9 if LONG else 3)


@pytest.fixture(scope="module")
def workshop(make_workshop: MakeWorkshop) -> Workshop:
    return make_workshop(large(30, bad=True))


@pytest.fixture(scope="module")
def serial(workshop: Workshop) -> Built:
    return cold(workshop)


def test_the_library_is_a_test(serial: Built) -> None:
    """There are warnings of many kinds, all with file and line."""
    lines = serial.result.lines
    assert len(lines) > 20
    for kind in ("papershelf.unknown-key", "papershelf.unknown-category", "myst.xref_missing", "ref.ref"):
        assert any(line.endswith(f"[{kind}]") for line in lines), kind
    assert all(line.split(":")[1].isdecimal() for line in lines if "[papershelf." in line)


@pytest.mark.parametrize("jobs", JOBS[1:])
def test_parallel_is_serial(workshop: Workshop, serial: Built, jobs: int) -> None:
    assert_same(cold(workshop, jobs, hooks=(EAGER,) if jobs > 2 else ()), serial, f"-j {jobs}")


def test_quicker_functions_build_what_those_of_docutils_build(workshop: Workshop, serial: Built) -> None:
    assert_same(cold(workshop, hooks=(("as_upstream_has_it", {}),)), serial, "as docutils and Sphinx have them")


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_sets_does_not_show(make_workshop: MakeWorkshop, serial: Built, seed: int) -> None:
    jobs = JOBS[seed % len(JOBS)]
    workshop = make_workshop(large(30, bad=True), env={"PYTHONHASHSEED": str(seed)})
    assert_same(cold(workshop, jobs), serial, f"PYTHONHASHSEED={seed} -j {jobs}")


CHANGES: dict[str, list[Edit]] = {
    "the texts of many pages": [edit("edit_body", f"papers/p{n:02}", "running runs") for n in range(0, 30, 2)],
    "titles, places and references": [
        *(edit("retitle", f"papers/p{n:02}", "Zebra") for n in (3, 4, 5)),
        *(edit("move", f"papers/p{n:02}", "c0") for n in (1, 2, 6, 7)),
        *(edit("unlink", f"papers/p{n:02}") for n in (0, 4, 8, 12)),
    ],
}


@pytest.fixture(scope="module")
def pair(make_workshop: MakeWorkshop) -> Iterator[tuple[Workshop, Workshop]]:
    yield make_workshop(large(30, bad=True)), make_workshop(large(30, bad=True))


@pytest.mark.parametrize("edits", CHANGES.values(), ids=CHANGES)
def test_an_incremental_build_in_parallel(pair: tuple[Workshop, Workshop], edits: list[Edit]) -> None:
    for workshop in pair:
        workshop.reset()
        workshop.edit(*edits)
    running = [workshop.start(jobs=jobs, hooks=(EAGER,)) for workshop, jobs in zip(pair, (1, 4), strict=True)]
    one, four = [Built(result.wait(), tree(workshop.out)) for workshop, result in zip(pair, running, strict=True)]
    assert one.result.code == four.result.code == 0
    assert_same(four, one, "-j 4 after edits")
    assert_same_tree(four.tree, pair[1].clean(), "-j 4 after edits, against a build from nothing")
