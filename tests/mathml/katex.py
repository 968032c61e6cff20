"""KaTeX, the measure of what is shown."""

from __future__ import annotations

from pathlib import Path

import npm

SCRIPT = Path(__file__).with_name("render.cjs")
PACKAGE = npm.Package(
    "https://registry.npmjs.org/katex/-/katex-0.16.47.tgz",
    "11ea3c62cd5da14d73fb1f0066c3e942efa9fd0719048e4f78ea3b40641dcb6c"
    "769b4314fe161a8016c63a65f0af92956c47d5b96bfd2e99d059e7a1a20bab8e",
    ("package/dist/katex.min.js",),
)


def missing() -> str:
    """What lacks for a run; empty where nothing does."""
    return npm.missing([PACKAGE])


def errors(formulas: list[str], block: bool) -> list[str]:
    """What KaTeX says against each formula; empty where it shows it."""
    return list(npm.run(SCRIPT, [PACKAGE], formulas, "block" if block else "inline"))
