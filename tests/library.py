"""Whole libraries for the tests that look at them: this repository's own, and seeded ones of any size."""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import functools
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from bench.seeded import write
from papershelf.cli import main
from support import LONG, ROOT

PAGES = {
    "library": "# 모든 논문\n\n```{paper-list}\n:filter:\n```\n",
    "map": "# 지도\n\n```{paper-graph}\n```\n\n```{paper-graph}\n:layout: timeline\n```\n",
}
TOCTREE = "\n```{toctree}\nlibrary\nmap\n```\n"


@functools.cache
def _run_folder() -> Path:
    """A folder of this run of the tests, the same for all processes of pytest-xdist; the last that ends removes it."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if run is None:
        folder = Path(tempfile.mkdtemp(prefix="papershelf-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return folder
    folder = Path(tempfile.gettempdir(), f"papershelf-{run}")
    here = _held(folder)

    def leave() -> None:
        try:
            fcntl.flock(here, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(leave)
    return folder


def _held(folder: Path) -> IO[str]:
    """A file of the folder that each process holds as long as it runs; another may remove both at this moment."""
    while True:
        folder.mkdir(mode=0o700, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            here = (folder / "here").open("a")
            fcntl.flock(here, fcntl.LOCK_SH)
            if os.path.samestat(os.fstat(here.fileno()), (folder / "here").stat()):
                return here


def once(name: str, make: Callable[[Path], None]) -> Path:
    """A folder that one process fills, while the others that want it wait.

    :param make: fills the folder; if it fails, the next that wants the folder tries again.
    """
    folder, done = _run_folder() / name, _run_folder() / f"{name}.done"
    with (_run_folder() / f"{name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


def begun(folder: Path) -> Path:
    """A library in a new folder, as ``papershelf init`` leaves it; most of that is packing its wheel, done once."""
    made = once("begun", lambda folder: _silently(["init", str(folder / "lib")]))
    return Path(shutil.copytree(made / "lib", folder))


def _silently(command: list[str]) -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        assert main(command) == 0


@functools.cache
def built() -> Path:
    """The output folder of a build that must not warn."""
    return once("library", lambda folder: _build(ROOT, folder, "-c", "docs")) / "html"


MANY = 1_000 if LONG else 180
"""Papers of the seeded library."""


@functools.cache
def many() -> Path:
    """The output folder of a seeded library."""
    return once(f"seeded-{MANY}", seeded) / "html"


def seeded(folder: Path) -> None:
    """Build a seeded library, with a library page, a map and a comparison."""
    source = folder / "source"
    write("papershelf", source, MANY)
    for name, text in PAGES.items():  # kinds of pages that a seeded library lacks
        (source / f"{name}.md").write_text(text, encoding="utf-8")
    index = source / "index.md"
    index.write_text(index.read_text(encoding="utf-8") + TOCTREE, encoding="utf-8")
    with (source / "conf.py").open("a", encoding="utf-8") as conf:  # its files are split as those of a larger one
        conf.write(f"from papershelf.render.listings import rows\nrows.RECORDS_PER_FILE = {MANY // 2}\n")
        conf.write(f"from papershelf.write.files import initials\ninitials.ROWS = {2 * MANY}\n")
    _build(source, folder)


def _build(source: Path, folder: Path, *options: str) -> None:
    command = [sys.executable, "-m", "sphinx", "-nW", "--keep-going", "-j", "2", "-q", *options]
    done = subprocess.run(
        [*command, "-d", str(folder / "doctrees"), ".", str(folder / "html")],
        cwd=source,
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
