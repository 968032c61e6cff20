"""The command line; Sphinx and TeX run as programs of their own. May import ``checks``; no Sphinx."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command.

    :returns: 0 fine, 1 findings or refused input, 130 for Ctrl-C.
    :raises SystemExit: with 2 for wrong usage, with 0 after ``--help`` and the like.
    """
    from papershelf.cli.library import CommandError, UsageError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # names of files may hold what is no text
    arguments = argparse.Namespace()
    try:
        arguments = _parser().parse_args(argv)
        return int(arguments.run(arguments))
    except UsageError as error:
        arguments.usage(str(error))  # which ends here, with 2
        return 2
    except CommandError as error:
        print(f"papershelf: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return _pipe_closed()
    except OSError as error:
        print(f"papershelf: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("papershelf: interrupted", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    from papershelf import __version__
    from papershelf.cli import completion
    from papershelf.cli.checking import check
    from papershelf.cli.imports import importing
    from papershelf.cli.libraries import init, joining, splitting
    from papershelf.cli.papers import moving, new, refresh, removing, renaming
    from papershelf.cli.publishing import building, exporting, pdf

    found = argparse.ArgumentParser(prog="papershelf", description="Paper notes: lists in, a library out.")
    found.add_argument("--version", action="version", version=f"papershelf {__version__}")
    completion.add_argument(found)
    commands = found.add_subparsers(title="commands", metavar="COMMAND", required=True)
    changing = (renaming, moving, removing, splitting, joining, refresh)
    for command in (init, new, importing, *changing, exporting, pdf, check, building):
        command.add_parser(commands)
    _add_directory(found, default=Path())
    for one in commands.choices.values():
        _add_directory(one, default=argparse.SUPPRESS)  # without it, the one before the command counts
        one.set_defaults(usage=one.error)
    return found


def _add_directory(parser: argparse.ArgumentParser, default: object) -> None:
    """Define ``-C``, which stands before the command or after it; the last one counts."""
    parser.add_argument(
        "-C", dest="directory", type=Path, default=default, metavar="DIR", help="the library of this folder (.)"
    )


def _pipe_closed() -> int:
    """Whoever read our output has enough of it (``papershelf export … | head``)."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left in the buffer goes nowhere
    return 1
