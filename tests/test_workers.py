"""Work in several processes: every run is done once, in the order of the names, and what fails is told."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Sequence

import pytest
from sphinx.errors import SphinxParallelError

from papershelf import workers

NAMES = [f"page-{number:02}" for number in range(41)]


@pytest.mark.parametrize("each", [1, 3, 100])
@pytest.mark.parametrize("processes", [1, 2, 5, 60])
def test_every_name_is_worked_on_once(processes: int, each: int) -> None:
    def work(part: Sequence[str]) -> tuple[list[str], int]:
        return list(part), os.getpid()

    found = workers.run(work, NAMES, processes, "working...", each)
    assert [name for part, _process in found for name in part] == NAMES
    assert [part for part, _process in found] == [list(part) for part in workers.parts(NAMES, processes, each)]
    assert os.getpid() not in {process for _part, process in found}
    assert len({process for _part, process in found}) <= processes


def test_this_process_works_too() -> None:
    here: list[str] = []

    def work(part: Sequence[str]) -> list[str]:
        return [*part, *here]

    parts = [NAMES[20:30], NAMES[30:]]
    assert workers.run_parts(work, parts, 2, "working...", NAMES[:20], here.append) == parts
    assert here == NAMES[:20]


def test_what_fails_here_ends_the_work() -> None:
    def fail(name: str) -> None:
        raise ValueError(name)

    with pytest.raises(ValueError, match="page-00"):
        workers.run_parts(list, [NAMES[20:]], 1, "working...", NAMES[:20], fail)
    assert not multiprocessing.active_children()


def test_what_fails_in_a_process_is_told() -> None:
    def work(part: Sequence[str]) -> None:
        if "page-20" in part:
            raise ValueError("no such page")

    with pytest.raises(SphinxParallelError, match="ValueError: no such page"):
        workers.run(work, NAMES, 2, "working...")


def test_a_process_that_is_killed_ends_the_work() -> None:
    def work(part: Sequence[str]) -> None:
        if "page-20" in part:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(SphinxParallelError, match="ended from outside"):
        workers.run(work, NAMES, 2, "working...")
