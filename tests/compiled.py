"""Compiled files for the processes of the tests: those that are there already, and ours."""

from __future__ import annotations

import compileall
import os
import shutil
import sys
import sysconfig
from pathlib import Path

from support import ROOT

_LEFT_OUT = {"test", "tests", "site-packages", "idlelib"}
"""Folders, seen from those of Python and pip, of which little is run."""


def fill(cache: Path) -> None:
    """Fill a folder that Python is told to keep compiled files in.

    pip and Python's own makers compiled what they installed, but beside it; in a fresh clone each of several processes
    would compile all of Sphinx at the same time. What is out of date in the folder Python compiles again by itself.
    """
    done = cache / "filled"
    if "PYTEST_XDIST_WORKER" in os.environ or done.exists():
        return
    for base in map(Path, {sysconfig.get_path(name) for name in ("purelib", "platlib", "stdlib")}):
        for folder in base.rglob("__pycache__"):
            if not _LEFT_OUT.isdisjoint(folder.relative_to(base).parts):
                continue
            target = cache.joinpath(*folder.parent.parts[1:])
            target.mkdir(parents=True, exist_ok=True)
            for file in folder.glob(f"*.{sys.implementation.cache_tag}.pyc"):
                if not (target / file.name).exists():
                    _take(file, target / file.name)
    for name in ("ext", "tests"):
        compileall.compile_dir(ROOT / name, quiet=2)
    done.touch()


def _take(file: Path, target: Path) -> None:
    """The same file under another name: Python writes a new one rather than into it."""
    try:
        target.hardlink_to(file)
    except OSError:  # on another disk, say
        shutil.copy2(file, target)
