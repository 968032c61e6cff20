"""``papershelf import``: lists come in."""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf.cli import arguments as given
from papershelf.cli import servers, terminal
from papershelf.cli.library import Library, UsageError, find
from papershelf.sources.bibliographies import forms

if TYPE_CHECKING:
    from papershelf.cli.writing import Change
    from papershelf.sources.network.pictures import Bounds
    from papershelf.sources.network.remote import Hosts
    from papershelf.sources.network.web import Bases

READERS = {
    ".md": "papershelf.sources.lists",
    ".markdown": "papershelf.sources.lists",
    **dict.fromkeys(forms.ENDINGS, "papershelf.cli.imports.bibliographies"),
}
"""File name ending to the module whose ``read(path)`` gives a :class:`~papershelf.sources.found.Reading`."""

FORMS = {"markdown": ".md", **forms.NAMES}
"""Form, as ``--format`` names it, to the ending of its files."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Define the command."""
    parser = commands.add_parser(
        "import",
        help="papers from a README list with the notes it links to, or from a reference manager",
        description="Papers from lists into the library. Nothing that exists is overwritten; the same import twice "
        "changes nothing. The report has a row for every entry: created, planned, merged, updated, unchanged, refused, "
        "skipped, prose (a text on a page), left (a paper that the source does not have any more).",
    )
    parser.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help=f"a file ({', '.join(READERS)}), a folder with a list or with notes, the address of a file or of a "
        "repository, or - for standard input",
    )
    parser.add_argument("--format", choices=list(FORMS), default="", help="the form of the sources (by their names)")
    parser.add_argument(
        "--encoding", default="", metavar="NAME", help="the encoding of a bibliography that is no UTF-8, as cp949"
    )
    parser.add_argument("--dry-run", action="store_true", help="show the report, write nothing")
    parser.add_argument(
        "--category",
        type=given.key,
        default="",
        metavar="SLUG",
        help="put every paper into this category, which is made where there is none",
    )
    parser.add_argument(
        "--category-by",
        choices=["keywords"],
        default="",
        help="put each paper into the category that its first keyword names, not into that of its group or collection",
    )
    parser.add_argument("--all", action="store_true", help="take in notes too that stand beside a list and in no entry")
    parser.add_argument("--update", action="store_true", help="fill in what a source knows and the library leaves open")
    parser.add_argument(
        "--live",
        action="store_true",
        help="leave the facts in the bibliographies, which conf.py then names in papershelf_bibliography: their papers "
        "are planned",
    )
    add_fetch(parser)
    parser.add_argument("--fetch-images", action="store_true", help=given.FETCH_IMAGES)
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the report as JSON, too")
    parser.add_argument("--force", action="store_true", help="write the pages of papers that are there anew")
    parser.set_defaults(run=run)


def add_fetch(parser: argparse.ArgumentParser) -> None:
    """Define ``--fetch``, and the address that servers may write to."""
    parser.add_argument(
        "--fetch",
        action="store_true",
        help="ask arXiv and Crossref for title, authors and date of what has an identifier; a run that is broken off "
        "goes on where it stopped",
    )
    servers.add_mailto(parser)


def run(
    arguments: argparse.Namespace, hosts: Hosts | None = None, bases: Bases | None = None, bounds: Bounds | None = None
) -> int:
    """Import the sources.

    :param hosts: where repositories are.
    :param bases: where arXiv, Crossref and DataCite are.
    :param bounds: where pictures may be.
    :returns: 0 fine, 1 if an entry was refused, nothing was found, or most links to papers are in no entry; what was
        found is imported all the same.
    """
    from papershelf.cli import writing
    from papershelf.cli.imports import gathering, verdict
    from papershelf.cli.imports import pictures as bringing
    from papershelf.sources.found import Outcome
    from papershelf.sources.library import folder as folders

    if arguments.category and arguments.category_by:
        raise UsageError("--category puts all papers into one category, --category-by into many; give one of them")
    library = find(arguments.directory)
    live = _live(arguments, library)
    names = list(dict.fromkeys(live.values()))
    folder = folders.read(library.source, library.conf, names)
    gathered = gathering.gather(
        arguments.sources, arguments.format, READERS, FORMS, hosts, take=arguments.all, encoding=arguments.encoding
    )
    report = gathered.report
    with contextlib.ExitStack() as stack:
        asked = (
            stack.enter_context(servers.asking(library.source, arguments.mailto, bases)) if arguments.fetch else None
        )
        options = gathering.Options(
            arguments.category,
            force=arguments.force,
            update=arguments.update,
            lookup=asked,
            live=live,
            by_keyword=arguments.category_by == "keywords",
        )
        changes = gathering.changes(gathered, library, folder, options)
    remarks = _set_up(changes, library, names) if live else []
    if arguments.fetch_images and not arguments.dry_run:
        changes = bringing.into_changes(library.source, changes, report, bounds)
    if not arguments.dry_run:
        writing.write(library.source, changes)
    if terminal.is_terminal(sys.stdout):
        terminal.show_import(report)
    else:
        print(report.text(), end="")
    for change in changes:
        print(f"{'would write' if arguments.dry_run else 'wrote'} {change.path}")
    for remark in remarks:
        print(remark)
    if arguments.report:
        verdict.write(arguments.report, report, changes, dry=arguments.dry_run)
    failed = verdict.complaints(gathered.readings)
    for complaint in failed:
        print(f"papershelf: {complaint}", file=sys.stderr)
    return 1 if failed or report.count(Outcome.REFUSED) else 0


def _live(arguments: argparse.Namespace, library: Library) -> dict[str, str]:
    """Name of each source to the one that ``conf.py`` is to have for it; nothing without ``--live``.

    :raises UsageError: with options that take facts into pages.
    """
    from papershelf.cli.imports import living

    if not arguments.live:
        return {}
    other = next((name for name in ("fetch", "update", "force", "encoding") if getattr(arguments, name)), "")
    if other:
        raise UsageError(f"--live leaves the facts in the file, so --{other} has nothing to do")
    return living.names_of(arguments.sources, library)


def _set_up(changes: list[Change], library: Library, names: list[str]) -> list[str]:
    """Add the change of ``conf.py``; what the reader has to do where it cannot be made."""
    from papershelf.cli import writing
    from papershelf.cli.imports import living

    path = library.conf / "conf.py"
    before = path.read_bytes().decode("utf-8")
    after = living.with_setting(before, names)
    if after is None:
        return [f"{path.name}: papershelf_bibliography is computed there; add {name!r} to it" for name in names]
    if after != before:
        inside = path.resolve().relative_to(library.source.resolve()).as_posix()
        changes.append(writing.Change(inside, after.encode("utf-8")))
    return []
