"""What each page shows of others, as a digest: a page whose digest changed is written again, no other is.

The rooms that render decide what a page shows; every value that they take from another document stands here too.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from papershelf.model.text.digests import digest, of_texts
from papershelf.resolve.fill import above
from papershelf.resolve.navigation import Navigation, Relations
from papershelf.resolve.shown.listed import Listed, facts_of
from papershelf.resolve.shown.readings import Keep, anew
from papershelf.resolve.shown.targets import Targets

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class Inputs:
    """The global inputs of pages, once every document is read.

    :param shell: digest of what every page shares: versions, style sheets, the list of indices.
    :param navigation: the sidebars; without one, every page depends on the whole library.
    :param keep: keeps what is made of one paper.
    """

    def __init__(
        self,
        env: BuildEnvironment,
        relations: Relations,
        shell: str,
        navigation: Navigation | None,
        keep: Keep = anew,
    ) -> None:
        self.env = env
        self.relations = relations
        self.shell = shell
        self.navigation = navigation
        self.targets = Targets(env)
        self.listed = Listed(self.targets, keep)
        self.domain, self.catalogue = self.targets.domain, self.targets.catalogue
        self._tocs: dict[str, str] = {}

    def of(self, docname: str) -> str:
        """Digest of the global inputs of a page."""
        taken = self.domain.references[docname]
        *place, images = self.place(docname)
        targets = [self.targets.reference(docname, reference) for reference in taken.targets]
        values: list[Any] = [self.shell, *place, targets, images]
        if docname in self.domain.papers:
            values += [self.listed.box(docname), self.listed.own(docname)]
        if docname in self.domain.categories:
            values.append([category.docname for category in self.catalogue.categories.values()])
            values.append([(self.targets.file(c.docname), c.title) for c in above(docname, self.domain)])
        values.append([facts_of(entry.paper) for entry in self.catalogue.queued_on(docname)])  # by which it is found
        for kind, query in taken.listings:
            values.append(self.listed.listing(kind, docname, dict(query)))
        if taken.toctrees:
            values.append([self._toc(name, (docname,)) for name in taken.toctrees])
        if taken.foreign or self.navigation is None:
            values.append(self.everything)
        return digest(values)

    @cached_property
    def world(self) -> str:
        """Digest of all that :meth:`of` looks at, for any page: while it is the same, so are all of them."""
        summaries = [(name, marks.summary) for name, marks in sorted(self.domain.marks.items())]
        return digest([self.library, summaries, self._around_summaries])

    @cached_property
    def _around_summaries(self) -> str:
        env = self.env
        return digest(
            [
                self.shell,
                self.elsewhere,
                [(name, marks.mentions) for name, marks in sorted(self.domain.marks.items())],
                [self.domain.spell(note.about) for _name, note in sorted(self.domain.categories.items())],
                [
                    (self.targets.file(name), self.targets.title(name), taken.toc)
                    for name, taken in sorted(self.domain.references.items())
                ],
                sorted(env.toctree_includes.items()),
                sorted(env.toc_secnumbers.items()),
                sorted(env.toc_fignumbers.items()),
                sorted((path, sorted(docnames), name) for path, (docnames, name) in env.images.items()),
                [self.targets.whole(name) for name in sorted(env.domaindata) if name != "paper"],
            ]
        )

    @cached_property
    def everything(self) -> str:
        """Digest of all that any page may show of another."""
        std = self.env.domains.standard_domain
        return digest(
            [
                self.library,
                self.elsewhere,
                self._sentences,
                [(docname, self._toc(docname, ())) for docname in sorted(self.env.tocs)],
                sorted(self.env.toctree_includes.items()),
                sorted(std.labels.items()),
                sorted(self.env.all_docs.items()),
            ]
        )

    @cached_property
    def library(self) -> str:
        """Digest of the papers and categories alone."""
        return digest(
            [
                [self.listed.entry(entry) for entry in self.catalogue.entries],
                list(self.catalogue.categories.values()),
            ]
        )

    @cached_property
    def elsewhere(self) -> str:
        """Digest of the papers of other libraries that this one names, and of those that name its papers."""
        return digest(
            (sorted(self.catalogue.elsewhere.items()), sorted(self.catalogue.naming.items()), self.catalogue.shelves)
        )

    @cached_property
    def objects(self) -> str:
        """Digest of all that other sites and the search may link to."""
        titles = [(docname, self.targets.title(docname)) for docname in sorted(self.env.all_docs)]
        others = [self.targets.whole(name) for name in sorted(self.env.domaindata) if name != "paper"]
        return digest([self.library, titles, others])

    @cached_property
    def exported(self) -> str:
        """Digest of what the files beside the HTML say."""
        return digest([self.library, self.elsewhere, [(m.target, m.docname) for m in self.catalogue.mentions]])

    @cached_property
    def _sentences(self) -> str:
        """Digest of all mentions; their lines are for warnings only."""
        return digest(list(map(self.listed.mention, self.catalogue.mentions)))

    # -- around the page ------------------------------------------------------------------------

    def place(self, docname: str) -> list[Any]:
        """What a page shows by its place: numbers, what stands around it, names of its images."""
        numbers = [self.env.toc_secnumbers.get(docname), self.env.toc_fignumbers.get(docname)]
        return [*numbers, self._around(docname), self._images.get(docname)]

    def placed(self, docname: str) -> str:
        """Digest of the same, where there are sidebars; it is asked for of every page."""
        *rare, (sidebar, *named), images = self.place(docname)
        shared, window, ancestors = sidebar
        around = [line for pairs in (window, *named) for line in ("", *map("\t".join, pairs))]
        return of_texts([repr((rare, images)), shared, *ancestors, *around])

    def _around(self, docname: str) -> tuple[Any, ...]:
        """Sidebar, previous and next, the pages above."""
        sidebar = self.navigation.facts(docname) if self.navigation else ()
        related = self.relations.get(docname)
        if related is None:
            return (sidebar,)
        above = []
        parent = related[0]
        while parent and parent not in above:
            above.append(parent)
            parent = self.relations.get(parent, (None,))[0]
        return (sidebar, [(name, self.targets.title(name)) for name in (*related[1:], *above) if name])

    def _toc(self, docname: str, above: tuple[str, ...]) -> str:
        """Digest of a document's contents and of the pages below it."""
        if docname not in self._tocs:
            taken = self.domain.references.get(docname)
            if taken is None:
                return ""
            below = [name for name in self.env.toctree_includes.get(docname, []) if name not in (*above, docname)]
            self._tocs[docname] = digest(
                [
                    taken.toc,
                    self.env.toc_secnumbers.get(docname),
                    *(self._toc(name, (*above, docname)) for name in below),
                ]
            )
        return self._tocs[docname]

    @cached_property
    def _images(self) -> dict[str, list[tuple[str, str]]]:
        """Names under which the images of each document are copied."""
        found: dict[str, list[tuple[str, str]]] = {}
        for path, (docnames, name) in sorted(self.env.images.items()):
            for docname in docnames:
                found.setdefault(docname, []).append((path, name))
        return found
