"""Real environments, and papershelf installed into them as people do it."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import sysconfig
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

from support import ROOT

WHEELS = ROOT / "build" / "test-wheels"
"""Wheels of what papershelf needs, kept from one run to the next."""

UNCOMPILED = {"PIP_NO_COMPILE": "0"}
"""Setting of pip by which it compiles nothing, where all is compiled if it is 1; half of an installation."""


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    """Run a command that must succeed; what it said on both channels."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        timeout=1800,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def environment(folder: Path, *, dependencies: bool = False) -> Path:
    """The Python of a new environment.

    :param dependencies: whether it sees all that is installed for the tests (but papershelf, once it has its own).
    """
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=ROOT)
    if dependencies:
        scheme = sysconfig.get_preferred_scheme("prefix")
        site = Path(sysconfig.get_path("purelib", scheme, vars={"base": str(folder)}))
        (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "bin" / "python"


def install(python: Path, *what: str | Path, **variables: str) -> None:
    """Install without dependencies, by the pip of the tests."""
    pip = (
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "--disable-pip-version-check",
        "install",
        "-qI",
        "--no-deps",
    )
    run(*pip, *what, cwd=python.parent, **variables)


def wheel(folder: Path) -> Path:
    """The wheel of papershelf, as a release has it."""
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (found,) = folder.glob("*.whl")
    return found


def needed() -> dict[str, str]:
    """Name and version of all that papershelf needs, as the tests have it (``requirements.lock``)."""
    found: dict[str, str] = {}
    names = ["papershelf"]
    while names:
        installed = distribution(names.pop())
        if installed.name in found:
            continue
        found[installed.name] = installed.version
        wanted = map(Requirement, installed.requires or ())
        names += [one.name for one in wanted if one.marker is None or one.marker.evaluate({"extra": ""})]
    found.pop("papershelf")
    return found


def index() -> dict[str, str]:
    """Settings of pip: an index that has what papershelf needs, and no papershelf."""
    wanted = [f"{name}=={version}" for name, version in sorted(needed().items())]
    WHEELS.mkdir(parents=True, exist_ok=True)
    done = WHEELS / "complete.txt"
    with (WHEELS / "lock").open("a") as lock:  # whoever comes later finds all of them, and none half written
        fcntl.flock(lock, fcntl.LOCK_EX)
        _fill(done, wanted)
    assert not list(WHEELS.glob("papershelf*"))
    return {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": WHEELS.as_uri(), **UNCOMPILED}


def _fill(done: Path, wanted: list[str]) -> None:
    if not done.is_file() or done.read_text("utf-8").split() != wanted:
        pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "-q", "--no-deps")
        run(*pip, "--only-binary", ":all:", "-d", WHEELS, *wanted, cwd=ROOT)
        done.write_text("\n".join(wanted), encoding="utf-8")
