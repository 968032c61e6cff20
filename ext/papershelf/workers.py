"""Work on many documents in several processes; results and warnings come back in the order of the documents."""

from __future__ import annotations

import atexit
import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from sphinx.util import logging
from sphinx.util.display import status_iterator
from sphinx.util.parallel import ParallelTasks, parallel_available

if TYPE_CHECKING:
    from sphinx.application import Sphinx

T = TypeVar("T")

_RUNS_EACH = 4
"""Runs are many enough to even out, and so few that what each costs by itself does not count."""
_WORTH_FORKING = 8
"""Below so many documents for each process, starting processes costs more than it saves."""

_logger = logging.getLogger(__name__)


def is_safe(app: Sphinx, kind: str) -> bool:
    """Whether every extension declares that it can be used in several processes.

    :param kind: ``read`` or ``write``.
    """
    return parallel_available and all(getattr(e, f"parallel_{kind}_safe") for e in app.extensions.values())


def processes(app: Sphinx, documents: int) -> int:
    """How many processes to use for so many documents."""
    return max(1, min(app.parallel, documents // _WORTH_FORKING))


def parts(names: Sequence[str], processes: int) -> list[Sequence[str]]:
    """Cut the names into the runs that :func:`run` gives to its processes."""
    size = -(-len(names) // (processes * _RUNS_EACH)) or 1
    return [names[start : start + size] for start in range(0, len(names), size)]


def run(function: Callable[[Sequence[str]], T], names: Sequence[str], processes: int, label: str) -> list[T]:
    """Call a function with runs of the names, each run in a process of its own.

    :param function: what it returns must be picklable; what it changes is lost with its process.
    :returns: the results, in the order of the names.
    :raises SphinxParallelError: when it fails in a process.
    """
    runs = parts(names, processes)
    done: dict[int, tuple[list[logging.SphinxLogRecord], T]] = {}
    progress = status_iterator([part[-1] for part in runs], f"{label} ", "purple", len(runs), 0)

    def work(part: Sequence[str]) -> tuple[list[logging.SphinxLogRecord], T]:
        collector = logging.LogCollector()
        with collector.collect():
            result = function(part)
        logging.convert_serializable(collector.logs)
        return collector.logs, result  # type: ignore[return-value]

    def note(number: int) -> Callable[[Sequence[str], tuple[list[logging.SphinxLogRecord], T]], None]:
        def keep(_part: Sequence[str], result: tuple[list[logging.SphinxLogRecord], T]) -> None:
            done[number] = result
            next(progress, None)

        return keep

    tasks = ParallelTasks(processes)
    gc.freeze()  # a collection in a child would copy every page of memory it shares with this process
    try:
        for number, part in enumerate(runs):
            tasks.add_task(work, part, note(number))
        tasks.join()
    finally:
        gc.unfreeze()
    for number in range(len(runs)):
        for record in done[number][0]:
            _logger.logger.handle(record)
    return [done[number][1] for number in range(len(runs))]


def while_wanted(names: Iterable[str], parent: int) -> Iterator[str]:
    """The names one by one; a process whose parent is gone ends here instead of writing for nobody.

    :param parent: process id of the one that started it; its own id in a serial run.
    """
    for name in names:
        if parent not in {os.getpid(), os.getppid()}:
            os._exit(1)
        yield name


_COLLECTION = (100_000, 50, 100)
"""A build makes millions of objects that live to its end; looking for garbage among them took a tenth of its time,
and the last look, when the program ends, longer than a build of 10,000 papers that finds nothing to do. It stays at
this: to go back to less would start such a look at once."""


def setup(_app: Sphinx) -> None:
    """Look for garbage less often, and not at all when the program ends."""
    atexit.register(gc.freeze)
    gc.set_threshold(*_COLLECTION)
