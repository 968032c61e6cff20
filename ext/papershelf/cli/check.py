"""``papershelf check``: what a careful librarian would find, and mending what is safe to mend."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from papershelf.cli import arguments as given
from papershelf.cli import reports, terminal
from papershelf.cli.library import CommandError, Library, UsageError, find

if TYPE_CHECKING:
    from papershelf.checks.finding import Finding
    from papershelf.sources.folder import Folder
    from papershelf.sources.pictures import Bounds


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
    from papershelf.checks.finding import NOTES

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
        reports.show_findings(found, mended, _sums(folder, found))
    else:
        sys.stdout.write(FORMATS[arguments.format](folder, found, mended))
    return 1 if any(finding.code not in NOTES for finding in found) else 0


def _fetched(library: Library, folder: Folder, bounds: Bounds | None) -> tuple[list[Finding], list[Finding]]:
    """Bring in pictures of other hosts.

    :returns: what was done, as findings that are mended, and a finding for each that could not be fetched.
    """
    from papershelf.checks.finding import Code, Finding, Mend
    from papershelf.cli import pictures, writing

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
    from papershelf.model.paper import Status
    from papershelf.sources import folder as folders

    folder = folders.read(library.source, library.conf)
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
    from papershelf.checks.mending import mended
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


# -- forms --------------------------------------------------------------------------------------


def _text(folder: Folder, found: Sequence[Finding], mended: Sequence[Finding]) -> str:
    lines = [f"mended {f.path}:{f.line}: {f.code}: {f.mend.done}" for f in mended if f.mend]
    for f in found:
        lines.append(f"{f.path}:{f.line}: {f.code}: {f.message}" + (" (--fix mends it)" if f.mend else ""))
    return "".join(f"{_visible(line)}\n" for line in [*lines, _sums(folder, found)])


def _sums(folder: Folder, found: Sequence[Finding]) -> str:
    from papershelf.checks.finding import NOTES

    count = len(folder.catalogue)
    papers = f"{count} paper{'s' * (count != 1)}"
    notes = sum(f.code in NOTES for f in found)
    noted = f", {notes} note{'s' * (notes != 1)}" if notes else ""
    if len(found) == notes:
        return f"{papers}, nothing to mend{noted}"
    found = [f for f in found if f.code not in NOTES]
    fixable = sum(f.mend is not None for f in found)
    return f"{papers}, {len(found)} finding{'s' * (len(found) != 1)}, {fixable} of them for --fix{noted}"


def _visible(text: str) -> str:
    """Text without signs that a terminal obeys."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", lambda match: f"\\x{ord(match[0]):02x}", text)


def _json(folder: Folder, found: Sequence[Finding], mended: Sequence[Finding]) -> str:
    from papershelf.checks.finding import NOTES

    def row(finding: Finding) -> dict[str, str | int | bool]:
        return {
            "file": finding.path,
            "line": finding.line,
            "code": finding.code.value,
            "message": finding.message,
            "fixable": finding.mend is not None,
            **({"note": True} if finding.code in NOTES else {}),
        }

    data = {
        "version": 1,
        "papers": len(folder.catalogue),
        "findings": [*map(row, found)],
        "mended": [*map(row, mended)],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _github(folder: Folder, found: Sequence[Finding], mended: Sequence[Finding]) -> str:
    """Workflow commands; files relative to the workspace that GitHub names, or to the library."""
    from papershelf.checks.finding import NOTES

    workspace = os.environ.get("GITHUB_WORKSPACE")
    root = Path(workspace).resolve() if workspace else folder.source
    inside = folder.source.relative_to(root) if folder.source.is_relative_to(root) else Path()
    return "".join(
        f"::{'notice' if f.code in NOTES else 'warning'} file={_property((inside / f.path).as_posix())},line={f.line},"
        f"title={_property(f'papershelf {f.code}')}::{_data(f.message)}\n"
        for f in found
    )


def _data(text: str) -> str:
    """Text of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A value before the text of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Folder, Sequence[Finding], Sequence[Finding]], str]] = {
    "text": _text,
    "json": _json,
    "github": _github,
}
"""Format to the function that gives the output."""
