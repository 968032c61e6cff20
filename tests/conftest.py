"""Tests marked `browser` or `pdf` are skipped where their programs are missing.

PAPERSHELF_REQUIRE=browser,pdf makes them fail there instead.
"""

import os
import shutil

import pytest

PROGRAMS = {
    "browser": [("chromium", "chromium-browser", "google-chrome")],
    "pdf": [("latexmk",), ("xelatex",), ("pdftotext",)],
}
REQUIRED = {word.strip() for word in os.environ.get("PAPERSHELF_REQUIRE", "").split(",")} - {""}


def pytest_configure() -> None:
    if unknown := REQUIRED - set(PROGRAMS):
        raise pytest.UsageError(
            f"PAPERSHELF_REQUIRE: unknown {', '.join(sorted(unknown))}; known: {', '.join(PROGRAMS)}"
        )


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, programs in PROGRAMS.items():
        if item.get_closest_marker(marker) is None:
            continue
        missing = [" or ".join(names) for names in programs if not any(map(shutil.which, names))]
        if missing and marker in REQUIRED:
            pytest.fail(f"PAPERSHELF_REQUIRE={marker}, but there is no {', '.join(missing)}", pytrace=False)
        if missing:
            pytest.skip(f"needs {', '.join(missing)}")
