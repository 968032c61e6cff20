"""Files beside the HTML, made from the catalogue alone and written only when they change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from papershelf import theming
from papershelf.collect.domain.paper import paper_domain
from papershelf.exports import bibtex, csl, feed, jsonfile
from papershelf.exports.pages import llms
from papershelf.exports.site import Site
from papershelf.exports.web import sitemap
from papershelf.messages import _
from papershelf.model.collection.catalogue import Catalogue
from papershelf.model.record.paper import Status
from papershelf.model.text.digests import digest
from papershelf.render.words import status_label
from papershelf.resolve.sidebar import counts
from papershelf.resolve.site import address, site, uri
from papershelf.write.files import indices
from papershelf.write.files.description import first_text
from papershelf.write.files.texts import Texts

if TYPE_CHECKING:
    from papershelf.write.generated import GeneratedFiles


COUNTS = "_static/papershelf-counts.css"
"""Numbers of papers that sidebars show; linked without a checksum, so that pages do not change with it."""

_SITEMAP = "sitemap.xml"


def files(builder: GeneratedFiles, catalogue: Catalogue, library: Site) -> Iterator[tuple[str, Iterable[str]]]:
    """Path relative to the output folder, and content, of each file."""
    url, one = partial(uri, builder), Texts(builder, catalogue)
    yield "papers.json", jsonfile.parts(catalogue, url, one.json)
    yield "papers.schema.json", [jsonfile.schema()]
    yield "papers.bib", bibtex.parts(map(one.bibtex, catalogue.entries))
    yield "papers.csl.json", csl.parts(map(one.csl, catalogue.entries))
    for slug in catalogue.categories:
        yield f"categories/{slug}.bib", bibtex.parts(map(one.bibtex, catalogue.in_tree(slug)))
    labels = {status: status_label(status) for status in Status}
    for one_feed in feed.feeds(catalogue, library, labels):
        yield one_feed.path, [feed.atom(one_feed, catalogue, library, url)]


def write(builder: GeneratedFiles) -> None:
    """Write the files, unless nothing that they say has changed."""
    library = site(builder.config)

    @cache
    def description() -> str:
        return first_text(builder.env.get_doctree(builder.config.root_doc), paper_domain(builder.env))

    def make() -> None:
        catalogue = paper_domain(builder.env).catalogue
        for name, content in files(builder, catalogue, library):
            builder.add_parts(name, content)
        one = Texts(builder, catalogue).llms
        text = llms.llms(catalogue, library, description(), one, str(_("Other papers")))
        builder.add_file("llms.txt", text.encode())

    def inputs() -> str:
        exported = builder.now.known("exported", lambda: builder.inputs.exported)
        return digest((builder.common, exported, library, description()))

    builder.unless_kept("papers", make, inputs)


def write_counts(builder: GeneratedFiles) -> None:
    """Write the style sheet with the numbers of papers, where there is a sidebar that shows them."""
    if not theming.has_sidebar(builder.config):
        return
    text = cache(lambda: counts(paper_domain(builder.env).catalogue) + builder.colours)
    builder.unless_kept("counts", lambda: builder.add_file(COUNTS, text().encode()), lambda: digest(text()))


def write_sitemap(builder: GeneratedFiles) -> None:
    """Write the sitemap, where the root's address is known: every document and every page of an index."""
    base = site(builder.config).base
    if not base:
        return

    def make() -> None:
        builder.add_file(_SITEMAP, sitemap.sitemap(_pages(builder, base)).encode())

    builder.unless_kept(_SITEMAP, make, lambda: digest(_pages(builder, base)))


def _pages(builder: GeneratedFiles, base: str) -> list[tuple[str, str]]:
    """Address of each page, and the day its note was finished."""
    days = {entry.docname: entry.paper.read for entry in paper_domain(builder.env).catalogue.entries}
    pages = [(base + address(builder, docname), days.get(docname, "")) for docname in sorted(builder.env.all_docs)]
    for name in ("genindex", *(name for name, *_rest in builder.domain_indices)):
        pages += [(base + _place(path), "") for path in indices.files(builder, name)]
    return pages


def _place(path: str) -> str:
    """Address of a generated page: of an ``index.html`` in a folder, the folder."""
    folder, _slash, name = path.rpartition("/")
    return quote(f"{folder}/" if folder and name == "index.html" else path)
