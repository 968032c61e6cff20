"""CONTRIBUTING's table of tests: each file stands in a row that says what it guards."""

from __future__ import annotations

import re

from support import ROOT


def test_every_test_is_in_the_table() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    there = {path.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")}
    files = {path.as_posix().removesuffix(".py") for path in there}
    assert sorted(named - files - {f"{path.parent.as_posix()}/" for path in there}) == [], "there are no such tests"
    folders = tuple(name for name in named if name.endswith("/"))
    assert [path for path in sorted(files - named) if not path.startswith(folders)] == [], "no row has these"
