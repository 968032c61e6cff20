"""From papers that were found to files of a library: pages, categories, queues. Nothing is written here."""

from __future__ import annotations

import dataclasses
import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from papershelf.cli.imports import coming
from papershelf.cli.imports.prose import Texts, by_category
from papershelf.cli.imports.shelving import Shelves
from papershelf.cli.library import CommandError, Library
from papershelf.cli.pages import editing, queues
from papershelf.cli.writing import Change, Changes, target
from papershelf.exports.pages import page as pages
from papershelf.model.collection.catalogue import Category, Entry
from papershelf.model.record import queueline
from papershelf.model.record.paper import Paper, Status
from papershelf.model.text.markdown import escape
from papershelf.sources.deduplication.merging import Sorted
from papershelf.sources.found import Found, Heading, Outcome, Prose, Report
from papershelf.sources.library import further
from papershelf.sources.library.folder import Folder
from papershelf.sources.notes.prose.accepted import accepted
from papershelf.sources.pages import queue


class Store:
    """Puts papers into a library, in memory.

    :param force: whether the page of a paper that the library has is written anew.
    :param update: whether what is empty of a paper that the library has is filled in.
    :param home: gives the edit of the home page, once all else is settled.
    """

    def __init__(
        self,
        library: Library,
        folder: Folder,
        report: Report,
        *,
        force: bool = False,
        update: bool = False,
        home: Callable[[Store], editing.Edit] | None = None,
    ) -> None:
        self._folder = folder
        self._shelves = Shelves(library, folder)
        self._changes = Changes(folder.source)
        self._report = report
        self._force = force
        self._update = update
        self._home = home
        self.statuses: Counter[Status] = Counter()
        self.papers: list[Paper] = []  # that are new
        self._order: dict[str, list[str]] = defaultdict(list)  # slug -> keys in the order of the sources
        self._listed: dict[str, list[str]] = defaultdict(list)  # slug -> keys
        self._queued: dict[str, list[str]] = defaultdict(list)  # slug -> lines
        self._stale: dict[str, set[str]] = defaultdict(set)  # page -> keys of queue lines that go
        self._further: dict[str, further.Further] = {}
        self._further_headings: list[Heading] = []  # that only also-in names

    def changes(self, found: Sorted, headings: Sequence[Heading], prose: Sequence[Prose] = ()) -> list[Change]:
        """The files that change.

        :param headings: categories of the source, in order, those without papers too.
        :param prose: texts of the sources, for the pages of categories that are made.
        :raises CommandError: if a file cannot be where it has to be.
        """
        for heading in headings:
            self._shelves.slug(heading)
        self._known([(self._settled(item), entry) for item, entry in found.known])
        for item in found.new:
            self._store(self._settled(item), found.stale.get(item.paper.key))
        self._without_stale()
        headings = [*headings, *(heading for heading in self._further_headings if heading not in headings)]
        self._ordered(found, headings)
        self.prose = by_category(prose, self._shelves.renamed)
        pages_of = {item.note: self._shelves.page_path(item) for item in found.new if item.note is not None}
        pages_of |= {item.note: self._folder.files[e.docname] for item, e in found.known if item.note is not None}
        self.texts = Texts(pages_of, self._report)
        self._tops = [
            slug for heading in headings if not self._shelves.parent_of(slug := self._shelves.named(heading.slug))
        ]
        for slug in self._shelves.headings:
            self._new_category(slug)
        self._on_home()
        for slug, category in self._folder.catalogue.categories.items():
            if self._listed[slug] or self._queued[slug]:
                self._old_category(category)
        if self._home is not None:
            self._changes.edit(self._folder.files[self._folder.settings.root], self._home(self))
        if self._further:
            text = further.text_of(self._folder.further | self._further)
            self._changes.put(further.path_in(self._folder.settings.papers[0]), text)
        for change in self.texts.changes():
            self._changes.add(change)
        self.texts.report()
        told = [dataclasses.replace(text, slug=slug) for slug in self.prose for text in self.prose[slug]]
        self.texts.left(told, self._shelves.page)
        return self._changes.needed()

    def _ordered(self, found: Sorted, headings: Sequence[Heading]) -> None:
        """Note the order of papers and categories; the categories below one come after its papers."""
        place = {key: number for number, key in enumerate(found.order)}
        held = {entry.key: entry.paper.category for _item, entry in found.known}
        held |= {key: slug for slug, keys in self._listed.items() for key in keys}
        for key in sorted(held, key=lambda key: place.get(key, 0)):
            self._order[held[key]].append(key)
        for heading in headings:
            slug = self._shelves.named(heading.slug)
            parent = self._shelves.parent_of(slug)
            if parent and slug not in self._order[parent]:
                self._order[parent].append(slug)
        for slug, heading in self._shelves.headings.items():
            if parent := self._shelves.parent(heading):
                self._listed[parent].append(slug)

    # -- papers ---------------------------------------------------------------------------------

    def _known(self, told: Sequence[tuple[Found, Entry]]) -> None:
        """Papers that the library has: left as they are, filled in, or written anew."""
        kept = []
        for item, entry in told:
            if self._force and not entry.queued:
                again = dataclasses.replace(item, paper=dataclasses.replace(item.paper, key=entry.key))
                self._add_page(again, self._folder.files[entry.docname])
            else:
                paper = queues.for_line(item) if entry.queued else item.paper
                if self._update and not entry.paper.fields:
                    self._keep(dataclasses.replace(item.paper, key=entry.key), line=entry.queued)
                kept.append((dataclasses.replace(item, paper=paper), entry))
        coming.known(kept, self._folder, self._report, self._changes.edit, update=self._update)

    def _settled(self, item: Found) -> Found:
        """A paper whose categories are those of the library."""
        paper = item.paper
        if item.category is not None and paper.category == item.category.slug:
            paper = dataclasses.replace(paper, category=self._shelves.slug(item.category))
        also = tuple(dict.fromkeys(self._shelves.named(slug) for slug in paper.also_in))
        return dataclasses.replace(item, paper=dataclasses.replace(paper, also_in=also))

    def _store(self, item: Found, stale: Entry | None) -> None:
        paper = item.paper
        planned = queues.for_line(item)
        line = item.queued or ("" if item.body or item.page or item.files else queueline.write(planned))
        readable = item.queued or queue.parse(line[2:], paper.category) == (planned, [])
        if line and self._shelves.has(paper.category) and readable:
            if not item.queued:
                self._keep(queues.with_fields(paper, planned), line=True)
            self._queued[paper.category].append(line)
            self._listed[paper.category].append(paper.key)
            self.statuses[Status.PLANNED] += 1
            self.papers.append(paper)
            self._report.add(Outcome.PLANNED, item, self._shelves.path_of(paper.category))
            return
        path = self._shelves.page_path(item)
        taken = self._shelves.taken(path)
        if taken:
            why = f"{taken} is there and is not the page of this paper; nothing that exists is overwritten"
            self._report.add(Outcome.REFUSED, item, why=why)
            return
        if stale is not None:
            queued = self._folder.files[stale.docname]
            self._stale[queued].add(stale.key)
            note = f"its line in the queue of {queued} is taken away"
            item = dataclasses.replace(item, remarks=(*item.remarks, note))
        if (stale is None or stale.paper.category != paper.category) and self._shelves.has(paper.category):
            self._listed[paper.category].append(paper.key)
        self._add_page(self._listed_also(item), path)

    def _listed_also(self, item: Found) -> Found:
        """A paper whose further categories are there, or are made."""
        if not item.also:
            return item
        known = {*item.paper.also_in, *self._shelves.renamed}
        self._further_headings += [heading for heading in item.also if heading.slug in known]
        slugs = [self._shelves.slug(heading) for heading in item.also if heading in self._further_headings]
        kept = [slug for slug in dict.fromkeys(slugs) if slug != item.paper.category]
        return dataclasses.replace(item, paper=dataclasses.replace(item.paper, also_in=tuple(kept)))

    def _keep(self, paper: Paper, *, line: bool) -> None:
        """Keep beside the papers what a page or a line has no place for."""
        told = further.of(paper, line=line)
        if told != further.Further():
            self._further[paper.key] = told

    def _without_stale(self) -> None:
        """Take away the queue lines of papers that have pages now."""
        for path, keys in self._stale.items():
            self._changes.edit(path, functools.partial(queues.without_lines, keys=keys, markdown=path.endswith(".md")))

    def _add_page(self, item: Found, path: str) -> None:
        item = _with_note(item)
        item = dataclasses.replace(item, summary=accepted(item.summary))
        self._keep(item.paper, line=False)
        self._changes.put(path, item.page or accepted(pages.page(item.paper, summary=item.summary, body=item.body)))
        self.statuses[item.paper.status] += 1
        self.papers.append(item.paper)
        for origin, name in item.files:
            self._changes.add(Change(f"{path.rpartition('/')[0]}/{name}", origin=origin))
        self._report.add(Outcome.CREATED, item, path)

    # -- categories -----------------------------------------------------------------------------

    def _on_home(self) -> None:
        """Put the new categories at the top of the sources into a toctree of the home page."""
        before, added = "", []
        for slug in dict.fromkeys(self._tops):
            path = self._shelves.path_of(slug)
            if slug in self._shelves.headings:
                added.append((path, before))
            before = path.rpartition(".")[0]
        home = self._folder.files.get(self._folder.settings.root)
        if not added:
            return
        if home is None:
            raise CommandError(f"the home page {self._folder.settings.root} is missing; nothing was written")
        markdown = home.endswith(".md")
        self._changes.edit(home, lambda text: editing.add_to_toctree(text, added, self._folder, markdown=markdown))

    def _new_category(self, slug: str) -> None:
        path = self._shelves.path_of(slug)
        if target(self._folder.source, path).exists():
            raise CommandError(f"{path} is there and declares no category {slug!r}; nothing was written")
        heading, listed, queued = self._shelves.headings[slug], self._listed[slug], self._queued[slug]
        prose = self.texts.written(self.prose.get(slug, ()), path)
        parent = self._shelves.parent(heading)
        self._changes.put(path, pages.category_page(slug, heading.title, listed, queued, parent, prose))

    def _old_category(self, category: Category) -> None:
        path = self._folder.files[category.docname]
        listed, queued = self._listed[category.slug], self._queued[category.slug]
        markdown = path.endswith(".md")
        order = self._order[category.slug]
        self._changes.edit(path, lambda text: editing.add_papers(text, listed, queued, markdown=markdown, order=order))


def _with_note(item: Found) -> Found:
    """A paper whose remark, which a page has no place for, is the first line of its summary."""
    if not item.paper.note or item.page:
        return item
    summary = item.summary or pages.summary_markdown(item.paper.summary)
    return dataclasses.replace(item, summary="\n".join(filter(None, (f"- {escape(item.paper.note)}", summary))))


def page_keys(folder: Folder) -> dict[Path, str]:
    """File of each paper page, resolved, to the paper's key."""
    return {folder.path(entry.docname).resolve(): entry.key for entry in folder.catalogue.entries if not entry.queued}
