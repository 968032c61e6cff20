"""What ``papershelf check`` found, in the forms that it is asked for: text, JSON, commands of GitHub's workflows."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papershelf.checks.finding import Finding
    from papershelf.sources.library.folder import Folder


def is_note(finding: Finding) -> bool:
    """Whether nothing is wrong: a finding that is only mentioned."""
    from papershelf.checks.finding import NOTES

    return finding.code in NOTES


def _text(folder: Folder, found: Sequence[Finding], mended: Sequence[Finding]) -> str:
    lines = [f"mended {f.path}:{f.line}: {f.code}: {f.mend.done}" for f in mended if f.mend]
    for f in found:
        lines.append(f"{f.path}:{f.line}: {f.code}: {f.message}" + (" (--fix mends it)" if f.mend else ""))
    return "".join(f"{_visible(line)}\n" for line in [*lines, sums(folder, found)])


def sums(folder: Folder, found: Sequence[Finding]) -> str:
    """How many papers there are, findings, and of these how many ``--fix`` mends."""
    count = len(folder.catalogue)
    papers = f"{count} paper{'s' * (count != 1)}"
    notes = sum(map(is_note, found))
    noted = f", {notes} note{'s' * (notes != 1)}" if notes else ""
    if len(found) == notes:
        return f"{papers}, nothing to mend{noted}"
    found = [f for f in found if not is_note(f)]
    fixable = sum(f.mend is not None for f in found)
    return f"{papers}, {len(found)} finding{'s' * (len(found) != 1)}, {fixable} of them for --fix{noted}"


def _visible(text: str) -> str:
    """Text without signs that a terminal obeys."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", lambda match: f"\\x{ord(match[0]):02x}", text)


def _json(folder: Folder, found: Sequence[Finding], mended: Sequence[Finding]) -> str:
    def row(finding: Finding) -> dict[str, str | int | bool]:
        return {
            "file": finding.path,
            "line": finding.line,
            "code": finding.code.value,
            "message": finding.message,
            "fixable": finding.mend is not None,
            **({"note": True} if is_note(finding) else {}),
        }

    data = {
        "version": 1,
        "papers": len(folder.catalogue),
        "findings": [*map(row, found)],
        "mended": [*map(row, mended)],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _github(folder: Folder, found: Sequence[Finding], mended: Sequence[Finding]) -> str:
    """Workflow commands; files relative to the workspace that GitHub names, or to the library."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    root = Path(workspace).resolve() if workspace else folder.source
    inside = folder.source.relative_to(root) if folder.source.is_relative_to(root) else Path()
    return "".join(
        f"::{'notice' if is_note(f) else 'warning'} file={_property((inside / f.path).as_posix())},line={f.line},"
        f"title={_property(f'papershelf {f.code}')}::{_data(f.message)}\n"
        for f in found
    )


def _data(text: str) -> str:
    """Text of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A value before the text of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Folder, Sequence[Finding], Sequence[Finding]], str]] = {
    "text": _text,
    "json": _json,
    "github": _github,
}
"""Format to the function that gives the output."""
