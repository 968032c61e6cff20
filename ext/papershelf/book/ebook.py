"""The ePub: MathML is declared as the standard asks, and nothing in the file depends on the clock."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docutils import nodes
from sphinx.builders.epub3 import Epub3Builder
from sphinx.errors import NoUri

from papershelf.book import citations, selection
from papershelf.collect.domain.paper import paper_domain
from papershelf.model.text.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set

    from sphinx.application import Sphinx


_ITEM = re.compile(r'<item id="[^"]*" href="(?P<href>[^"]*)" media-type="application/xhtml\+xml" />')
_READ = re.compile(r'\s*<itemref idref="(?P<id>[^"]*)"(?P<aside> linear="no")? />')
_NO_DATE = "2000-01-01"
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""Time stamp of the files in the archive: the first that a ZIP file can hold."""


# https://www.w3.org/TR/epub-33/#sec-container-filenames
_NOT_IN_NAMES = pattern(
    r'["*:<>?\\|\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]'
    r"|\.(?=/|\Z)"
)


class PaperEpubBuilder(Epub3Builder):
    """Sphinx's ``epub`` builder for a library."""

    left_out: frozenset[str] = frozenset()
    _pages: Mapping[str, str] = MappingProxyType({})
    """Pages whose names a file of an ePub may not have, with other names."""
    _references: nodes.section | None = None

    def get_outdated_docs(self) -> Iterator[str]:
        """Every page: what is packed must not depend on earlier builds."""
        return iter(sorted(self.env.found_docs))

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Remove what an earlier build left, for all that lies in the folder is packed."""
        folder = Path(self.outdir)
        for path in [*folder.rglob("*.xhtml"), *folder.glob("_images/*")]:
            path.unlink()
        self._pages, self._pictures = permitted(self.env.found_docs), dict[str, str]()
        self.left_out = selection.left_out(self.env, [self.config.root_doc])
        selection.forget(self._app, self.left_out)
        super().prepare_writing(docnames - self.left_out)
        if self.left_out:
            self.domain_indices = list(self._indices())
        self._references = citations.page(self)
        if self._references is not None:
            entry = (f"{citations.PAGE}{self.out_suffix}", self._references[0].astext())
            self.config.epub_post_files = [*self.config.epub_post_files, entry]

    def gen_additional_pages(self) -> None:
        """The list of references, too."""
        super().gen_additional_pages()
        if self._references is not None:
            body = self.render_partial(self._references)["fragment"]
            self.handle_page(citations.PAGE, {"title": self._references[0].astext(), "body": body}, "page.html")

    def _indices(self) -> Iterator[tuple[Any, ...]]:
        """The domain indices, without what the book leaves out."""
        wanted = self.env.found_docs - self.left_out
        domains = {domain.name: domain for domain in self.env.domains.sorted()}
        for name, index, _content, _collapse in self.domain_indices:
            content, collapse = index(domains[name.partition("-")[0]]).generate(wanted)
            if content:
                yield name, index, content, collapse

    def write_documents(self, docnames: Set[str]) -> None:
        """All pages but those that the book leaves out."""
        super().write_documents(docnames - self.left_out)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """The address of a page, by the name of its file."""
        return super().get_target_uri(self._pages.get(docname, docname), typ)

    def get_output_path(self, page_name: str) -> Path:
        """The file of a page."""
        return super().get_output_path(self._pages.get(page_name, page_name))

    def post_process_images(self, doctree: nodes.Node) -> None:
        """Give pictures names that their files may have."""
        super().post_process_images(doctree)
        if len(self._pictures) != len(self.env.images):  # a conversion may add some while pages are written
            names = [name for _documents, name in self.env.images.values()]
            self._pictures = dict(zip(names, names, strict=True)) | permitted(names)
        for image in doctree.findall(nodes.image):
            if (name := self.images.get(image["uri"])) in self._pictures:
                self.images[image["uri"]] = self._pictures[name]

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """An address in the book; what it leaves out may be on the web."""
        if to not in self.left_out:
            return super().get_relative_uri(from_, to, typ)
        address = selection.published(self.config, to)
        if address and from_ != "genindex":  # an index names places in the book only
            return address
        raise NoUri(to, typ)

    def content_metadata(self) -> dict[str, Any]:
        """As Sphinx makes it; the date is the newest one in the library, unless SOURCE_DATE_EPOCH gives one."""
        metadata = super().content_metadata()
        if "SOURCE_DATE_EPOCH" not in os.environ:
            papers = [entry.paper for entry in paper_domain(self.env).catalogue.entries]
            days = [
                day for paper in papers for day in (paper.read, paper.added, paper.date) if len(day) == len(_NO_DATE)
            ]
            metadata["date"] = f"{max(days, default=_NO_DATE)}T00:00:00Z"
        return metadata

    def make_id(self, name: str) -> str:
        """The id of a file, also where Sphinx names it as a link does: percent-encoded."""
        return super().make_id(name if Path(self.outdir, name).exists() else unquote(unescape(name)))

    def build_content(self) -> None:
        """Name the pages that hold MathML or SVG, which EPUB 3.3, section 5.6.2 (manifest properties) requires.

        A page whose name is percent-encoded in links stands twice in the reading order of Sphinx.
        """
        super().build_content()
        path = Path(self.outdir, "content.opf")
        text = _ITEM.sub(self._with_properties, path.read_text(encoding="utf-8"))
        read = {match["id"] for match in _READ.finditer(text) if not match["aside"]}
        text = _READ.sub(lambda match: "" if match["aside"] and match["id"] in read else match[0], text)
        path.write_text(text, encoding="utf-8")

    def _with_properties(self, item: re.Match[str]) -> str:
        page = Path(self.outdir, unquote(unescape(item["href"])))
        text = page.read_text(encoding="utf-8") if page.is_file() else ""
        found = [name for name, tag in (("mathml", "<math"), ("svg", "<svg")) if tag in text]
        return f'{item[0][:-3]} properties="{" ".join(found)}" />' if found else item[0]

    def build_epub(self) -> None:
        """Pack the files, in a fixed order and with a fixed time stamp."""
        names = ["mimetype", "META-INF/container.xml", "content.opf", "toc.ncx", *self.files]
        with ZipFile(Path(self.outdir, f"{self.config.epub_basename}.epub"), "w") as archive:
            for name in names:
                info = ZipInfo(name, _OLDEST)
                info.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
                archive.writestr(info, Path(self.outdir, name).read_bytes())


def setup(app: Sphinx) -> None:
    """Register the builder."""
    app.add_builder(PaperEpubBuilder, override=True)


def permitted(names: Iterable[str]) -> dict[str, str]:
    """Names that may not be, each with another that no file has."""
    wanted = sorted(set(names))
    safe = {name: _NOT_IN_NAMES.sub("-", name) for name in wanted}
    taken = {name for name in wanted if safe[name] == name}
    found = {}
    for name in wanted:
        if safe[name] == name:
            continue
        stem, dot, suffix = safe[name].rpartition(".") if "." in safe[name].rpartition("/")[2] else (safe[name], "", "")
        while (other := f"{stem}{dot}{suffix}") in taken:
            stem += "-"
        taken.add(other)
        found[name] = other
    return found
