"""The rules of the house: short files, folders that are seen at a glance, and in each a line that says what for."""

from __future__ import annotations

import ast
from collections import Counter

from support import ROOT

FILES = sorted((ROOT / "ext").rglob("*.py"))
LINES = 250
"""Most lines of a file."""

SIDE_BY_SIDE = 15
"""Most files of Python in a folder, its ``__init__.py`` among them."""


def test_no_file_is_long() -> None:
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in FILES}
    assert {str(path.relative_to(ROOT)): count for path, count in lines.items() if count > LINES} == {}


def test_no_folder_is_full() -> None:
    counts = Counter(path.parent for path in FILES)
    assert {str(path.relative_to(ROOT)): count for path, count in counts.items() if count > SIDE_BY_SIDE} == {}


def test_every_folder_says_what_it_is_for() -> None:
    silent = []
    for folder in sorted({path.parent for path in FILES}):
        first = folder / "__init__.py"
        said = ast.get_docstring(ast.parse(first.read_text(encoding="utf-8"))) if first.exists() else None
        line, _, rest = (said or "").partition("\n")
        if not line.endswith(".") or rest.partition("\n")[0]:  # one sentence on one line, and a blank one below it
            silent.append(folder.relative_to(ROOT).as_posix())
    assert silent == []


def test_tests_of_quick_functions_mirror_them() -> None:
    modules = {path.stem for path in (ROOT / "ext/papershelf/upstream").glob("*.py")}
    tests = {path.stem.removeprefix("test_") for path in (ROOT / "tests/upstream").glob("test_*.py")}
    whole = {"whole", "design", "__init__"}  # pages of everything: what finds designs is seen there alone
    assert tests ^ modules <= whole
