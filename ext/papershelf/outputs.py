"""Files beside the HTML, made from the catalogue alone and written only when they change."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from papershelf.collect.domain import paper_domain
from papershelf.exports import bibtex, csl, jsonfile
from papershelf.model.catalogue import Catalogue, Category, Entry

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder


def files(catalogue: Catalogue, url: jsonfile.Url) -> Iterator[tuple[str, str]]:
    """Path relative to the output folder, and content, of each file."""
    papers = [entry.paper for entry in catalogue.entries]
    yield "papers.json", jsonfile.library(catalogue, url)
    yield "papers.schema.json", jsonfile.schema()
    yield "papers.bib", bibtex.bibliography(papers)
    yield "papers.csl.json", csl.bibliography(papers)
    for slug in catalogue.categories:
        yield f"categories/{slug}.bib", bibtex.bibliography(e.paper for e in catalogue.in_category(slug))


def write_whole(path: Path, content: str) -> None:
    """Write a file, whole or not at all; leave it alone when it already says this."""
    data = content.encode("utf-8")
    try:
        if path.read_bytes() == data:
            return
    except OSError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.name not in {"html", "dirhtml"}:
        return
    builder = cast("StandaloneHTMLBuilder", app.builder)

    def url(place: Entry | Category) -> str:
        anchor = place.anchor if isinstance(place, Entry) and place.queued else ""
        return builder.get_target_uri(place.docname) + (f"#{anchor}" if anchor else "")

    made = dict(files(paper_domain(app.env).catalogue, url))
    for name, content in made.items():
        write_whole(Path(app.outdir, name), content)
    pages = [*app.env.found_docs, *(name for name, *_rest in builder.domain_indices)]
    names = {Path(builder.get_outfilename(page)).relative_to(app.outdir).as_posix() for page in pages}
    _remove_stale(app, sorted({*made, *names}))


def _remove_stale(app: Sphinx, names: list[str]) -> None:
    """Remove what an earlier build made and this one has no source for: deleted pages, emptied indices.

    The list of what was made lies beside the doctrees, so nothing that others put there is touched.
    """
    record = Path(app.doctreedir, f"papershelf-{app.builder.name}.json")
    try:
        before = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        before = []
    outdir = Path(app.outdir).resolve()
    for name in before:
        path = outdir / name
        if name not in names and path.resolve().is_relative_to(outdir):
            path.unlink(missing_ok=True)
    write_whole(record, json.dumps(names, indent=1) + "\n")


def setup(app: Sphinx) -> None:
    """Connect the writer."""
    app.connect("build-finished", _write)
