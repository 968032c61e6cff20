"""Work on documents in several processes; what comes back is in their order. May import no other."""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import takewhile
from multiprocessing.connection import wait
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sphinx.errors import SphinxParallelError
from sphinx.util import logging
from sphinx.util.display import status_iterator
from sphinx.util.parallel import parallel_available

if TYPE_CHECKING:
    from sphinx.application import Sphinx

T = TypeVar("T")

RUNS = 6
"""The first run of a process is one of so many that would do all of the work; the others are ever shorter, so that all
processes end at about the same time."""
_WIDTH = 2
"""Bytes of the number of a run."""
_WORTH_FORKING = 8
"""Below so many documents for each process, starting processes costs more than it saves."""

_logger = logging.getLogger(__name__)


def is_safe(app: Sphinx, kind: str) -> bool:
    """Whether every extension declares that it can be used in several processes that ``read`` or ``write``."""
    return parallel_available and all(getattr(e, f"parallel_{kind}_safe") for e in app.extensions.values())


def processes(app: Sphinx, documents: int) -> int:
    """How many processes to use for so many documents."""
    return max(1, min(app.parallel, documents // _WORTH_FORKING))


def parts(names: Sequence[str], processes: int, each: int = RUNS) -> list[Sequence[str]]:
    """Cut the names into the runs that :func:`run` gives to its processes."""
    found, start = [], 0
    while start < len(names):
        size = -(-(len(names) - start) // (processes * each))
        found.append(names[start : start + size])
        start += size
    return found


def run(
    function: Callable[[Sequence[str]], T], names: Sequence[str], processes: int, label: str, each: int = RUNS
) -> list[T]:
    """Call a function with runs of the names, in processes that take the next run when they are done with one.

    :param function: what it returns must be picklable; what it changes is lost with its process.
    :param each: how many runs as long as its first one a process would do.
    :returns: the results, in the order of the names.
    :raises SphinxParallelError: when it fails in a process, or one ends before its time.
    """
    return run_parts(function, parts(names, processes, each), processes, label)


def run_parts(
    function: Callable[[Sequence[str]], T],
    runs: list[Sequence[str]],
    processes: int,
    label: str,
    meanwhile: Sequence[str] = (),
    here: Callable[[str], object] = str,
    may_be_left: bool = False,
) -> list[T]:
    """Call a function with each run of names; :func:`run` says how.

    :param meanwhile: names for this process, which would only wait.
    :param here: called with each of these in turn; what it changes stays, and what it raises is raised.
    :param may_be_left: whether those are left for which there is no time.
    """
    told = [*meanwhile, *(part[-1] for part in runs)]
    progress = status_iterator(told, f"{label} ", "purple", len(told), 0)
    done: dict[int, tuple[list[logging.SphinxLogRecord], T]] = {}
    started: dict[Any, Any] = {}
    gc.freeze()  # a collection in a child would copy every page of memory it shares with this process
    try:
        _start(started, function, runs, processes)
        working = list(started)
        for name in takewhile(lambda _name: working or not may_be_left, meanwhile):
            next(progress, None)
            here(name)
            done.update(_results(working, progress, 0))  # or a process would wait until it can send
        done.update(_results(working, progress))
    finally:
        gc.freeze()  # what lives by now will live on: looking through 300,000 such objects took a tenth of a second
        gc.unfreeze()
        for process in started.values():
            if len(done) < len(runs):
                process.terminate()
            process.join()
    if len(done) < len(runs):
        raise SphinxParallelError("a process was ended from outside; there may be too little memory", label)
    for number in range(len(runs)):
        for record in done[number][0]:
            _logger.logger.handle(record)
    return [done[number][1] for number in range(len(runs))]


def _start(
    started: dict[Any, Any], function: Callable[[Sequence[str]], T], runs: list[Sequence[str]], processes: int
) -> None:
    """Start processes, and note each by the connection that it sends its results to."""
    context = multiprocessing.get_context("fork")
    left, into = os.pipe()  # the numbers of the runs: nothing is locked, so one that is killed holds nobody up
    os.write(into, b"".join(number.to_bytes(_WIDTH) for number in range(len(runs))))
    os.close(into)
    for _number in range(min(processes, len(runs))):
        receiver, sender = context.Pipe(False)
        process = context.Process(target=_work, args=(function, runs, left, sender))
        process.start()
        started[receiver] = process
        sender.close()
    os.close(left)


def _results(
    receivers: list[Any], progress: Iterator[str], timeout: float | None = None
) -> Iterator[tuple[int, tuple[list[logging.SphinxLogRecord], Any]]]:
    """Number of each run, with its messages and its result, as they come; receivers that got all are taken out.

    :param timeout: how long to wait for the next; else until all have ended.
    :raises SphinxParallelError: for a run that failed.
    """
    receiver: Any
    while receivers and (ready := wait(receivers, timeout)):
        for receiver in ready:
            try:
                number, failed, logs, result = receiver.recv()
            except EOFError:
                receivers.remove(receiver)
                continue
            if failed:
                raise SphinxParallelError(*result)
            next(progress, None)
            yield number, (logs, result)


def _work(function: Callable[[Sequence[str]], T], runs: list[Sequence[str]], left: int, sender: Any) -> None:
    """Do runs as long as there are some, and send number, failure, messages and result of each."""
    while taken := os.read(left, _WIDTH):
        number = int.from_bytes(taken)
        sender.send((number, *_collected(partial(function, runs[number]))))


class Beside(Generic[T]):
    """A call in a process of its own, while this one goes on.

    :param function: what it returns must be picklable; what it changes is lost with its process.
    """

    def __init__(self, function: Callable[[], T]) -> None:
        context = multiprocessing.get_context("fork")
        self._receiver, sender = context.Pipe(False)
        gc.freeze()  # as above
        try:
            self._process = context.Process(target=_call, args=(function, sender, os.getpid()))
            self._process.start()
        finally:
            gc.unfreeze()
        sender.close()
        self.end = Finalize(self, self._process.terminate, exitpriority=10)
        """End it, where nobody waits for it any more; so does a build that fails, however it does."""

    def result(self) -> T:
        """Wait for what it returns.

        :raises SphinxParallelError: when it failed, or its process ended before its time.
        """
        try:
            failed, logs, result = self._receiver.recv()
        except EOFError:
            message = "a process was ended from outside; there may be too little memory"
            raise SphinxParallelError(message, "") from None
        finally:
            self._process.join()
        if failed:
            raise SphinxParallelError(*result)
        for record in logs:
            _logger.logger.handle(record)
        found: T = result
        return found


_LOOK = 0.05
"""Seconds between two looks at whether the process that waits is still there."""


def _call(function: Callable[[], Any], sender: Any, parent: int) -> None:
    """Call a function, and send failure, messages and result; end when nobody waits for them any more."""

    def look(*_signal: object) -> None:
        if os.getppid() != parent:
            os._exit(1)

    gc.disable()  # it ends before there is much
    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _LOOK, _LOOK)
    sender.send(_collected(function))


def _collected(function: Callable[[], Any]) -> tuple[bool, list[Any], Any]:
    """Failure, messages and result of a call."""
    collector, failed = logging.LogCollector(), False
    try:
        with collector.collect():
            result = function()
    except BaseException as error:
        failed, result = True, (traceback.format_exception_only(error)[0].strip(), traceback.format_exc())
    logging.convert_serializable(collector.logs)
    return failed, collector.logs, result


def while_wanted(names: Iterable[str], parent: int) -> Iterator[str]:
    """The names one by one; a process whose parent is gone ends here instead of writing for nobody.

    :param parent: process id of the one that started it; its own id in a serial run.
    """
    for name in names:
        if parent not in {os.getpid(), os.getppid()}:
            os._exit(1)
        yield name


_COLLECTION = (300_000, 17, 100)
"""A build makes millions of objects that live to its end; looking for garbage among them took a tenth of its time, and
the last look longer than a build that finds nothing to do. It stays at this: less would start such a look at once."""


def setup(_app: Sphinx) -> None:
    """Look for garbage less often, and not at all when the program ends."""
    atexit.register(gc.freeze)
    gc.set_threshold(*_COLLECTION)
