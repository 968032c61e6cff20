"""What a portal costs: seeded libraries, known by the files that they export, and one portal over them."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.measure import Run
from bench.seeded import write

Command = Callable[[Sequence[str]], Run]
"""Runs a command and measures it."""

EDITED = "Renamed by the bench"


@dataclass(frozen=True)
class Portal:
    """So many libraries of so many papers."""

    libraries: int
    papers: int

    @property
    def name(self) -> str:
        """As the option has it."""
        return f"{self.libraries}x{self.papers}"


@dataclass(frozen=True)
class Cost:
    """One build of a portal.

    :param papers: of all its libraries.
    :param peak: bytes of memory.
    :param written: files of the site that were written, without those that each build copies anew.
    """

    libraries: int
    papers: int
    case: str
    wall: float
    cpu: float
    peak: int
    written: int


def portals(value: str) -> list[Portal]:
    """``3x100,10x10000``."""
    found = []
    for part in filter(None, (part.strip() for part in value.split(","))):
        libraries, sign, papers = part.partition("x")
        if not (sign and libraries.isdecimal() and papers.isdecimal() and int(libraries) and int(papers)):
            raise argparse.ArgumentTypeError(
                f"found {part!r}; a portal is written 3x100: three libraries of 100 papers"
            )
        found.append(Portal(int(libraries), int(papers)))
    return found


def make(folder: Path, portal: Portal, seed: int, run: Command) -> Iterator[str]:
    """Write the portal with a copy of the file of each library; what went wrong."""
    names = [f"lab-{number}" for number in range(1, portal.libraries + 1)]
    source = folder / "portal"
    sources = [f"{name}=https://{name}.example/" for name in names]
    command = ["init", str(source), "--portal", "--language", "ko", "--from", *sources]
    yield from _complaint(run(_papershelf(*command)), "init")
    conf = source / "conf.py"
    text = conf.read_text(encoding="utf-8")
    for number, name in enumerate(names):
        library = folder / name
        write("papershelf", library, portal.papers, seed + number)
        command = ["export", "--format", "json", "-o", str(source / f"{name}.json"), "-C", str(library)]
        yield from _complaint(run(_papershelf(*command)), name)
        shutil.rmtree(library)
        address = f'"https://{name}.example/"'
        text = text.replace(address, f'({address}, "{name}.json")')
    conf.write_text(text, encoding="utf-8")


def measure(folder: Path, portal: Portal, seed: int, run: Command) -> tuple[list[Cost], list[str]]:
    """Build a portal from nothing, with nothing changed, and after an edit in one of its libraries."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    wrong = list(make(folder, portal, seed, run))
    source, site = folder / "portal", folder / "out" / "html"
    build = [sys.executable, "-m", "sphinx", "-q", "-j", "auto", "-d", str(folder / "out" / "scratch")]
    costs: list[Cost] = []
    seen: dict[Path, int] = {}
    for case in ("from nothing", "nothing changed", "a paper of one library"):
        if case == "a paper of one library":
            _edit(source / "lab-1.json")
        done = run([*build, str(source), str(site)])
        wrong += _complaint(done, case)
        now = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file() and _is_made(site, path)}
        written = sum(seen.get(path) != stamp for path, stamp in now.items())
        seen = now
        total = portal.libraries * portal.papers
        costs.append(Cost(portal.libraries, total, case, done.wall, done.cpu, done.peak, written))
        print(f"  {case}: {done.wall:.2f} s, {done.peak / 2**20:.0f} MiB, {written:,} files", flush=True)
        if done.failed:
            return costs, wrong
    if costs[1].written:
        wrong.append(f"{costs[1].written} files were written though nothing changed")
    if EDITED not in (site / "papers.json").read_text(encoding="utf-8"):
        wrong.append("an edit in a library does not show")
    return costs, wrong


def _edit(path: Path) -> None:
    """Give the paper in the middle of a library another title."""
    library = json.loads(path.read_text(encoding="utf-8"))
    library["papers"][len(library["papers"]) // 2]["title"] += f" {EDITED}"
    path.write_text(json.dumps(library, ensure_ascii=False, indent=1), encoding="utf-8")


def _is_made(site: Path, path: Path) -> bool:
    """Whether a file is one that a build leaves alone when it would be the same."""
    return path.relative_to(site).parts[0] not in {"_static", ".buildinfo", ".doctrees"}


def _papershelf(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "papershelf", *arguments]


def _complaint(done: Run, what: str) -> Iterator[str]:
    if done.failed:
        yield f"{what}: {done.complaint()}"
