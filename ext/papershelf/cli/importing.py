"""``papershelf import``: lists come in."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf.cli.library import CommandError, find

if TYPE_CHECKING:
    from papershelf.sources.found import Reading

READERS = {
    ".md": "papershelf.sources.lists",
    ".markdown": "papershelf.sources.lists",
    ".bib": "papershelf.cli.bibliographies",
    ".json": "papershelf.cli.bibliographies",
    ".ris": "papershelf.cli.bibliographies",
}
"""File name ending to the module whose ``read(path)`` gives a :class:`~papershelf.sources.found.Reading`."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Define the command."""
    parser = commands.add_parser(
        "import",
        help="papers from a README list with the notes it links to, or from a reference manager",
        description="Papers from lists into the library. Nothing that exists is overwritten; the same import twice "
        "changes nothing. The report has a row for every entry: created, planned, merged, unchanged, refused, skipped.",
    )
    parser.add_argument("sources", nargs="+", type=Path, metavar="SOURCE", help=f"a file: {', '.join(READERS)}")
    parser.add_argument("--dry-run", action="store_true", help="show the report, write nothing")
    parser.add_argument("--category", default="", metavar="SLUG", help="put every paper into this category")
    parser.add_argument("--all", action="store_true", help="take in notes too that stand beside a list and in no entry")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the report as JSON, too")
    parser.add_argument("--force", action="store_true", help="write the pages of papers that are there anew")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Import the sources.

    :returns: 0 fine, 1 if an entry was refused, nothing was found, or most links to papers are in no entry; what was
        found is imported all the same.
    """
    from papershelf.cli import storing, verdict, writing
    from papershelf.sources import folder as folders
    from papershelf.sources import merging
    from papershelf.sources.found import Outcome, Report
    from papershelf.sources.notes import adoption as notes
    from papershelf.sources.notes import strays

    library = find(arguments.directory)
    folder = folders.read(library.source, library.conf)
    report = Report()
    found, headings, readings = [], [], []
    for path in arguments.sources:
        reading = _read(path)
        strays.add_unlinked(reading, path, take=arguments.all)
        readings.append((path.name, reading))
        found += reading.found
        headings += reading.headings
        report.rows += reading.report.rows
    if arguments.category:
        found, headings = storing.in_category(found, arguments.category, folder), []
    settled = merging.sort(found, folder.catalogue, storing.page_keys(folder), report)
    prefix = folder.settings.papers[0]
    settled.new = notes.adopt(
        settled.new, [(item.note, folder.files[entry.docname]) for item, entry in settled.known], prefix
    )
    store = storing.Store(library, folder, report, force=arguments.force)
    changes = store.changes(settled, headings)
    if not arguments.dry_run:
        writing.write(library.source, changes)
    print(report.text(), end="")
    for change in changes:
        print(f"{'would write' if arguments.dry_run else 'wrote'} {change.path}")
    if arguments.report:
        verdict.write(arguments.report, report, changes, dry=arguments.dry_run)
    failed = verdict.complaints(readings)
    for complaint in failed:
        print(f"papershelf: {complaint}", file=sys.stderr)
    return 1 if failed or report.count(Outcome.REFUSED) else 0


def _read(path: Path) -> Reading:
    """Read a source.

    :raises CommandError: if it cannot be read.
    """
    from papershelf.sources.found import SourceError

    if path.is_dir():
        raise CommandError(f"{path} is a folder; a source is a file: {', '.join(READERS)}")
    if path.exists() and not path.is_file():
        raise CommandError(f"{path} is a device or a pipe; a source is a file: {', '.join(READERS)}")
    if not path.is_file():
        raise CommandError(f"{path}: there is no such file")
    name = READERS.get(path.suffix.lower())
    if name is None:
        raise CommandError(f"{path}: no list of a known kind; known are {', '.join(READERS)}")
    reader: Callable[[Path], Reading] = importlib.import_module(name).read
    try:
        return reader(path)
    except SourceError as error:
        raise CommandError(f"{path}: {error}") from None
