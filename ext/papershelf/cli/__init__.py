"""The command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command.

    :returns: 0 fine, 1 findings or refused input, 2 wrong usage.
    """
    from papershelf import __version__

    parser = argparse.ArgumentParser(prog="papershelf", description="Paper notes: lists in, a library out.")
    parser.add_argument("--version", action="version", version=f"papershelf {__version__}")
    parser.parse_args(argv)
    parser.print_help()
    return 2
