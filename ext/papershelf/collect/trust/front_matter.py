"""Front matter: what it may not switch on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from papershelf.collect.trust.pages import is_untrusted_page
from papershelf.messages import Subtype, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def refuse_front_matter(app: Sphinx, docname: str, source: list[str]) -> None:
    """Take ``myst:`` out of a page's front matter: it could switch on extensions that run templates."""
    if not is_untrusted_page(app.env):
        return
    lines = source[0].splitlines(keepends=True)
    if not lines or not lines[0].startswith("---"):
        return
    end = next((i for i, line in enumerate(lines[1:], 1) if line.startswith(("---", "..."))), None)
    if end is None:
        return
    try:
        data = yaml.safe_load("".join(lines[1:end]))
    except (yaml.YAMLError, ValueError, RecursionError):
        return  # MyST says so, and takes nothing from it
    if not isinstance(data, dict) or "myst" not in data:
        return
    line = next((i for i, text in enumerate(lines[1:end], 2) if "myst" in text), 1)
    warn(
        Subtype.REFUSED_MARKUP,
        "found the front matter key 'myst', which only conf.py may set (myst_enable_extensions, myst_substitutions); "
        "it is left out",
        location=(docname, line),
    )
    kept = yaml.safe_dump({k: v for k, v in data.items() if k != "myst"}, allow_unicode=True).splitlines(keepends=True)
    if data.keys() == {"myst"}:
        kept = []
    elif len(kept) > end - 1:  # anchors spelt out: one line, so that every line below keeps its number
        kept = [yaml.safe_dump({k: v for k, v in data.items() if k != "myst"}, default_flow_style=True, width=10**6)]
    padding = ["\n"] * (end - 1 - len(kept))
    source[0] = "".join([lines[0], *kept, *padding, *lines[end:]])


def setup(app: Sphinx) -> None:
    """Connect the check, behind whatever else changes the source."""
    app.connect("source-read", refuse_front_matter, priority=900)
