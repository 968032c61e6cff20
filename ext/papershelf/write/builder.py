"""The HTML builders: they write what changed, mend what was damaged, and remove what has no source."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder

from papershelf import workers
from papershelf.collect.domain.paper import paper_domain
from papershelf.model.text.digests import digest
from papershelf.resolve.shown.suspects import Suspects
from papershelf.write import templates
from papershelf.write.files.pieces import Kept, Pieces
from papershelf.write.manifest import Manifest, is_intact, remove, state_folder
from papershelf.write.pages import PageWriter
from papershelf.write.searching.words import WordFiles
from papershelf.write.shell import shell, sources
from papershelf.write.unfinished import Mark
from papershelf.write.whole import read, write_whole

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_WORTH = 100
"""So many pages are compared in the time that one takes to be written."""
_SHOWN = "shown.pickle"
"""Where it is kept what pages name of others, and what these hold."""


class PaperHTMLBuilder(PageWriter):
    """Sphinx's ``html`` builder, with a record of what each written page depends on."""

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        super().__init__(app, env)
        self.now = Manifest()
        self.suspects: Suspects | None = None

    def init(self) -> None:
        """Load the record of the last build; after one that did not finish, start from an empty folder."""
        super().init()
        self.state = state_folder(Path(self.doctreedir), self.name, Path(self.outdir))
        self.before = Manifest.load(self.state / "manifest.json")
        remove(Path(self.outdir), self.before.late)  # or pages would carry a checksum of what was not there before
        self.mark = Mark(self.state)
        self.word_files = WordFiles(self.state / "words")
        present, kept = self._present(), self.mark.left()
        if kept is not None:
            remove(Path(self.outdir), present - kept)
            self.before = Manifest()
        else:
            kept = frozenset(present - self.before.paths())
        self.there = kept
        self.mark.set(kept)

    def create_template_bridge(self) -> None:
        """Templates that remember what they gave."""
        super().create_template_bridge()
        self.remembering = templates.Remembered(self.templates)

    def init_templates(self) -> None:
        """Keep compiled templates, and have all their words translated."""
        super().init_templates()
        environment = getattr(self.templates, "environment", None)
        folder = Path(self.doctreedir, "papershelf", "templates")
        if environment is None:
            return
        templates.prepare(environment, folder)
        is_alone = self.sphinx.parallel == 1 or not workers.is_safe(self.sphinx, "write")
        if not is_alone and not templates.are_compiled(folder):
            names = ("page.html", "genindex.html", "domainindex.html", "search.html", *self.theme.sidebar_templates)
            self.compiling = workers.Beside(partial(templates.compile_all, environment, names))  # nobody else works yet

    def init_css_files(self) -> None:
        """Link furo's icons, where pages do not hold them."""
        super().init_css_files()
        environment = getattr(self.templates, "environment", None)
        if environment is not None and templates.has_known_icons(environment):
            self.add_css_file(templates.ICONS, priority=690)

    def keep(self) -> None:
        """Keep what the next build tells suspects by, too."""
        if self.suspects is not None:
            write_whole(self.state / _SHOWN, self.suspects.kept)
            self.suspects = None
        super().keep()

    # -- what to write --------------------------------------------------------------------------

    def get_outdated_docs(self) -> Iterator[str]:
        """Pages that are damaged or missing; for every other reason, see :meth:`stale`."""
        pages = self.before.pages.items()
        self.damaged = {name for name, page in pages if not is_intact(self.outdir, page)}
        yield from self.damaged & self.env.found_docs

    def stale(self) -> list[str]:
        """Pages that show something which is not so any more."""
        env, info = self.env, self.build_info
        vars(self).pop("ahead", None)  # of a build before, in the same process
        self.common = digest(
            (shell(self.sphinx, self), sorted(self.extra), info.config_hash, info.tags_hash, self.config.language)
        )
        self.pieces = Pieces(self.state / "pieces", self.common)
        domain = paper_domain(env)
        told = (domain.bibliography.digest, domain.others.digest)
        self.now.token = digest((self.common, sorted(env.all_docs.items()), *told))
        kept = {name: page for name, page in self.before.pages.items() if name in env.all_docs}
        self.now.pages = kept
        self.linked = set(self.before.linked)
        self.restyled = sources(self, self.linked) != self.before.linked
        read = {name for name, stamp in env.all_docs.items() if name not in kept or kept[name].read != stamp}
        if self.now.token == self.before.token:
            self.now.world = self.before.world
            self.now.derived = self.before.derived
            changed: Iterable[str] = ()
        else:
            self.now.world = self.inputs.world
            is_same = self.now.world == self.before.world
            self.now.derived = dict(self.before.derived) if is_same else {}
            suspects = self._suspects(kept, is_same=is_same)
            if not is_same:
                self.begin()
            changed = self._changed(suspects)
        self.due = set(env.all_docs) if self.restyled else {*read, *changed}
        return sorted(self.due)

    def _suspects(self, kept: Iterable[str], *, is_same: bool) -> list[str]:
        """Pages that may show something else now.

        :param is_same: whether all that pages show of others is what it was.
        """
        if is_same:
            taken = paper_domain(self.env).references
            return [name for name in kept if taken[name].foreign]
        if self.navigation is None:
            return list(kept)
        self.suspects = Suspects(self.inputs, read(self.state / _SHOWN), self.before.world)
        return self.suspects.among(kept)

    def _changed(self, suspects: Sequence[str]) -> list[str]:
        """Those of some pages whose inputs are not what they were."""
        before, parent = self.before.pages, os.getpid()

        def some(names: Iterable[str]) -> list[str]:
            names = workers.while_wanted(names, parent)
            return [name for name in names if before[name].inputs != self.inputs.of(name)]

        def apart(names: Sequence[str]) -> tuple[list[str], dict[str, Kept]]:
            self.pieces.take()
            return some(names), self.pieces.take()

        is_safe = workers.is_safe(self.sphinx, "write")
        processes = workers.processes(self.sphinx, len(suspects) // _WORTH) if is_safe else 1
        if processes == 1:
            return some(suspects)
        changed = some(suspects[:1])  # which finds out what all of them share
        for names, pieces in workers.run(apart, suspects[1:], processes, "comparing pages..."):
            changed += names
            self.pieces.add(pieces)
        return changed


class PaperDirectoryHTMLBuilder(PaperHTMLBuilder, DirectoryHTMLBuilder):
    """The same for ``dirhtml``."""

    name = "dirhtml"


def _conclude(app: Sphinx, exception: Exception | None) -> None:
    if isinstance(app.builder, PaperHTMLBuilder):
        if exception is None:
            app.builder.conclude()
        else:
            app.builder.ahead.end()


def _take_place(app: Sphinx, _config: object) -> None:
    """Take the place of Sphinx's builders; one that another extension put there stays at work below ours."""
    for ours, usual in ((PaperHTMLBuilder, StandaloneHTMLBuilder), (PaperDirectoryHTMLBuilder, DirectoryHTMLBuilder)):
        theirs = app.registry.builders[ours.name]
        if theirs is usual:
            app.add_builder(ours, override=True)
        elif issubclass(theirs, usual) and not issubclass(theirs, PaperHTMLBuilder):
            app.add_builder(type(theirs.__name__, (ours, theirs), {}), override=True)


def setup(app: Sphinx) -> None:
    """Connect; which builders there are is known when every extension is set up."""
    app.connect("config-inited", _take_place)
    app.connect("build-finished", _conclude, priority=990)
