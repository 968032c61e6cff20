"""Files beside the HTML, made from the catalogue alone and written only when they change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from papershelf.collect.domain import paper_domain
from papershelf.exports import bibtex, csl, jsonfile
from papershelf.model.catalogue import Catalogue, Category, Entry

if TYPE_CHECKING:
    from papershelf.write.builder import PaperHTMLBuilder


def files(catalogue: Catalogue, url: jsonfile.Url) -> Iterator[tuple[str, str]]:
    """Path relative to the output folder, and content, of each file."""
    papers = [entry.paper for entry in catalogue.entries]
    yield "papers.json", jsonfile.library(catalogue, url)
    yield "papers.schema.json", jsonfile.schema()
    yield "papers.bib", bibtex.bibliography(papers)
    yield "papers.csl.json", csl.bibliography(papers)
    for slug in catalogue.categories:
        yield f"categories/{slug}.bib", bibtex.bibliography(e.paper for e in catalogue.in_category(slug))


def write(builder: PaperHTMLBuilder) -> None:
    """Write the files, unless nothing that they say has changed."""
    catalogue = paper_domain(builder.env).catalogue

    def url(place: Entry | Category) -> str:
        anchor = place.anchor if isinstance(place, Entry) and place.queued else ""
        return builder.get_target_uri(place.docname) + (f"#{anchor}" if anchor else "")

    def make() -> None:
        for name, content in files(catalogue, url):
            builder.add_file(name, content.encode())

    builder.unless_kept("papers", builder.inputs.everything, make)
