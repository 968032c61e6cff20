"""``papershelf check``: what a careful librarian would find, and mending what is safe to mend."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from papershelf.cli import arguments as given
from papershelf.cli import terminal
from papershelf.cli.checking.findings import FORMATS, is_note, sums
from papershelf.cli.library import CommandError, Library, UsageError, find

if TYPE_CHECKING:
    from papershelf.checks.finding import Finding
    from papershelf.sources.library.folder import Folder
    from papershelf.sources.network.pictures import Bounds


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Define the command."""
    parser = commands.add_parser(
        "check",
        help="what is wrong in the library, with file and line",
        description="Duplicates, missing facts, dead links, figures that nothing shows, and more: the guide's page on "
        "checks lists them. One is silenced with suppress_warnings = ['papershelf.check.CODE'] in conf.py. Ends with 1 "
        "when something is found.",
    )
    parser.add_argument("--fix", action="store_true", help="mend what is safe: option lines and stale queue lines")
    parser.add_argument("--fetch-images", action="store_true", help=f"with --fix: {given.FETCH_IMAGES}")
    parser.add_argument("--format", choices=list(FORMATS), default="text", help="the form of the findings (text)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, bounds: Bounds | None = None) -> int:
    """Check.

    :param bounds: where pictures may be.
    :returns: 0 when nothing is found (any more), notes apart, else 1.
    """
    if arguments.fetch_images and not arguments.fix:
        raise UsageError("--fetch-images changes pages, so it goes with --fix")
    library = find(arguments.directory)
    folder, found = _findings(library)
    mended: list[Finding] = []
    while arguments.fix and (done := _mend(library, found)):
        mended += done  # what could not be read before shows more
        folder, found = _findings(library)
    if arguments.fetch_images:
        done, failed = _fetched(library, folder, bounds)
        mended += done
        folder, found = _findings(library)
        found = sorted([*found, *failed])
    if arguments.format == "text" and terminal.is_terminal(sys.stdout):
        terminal.show_findings(found, mended, sums(folder, found))
    else:
        sys.stdout.write(FORMATS[arguments.format](folder, found, mended))
    return 1 if not all(map(is_note, found)) else 0


def _fetched(library: Library, folder: Folder, bounds: Bounds | None) -> tuple[list[Finding], list[Finding]]:
    """Bring in pictures of other hosts.

    :returns: what was done, as findings that are mended, and a finding for each that could not be fetched.
    """
    from papershelf.checks.finding import Code, Finding, Mend
    from papershelf.cli import writing
    from papershelf.cli.imports import pictures

    texts = {}
    for path in folder.files.values():
        try:
            texts[path] = (library.source / path).read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            continue  # the check tells of it
    brought = pictures.bring_in(library.source, texts, bounds)
    writing.write(library.source, [writing.Change(path, text.encode()) for path, text in brought.texts.items()])
    done = [
        Finding(path, line, Code.REMOTE_IMAGE, address, Mend(0, 0, lambda text: text, f"{address} is now {name}"))
        for path, line, address, name in brought.done
    ]
    failed = [
        Finding(path, line, Code.UNFETCHED_IMAGE, f"{address} was not fetched: {why}")
        for path, line, address, why in brought.failed
    ]
    silenced = f"papershelf.check.{Code.UNFETCHED_IMAGE}" in folder.settings.suppressed
    return done, [] if silenced else failed


def _findings(library: Library) -> tuple[Folder, list[Finding]]:
    from papershelf import checks
    from papershelf.model.record.paper import Status

    folder = library.read()
    writing = {
        folder.files[entry.docname]
        for entry in folder.catalogue.entries
        if not entry.queued and entry.paper.status is Status.WRITING
    }
    return folder, checks.findings(folder, last_commits(library.source, writing), _today())


def _mend(library: Library, found: Iterable[Finding]) -> list[Finding]:
    """Write the files whose findings can be mended.

    :returns: what was mended.
    """
    from papershelf.checks.finding import mended
    from papershelf.cli import writing

    by_path: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.mend is not None:
            by_path.setdefault(finding.path, []).append(finding)
    changes, done = [], []
    for path, findings in by_path.items():
        before = writing.target(library.source, path).read_bytes()
        text, mends = mended(before.decode("utf-8"), findings)
        changes.append(writing.Change(path, text.encode("utf-8")))
        done += mends
    writing.write(library.source, changes)
    return done


def _today() -> date:
    """The day, or that of ``SOURCE_DATE_EPOCH``.

    :raises CommandError: if that is no number of seconds.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(given), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise CommandError(f"SOURCE_DATE_EPOCH: found {given[:40]!r}; it is a number of seconds") from None


def last_commits(source: Path, paths: Collection[str]) -> dict[str, date]:
    """The day of each file's last commit, where git knows one.

    :param paths: relative to ``source``.
    """
    wanted = set(paths)
    if not wanted:
        return {}
    folders = sorted({path.split("/")[0] for path in wanted})
    command = ["git", "log", "-z", "--format=%x01%cI", "--name-only", "--no-renames", "--relative", "--", *folders]
    found: dict[str, date] = {}
    try:
        with subprocess.Popen(command, cwd=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as git:
            day = date.min
            for word in _words(git.stdout):
                if word.startswith("\x01"):
                    day = datetime.fromisoformat(word[1:]).date()
                elif word in wanted:
                    found.setdefault(word, day)
                if len(found) == len(wanted):
                    git.kill()
                    break
    except OSError:
        return {}
    return found


def _words(stream: Any) -> Iterable[str]:
    """What git prints, parted by zeros."""
    rest = b""
    while block := stream.read(65536):
        *words, rest = (rest + block).split(b"\0")
        yield from (os.fsdecode(word.strip(b"\n")) for word in words)
    if rest:
        yield os.fsdecode(rest.strip(b"\n"))
