"""The HTML builders: they write what changed, mend what was damaged, and remove what has no source."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Set
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from jinja2 import FileSystemBytecodeCache
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import SphinxError
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.display import status_iterator
from sphinx.util.osutil import copyfile

from papershelf import workers
from papershelf.collect.domain import paper_domain
from papershelf.model.digests import digest
from papershelf.resolve.inputs import Inputs
from papershelf.resolve.navigation import Navigation
from papershelf.write import indices, outputs
from papershelf.write.manifest import (
    Manifest,
    Page,
    describe,
    files_below,
    is_intact,
    remove,
    state_folder,
    write_whole,
)
from papershelf.write.shell import shell, sources
from papershelf.write.templates import RememberingTemplates
from papershelf.write.unfinished import Mark
from papershelf.write.words import LibraryIndex, PageIndexer, WordFiles

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_BATCH = 200
"""Pages whose words are held in memory at a time."""


class WriteError(SphinxError):
    """A file does not hold what was written to it."""

    category = "Write error"


class PaperHTMLBuilder(StandaloneHTMLBuilder):
    """Sphinx's ``html`` builder, with a record of what each written page depends on."""

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        super().__init__(app, env)
        self.sphinx = app
        self.now = Manifest()
        self.fresh: set[str] = set()
        self.linked: set[str] = set()
        self.due: set[str] = set()
        self._files: dict[str, Page] = {}
        self._rendered: dict[int, tuple[nodes.Node, dict[str, str]]] = {}
        self._process = os.getpid()

    def init(self) -> None:
        """Load the record of the last build; after one that did not finish, start from an empty folder."""
        super().init()
        self.state = state_folder(Path(self.doctreedir), self.name, Path(self.outdir))
        self.before = Manifest.load(self.state / "manifest.json")
        self.mark = Mark(self.state)
        self.word_files = WordFiles(self.state / "words")
        present, kept = self._present(), self.mark.left()
        if kept is not None:
            remove(Path(self.outdir), present - kept)
            self.before = Manifest()
        else:
            kept = frozenset(present - self.before.paths())
        self.mark.set(kept)

    def create_template_bridge(self) -> None:
        """Templates that remember what they gave."""
        super().create_template_bridge()
        self.remembering = RememberingTemplates(self.templates)
        self.templates = self.remembering

    def init_templates(self) -> None:
        """Keep compiled templates: compiling them took longer than writing a page."""
        super().init_templates()
        environment = getattr(self.templates, "environment", None)
        if environment is not None:
            folder = Path(self.doctreedir, "papershelf", "templates")
            folder.mkdir(parents=True, exist_ok=True)
            environment.bytecode_cache = FileSystemBytecodeCache(str(folder))

    def _present(self) -> set[str]:
        """Files of the output folder, without the doctrees that may lie in it."""
        found = files_below(Path(self.outdir), but=Path(self.doctreedir))
        return {name for name in found if not name.startswith(".buildinfo")}

    # -- what to write --------------------------------------------------------------------------

    def get_outdated_docs(self) -> Iterator[str]:
        """Pages that are damaged or missing; for every other reason, see :meth:`stale`."""
        for docname, page in self.before.pages.items():
            if docname in self.env.found_docs and not is_intact(self.outdir, page):
                yield docname

    def stale(self) -> list[str]:
        """Pages that show something which is not so any more."""
        env, info = self.env, self.build_info
        self.common = digest((shell(self.sphinx, self), info.config_hash, info.tags_hash))
        self.now.token = digest((self.common, sorted(env.all_docs.items())))
        kept = {name: page for name, page in self.before.pages.items() if name in env.all_docs}
        self.now.pages = kept
        self.linked = set(self.before.linked)
        self.restyled = sources(self, self.linked) != self.before.linked
        if self.restyled:
            self.due = set(env.all_docs)
        elif self.now.token == self.before.token:
            self.due = env.all_docs.keys() - kept.keys()
        else:
            self.due = {name for name in env.all_docs if name not in kept or kept[name].inputs != self.inputs.of(name)}
        return sorted(self.due)

    @cached_property
    def pages_around(self) -> dict[str, list[str | None]]:
        """Parent, previous and next of each page."""
        return self.env.collect_relations()

    @cached_property
    def navigation(self) -> Navigation | None:
        """The sidebars, for the theme whose own grow with the library."""
        if self.config.html_theme != "furo":
            return None
        catalogue, limit = paper_domain(self.env).catalogue, self.config.papershelf_sidebar_papers
        return Navigation(self.env, catalogue, self.pages_around, limit)

    @cached_property
    def inputs(self) -> Inputs:
        """What pages show of others; asked for only when anything was read or is to be written."""
        return Inputs(self.env, self.pages_around, self.common, self.navigation)

    # -- writing pages --------------------------------------------------------------------------

    def load_indexer(self, docnames: Set[str]) -> None:
        """Leave the last index where it is: ours is made of what each page says (:mod:`.words`)."""

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Set up what all pages share."""
        super().prepare_writing(docnames)
        if self.indexer is not None:
            lang = self.config.html_search_language or self.config.language
            self.indexer = PageIndexer(self.env, lang, self.config.html_search_options, self.config.html_search_scorer)

    def write_documents(self, docnames: Set[str]) -> None:
        """Write pages, each wholly in one process: its references are resolved there too."""
        names = sorted(docnames)
        processes = workers.processes(self.sphinx, len(names)) if self.parallel_ok else 1
        if processes > 1:
            # the first page fills caches and compiles templates, for all processes
            done = [self._write_pages(names[:1])]
            done += workers.run(self._write_pages, names[1:], processes, "writing output...")
        else:
            with logging.pending_warnings():
                done = [self._write_pages(status_iterator(names, "writing output... ", "darkgreen", len(names)))]
        for pages, linked in done:
            self.now.pages |= pages
            self.fresh |= pages.keys()
            self.linked |= linked

    def _write_pages(self, names: Iterable[str]) -> tuple[dict[str, Page], set[str]]:
        written: dict[str, Page] = {}
        batch: list[str] = []
        for docname in workers.while_wanted(names, self._process):
            written[docname] = self._write_page(docname)
            batch.append(docname)
            if len(batch) == _BATCH:
                self._keep_words(batch)
                batch.clear()
        self._keep_words(batch)
        return written, self.linked

    def _write_page(self, docname: str) -> Page:
        self.phase = BuildPhase.RESOLVING
        doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        self.phase = BuildPhase.WRITING
        self.write_doc_serialized(docname, doctree)
        uris = [image["uri"] for image in doctree.findall(nodes.image)]
        self.write_doc(docname, doctree)
        page = self._files.pop(docname)
        page.inputs = self.inputs.of(docname)
        page.images = {uri: self.images[uri] for uri in uris if uri in self.images}
        return page

    def _keep_words(self, docnames: Iterable[str]) -> None:
        if isinstance(self.indexer, PageIndexer):
            taken = self.indexer.take()
            for docname in docnames:  # one without a title is not searched
                self.word_files.add(docname, taken.get(docname))

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

    def _note(self, page: Page, path: Path, data: bytes) -> None:
        try:
            page.files[path.relative_to(self.outdir).as_posix()] = describe(path, data)
        except OSError as error:
            raise WriteError(str(error)) from error

    def render_partial(self, node: nodes.Node | None) -> dict[str, str]:
        """Render a lone node; titles, which stand on many pages, once."""
        if not isinstance(node, nodes.title):
            return super().render_partial(node)
        if id(node) not in self._rendered:
            self._rendered[id(node)] = (node, super().render_partial(node))
        return self._rendered[id(node)][1]

    def sidebar(self, pagename: str) -> str:
        """The navigation of a page."""
        depth = self.get_target_uri(pagename).count("/")
        prefix = "../" * depth

        def uri(docname: str) -> str:
            return prefix + self.get_target_uri(docname) or "./"

        assert self.navigation is not None
        return self.navigation.html(pagename, uri, prefix)

    # -- what is no page ------------------------------------------------------------------------

    def copy_assets(self) -> None:
        """Copy static files anew, so that none is left over; note which they are."""
        remove(Path(self.outdir), self.before.copied)
        present = self._present()
        super().copy_assets()
        self.now.copied = sorted(self._present() - present)

    def copy_image_files(self) -> None:
        """Copy the images of the pages that were written, and those that are damaged."""
        used = {source: name for page in self.now.pages.values() for source, name in page.images.items()}
        fresh = {source for name in self.fresh for source in self.now.pages[name].images}
        images = Page("")
        for source, name in status_iterator(sorted(used.items()), "copying images... ", "brown", len(used)):
            known = self.before.others.get("_images", Page("")).files.get(f"_images/{name}")
            one = Page("", {f"_images/{name}": known}) if known else None
            path = Path(self.outdir, self.imagedir, name)
            if one is None or source in fresh or not is_intact(self.outdir, one):
                path.parent.mkdir(parents=True, exist_ok=True)
                copyfile(Path(self.srcdir, source), path, force=True)
                self._note(images, path, Path(self.srcdir, source).read_bytes())
            else:
                images.files |= one.files
        self.now.others["_images"] = images

    def unless_kept(self, name: str, make: Callable[[], None], inputs: Callable[[], str] | None = None) -> None:
        """Make a generated file, or pages, unless they are there and would be the same.

        :param inputs: gives a digest of all that they show; without it, they are made whenever anything was
            read or written.
        """
        last = self.before.others.get(name)
        quiet = self.now.token == self.before.token and not self.fresh
        same = last is not None and (quiet or (inputs is not None and last.inputs == inputs()))
        if last and same and not self.restyled and is_intact(self.outdir, last):
            self.now.others[name] = last
            return
        present = set(self._files)
        make()
        self.now.others[name] = page = Page(inputs() if inputs else "")
        for made in self._files.keys() - present:
            page.files |= self._files.pop(made).files

    def add_file(self, name: str, data: bytes) -> None:
        """Write a file beside the HTML; one that says this already keeps its time stamp."""
        path = Path(self.outdir, name)
        write_whole(path, data)
        self._note(self._files.setdefault(name, Page("")), path, data)

    def write_genindex(self) -> None:
        """The general index, when any document was read."""
        self.unless_kept("genindex", super().write_genindex)

    def write_domain_indices(self) -> None:
        """The indices of the domains; those of papers only when a paper changed, and in parts when they are long."""
        indices.write(self)

    def gen_additional_pages(self) -> None:
        """The search page and those of conf.py, when any page was written."""
        self.unless_kept("additional", super().gen_additional_pages)

    def dump_inventory(self) -> None:
        """``objects.inv``, when anything that one can link to changed."""

        def make() -> None:
            super(PaperHTMLBuilder, self).dump_inventory()
            path = Path(self.outdir, "objects.inv")
            self._note(self._files.setdefault("objects.inv", Page("")), path, path.read_bytes())

        self.unless_kept("objects.inv", make, self._objects)

    def _objects(self) -> str:
        return digest((self.common, self.inputs.objects))

    def dump_search_index(self) -> None:
        """The search index, when any page was written."""
        if self.indexer is None:
            return
        index = LibraryIndex(self.env, self.word_files, self.state / "search.pickle")

        def make() -> None:
            text = index.text(sorted(self.env.all_docs), self.fresh, self._objects())
            self.add_file(self.searchindex_filename, text.encode("utf-8", "surrogatepass"))

        self.unless_kept("searchindex", make)

    def finish(self) -> None:
        """Indices, images, search index; then the files made from the catalogue."""
        super().finish()
        outputs.write(self)
        self.now.others |= self._files

    def conclude(self) -> None:
        """After everything else: what has no source any more goes, and the record of this build is kept."""
        remove(Path(self.outdir), self.before.paths() - self.now.paths())
        for docname in self.before.pages.keys() - self.now.pages.keys():
            self.word_files.forget(docname)
        if self.due - self.fresh:  # only some pages were asked for; the others are still to be written
            self.now.token = ""
        self.now.linked = sources(self, self.linked)
        self.now.save(self.state / "manifest.json")
        self.mark.clear()


class PaperDirectoryHTMLBuilder(PaperHTMLBuilder, DirectoryHTMLBuilder):
    """The same for ``dirhtml``."""

    name = "dirhtml"


def _conclude(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and isinstance(app.builder, PaperHTMLBuilder):
        app.builder.conclude()


def setup(app: Sphinx) -> None:
    """Take the place of Sphinx's builders."""
    app.add_builder(PaperHTMLBuilder, override=True)
    app.add_builder(PaperDirectoryHTMLBuilder, override=True)
    app.connect("build-finished", _conclude, priority=990)
