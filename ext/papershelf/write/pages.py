"""The half of the builder that writes pages, each wholly in one process, and notes what it depends on."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Sequence, Set
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase

from papershelf import messages, theming, workers
from papershelf.collect.documents.tocs import StoredTocs
from papershelf.collect.domain.paper import paper_domain
from papershelf.collect.said import text_of
from papershelf.resolve.navigation import Navigation
from papershelf.resolve.shown.inputs import Inputs
from papershelf.search.aliases import groups
from papershelf.search.language import SearchKorean
from papershelf.search.page import is_on
from papershelf.search.places import Reader
from papershelf.write.files import lists, twins
from papershelf.write.files.pieces import Kept
from papershelf.write.manifest import Page
from papershelf.write.searching import search
from papershelf.write.searching.words import PageIndexer
from papershelf.write.trees import TreeWriter

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_BATCH = 200
"""Pages whose words are held in memory at a time."""


class PageWriter(TreeWriter):
    """Writes pages.

    ``damaged`` are pages whose files are not as they were written; nothing where all or some were asked for by name.
    """

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        super().__init__(app, env)
        self.sphinx = app
        self.fresh: set[str] = set()
        self.linked: set[str] = set()
        self.due: set[str] = set()
        self.damaged: set[str] | None = None
        self._files: dict[str, Page] = {}
        self._addresses: dict[str, str] = {}
        self._process = os.getpid()
        self.compiling: workers.Beside[None] | None = None

    @cached_property
    def pages_around(self) -> dict[str, list[str | None]]:
        """Parent, previous and next of each page."""
        return self.env.collect_relations()

    @cached_property
    def navigation(self) -> Navigation | None:
        """The sidebars, where there are any."""
        if not theming.has_sidebar(self.config):
            return None
        catalogue, limit = paper_domain(self.env).catalogue, self.config.papershelf_sidebar_papers
        return Navigation(self.env, catalogue, self.pages_around, limit)

    @cached_property
    def inputs(self) -> Inputs:
        """What pages show of others; asked for only when anything was read or is to be written."""
        return Inputs(self.env, self.pages_around, self.common, self.navigation, self.pieces.of)

    def load_indexer(self, docnames: Set[str]) -> None:
        """Leave the last index where it is: ours is made of what each page says (:mod:`.words`)."""

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Set up what all pages share."""
        super().prepare_writing(docnames)
        if self.indexer is not None:
            lang = self.config.html_search_language or self.config.language
            if not self.config.papershelf_search and lang.partition("_")[0] == SearchKorean.lang:
                lang = "en"  # which Sphinx takes for a language that it does not know
            self.indexer = PageIndexer(self.env, lang, self.config.html_search_options, self.config.html_search_scorer)
            if is_on(self.config):
                self.indexer.reader = Reader(groups(self.config.papershelf_aliases))
                domain = paper_domain(self.env)  # (of which there is no catalogue where nothing is written)
                self.indexer.record = lambda docname: search.record(domain.catalogue, docname)

    def write_documents(self, docnames: Set[str]) -> None:
        """Write pages, each wholly in one process: its references are resolved there too."""
        names = sorted(docnames - self._unchanged(docnames))
        processes = workers.processes(self.sphinx, len(names)) if self.parallel_ok else 1
        if self.compiling is not None:
            self.compiling.result()
        if processes > 1:
            # the first pages fill caches and compile templates, for all processes
            first = self._one_of_each(names)
            done = [self._write_pages(first)]
            rest = [name for name in names if name not in first]
            self.fresh.update(names)  # as what is made ahead takes them for
            runs, ahead = workers.parts(rest, processes), self.ahead
            early = ahead.names if 2 * len(names) > len(self.env.all_docs) else []  # few pages are written before these
            done += workers.run_parts(
                self._write_pages, runs, processes, "writing output...", early, ahead.do, may_be_left=True
            )
        else:
            with logging.pending_warnings():
                done = [self._write_pages(messages.progress(self.sphinx, names, "writing output...", "darkgreen"))]
        for pages, linked, pieces in done:
            self.now.pages |= pages
            self.fresh |= pages.keys()
            self.linked |= linked
            self.pieces.add(pieces)

    def _one_of_each(self, names: Sequence[str]) -> list[str]:
        """The first page that is a paper's, and the first that is none: each fills caches that the other does not."""
        papers = paper_domain(self.env).papers
        kinds = ((name for name in names if (name in papers) == is_paper) for is_paper in (True, False))
        return sorted(name for found in kinds for name in islice(found, 1))

    def _unchanged(self, docnames: Set[str]) -> Set[str]:
        """Pages that Sphinx adds because their toctree holds one that is written, and that would come out the same."""
        if self.damaged is None:
            return set()
        holders = [self.env.files_to_rebuild.get(docname, set()) for docname in docnames]
        return set().union(*holders) - self.due - self.damaged

    def _write_pages(self, names: Iterable[str]) -> tuple[dict[str, Page], set[str], dict[str, Kept]]:
        written: dict[str, Page] = {}
        batch: list[str] = []
        for docname in workers.while_wanted(names, self._process):
            written[docname] = self._write_page(docname)
            batch.append(docname)
            if len(batch) == _BATCH:
                self._keep_words(batch)
                batch.clear()
        self._keep_words(batch)
        return written, self.linked, self.pieces.take()

    def _write_page(self, docname: str) -> Page:
        self.phase = BuildPhase.RESOLVING
        doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        self.phase = BuildPhase.WRITING
        self.write_doc_serialized(docname, doctree)
        uris = [image["uri"] for image in doctree.findall(nodes.image)]
        self.write_doc(docname, doctree)
        twins.write(self, docname)
        lists.write(self, docname, doctree)
        page = self._files.pop(docname)
        page.inputs, page.read = self.inputs.of(docname), self.env.all_docs[docname]
        page.images = {uri: self.images[uri] for uri in uris if uri in self.images}
        self._let_go(doctree)
        self._forget(docname)
        return page

    def _forget(self, docname: str) -> None:
        """Hold the stored form of a tree no longer: those of 10,000 papers take 400 MB, and each is read once."""
        stored: dict[str, bytes] = getattr(self.env, "_pickled_doctree_cache", {})
        stored.pop(docname, None)
        if isinstance(self.env.tocs, StoredTocs):  # nobody else looks at it, but for those of the sidebar
            self.env.tocs.let_go(docname)

    def index_page(self, pagename: str, doctree: nodes.document, title: str) -> None:
        """Take the words of a page; a formula in its title is readable where hits are listed."""
        node = self.env.longtitles.get(pagename)
        super().index_page(pagename, doctree, text_of(node) if title and node is not None else title)

    def _keep_words(self, docnames: Iterable[str]) -> None:
        if isinstance(self.indexer, PageIndexer):
            taken = self.indexer.take()
            for docname in docnames:  # one without a title is not searched
                self.word_files.add(docname, taken.get(docname))

    def post_process_images(self, doctree: nodes.Node) -> None:
        """Note the images; the link of a scaled one to the whole names it as an address does."""
        super().post_process_images(doctree)
        for image in doctree.findall(nodes.image):
            link, name = image.parent, self.images.get(image["uri"])
            if name and isinstance(link, nodes.reference) and link.get("refuri") == posixpath.join(self.imgpath, name):
                link["refuri"] = posixpath.join(self.imgpath, quote(name))

    def handle_page(
        self,
        pagename: str,
        addctx: dict[str, Any],
        templatename: str = "page.html",
        *,
        outfilename: Path | None = None,
        event_arg: Any = None,
    ) -> None:
        """Write a page, and note what its file holds.

        :raises WriteError: when the file does not hold it; Sphinx itself only warns of a full disk.
        """
        super().handle_page(pagename, addctx, templatename, outfilename=outfilename, event_arg=event_arg)
        page = self._files.setdefault(pagename, Page(""))
        path = Path(outfilename) if outfilename else self.get_output_path(pagename)
        text = self.remembering.last.replace("\n", os.linesep)
        self._note(page, path, text.encode(self.config.html_output_encoding, "xmlcharrefreplace"))
        if self.copysource and addctx.get("sourcename"):
            copy = Path(self.outdir, "_sources", addctx["sourcename"])
            self._note(page, copy, copy.read_bytes())

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """The address of a page, relative to the root; a page names dozens, most of them as the one before did."""
        known = self._addresses.get(docname)
        if known is None:
            known = self._addresses[docname] = super().get_target_uri(docname, typ)
        return known

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """The address of a page from another; what a portal shows of other libraries has one already."""
        return to if "://" in to else super().get_relative_uri(from_, to, typ)

    def sidebar(self, pagename: str) -> str:
        """The navigation of a page."""
        folder, slash, _name = self.get_target_uri(pagename).rpartition("/")
        prefix = "../" * (folder + slash).count("/")

        def uri(docname: str) -> str:
            return prefix + self.get_target_uri(docname) or "./"

        assert self.navigation is not None
        return self.navigation.html(pagename, uri, prefix, folder and f"{prefix}{folder}/")
