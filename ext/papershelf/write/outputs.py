"""Files beside the HTML, made from the catalogue alone and written only when they change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from papershelf.collect.domain import paper_domain
from papershelf.exports import bibtex, csl, jsonfile
from papershelf.model.catalogue import Catalogue, Category, Entry
from papershelf.model.digests import digest
from papershelf.resolve.navigation import counts

if TYPE_CHECKING:
    from papershelf.write.generated import GeneratedFiles


COUNTS = "_static/papershelf-counts.css"
"""Numbers of papers that sidebars show; linked without a checksum, so that pages do not change with it."""


def files(catalogue: Catalogue, url: jsonfile.Url) -> Iterator[tuple[str, str]]:
    """Path relative to the output folder, and content, of each file."""
    papers = [entry.paper for entry in catalogue.entries]
    yield "papers.json", jsonfile.library(catalogue, url)
    yield "papers.schema.json", jsonfile.schema()
    yield "papers.bib", bibtex.bibliography(papers)
    yield "papers.csl.json", csl.bibliography(papers)
    for slug in catalogue.categories:
        yield f"categories/{slug}.bib", bibtex.bibliography(e.paper for e in catalogue.in_category(slug))


def address(builder: GeneratedFiles, place: Entry | Category) -> str:
    """Where a paper or a category is read, relative to the home page: its page, or its line in a queue."""
    anchor = place.anchor if isinstance(place, Entry) and place.queued else ""
    return builder.get_target_uri(place.docname) + (f"#{anchor}" if anchor else "")


def write(builder: GeneratedFiles) -> None:
    """Write the files, unless nothing that they say has changed."""

    def make() -> None:
        catalogue = paper_domain(builder.env).catalogue
        for name, content in files(catalogue, lambda place: address(builder, place)):
            builder.add_file(name, content.encode())
        if builder.navigation:
            builder.add_file(COUNTS, counts(catalogue).encode())

    builder.unless_kept("papers", make, lambda: digest((builder.common, builder.inputs.exported)))
