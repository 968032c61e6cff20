"""The words of the pages of a site whose builder is Sphinx's own, kept from one build to the next."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from papershelf.search import aliases, blocks, places

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def keep(app: Sphinx, docname: str, doctree: nodes.document) -> None:
    """Keep the words of a page that is written, unless it asks not to be searched."""
    path = _path(app, docname)
    title = app.env.titles[docname].astext() if docname in app.env.titles else ""
    hidden = not title or {"no-search", "nosearch"} & app.env.metadata[docname].keys()
    reader = places.Reader(aliases.groups(app.config.papershelf_aliases))
    found = [] if hidden else places.named(reader.of(blocks.Found(doctree), title), [title])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(json.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def numbers(app: Sphinx, docnames: Sequence[str]) -> dict[str, list[int]]:
    """Term to where it stands, of all pages."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, docname in enumerate(docnames):
        path = _path(app, docname)
        kept: places.Places = json.loads(path.read_bytes().decode("utf-8", "surrogatepass")) if path.is_file() else []
        for place, terms in enumerate(kept):
            for term in terms:
                found[term].append(number * places.PLACES + place)
    return found


def _path(app: Sphinx, docname: str) -> Path:
    return Path(app.doctreedir, "papershelf-search", f"{docname}.json")
