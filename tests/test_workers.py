"""Work in several processes: every run is done once, in the order of the names, and what fails is told."""

from __future__ import annotations

import gc
import multiprocessing
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence

import pytest
from sphinx.errors import SphinxParallelError
from sphinx.util import logging

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


def test_runs_grow_shorter_to_single_names() -> None:
    """So that no process is left with much to do when the others are done."""
    lengths = [len(part) for part in workers.parts(NAMES * 10, 2)]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] < len(NAMES) * 10 / 2
    assert lengths[-1] == 1


def test_no_process_waits_for_work_that_is_done_here() -> None:
    """What a run gives is taken before this process has done its own, or the second run would not begin."""
    left, right = os.pipe()

    def work(part: Sequence[str]) -> bytes:
        if part == NAMES[1:2]:
            os.write(right, b"begun")
        return bytes(1_000_000)

    def here(name: str) -> None:
        if name == NAMES[2]:
            assert select.select([left], [], [], 20)[0]
        else:
            select.select([left], [], [], 0.1)

    parts = [NAMES[:1], NAMES[1:2]]
    assert len(workers.run_parts(work, parts, 1, "working...", [NAMES[3]] * 20 + [NAMES[2]], here)) == 2


def test_what_may_be_left_is_done_while_processes_work_only() -> None:
    left, right = os.pipe()
    done: list[str] = []

    def here(name: str) -> None:
        done.append(name)
        if len(done) == 2:
            os.write(right, b"go on")
            for process in multiprocessing.active_children():
                process.join()

    assert workers.run_parts(
        lambda _part: os.read(left, 1), [NAMES], 1, "working...", NAMES, here, may_be_left=True
    ) == [b"g"]
    assert len(done) == 2


def test_what_was_made_here_is_not_looked_through_for_garbage() -> None:
    made: list[list[str]] = []
    threshold = gc.get_threshold()
    gc.set_threshold(1_000_000, *threshold[1:])
    try:
        workers.run_parts(list, [NAMES], 1, "working...", NAMES * 100, lambda name: made.append([name]))
        assert gc.get_count()[0] < len(made) / 2
    finally:
        gc.set_threshold(*threshold)


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


def test_a_call_beside_gives_what_it_returns_and_its_warnings(monkeypatch: pytest.MonkeyPatch) -> None:
    def work() -> tuple[str, int]:
        logging.getLogger("papershelf.test").warning("a word from beside")
        return "done", os.getpid()

    told: list[str] = []
    monkeypatch.setattr(workers._logger.logger, "handle", lambda record: told.append(record.getMessage()))
    found, process = workers.Beside(work).result()
    assert (found, told) == ("done", ["a word from beside"])
    assert process != os.getpid()


def test_a_call_beside_that_fails_is_told() -> None:
    def fail() -> None:
        raise ValueError("no such file")

    with pytest.raises(SphinxParallelError, match="ValueError: no such file"):
        workers.Beside(fail).result()
    with pytest.raises(SphinxParallelError, match="ended from outside"):
        workers.Beside(lambda: os.kill(os.getpid(), signal.SIGKILL)).result()


def test_a_call_beside_can_be_ended() -> None:
    beside = workers.Beside(threading.Event().wait)
    beside.end()
    with pytest.raises(SphinxParallelError, match="ended from outside"):
        beside.result()


def test_a_call_beside_ends_with_the_process_that_waits_for_it() -> None:
    left, right = os.pipe()

    def start() -> None:
        os.write(right, b"begun")
        workers.Beside(threading.Event().wait)
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(SphinxParallelError):
        workers.Beside(start).result()
    os.close(right)
    assert os.read(left, 10) == b"begun"
    assert os.read(left, 10) == b"", "the last process that could write has ended"
    os.close(left)


@pytest.mark.parametrize("end", ["raise KeyboardInterrupt", "sys.exit(3)"])
def test_a_process_ends_though_nobody_takes_what_a_call_beside_has_for_it(end: str) -> None:
    """More than a pipe holds: it would be sent for ever, and be waited for."""
    code = f"""if True:
        import sys
        from papershelf import workers
        beside = workers.Beside(lambda: " " * 2**20)
        {end}
    """
    assert subprocess.run([sys.executable, "-c", code], stderr=subprocess.DEVNULL, timeout=60).returncode != 0
