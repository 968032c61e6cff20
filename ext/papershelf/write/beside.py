"""Work of a builder that is done while it waits, or in a process of its own, while it does something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from logging import LogRecord
from typing import TYPE_CHECKING

from sphinx.util import logging

from papershelf import workers

if TYPE_CHECKING:
    from papershelf.write.files.pieces import Kept
    from papershelf.write.generated import GeneratedFiles
    from papershelf.write.manifest import Page
_logger = logging.getLogger(__name__)


class Ahead:
    """Work that is done early where there is time, and otherwise in its turn.

    :param jobs: what is to be done, by its name.
    """

    def __init__(self, jobs: Mapping[str, Callable[[], None]]) -> None:
        self.names = list(jobs)
        self._jobs = dict(jobs)
        self._said: dict[str, list[LogRecord]] = {}

    def do(self, name: str) -> None:
        """Do it now; what it says is said in its turn."""
        collector = logging.LogCollector()
        with collector.collect():
            self._jobs.pop(name)()
        self._said[name] = collector.logs

    def turn(self, name: str) -> None:
        """It is its turn."""
        if name in self._jobs:
            self._jobs.pop(name)()
        for record in self._said.pop(name, ()):
            _logger.logger.handle(record)


_LARGE = 2_000
"""An index of more new pages than these is made by several processes, as are the other files: both at once would only
take the memory of both."""


def pays(builder: GeneratedFiles) -> bool:
    """Whether making files in a process of its own does."""
    processes = workers.processes(builder.sphinx, len(builder.env.all_docs))
    is_worth = processes > 1 and not builder.nothing_new and len(builder.fresh) <= _LARGE
    return is_worth and workers.is_safe(builder.sphinx, "write")


@contextmanager
def beside(builder: GeneratedFiles, make: Callable[[], None]) -> Iterator[None]:
    """Make files while the body runs, where that pays; they are there when it ends.

    :param make: notes what it makes as generated files, and keeps pieces; what else it changes may be lost.
    """
    if not pays(builder):
        make()
        yield
        return

    def made() -> tuple[dict[str, Page], dict[str, Page], dict[str, Kept]]:
        known, builder._files = set(builder.now.others), {}
        builder.pieces.take()
        make()
        found = {name: page for name, page in builder.now.others.items() if name not in known}
        return found, builder._files, builder.pieces.take()

    call = workers.Beside(made)
    try:
        yield
    except BaseException:
        call.end()
        raise
    pages, files, pieces = call.result()
    builder.now.others |= pages
    builder._files |= files
    builder.pieces.add(pieces)
