"""This repository's own library, built once for all tests that look at it."""

from __future__ import annotations

import atexit
import functools
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from support import ROOT


@functools.cache
def built() -> Path:
    """The output folder of a build that must not warn."""
    folder = Path(tempfile.mkdtemp(prefix="papershelf-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    command = [sys.executable, "-m", "sphinx", "-nW", "--keep-going", "-j", "2", "-q", "-c", "docs"]
    done = subprocess.run(
        [*command, "-d", str(folder / "doctrees"), ".", str(folder / "html")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=280,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return folder / "html"
