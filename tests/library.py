"""Whole libraries for the tests that look at them: this repository's own, and seeded ones of any size."""

from __future__ import annotations

import atexit
import functools
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.seeded import write
from support import ROOT

PAGES = {
    "library": "# 모든 논문\n\n```{paper-list}\n:filter:\n```\n",
    "map": "# 지도\n\n```{paper-graph}\n```\n\n```{paper-graph}\n:layout: timeline\n```\n",
}
TOCTREE = "\n```{toctree}\nlibrary\nmap\n```\n"


@functools.cache
def built() -> Path:
    """The output folder of a build that must not warn."""
    folder = Path(tempfile.mkdtemp(prefix="papershelf-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return _build(ROOT, folder, "-c", "docs")


def seeded(folder: Path, papers: int) -> Path:
    """The output folder of a seeded library, with a library page, a map and a comparison."""
    source = folder / "source"
    write("papershelf", source, papers)
    for name, text in PAGES.items():  # kinds of pages that a seeded library lacks
        (source / f"{name}.md").write_text(text, encoding="utf-8")
    index = source / "index.md"
    index.write_text(index.read_text(encoding="utf-8") + TOCTREE, encoding="utf-8")
    return _build(source, folder)


def _build(source: Path, folder: Path, *options: str) -> Path:
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
    return folder / "html"
