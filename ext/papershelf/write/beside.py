"""Work of a builder that is done while it waits, or in a process of its own, while it does something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from logging import LogRecord
from typing import TYPE_CHECKING

from sphinx.util import logging

from papershelf import workers
from papershelf.write.files.pieces import named

if TYPE_CHECKING:
    from papershelf.write.files.pieces import Kept
    from papershelf.write.generated import GeneratedFiles
    from papershelf.write.manifest import Page
_logger = logging.getLogger(__name__)


class Making:
    """Generated files that are made in a process of its own from now on.

    :param make: notes what it makes as generated files, and keeps pieces; what else it changes is lost.
    """

    def __init__(self, builder: GeneratedFiles, make: Callable[[], None]) -> None:
        self._builder = builder

        def made() -> tuple[dict[str, Page], dict[str, Page], dict[str, Kept], dict[str, str]]:
            known, builder._files = set(builder.now.others), {}
            builder.pieces.take()
            make()
            found = {name: page for name, page in builder.now.others.items() if name not in known}
            return found, builder._files, builder.pieces.take(), builder.now.derived

        self._call = workers.Beside(made)

    def take(self) -> None:
        """Wait for them, and note what was made."""
        builder = self._builder
        pages, files, pieces, derived = self._call.result()
        builder.now.others |= pages
        builder.now.derived |= derived
        builder._files |= files
        builder.pieces.add(pieces)

    def end(self) -> None:
        """End it, where nobody waits for it any more."""
        self._call.end()


class Ahead:
    """Work that is done early where there is time, and otherwise in its turn.

    :param jobs: what is to be done, by its name.
    """

    def __init__(self, jobs: Mapping[str, Callable[[], None]]) -> None:
        self.names = list(jobs)
        self._jobs = dict(jobs)
        self._said: dict[str, list[LogRecord]] = {}
        self._making: dict[str, Making] = {}

    def do(self, name: str) -> None:
        """Do it now; what it says is said in its turn."""
        if name not in self._jobs:  # another process does
            return
        collector = logging.LogCollector()
        with collector.collect():
            self._jobs.pop(name)()
        self._said[name] = collector.logs

    def begin(self, builder: GeneratedFiles, names: Sequence[str]) -> None:
        """Do some in a process of its own; it is waited for in the turn of the first one."""
        jobs = [self._jobs.pop(name) for name in names]

        def make() -> None:
            for job in jobs:
                job()
            builder.pieces.save_new(named(builder.env))  # here, since nobody else looks at those

        self._making[names[0]] = Making(builder, make)

    def end(self) -> None:
        """End what is done in other processes: the build fails."""
        while self._making:
            self._making.popitem()[1].end()

    def turn(self, name: str) -> None:
        """It is its turn."""
        if name in self._jobs:
            self._jobs.pop(name)()
        if name in self._making:
            self._making.pop(name).take()
        for record in self._said.pop(name, ()):
            _logger.logger.handle(record)


_LARGE = 2_000
"""An index of more new pages than these is made by several processes, as are the other files: both at once would only
take the memory of both."""


def pays(builder: GeneratedFiles) -> bool:
    """Whether making files in a process of its own does."""
    return not builder.nothing_new and len(builder.fresh) <= _LARGE and is_possible(builder)


def is_possible(builder: GeneratedFiles) -> bool:
    """Whether there are processes to make files in."""
    processes = workers.processes(builder.sphinx, len(builder.env.all_docs))
    return processes > 1 and workers.is_safe(builder.sphinx, "write")


@contextmanager
def beside(builder: GeneratedFiles, make: Callable[[], None]) -> Iterator[None]:
    """Make files while the body runs, where that pays; they are there when it ends.

    :param make: as that of :class:`Making`.
    """
    if not pays(builder):
        make()
        yield
        return
    making = Making(builder, make)
    try:
        yield
    except BaseException:
        making.end()
        raise
    making.take()
