"""``papershelf split``: several libraries made of one, and a portal over them."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf.cli.library import CommandError, find

if TYPE_CHECKING:
    from papershelf.cli.dividing.division import Division
    from papershelf.cli.dividing.plan import Plan
    from papershelf.cli.writing import Change
    from papershelf.sources.library.folder import Folder

BY_CATEGORY = 0
MOST = 20
"""Lines of one kind that are told one by one."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Define the command."""
    parser = commands.add_parser(
        "split",
        help="several libraries made of a large one, and a portal over them",
        description="Makes several libraries of one, each in a folder of DIR, and a portal over them, with what builds "
        "them on GitHub and on Read the Docs. Papers keep their keys and their order; what names a paper of another "
        "library names it there, and old addresses lead on. The library itself stays as it is.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder for all of them; new or empty")
    parser.add_argument(
        "--by",
        type=_by,
        required=True,
        metavar="category|N",
        help="a library for each category at the top, or libraries of about N papers along the categories",
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would go where, write nothing")
    parser.set_defaults(run=run)


def _by(text: str) -> int:
    if text == "category":
        return BY_CATEGORY
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError(f"found {text[:60]!r}; it is 'category' or a number of papers from 1")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Split.

    :returns: 0.
    :raises CommandError: if the library has errors, there is nothing to split, or the folder is not empty.
    """
    from papershelf.cli.dividing import parts
    from papershelf.cli.dividing.division import divide
    from papershelf.cli.dividing.plan import plan
    from papershelf.cli.libraries import requirement
    from papershelf.cli.pages.edits import Edits

    library = find(arguments.directory)
    target = (arguments.directory / arguments.folder).resolve()
    check_target(target, library.source)
    folder = library.read()
    check_sound(folder)
    found = parts.by_category(folder) if arguments.by == BY_CATEGORY else parts.by_number(folder, arguments.by)
    if len(found) < 2:
        raise CommandError(_too_few(folder, arguments.by))
    made = plan(Edits(library, folder), found)
    needed = requirement.Requirement("", "") if "requirements.txt" in made.files else requirement.find()
    division = divide(made, needed)
    if not arguments.dry_run:
        move_in(target, division.changes)
    tell(made, division)
    print(f"{'would write' if arguments.dry_run else 'wrote'} {len(division.changes)} files into {arguments.folder}")
    if not arguments.dry_run:
        for line in _next_steps(folder):
            print(line)
    return 0


def check_target(target: Path, *sources: Path) -> None:
    """Refuse a folder that something is in, and one inside a library.

    :raises CommandError: saying which.
    """
    if target.exists() and not target.is_dir():
        raise CommandError(f"{target} is there and is no folder")
    if target.is_dir() and any(target.iterdir()):
        raise CommandError(f"{target} is not empty; nothing was written")
    for source in sources:
        if target.is_relative_to(source.resolve()):
            raise CommandError(f"{target} lies in the library itself, {source}; name a folder outside of it")


def check_sound(folder: Folder) -> None:
    """Refuse a library in which it is not clear what is what.

    :raises CommandError: with every finding, and its file and line.
    """
    found = sorted(set(_unsound(folder)))
    if found:
        more = [f"\n  and {len(found) - MOST} more"] if len(found) > MOST else []
        places = "".join([*(f"\n  {path}:{line}: {words}" for path, line, words in found[:MOST]), *more])
        raise CommandError(f"nothing was written; the library has errors, which papershelf check tells, too:{places}")


def _unsound(folder: Folder) -> Iterator[tuple[str, int, str]]:
    catalogue = folder.catalogue
    yield from ((problem.path, problem.line, problem.message) for problem in folder.problems)
    for key, claims in catalogue.claims.items():
        for other in claims[1:]:
            first = f"{folder.files[claims[0].docname]}:{claims[0].line}"
            yield folder.files[other.docname], other.line, f"key {key!r} is taken by {first}"
    for slug, owners in catalogue.category_claims.items():
        for category in owners[1:]:
            yield folder.files[category.docname], category.line, f"the category {slug!r} is declared twice"
        if complaint := catalogue.parent_complaint(slug):
            yield folder.files[owners[0].docname], owners[0].line, complaint
        if owners[0].docname == folder.settings.root:
            yield folder.files[owners[0].docname], owners[0].line, "the home page is a category, so it has no place"
    pages = {category.docname for category in catalogue.categories.values()}
    for entry in catalogue.entries:
        if entry.queued and entry.docname not in pages:
            yield folder.files[entry.docname], entry.line, "the queue is on a page without paper-category"


def _too_few(folder: Folder, by: int) -> str:
    if by == BY_CATEGORY:
        tops = folder.catalogue.children("")
        what = f"one category at the top, {tops[0]!r}" if tops else "no category"
        return f"the library has {what}, so there is nothing to split by; --by N splits by the number of papers"
    return f"the library has {len(folder.catalogue)} papers, so libraries of about {by} would be one"


def move_in(target: Path, changes: list[Change]) -> None:
    """Write all files beside a folder, and give them its name when they are whole.

    :raises CommandError: if anything cannot be written; then nothing is.
    """
    from papershelf.cli import writing

    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as beside:
        made = Path(beside) / "made"
        made.mkdir()
        writing.write(made, changes)
        if target.exists():
            target.rmdir()  # it is empty
        made.rename(target)


def tell(made: Plan, division: Division) -> None:
    """Say what goes where, and what is not as it was."""
    from papershelf.cli import terminal
    from papershelf.cli.dividing.parts import PORTAL

    catalogue = made.folder.catalogue
    rows = []
    for part in made.parts:
        queued = sum(1 for key in part.keys if (entry := catalogue.by_key(key)) and entry.queued)
        rows.append([part.name, part.title, str(len(part.keys)), str(queued), str(division.links[part.name])])
    pages = [docname for docname, names in made.pages.items() if PORTAL in names]
    rows.append([PORTAL, f"{len(pages)} pages", "", "", str(division.links[PORTAL])])
    if terminal.is_terminal(sys.stdout):
        terminal.table(["folder", "title", "papers", "planned", "links to others"], rows)
    else:
        for name, title, papers, planned, links in rows:
            counts = f"{papers} papers ({planned} planned), " if papers else ""
            print(f"{name}: {title}: {counts}{links} links to other libraries")
    for path, place, words in division.remarks[:MOST]:
        print(f"{path}:{place}: {words}")
    if len(division.remarks) > MOST:
        print(f"and {len(division.remarks) - MOST} more")
    if made.left:
        print(f"not taken: {', '.join(made.left)}")


def _next_steps(folder: Folder) -> Iterator[str]:
    from papershelf.cli.dividing.conf import LOCAL

    if not folder.settings.address:
        yield f"conf.py says no html_baseurl, so the libraries link each other below {LOCAL}; when it is known where"
        yield "they will stand, put that in place of it everywhere (in conf.py of each, and in pages)"
    yield "make html there builds all of them into build/html; python3 -m http.server -d build/html shows them"
