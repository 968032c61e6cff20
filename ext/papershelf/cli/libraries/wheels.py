"""The papershelf that runs here as a wheel: what is installed is packed again, without a build tool or a network."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import tomllib
import zipfile
from importlib.metadata import Distribution
from pathlib import Path

from papershelf.cli.library import CommandError

NAME = "papershelf"

_DAY = (2020, 2, 2, 0, 0, 0)
"""Of every file in a wheel, so that the same files give the same bytes."""
_WHEEL = f"Wheel-Version: 1.0\nGenerator: {NAME}\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_INSTALLED = frozenset({"INSTALLER", "RECORD", "REQUESTED", "WHEEL", "direct_url.json"})
"""What is written into ``.dist-info`` when a wheel is installed, and what every wheel has of its own."""


def file_name(version: str) -> str:
    """Name of the wheel of a version."""
    return f"{NAME}-{version.replace('-', '_')}-py3-none-any.whl"


def files(distribution: Distribution, package: Path, project: Path | None = None) -> dict[str, bytes]:
    """What a wheel holds, without the two files that describe the wheel itself.

    :param package: the folder of the package that runs.
    :param project: the folder of an editable installation, whose dependencies may have changed since.
    :raises CommandError: if files are missing.
    """
    try:
        found = {f"{NAME}/{name}": path.read_bytes() for name, path in _package(distribution, package).items()}
        about = _metadata(distribution)
    except FileNotFoundError as error:
        raise CommandError(f"{error.filename} is missing; install papershelf again") from None
    if project is not None:
        about["METADATA"] = _renewed(about["METADATA"], project)
    version = distribution.version.replace("-", "_")
    return found | {f"{NAME}-{version}.dist-info/{name}": data for name, data in about.items()}


def owns(distribution: Distribution, package: Path) -> bool:
    """Whether an installation lists the package that runs among its files."""
    return any(
        str(path) == f"{NAME}/__init__.py" and Path(str(path.locate())).resolve() == package / "__init__.py"
        for path in distribution.files or ()
    )


def _package(distribution: Distribution, package: Path) -> dict[str, Path]:
    """Files of the package: those that were installed; of a folder, those that a wheel takes from it."""
    if owns(distribution, package):
        listed = (path for path in distribution.files or () if path.parts[0] == NAME)
        found = {"/".join(path.parts[1:]): Path(str(path.locate())) for path in listed}
    else:
        found = {path.relative_to(package).as_posix(): path for path in package.rglob("*") if path.is_file()}
    return {
        name: path
        for name, path in found.items()
        if not any(part == "__pycache__" or part.startswith(".") for part in name.split("/"))
        and not name.endswith(("~", ".pyc"))
    }


def _metadata(distribution: Distribution) -> dict[str, bytes]:
    """Files of ``.dist-info``."""
    listed = [path for path in distribution.files or () if path.parts[0].endswith(".dist-info")]
    found = {"/".join(path.parts[1:]): Path(str(path.locate())) for path in listed}
    about = {
        name: path.read_bytes() for name, path in found.items() if name not in _INSTALLED and not name.startswith("uv_")
    }
    for name in ("METADATA", "entry_points.txt"):
        text = distribution.read_text(name)  # a system's packages have no list of their files
        if name not in about and text:
            about[name] = text.encode()
    if "METADATA" not in about:
        raise CommandError("papershelf was installed without its metadata; install it with pip")
    return about


def _renewed(metadata: bytes, project: Path) -> bytes:
    """Metadata with the dependencies that the project names now."""
    try:
        wanted = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    except (OSError, KeyError, ValueError):
        return metadata
    head, blank, rest = metadata.decode().partition("\n\n")
    lines = [line for line in head.splitlines() if not line.startswith("Requires-Dist:") or "extra ==" in line]
    return (
        "\n".join([*lines, *(f"Requires-Dist: {line}" for line in sorted(wanted))]).encode() + (blank + rest).encode()
    )


def pack(files: dict[str, bytes]) -> bytes:
    """A wheel (https://packaging.python.org/en/latest/specifications/binary-distribution-format/).

    :param files: as :func:`files` gives them.
    """
    folder = next(name for name in files if name.endswith(".dist-info/METADATA")).rpartition("/")[0]
    files = dict(sorted((files | {f"{folder}/WHEEL": _WHEEL.encode()}).items()))
    record = io.StringIO()
    rows = csv.writer(record, lineterminator="\n")
    rows.writerows((name, f"sha256={_digest(data)}", len(data)) for name, data in files.items())
    rows.writerow((f"{folder}/RECORD", "", ""))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as wheel:
        for name, data in {**files, f"{folder}/RECORD": record.getvalue().encode()}.items():
            entry = zipfile.ZipInfo(name, _DAY)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            wheel.writestr(entry, data)
    return made.getvalue()


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def holds(wheel: bytes, files: dict[str, bytes]) -> bool:
    """Whether a wheel holds exactly these files."""
    try:
        with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
            entries = {
                entry.filename: entry
                for entry in archive.infolist()
                if not entry.filename.endswith((".dist-info/WHEEL", ".dist-info/RECORD", "/"))
            }
            if {name: entry.file_size for name, entry in entries.items()} != {n: len(d) for n, d in files.items()}:
                return False
            return all(archive.read(entry) == files[name] for name, entry in entries.items())
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return False
