"""citeproc-js with the style of APA, the measure of citations."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import npm

SCRIPT = Path(__file__).with_name("render.cjs")
PACKAGES = (
    npm.Package(
        "https://registry.npmjs.org/citeproc/-/citeproc-2.4.63.tgz",
        "ebc17de41a7851b81953f0c1506427d2a5771c364b09d23df816f6072ad368d2"
        "432f95449bd2ea6a235ac658ecbe8684c522c45ded7fafa9f6674e920b35b7fd",
        ("package/citeproc_commonjs.js",),
    ),
    npm.Package(
        "https://registry.npmjs.org/@citation-js/plugin-csl/-/plugin-csl-0.9.0.tgz",
        "3f4bb11abfeb13d2da4f9998d13f9787a26a0dcfab740ed4dc70d1fed2e4889d"
        "484d1b33415855f7005a38b73bbf0083fafbb087e9b40616b5de196064407b36",
        ("package/lib/styles.json", "package/lib/locales.json"),
    ),
)
"""The engine; the styles and locales."""


def missing() -> str:
    """What lacks for a run; empty where nothing does."""
    return npm.missing(PACKAGES)


def said(items: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """What it makes of CSL items: ``citep`` and, with ``<i>``, ``reference`` of each, by its id."""
    found = npm.run(SCRIPT, PACKAGES, items)
    return {key: {name: plain(text) for name, text in one.items()} for key, one in found.items()}


def plain(text: str) -> str:
    """Text with straight apostrophes, and of its HTML the italics alone."""
    text = re.sub(r"</?(?!/?i>)[a-z][^<>]*>", "", text)
    return " ".join(html.unescape(text).replace("’", "'").split())
