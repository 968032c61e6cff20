"""Work of a builder that is done in a process of its own, while the builder does something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from papershelf import workers

if TYPE_CHECKING:
    from papershelf.write.files.pieces import Kept
    from papershelf.write.generated import GeneratedFiles
    from papershelf.write.manifest import Page

_LARGE = 2_000
"""An index of more new pages than these is made by several processes, as are the other files: both at once would only
take the memory of both."""


@contextmanager
def beside(builder: GeneratedFiles, make: Callable[[], None]) -> Iterator[None]:
    """Make files while the body runs, where that pays; they are there when it ends.

    :param make: notes what it makes as generated files, and keeps pieces; what else it changes may be lost.
    """
    processes = workers.processes(builder.sphinx, len(builder.env.all_docs))
    pays = processes > 1 and not builder.nothing_new and len(builder.fresh) <= _LARGE
    if not pays or not workers.is_safe(builder.sphinx, "write"):
        make()
        yield
        return

    def made() -> tuple[dict[str, Page], dict[str, Kept]]:
        known, builder._files = set(builder.now.others), {}
        builder.pieces.take()
        make()
        found = {name: page for name, page in builder.now.others.items() if name not in known}
        return found | builder._files, builder.pieces.take()

    call = workers.Beside(made)
    try:
        yield
    except BaseException:
        call.end()
        raise
    pages, pieces = call.result()
    builder.now.others |= pages
    builder.pieces.add(pieces)
