"""Packages of npm that measure what is made here: fetched once into ``build/``, and held to the digest of a release."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

FOLDER = Path(__file__).parents[1] / "build" / "npm"


@dataclass(frozen=True, slots=True)
class Package:
    """A release.

    :param address: of its archive.
    :param digest: SHA-512 of that, in hexadecimal signs.
    :param names: the files that are taken out of it.
    """

    address: str
    digest: str
    names: tuple[str, ...]

    @property
    def paths(self) -> list[Path]:
        """Where its files are once they are fetched."""
        return [FOLDER / self.digest[:12] / Path(name).name for name in self.names]

    def files(self) -> list[Path]:
        """Its files, fetched where one is not there.

        :raises httpx.HTTPError: if it cannot be had.
        """
        if not all(path.is_file() for path in self.paths):
            self._fetch()
        return self.paths

    def _fetch(self) -> None:
        answer = httpx.get(self.address, timeout=60, follow_redirects=True)
        answer.raise_for_status()
        found = hashlib.sha512(answer.content).hexdigest()
        if found != self.digest:
            raise AssertionError(f"{self.address} is not what it was: SHA-512 {found}")
        with tarfile.open(fileobj=io.BytesIO(answer.content)) as archive:
            for name, path in zip(self.names, self.paths, strict=True):
                member = archive.extractfile(name)
                assert member is not None
                path.parent.mkdir(parents=True, exist_ok=True)
                part = path.with_suffix(f".{os.getpid()}")
                part.write_bytes(member.read())
                part.replace(path)  # whole, whoever else fetches it now


def missing(packages: Iterable[Package]) -> str:
    """What lacks for a run; empty where nothing does."""
    if shutil.which("node") is None:
        return "there is no node"
    for package in packages:
        try:
            package.files()
        except (httpx.HTTPError, OSError) as error:
            return f"{package.address} cannot be fetched: {error}"
    return ""


def run(script: Path, packages: Iterable[Package], given: Any, *arguments: str) -> Any:
    """What a script of node says, in JSON.

    :param given: what it reads, as JSON.
    :param arguments: after the files of the packages.
    """
    files = [str(path) for package in packages for path in package.files()]
    command = ["node", str(script), *files, *arguments]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)
