"""When files were last committed, as git tells."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any


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
