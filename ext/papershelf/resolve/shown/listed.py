"""What boxes and listings of a page show of papers, as plain values for the digest of its inputs."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from papershelf.model.collection import graph as graphs
from papershelf.model.collection.catalogue import Entry, Mention
from papershelf.model.record.facts import FACTS, fact
from papershelf.model.record.paper import Paper
from papershelf.model.text.digests import digest
from papershelf.render.drawings.overview import years
from papershelf.render.follow import relations
from papershelf.render.listings.rows import facts
from papershelf.resolve.answers import compared, dated_by, members, subcategories
from papershelf.resolve.shown.readings import Keep, Readings, anew
from papershelf.resolve.shown.targets import Targets


class Listed:
    """Papers as boxes and listings show them.

    :param targets: what references lead to.
    :param keep: keeps what is made of one paper.
    """

    def __init__(self, targets: Targets, keep: Keep = anew) -> None:
        self.targets = targets
        self.keep = keep
        self.domain, self.catalogue = targets.domain, targets.catalogue
        self.readings = Readings(self.catalogue, keep)
        self._entries: dict[str, str] = {}
        self._lines: dict[str, str] = {}
        self._mentions: dict[int, str] = {}
        self._paths: dict[tuple[str, ...], Any] = {}

    def box(self, docname: str) -> Any:
        """What the summary box shows of other papers, of categories and of pages that mention it."""
        paper = self.domain.papers[docname].paper
        entry = self.catalogue.by_key(paper.key)
        if paper.categories not in self._paths:
            self._paths[paper.categories] = [
                [(self.targets.file(c.docname), c.title) for c in self.catalogue.path(slug)] or slug
                for slug in paper.categories
            ]
        related = [
            (relation, inverse, [self.targets.paper(other.key) for other in others])
            for relation, inverse, others in (relations(entry, self.catalogue) if entry else ())
        ]
        mentions = [self._mention(m) for m in self.catalogue.mentions_of(paper.key)]
        mentions += [self.targets.paper(other.key) for other in self.catalogue.mentions_from_elsewhere(paper.key)]
        return (self._paths[paper.categories], related, mentions, self._readings(paper.key))

    def own(self, docname: str) -> Any:
        """What is said of the paper elsewhere than on its page."""
        entry = self.catalogue.by_docname(docname)
        if entry is not None:
            return self.keep("own", entry.key, self.entry(entry), lambda: digest(_own(entry.paper)))
        paper = self.domain.paper(docname)  # another has its key
        return paper and digest(_own(paper))

    def _readings(self, key: str) -> Any:
        """What is shown of the papers to read next: these, and those that the reasons name."""
        entry = self.catalogue.by_key(key)
        if entry is None:
            return None
        made, others, named = self.readings.of(entry)
        names = [found.paper.name for other in named if (found := self.catalogue.by_key(other))]
        return (made, [self.targets.paper(other) for other in others], names)

    def _mention(self, mention: Mention) -> Any:
        source = self.catalogue.by_docname(mention.docname)
        name = source.paper.name if source else self.targets.title(mention.docname)
        near = source and source.paper.category
        return (self.mention(mention), name, near)

    def mention(self, mention: Mention) -> str:
        """Digest of what stands at a mention of the catalogue; its line is for warnings only."""
        if id(mention) not in self._mentions:
            sentence = tuple(map(tuple, self.catalogue.sentence(mention)))  # (a tuple with names is slow to write out)
            self._mentions[id(mention)] = digest((mention.target, mention.docname, mention.anchor, sentence))
        return self._mentions[id(mention)]

    def listing(self, kind: str, docname: str, query: dict[str, Any]) -> Any:
        """What a listing shows.

        :param kind: of the directive.
        :param query: what its options ask for.
        """
        if kind == "stats":
            return self._stats
        if kind == "graph":
            return self._graph(docname, query)
        if kind == "compare":
            return [(self.targets.paper(e.key), self._compared(e)) for e in compared(query, self.catalogue)]
        entries = members(kind, docname, query, self.catalogue)
        elsewhere = kind == "category" and (
            len(self.catalogue.in_category(query["slug"])),
            [(self.targets.file(inner.docname), inner) for inner in subcategories(docname, query, self.domain)],
        )
        if "filter" in query:
            titles = [(c.title, slug, c.parent) for slug, c in self.catalogue.categories.items()]
            return (titles, [(self._folded(entry), self._filtered(entry)) for entry in entries])
        dated = dated_by(query)
        dates = [getattr(entry.paper, dated) for entry in entries] if dated else []
        shown = self._listed if query.get("style") == "table" or kind == "queue" else self._folded
        return (kind, elsewhere, dates, [shown(entry) for entry in entries])

    def _graph(self, docname: str, query: dict[str, Any]) -> Any:
        """What a drawing shows: papers, their connections, and the categories by which they are coloured."""
        shown = graphs.query(self.catalogue, query, self.catalogue.by_docname(docname))
        if isinstance(shown, graphs.Overview):
            counted = [(c.docname, c.title, count) for c, count in shown.categories]
            dated = years(self.catalogue, [c.slug for c, _count in shown.categories])
            return (counted, shown.links, dated, len(self.catalogue))
        categories = [(c.slug, c.docname, c.title, c.parent) for c in self.catalogue.categories.values()]
        papers = [(self.targets.paper(e.key), e.key, e.paper.category) for e in shown.entries]
        return (categories, papers, shown.links, shown.centre, shown.left_out)

    def _compared(self, entry: Entry) -> Any:
        """Every field that a comparison may show, and the relations from which it picks."""
        paper = entry.paper
        places = [[(c.docname, c.title) for c in self.catalogue.path(slug)] or slug for slug in paper.categories]
        related = [
            (relation, inverse, [(other.key, self.targets.paper(other.key)) for other in others])
            for relation, inverse, others in self.catalogue.related_to(entry.key)
        ]
        facts = (paper.authors, paper.date, paper.venue, paper.tags, paper.all_links, paper.about, entry.library)
        return (facts, places, related)

    def _listed(self, entry: Entry) -> str:
        """What lists show of a paper."""
        if entry.notes:  # of a portal: its digest has all that lists show
            return self.entry(entry)
        if entry.key not in self._lines:

            def make() -> str:
                paper = entry.paper
                texts = (paper.title, paper.authors, paper.about, paper.year, paper.venue, paper.type, paper.all_links)
                place = (self.targets.file(entry.docname), entry.queued and entry.anchor)
                told = (entry.notes, paper.summary) if entry.library else ()
                return digest((entry.key, texts, paper.status, place, told))

            self._lines[entry.key] = self.keep("listed", entry.key, self.entry(entry), make)
        return self._lines[entry.key]

    def _folded(self, entry: Entry) -> Any:
        """What lists show of a paper, with its summary."""
        marks = None if entry.queued else self.domain.marks.get(entry.docname)
        if marks is None:
            return self._listed(entry)
        found = [self.targets.reference(entry.docname, reference) for reference in marks.references]
        return (self._listed(entry), marks.summary, found)

    def _filtered(self, entry: Entry) -> Any:
        """What interactive lists show of a paper besides."""
        paper, position = entry.paper, self.catalogue.position(entry.key)
        if entry.notes:  # of a portal: the digest above has all of it
            return (paper.category in self.catalogue.categories, position, self.catalogue.above(paper.categories))
        return (paper.category, sorted(facts(entry, position, self.catalogue).items()))

    def entry(self, entry: Entry) -> str:
        """Digest of a paper and of where it stands."""
        if entry.key not in self._entries:
            place = (self.targets.file(entry.docname), entry.anchor, entry.queued)
            self._entries[entry.key] = digest((self.domain.mark_of(entry), place, entry.notes))
        return self._entries[entry.key]

    def bare(self, entry: Entry) -> str:
        """The same without its summary."""
        place = (self.targets.file(entry.docname), entry.anchor, entry.queued)
        return digest((self.domain.bare_mark_of(entry), place, entry.notes))

    @cached_property
    def _stats(self) -> str:
        return digest(
            [
                self.catalogue.shelves,
                [(c.docname, c.title, slug, c.parent) for slug, c in self.catalogue.categories.items()],
                [(e.paper.status, e.paper.year, e.paper.categories) for e in self.catalogue.entries],
            ]
        )


def _own(paper: Paper) -> tuple[object, ...]:
    return (paper.title, paper.short_title, paper.cite_key, paper.fields, facts_of(paper))


def facts_of(paper: Paper) -> tuple[object, ...]:
    """All that a bibliography may say of a paper."""
    return tuple(fact(paper, name) for name in FACTS)
