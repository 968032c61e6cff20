"""``papershelf import``: lists come in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf.cli import arguments as given
from papershelf.cli import reports, terminal
from papershelf.cli.library import UsageError, find

if TYPE_CHECKING:
    from papershelf.sources.remote import Hosts

READERS = {
    ".md": "papershelf.sources.lists",
    ".markdown": "papershelf.sources.lists",
    ".bib": "papershelf.cli.bibliographies",
    ".json": "papershelf.cli.bibliographies",
    ".ris": "papershelf.cli.bibliographies",
}
"""File name ending to the module whose ``read(path)`` gives a :class:`~papershelf.sources.found.Reading`."""

FORMS = {"markdown": ".md", "bibtex": ".bib", "csl": ".json", "json": ".json", "ris": ".ris"}
"""Form, as ``--format`` names it, to the ending of its files."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Define the command."""
    parser = commands.add_parser(
        "import",
        help="papers from a README list with the notes it links to, or from a reference manager",
        description="Papers from lists into the library. Nothing that exists is overwritten; the same import twice "
        "changes nothing. The report has a row for every entry: created, planned, merged, unchanged, refused, skipped.",
    )
    parser.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help=f"a file ({', '.join(READERS)}), the address of one or of a repository, or - for standard input",
    )
    parser.add_argument("--format", choices=list(FORMS), default="", help="the form of the sources (by their names)")
    parser.add_argument("--dry-run", action="store_true", help="show the report, write nothing")
    parser.add_argument(
        "--category", type=given.key, default="", metavar="SLUG", help="put every paper into this category"
    )
    parser.add_argument("--all", action="store_true", help="take in notes too that stand beside a list and in no entry")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the report as JSON, too")
    parser.add_argument("--force", action="store_true", help="write the pages of papers that are there anew")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, hosts: Hosts | None = None) -> int:
    """Import the sources.

    :param hosts: where repositories are.
    :returns: 0 fine, 1 if an entry was refused, nothing was found, or most links to papers are in no entry; what was
        found is imported all the same.
    """
    from papershelf.cli import incoming, storing, verdict, writing
    from papershelf.sources import folder as folders
    from papershelf.sources import merging
    from papershelf.sources.found import Outcome, Report
    from papershelf.sources.notes import adoption as notes
    from papershelf.sources.notes import strays

    if arguments.sources.count(incoming.STANDARD_INPUT) > 1:
        raise UsageError("standard input, -, is read once")
    library = find(arguments.directory)
    folder = folders.read(library.source, library.conf)
    report = Report()
    found, headings, readings = [], [], []
    for source in arguments.sources:
        reading = incoming.read(source, arguments.format, READERS, FORMS, hosts)
        if incoming.is_file(source):
            strays.add_unlinked(reading, Path(source), take=arguments.all)
        readings.append((source, reading))
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
    if terminal.is_terminal(sys.stdout):
        reports.show_import(report)
    else:
        print(report.text(), end="")
    for change in changes:
        print(f"{'would write' if arguments.dry_run else 'wrote'} {change.path}")
    if arguments.report:
        verdict.write(arguments.report, report, changes, dry=arguments.dry_run)
    failed = verdict.complaints(readings)
    for complaint in failed:
        print(f"papershelf: {complaint}", file=sys.stderr)
    return 1 if failed or report.count(Outcome.REFUSED) else 0
