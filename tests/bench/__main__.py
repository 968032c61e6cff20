"""Measures how long papershelf and its peers take to build one seeded library: make bench"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median

from bench import cases, commands, outputs, peers, portals
from bench.forms import FORMS
from bench.measure import Run, run
from bench.peers import Builder
from bench.report import Report, Row, printed, write_page
from bench.seeded import SEED, write

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "build" / "bench"
PAGE = ROOT / "docs" / "guide" / "benchmarks.md"
WARM_UP = 20
"""Papers of the library that each builder builds first, unmeasured: one a category."""


def _numbers(value: str) -> list[int]:
    numbers = sorted({int(part) for part in value.split(",") if part.strip()})
    if numbers and numbers[0] < WARM_UP:
        raise argparse.ArgumentTypeError(f"a library has {WARM_UP} papers or more")
    return numbers


def _words(allowed: Sequence[str], value: str) -> list[str]:
    words = [part.strip() for part in value.split(",") if part.strip()]
    if unknown := set(words) - set(allowed):
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(allowed)}")
    return words


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="make bench BENCHOPTS=…", description=__doc__)
    forms = partial(_words, list(FORMS))
    parser.add_argument("--sizes", type=_numbers, default=[100, 1000], metavar="N,…", help="papers, for every builder")
    parser.add_argument(
        "--papershelf-sizes", type=_numbers, default=[], metavar="N,…", help="more, for papershelf alone"
    )
    parser.add_argument(
        "--portals",
        type=portals.portals,
        default=[portals.Portal(3, 100)],
        metavar="LxN,…",
        help="portals over L libraries of N papers",
    )
    parser.add_argument("--only", type=forms, default=list(FORMS), metavar="FORM,…", help=f"of {', '.join(FORMS)}")
    parser.add_argument("--jobs", type=partial(str.split, sep=","), default=["auto", "1"], help="-j of papershelf")
    parser.add_argument("--repeat", type=int, default=1, metavar="K", help="runs of each build; the median counts")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the figures as JSON")
    parser.add_argument("--write-page", action="store_true", help=f"put the tables into {PAGE.relative_to(ROOT)}")
    parser.add_argument("--keep", action="store_true", help="leave sources and sites in build/bench")
    return parser.parse_args()


@dataclass
class Bench:
    """One measurement: where it works, and what it has found so far."""

    seed: int
    repeat: int
    report: Report
    environment: Path = FOLDER / "venv"
    variables: dict[str, str] = field(default_factory=lambda: dict(peers.surroundings()))

    def build(self, builder: Builder, folder: Path, *, fresh: bool = True) -> Run:
        """Build a form in its folder, from nothing or on what is there.

        What an earlier build left is put aside and not removed: just after that, some file systems make files slowly.
        """
        out = folder / builder.form / builder.folder
        if fresh and out.exists():
            out.rename(folder / f"before-{len(list(folder.glob('before-*')))}")
        out.mkdir(parents=True, exist_ok=True)
        os.sync()  # nobody waits for what the build before has left to write
        return run(builder.command(self.environment, folder / builder.form / "source", out), self.variables)

    def write(self, builders: Sequence[Builder], folder: Path, papers: int) -> Path:
        """Write the library in each form anew."""
        shutil.rmtree(folder, ignore_errors=True)
        for form in dict.fromkeys(builder.form for builder in builders):
            write(form, folder / form / "source", papers, self.seed)
        return folder

    def warm_up(self, builders: Sequence[Builder]) -> list[Builder]:
        """Build a small library with each, unmeasured, so that no program is read from disk later; those that can."""
        print(f"warming up with {WARM_UP} papers", flush=True)
        folder = self.write(builders, FOLDER / "warm-up", WARM_UP)
        able = []
        for builder in builders:
            done = self.build(builder, folder)
            if done.failed:
                self.report.errors.append(f"{builder.name}: {done.complaint()}")
            else:
                able.append(builder)
        shutil.rmtree(folder)
        return able

    def size(self, builders: Sequence[Builder], papers: int) -> None:
        """Measure these builders with a library of this many papers.

        Rounds go over all builders, so that a machine that grows slower is unfair to none.
        """
        print(f"{papers:,} papers", flush=True)
        folder = self.write(builders, FOLDER / f"papers-{papers}", papers)
        runs: dict[str, list[Run]] = {builder.name: [] for builder in builders}
        for _round in range(self.repeat):
            for builder in builders:
                done = self.build(builder, folder)
                runs[builder.name].append(done)
                print(f"  {builder.name}: {'failed' if done.failed else f'{done.wall:.2f} s'}", flush=True)
        for builder in builders:
            self.result(builder, folder / builder.form / builder.folder / "html", papers, runs[builder.name])
        again = next((b for b in builders if b.form == "papershelf"), None)
        if again and any(row.builder == again.name and row.papers == papers for row in self.report.rows):
            self.changes(again, folder, papers)
            self.commands(again, folder, papers)

    def result(self, builder: Builder, site: Path, papers: int, runs: Sequence[Run]) -> None:
        """Check what a builder has made, and note its figures; a build that failed has none."""
        where = f"{builder.name}, {papers} papers"
        self.report.errors += [f"{where}: {complaint}" for done in runs if (complaint := done.complaint())]
        if any(done.failed for done in runs):
            return
        self.report.errors += [f"{where}: {problem}" for problem in outputs.problems(builder, site, papers, self.seed)]
        wall, cpu = median(done.wall for done in runs), median(done.cpu for done in runs)
        peak = max(done.peak for done in runs)
        sizes = outputs.sizes(builder, site, papers)
        self.report.rows.append(Row(builder.form, builder.name, papers, wall, cpu, peak, **sizes))

    def changes(self, builder: Builder, folder: Path, papers: int) -> None:
        """Measure what builds after a change cost, on the site just built."""
        author = cases.Author(folder / builder.form / "source", papers, self.seed)
        build = partial(self.build, builder, folder, fresh=False)
        found, wrong = cases.measure(author, folder / builder.form / builder.folder / "html", build)
        self.report.cases[papers] = found
        self.report.errors += [f"{builder.name}, {papers} papers, after an edit: {problem}" for problem in wrong]

    def commands(self, builder: Builder, folder: Path, papers: int) -> None:
        """Measure commands that build nothing, on the same sources."""
        source = folder / builder.form / "source"
        found, wrong = commands.measure(source, papers, lambda command: run(command, self.variables))
        self.report.commands += found
        self.report.errors += [f"{papers} papers: {problem}" for problem in wrong]

    def portal(self, portal: portals.Portal) -> None:
        """Measure a portal and what builds of it cost when nothing, or a paper of one library, changed."""
        print(f"portal over {portal.libraries} libraries of {portal.papers:,} papers", flush=True)
        folder = FOLDER / f"portal-{portal.name}"
        found, wrong = portals.measure(folder, portal, self.seed, lambda command: run(command, self.variables))
        self.report.portals += found
        self.report.errors += [f"portal {portal.name}: {problem}" for problem in wrong]


def measure(bench: Bench, builders: Sequence[Builder], chosen: argparse.Namespace) -> None:
    """All sizes, the smallest first."""
    sizes = sorted({*chosen.sizes, *chosen.papershelf_sizes})
    able = bench.warm_up(builders) if sizes else []
    for papers in sizes:
        here = [b for b in able if b.form == "papershelf" or papers in chosen.sizes]
        if papers > peers.FURO_LIMIT and any(b.form == "furo" for b in here):
            here = [b for b in here if b.form != "furo"]
            bench.report.left_out.append(f"Sphinx + furo with {papers:,} papers, which takes an hour or more")
        if here:
            bench.size(here, papers)
            if not chosen.keep:
                shutil.rmtree(FOLDER / f"papers-{papers}")
    for portal in chosen.portals if "papershelf" in chosen.only else ():
        bench.portal(portal)
        if not chosen.keep:
            shutil.rmtree(FOLDER / f"portal-{portal.name}")


def main() -> int:
    """Measure, print, write."""
    chosen = options()
    builders = [builder for builder in peers.builders(chosen.jobs) if builder.form in chosen.only]
    packages = peers.versions(chosen.only)
    report = Report(os.cpu_count() or 1, platform.python_version(), packages, chosen.repeat, chosen.seed)
    bench = Bench(chosen.seed, chosen.repeat, report)
    if {"mkdocs", "hugo"} & set(chosen.only) and (chosen.sizes or chosen.papershelf_sizes):
        peers.install(bench.environment)
    measure(bench, builders, chosen)
    print("\n" + printed(report))
    if chosen.out:
        chosen.out.write_text(report.json(), encoding="utf-8")
    if chosen.write_page and not report.errors:
        write_page(report, PAGE)
    elif chosen.write_page:
        print("\nthe page is left as it was, because of the errors")
    return 1 if report.errors else 0


if __name__ == "__main__":
    sys.exit(main())
