"""How this papershelf was installed, as a line with which others install the same.

pip and its like note where a package came from in ``direct_url.json`` (PEP 610); from an index they note nothing.
"""

from __future__ import annotations

import ipaddress
import json
import re
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from papershelf.cli.libraries import wheels
from papershelf.cli.libraries.registry import Registry
from papershelf.cli.library import CommandError

FOLDER = "wheels"
"""Folder of a library that holds its papershelf, where nobody else has it."""

_INTERNAL = (".local", ".localhost", ".localdomain", ".internal", ".lan", ".home", ".corp", ".test", ".invalid")


@dataclass(frozen=True)
class Requirement:
    """What builds a library.

    :param line: of ``requirements.txt``; pip runs in the library's folder.
    :param why: for the reader.
    :param wheel: the file that ``line`` names; nothing where it names no file.
    """

    line: str
    why: str
    wheel: bytes = b""

    @property
    def files(self) -> dict[str, bytes]:
        """Path in the library to content."""
        return {self.line.removeprefix("./"): self.wheel} if self.wheel else {}


def find(
    installed: Distribution | None = None, package: Path | None = None, registry: Registry | None = None
) -> Requirement:
    """The requirement of the papershelf that runs.

    :param installed: what is installed; found by name without it.
    :param package: the folder of the package; the one that runs without it.
    :raises CommandError: if it was not installed, or files are missing.
    """
    package = (package or Path(__file__).parent.parent.parent).resolve()
    try:
        installed = installed or distribution(wheels.NAME)
    except PackageNotFoundError:
        raise CommandError(f"papershelf runs from {package} and is not installed; install it with pip") from None
    origin = _origin(installed)
    url, project = str(origin.get("url", "")), None
    folder = _local(url)
    if wheels.owns(installed, package):
        if found := _elsewhere(origin, url):
            return found
    elif folder and package.is_relative_to(folder.resolve()):
        project = folder
    files = wheels.files(installed, package, project)
    if folder and (found := _wheel_file(folder, files)):
        return found
    if not origin and (registry or Registry()).has(installed.version, files):
        return Requirement(f"{wheels.NAME}=={installed.version}", "the Python Package Index has what is installed here")
    name = wheels.file_name(installed.version)
    why = "a copy of what is installed here, which comes from no place that others reach"
    return Requirement(f"./{FOLDER}/{name}", why, wheels.pack(files))


def _origin(installed: Distribution) -> dict[str, Any]:
    """``direct_url.json``; empty where there is none."""
    text = installed.read_text("direct_url.json")
    if not text:
        return {}
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {"url": ""}  # from some place that nobody knows


def _elsewhere(origin: dict[str, Any], url: str) -> Requirement | None:
    """A commit of a repository, or a file with its digest, that everybody can fetch."""
    if not _public(url):
        return None
    part = origin.get("subdirectory", "")
    vcs = origin.get("vcs_info", {})
    commit = str(vcs.get("commit_id", ""))
    if re.fullmatch(r"[0-9A-Za-z]{7,64}", commit) and not re.search(r"\s", f"{part}"):
        line = f"{wheels.NAME} @ {vcs.get('vcs', 'git')}+{url}@{commit}"
        return Requirement(line + (f"#subdirectory={part}" if part else ""), "the commit that is installed here")
    digest = _digest(origin)
    if digest and not part:
        line = f"{wheels.NAME} @ {url}#sha256={digest}"
        return Requirement(line, "the file that is installed here")
    return None


def _digest(origin: dict[str, Any]) -> str:
    """SHA-256 of an archive, as its hexadecimal digits."""
    archive = origin.get("archive_info", {})
    digest = str(archive.get("hashes", {}).get("sha256", "")) or str(archive.get("hash", "")).removeprefix("sha256=")
    return digest if re.fullmatch(r"[0-9a-f]{64}", digest) else ""


def _wheel_file(path: Path, files: dict[str, bytes]) -> Requirement | None:
    """The wheel that was installed, if it is still there and holds what is installed."""
    if not path.is_file() or not re.fullmatch(rf"{wheels.NAME}-[\w.+!-]+\.whl", path.name):
        return None
    data = path.read_bytes()
    if not wheels.holds(data, files):
        return None
    return Requirement(f"./{FOLDER}/{path.name}", "a copy of the wheel that is installed here", data)


def _local(url: str) -> Path | None:
    """The file of a ``file:`` address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return Path(url2pathname(parts.path)) if parts.scheme == "file" and parts.netloc in {"", "localhost"} else None


def _public(url: str) -> bool:
    """Whether a builder elsewhere, which has no key and no password, can be expected to reach an address."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return False
    if parts.scheme != "https" or parts.username or parts.query or parts.fragment or re.search(r"[\s;]", url):
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host.strip(".") and not host.rstrip(".").endswith(_INTERNAL)
