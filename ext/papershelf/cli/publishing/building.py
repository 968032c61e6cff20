"""``papershelf build`` and ``papershelf serve``: what ``make html`` and ``make live`` do, on every system."""

from __future__ import annotations

import argparse
import importlib.util
import signal
import subprocess
import sys
from pathlib import Path

from papershelf.cli.library import CommandError, Library, find
from papershelf.cli.publishing import pdf

FOLDERS = {"singlehtml": "print"}
"""Builder to the folder of its results, where that has another name."""

_DOCTREES = {"gettext": "gettext-doctrees"}
"""Builder to the folder of what it has read, where it reads other than the rest do; Sphinx refuses theirs."""
_STRICT = ("-nW", "--keep-going")
_LOCAL = "127.0.0.1"


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Define the commands."""
    parser = commands.add_parser(
        "build",
        help="the site, or the library in another form",
        description="The library in build/html, or in another form beside it. A warning is an error, as with make.",
    )
    parser.add_argument(
        "--builder",
        type=_builder,
        default="html",
        metavar="NAME",
        help="html (default), pdf, epub, print (one page), linkcheck, or any other builder of Sphinx",
    )
    parser.add_argument("--allow-warnings", action="store_true", help="do not fail because of a warning")
    parser.set_defaults(run=build)
    parser = commands.add_parser(
        "serve",
        help="the site on this machine, built again at every change",
        description="Serves the site on this machine and builds it again at every change. It needs sphinx-autobuild.",
    )
    parser.add_argument("--port", type=_port, default=8000, metavar="NUMBER", help="of the server (8000)")
    parser.set_defaults(run=serve)


def _builder(text: str) -> str:
    if not (text.isascii() and text.replace("-", "").replace("_", "").isalnum()) or text.startswith("-"):
        raise argparse.ArgumentTypeError(f"found {text!r}; it is the name of a builder")
    return "singlehtml" if text == "print" else text


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"found {text!r}; it is a number from 1 to 65535")
    return int(text)


def build(arguments: argparse.Namespace) -> int:
    """Build the library.

    :returns: 0 fine, 1 if the build found something.
    """
    library = find(arguments.directory)
    if arguments.builder == "pdf":
        options = argparse.Namespace(part="", output=None, time_limit=pdf.TIME_LIMIT)
        options.directory, options.fail_on_warning = arguments.directory, not arguments.allow_warnings
        return pdf.run(options)
    out = library.build / FOLDERS.get(arguments.builder, arguments.builder)
    strict = () if arguments.allow_warnings or arguments.builder == "linkcheck" else _STRICT
    doctrees = library.build / _DOCTREES.get(arguments.builder, "doctrees")
    command = ["-b", arguments.builder, *strict, "-j", "auto", *folders(library, out, doctrees)]
    done = subprocess.run([sys.executable, "-m", "sphinx", *command]).returncode
    if not done:
        print(f"papershelf: it is in {out}")
    return 1 if done else 0


def serve(arguments: argparse.Namespace) -> int:
    """Serve the site until somebody stops it.

    :raises CommandError: without sphinx-autobuild.
    """
    library = find(arguments.directory)
    if importlib.util.find_spec("sphinx_autobuild") is None:
        raise CommandError(f"serving needs sphinx-autobuild: {sys.executable} -m pip install sphinx-autobuild")
    ignored = (library.build, library.source / ".venv", library.source / ".git")
    command = ["--host", _LOCAL, "--port", str(arguments.port), "-j", "auto"]
    command += [part for folder in ignored for part in ("--ignore", str(folder))]
    command += folders(library, library.build / "live", library.build / "live-doctrees")
    return _run_to_the_end([sys.executable, "-m", "sphinx_autobuild", *command])


def _run_to_the_end(command: list[str]) -> int:
    """Run a server whose processes, also those of its builds, end when we do."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with subprocess.Popen(command, start_new_session=True) as process:
        try:
            return 1 if process.wait() else 0
        except BaseException:
            pdf.stop(process)
            raise
        finally:
            signal.signal(signal.SIGTERM, before)


def folders(library: Library, out: Path, doctrees: Path) -> list[str]:
    """Where Sphinx finds everything."""
    return ["-c", str(library.conf), "-d", str(doctrees), str(library.source), str(out)]
