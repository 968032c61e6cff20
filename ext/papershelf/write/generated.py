"""Everything in the output folder that is no page of a document: made when it would come out otherwise."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf import workers
from papershelf.model.text.digests import digest
from papershelf.write.beside import Ahead, beside, is_possible
from papershelf.write.files import indices, redirects
from papershelf.write.files.copies import CopiedFiles, WriteError
from papershelf.write.files.pieces import Pieces, named
from papershelf.write.jobs import OF_CATALOGUE, OURS
from papershelf.write.manifest import Page, files_below, is_intact, remove
from papershelf.write.previews import pictures
from papershelf.write.searching import both
from papershelf.write.searching.words import WordFiles
from papershelf.write.shell import sources
from papershelf.write.unfinished import Mark
from papershelf.write.whole import write_parts, write_whole

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from papershelf.resolve.navigation import Navigation
    from papershelf.resolve.shown.inputs import Inputs
    from papershelf.write.templates import Remembered

_COLLECTED = "collected"
"""What is noted as the inputs of a page of another extension: they are not known."""


class GeneratedFiles(CopiedFiles):
    """The part of the builder that makes files: indices, search index, exports.

    ``due`` are the pages to be written, ``there`` files that are not its own, ``linked`` sheets and scripts of pages.
    """

    writes_search = True
    due: set[str]
    there: frozenset[str]
    linked: set[str]
    restyled: bool
    common: str
    state: Path
    mark: Mark
    word_files: WordFiles
    pieces: Pieces
    sphinx: Sphinx
    remembering: Remembered
    _files: dict[str, Page]

    @property
    def inputs(self) -> Inputs:
        """What pages show of others."""
        raise NotImplementedError

    @property
    def colours(self) -> str:
        """Style that is in the sheet of counts instead of in each page."""
        raise NotImplementedError

    @property
    def navigation(self) -> Navigation | None:
        """The sidebars."""
        raise NotImplementedError

    def unless_kept(
        self, name: str, make: Callable[[], None], inputs: Callable[[], str] | None = None, *, always: bool = False
    ) -> None:
        """Make a generated file, or pages, unless they are there and would be the same.

        :param inputs: gives a digest of all that they show; without it, they are made whenever anything was
            read or written.
        :param always: compare the digest also when nothing was, since it is of files besides the sources.
        """
        last = self.before.others.get(name)
        same = last is not None and (
            (self.nothing_new and not always) or (inputs is not None and last.inputs == inputs())
        )
        if last and same and not self.restyled and is_intact(self.outdir, last):
            self.now.others[name] = last
            return
        present = set(self._files)
        make()
        self.now.others[name] = page = Page(inputs() if inputs else "")
        for made in self._files.keys() - present:
            page.files |= self._files.pop(made).files

    def apart(self, names: Sequence[str], make: Callable[[str], None], label: str, size: int = 1) -> None:
        """Make generated files, or pages, in several processes where that pays.

        :param make: makes those of a name by :meth:`unless_kept`; what else it changes may be lost.
        :param size: how many pages take as long as one of them.
        """
        parent = os.getpid()

        def some(part: Sequence[str]) -> tuple[dict[str, Page], set[str]]:
            known = set(self.now.others)
            for name in workers.while_wanted(part, parent):
                make(name)
            return {name: page for name, page in self.now.others.items() if name not in known}, self.linked

        is_safe = workers.is_safe(self.sphinx, "write")
        processes = workers.processes(self.sphinx, len(names) * size) if is_safe else 1
        if processes == 1:
            some(names)
            return
        for pages, linked in workers.run(some, names, processes, label):
            self.now.others |= pages
            self.linked |= linked

    @property
    def nothing_new(self) -> bool:
        """Whether nothing was read or written in this build."""
        return self.now.token == self.before.token and not self.fresh

    def add_file(self, name: str, data: bytes, *, page: str = "", inputs: str = "") -> None:
        """Write a file beside the HTML, unless the project has its own; one that says this keeps its time stamp.

        :param page: the page under whose name it is kept, where it comes and goes with one.
        :param inputs: digest of what it shows.
        """
        if name in self.extra:
            return
        path = Path(self.outdir, name)
        write_whole(path, data)
        self._note(self._files.setdefault(page or name, Page(inputs)), path, data)

    def add_parts(self, name: str, parts: Iterable[str]) -> None:
        """Write a file beside the HTML part by part, which takes no memory for the whole."""
        if name in self.extra:
            return
        try:
            known = write_parts(Path(self.outdir, name), parts)
        except OSError as error:
            raise WriteError(str(error)) from error
        self._files.setdefault(name, Page("")).files[name] = known

    def keep_file(self, name: str, last: Page) -> None:
        """Keep a file beside the HTML as it is.

        :param last: what the last build noted of it.
        """
        self._files.setdefault(name, Page("")).files[name] = last.files[name]

    @cached_property
    def ahead(self) -> Ahead:
        """What shows nothing that writing a page finds out, in the order of its turns."""
        ours = {name: partial(write, self) for name, write in OURS.items()}
        return Ahead({"indices": super().gen_indices, "inventory": self.dump_inventory, **ours})

    def begin(self) -> None:
        """Make what shows the catalogue alone in a process of its own; comparing and writing pages takes as long."""
        if self.before.pages and self.is_known and is_possible(self):
            self.remove_extra()
            own = () if "objects.inv" in self.extra else ("inventory",)  # one that is copied gives way to ours
            self.ahead.begin(self, (*own, *OF_CATALOGUE))

    def gen_indices(self) -> None:
        """The general index, and those of the domains."""
        self.ahead.turn("indices")

    def write_genindex(self) -> None:
        """The general index."""
        self.unless_kept("genindex", super().write_genindex, self._world)

    def write_domain_indices(self) -> None:
        """The indices of the domains; those of papers only when a paper changed, and in parts when they are long."""
        indices.write(self)

    def gen_additional_pages(self) -> None:
        """The search page and those of conf.py."""
        self.unless_kept("additional", super().gen_additional_pages, self._world)

    def gen_pages_from_extensions(self) -> None:
        """Pages of other extensions: archives of a blog, source code.

        Some are left out where their file looks new enough, which tells nothing of what all pages share; so they
        find it only when nothing has changed at all.
        """
        last = {name: page for name, page in self.before.others.items() if page.inputs == _COLLECTED}
        kept = self.nothing_new and not self.restyled and all(is_intact(self.outdir, page) for page in last.values())
        if not kept:
            remove(Path(self.outdir), {path for page in last.values() for path in page.files})
        present = set(self._files)
        super().gen_pages_from_extensions()
        for name in self._files.keys() - present:
            self._files[name].inputs = _COLLECTED
        self.now.others |= {name: page for name, page in last.items() if kept and name not in self._files}

    def _world(self) -> str:
        return digest((self.common, self.inputs.world))

    def dump_inventory(self) -> None:
        """``objects.inv``, when anything that one can link to changed."""

        def make() -> None:
            super(GeneratedFiles, self).dump_inventory()
            path = Path(self.outdir, "objects.inv")
            self._note(self._files.setdefault("objects.inv", Page("")), path, path.read_bytes())

        self.unless_kept("objects.inv", make, self.objects)

    def objects(self) -> str:
        """Digest of all that one can link to."""
        return self.now.known("objects", lambda: digest((self.common, self.inputs.objects)))

    def dump_search_index(self) -> None:
        """The search index, when any page was written."""
        if self.indexer is not None:
            self.unless_kept("searchindex", partial(both.write, self))

    def handle_finish(self) -> None:
        """Leave the search index, which is made beside everything else."""
        self.finish_tasks.add_task(self.ahead.turn, "inventory")

    def finish(self) -> None:
        """Indices, images, search index; then the files made from the catalogue."""
        with beside(self, self.dump_search_index):
            super().finish()
            for name in self.ahead.names:
                self.ahead.turn(name)
            pictures.write(self)
            self.keep()
        redirects.write(self)  # last: only where nothing else stands
        self.now.others |= self._files

    def keep(self) -> None:
        """Keep what the next build need not make, as far as it is made by now."""
        if self.pieces.asked:
            self.pieces.save(named(self.env))

    def conclude(self) -> None:
        """After everything else: what has no source any more goes, and the record of this build is kept."""
        now = self.now.paths()
        remove(Path(self.outdir), self.before.paths() - now)
        self.word_files.forget(self.before.pages.keys() - self.now.pages.keys())
        if self.due - self.fresh:  # only some pages were asked for; the others are still to be written
            self.now.token = self.now.world = ""
        self.now.linked = sources(self, self.linked)
        static = files_below(Path(self.outdir, "_static"), but=Path(self.doctreedir))
        self.now.late = sorted({f"_static/{name}" for name in static} - self.there - now)
        self.keep()
        self.now.save(self.state / "manifest.json")
        self.mark.clear()
