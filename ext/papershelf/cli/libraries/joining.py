"""``papershelf join``: one library made of several."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf.cli.library import CommandError, UsageError

if TYPE_CHECKING:
    from papershelf.cli.dividing.members import Member
    from papershelf.cli.writing import Change


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Define the command."""
    parser = commands.add_parser(
        "join",
        help="one library made of several",
        description="Makes one library of several. The first one gives settings and home page; categories of one name "
        "become one, links between the libraries lead to their papers again. A folder that split made stands for its "
        "portal and all of its libraries. They stay as they are; with two papers of one key nothing is written.",
    )
    parser.add_argument("libraries", type=Path, nargs="+", metavar="DIR", help="folders of libraries")
    parser.add_argument("--into", type=Path, required=True, metavar="DIR", help="the folder for the one; new or empty")
    parser.add_argument("--dry-run", action="store_true", help="show what would be written, write nothing")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Join.

    :returns: 0.
    :raises CommandError: if two papers have one key, two files one name, or a library has errors.
    """
    from papershelf.cli.dividing import members
    from papershelf.cli.dividing.union import unite
    from papershelf.cli.libraries import splitting

    base: Path = arguments.directory
    target = (base / arguments.into).resolve()
    found, around = members.read(arguments.libraries, base)
    if len(found) < 2:
        raise UsageError("join takes two libraries or more, or a folder that papershelf split made")
    splitting.check_target(target, *(member.folder.source for member in found))
    for member in found:
        _check(member)
    made = unite(found, around)
    if made.refused:
        raise CommandError("\n  ".join(["nothing was written:", *_some(made.refused)]))
    changes = made.changes()
    changes += _around(found[0], {change.path for change in changes})
    if not arguments.dry_run:
        splitting.move_in(target, changes)
    for member in found:
        catalogue = member.folder.catalogue
        print(f"{member.name}: {len(catalogue)} papers, {len(catalogue.categories)} categories")
    print("\n".join(_some(made.remarks)) + "\n" * bool(made.remarks), end="")
    print(f"{'would write' if arguments.dry_run else 'wrote'} {len(changes)} files into {arguments.into}")
    return 0


def _check(member: Member) -> None:
    from papershelf.cli.libraries import splitting

    try:
        splitting.check_sound(member.folder)
    except CommandError as error:
        raise CommandError(f"{member.name}: {error}") from None


def _some(lines: list[str]) -> list[str]:
    from papershelf.cli.libraries.splitting import MOST

    return lines[:MOST] + ([f"and {len(lines) - MOST} more"] if len(lines) > MOST else [])


def _around(first: Member, there: set[str]) -> list[Change]:
    """What builds the library, where it has no folder of its own for ``conf.py``, and nothing of it is there."""
    from papershelf.cli.libraries import init, requirement
    from papershelf.cli.writing import Change

    if first.library.conf != first.library.source:
        return []
    needed = requirement.find() if "requirements.txt" not in there else requirement.Requirement("", "")
    wanted = ("Makefile", ".readthedocs.yaml", "requirements.txt", ".gitignore")
    texts = init.texts(first.folder.settings.name, "en", needed)
    made = [Change(path, texts[path].encode()) for path in wanted if path not in there]
    return made + [Change(path, data) for path, data in needed.files.items() if path not in there]
