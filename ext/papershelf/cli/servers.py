"""What commands that ask servers share: the address we name, the cache of the library."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf.cli import arguments as given
from papershelf.cli.library import CommandError

if TYPE_CHECKING:
    from papershelf.sources.network.web import Bases
    from papershelf.sources.servers.lookup import Lookup

MAILTO = "PAPERSHELF_MAILTO"
"""Environment variable with the address that servers may write to."""


def add_mailto(parser: argparse.ArgumentParser) -> None:
    """Define ``--mailto``."""
    parser.add_argument(
        "--mailto",
        type=given.address,
        default=os.environ.get(MAILTO, ""),
        metavar="ADDRESS",
        help=f"an address that the servers may write to; they serve better whom they can reach (${MAILTO})",
    )


@contextmanager
def asking(source: Path, mailto: str, bases: Bases | None, *, fresh: bool = False) -> Iterator[Lookup]:
    """A lookup with the cache of a library, which is kept also when the work is broken off.

    :raises CommandError: if the cache cannot be used.
    """
    from papershelf import __version__
    from papershelf.sources.network.web import Bases
    from papershelf.sources.servers import lookup
    from papershelf.sources.servers.metadata import CACHE, Cache, CacheError

    bases = bases or Bases()
    try:
        cache = Cache(source / CACHE)
    except CacheError as error:
        raise CommandError(str(error)) from None
    try:
        yield lookup.Lookup(lookup.client(__version__, mailto, bases), cache, bases, fresh, mailto)
    finally:
        cache.save()
