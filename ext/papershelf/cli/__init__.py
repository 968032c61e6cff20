"""The command line."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command.

    :returns: 0 fine, 1 findings or refused input, 2 wrong usage.
    """
    from papershelf.cli.library import CommandError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # names of files may hold what is no text
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except CommandError as error:
        print(f"papershelf: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"papershelf: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    from papershelf import __version__
    from papershelf.cli import building, check, exporting, importing, init, new, pdf, refresh

    parser = argparse.ArgumentParser(prog="papershelf", description="Paper notes: lists in, a library out.")
    parser.add_argument("--version", action="version", version=f"papershelf {__version__}")
    parser.add_argument(
        "-C", dest="directory", type=Path, default=Path(), metavar="DIR", help="the library of this folder (.)"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    new.add_parser(commands)
    importing.add_parser(commands)
    refresh.add_parser(commands)
    exporting.add_parser(commands)
    pdf.add_parser(commands)
    check.add_parser(commands)
    building.add_parser(commands)
    init.add_parser(commands)
    return parser
