"""What each page shows of others, as a digest: a page whose digest changed is written again, no other is.

The rooms that render decide what a page shows; every value that they take from another document stands here too.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sphinx.util import docname_join

from papershelf.collect.domain import PaperDomain, paper_domain
from papershelf.model import graph as graphs
from papershelf.model.catalogue import Entry, Mention
from papershelf.model.digests import digest
from papershelf.model.facts import FACTS, fact
from papershelf.model.related import Suggestion
from papershelf.render.follow import reason_text
from papershelf.render.kept import references
from papershelf.render.overview import years
from papershelf.render.rows import facts
from papershelf.resolve.fill import above, compared, dated_by, members, subcategories
from papershelf.resolve.navigation import Navigation, Relations

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from papershelf.collect.records import Reference
    from papershelf.model.paper import Paper


_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


class Inputs:
    """The global inputs of pages, once every document is read.

    :param shell: digest of what every page shares: versions, style sheets, the list of indices.
    :param navigation: the sidebars; without one, every page depends on the whole library.
    """

    def __init__(self, env: BuildEnvironment, relations: Relations, shell: str, navigation: Navigation | None) -> None:
        self.env = env
        self.relations = relations
        self.shell = shell
        self.navigation = navigation
        self.domain: PaperDomain = paper_domain(env)
        self.catalogue = self.domain.catalogue
        self._tocs: dict[str, str] = {}
        self._coarse: dict[str, str] = {}
        self._entries: dict[str, str] = {}
        self._lines: dict[str, str] = {}

    def of(self, docname: str) -> str:
        """Digest of the global inputs of a page."""
        env = self.env
        taken = self.domain.references[docname]
        values: list[Any] = [
            self.shell,
            env.toc_secnumbers.get(docname),
            env.toc_fignumbers.get(docname),
            self._around(docname),
            [self._reference(docname, reference) for reference in taken.targets],
            self._images.get(docname),
        ]
        if docname in self.domain.papers:
            values += [self._box(docname), self._own(docname)]
        if docname in self.domain.categories:
            values.append([category.docname for category in self.catalogue.categories.values()])
            values.append([(self._file(c.docname), c.title) for c in above(docname, self.domain)])
        values.append([_facts(entry.paper) for entry in self.catalogue.queued_on(docname)])  # by which it is found
        for kind, query in taken.listings:
            values.append(self._listing(kind, docname, dict(query)))
        if taken.toctrees:
            values.append([self._toc(name, (docname,)) for name in taken.toctrees])
        if taken.foreign or self.navigation is None:
            values.append(self.everything)
        return digest(values)

    @cached_property
    def world(self) -> str:
        """Digest of all that :meth:`of` looks at, for any page: while it is the same, so are all of them."""
        env = self.env
        return digest(
            [
                self.shell,
                self.library,
                self._sentences,
                sorted(self.domain.summaries.items()),
                [self.domain.spell(note.about) for _name, note in sorted(self.domain.categories.items())],
                [
                    (self._file(name), self._title(name), taken.toc)
                    for name, taken in sorted(self.domain.references.items())
                ],
                sorted(env.toctree_includes.items()),
                sorted(env.toc_secnumbers.items()),
                sorted(env.toc_fignumbers.items()),
                sorted((path, sorted(docnames), name) for path, (docnames, name) in env.images.items()),
                [self._whole(name) for name in sorted(env.domaindata) if name != "paper"],
            ]
        )

    @cached_property
    def everything(self) -> str:
        """Digest of all that any page may show of another."""
        std = self.env.domains.standard_domain
        return digest(
            [
                self.library,
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
                [self.entry(entry) for entry in self.catalogue.entries],
                list(self.catalogue.categories.values()),
            ]
        )

    @cached_property
    def objects(self) -> str:
        """Digest of all that other sites and the search may link to."""
        titles = [(docname, self._title(docname)) for docname in sorted(self.env.all_docs)]
        others = [self._whole(name) for name in sorted(self.env.domaindata) if name != "paper"]
        return digest([self.library, titles, others])

    @cached_property
    def exported(self) -> str:
        """Digest of what the files beside the HTML say."""
        return digest([self.library, [(m.target, m.docname) for m in self.catalogue.mentions]])

    @cached_property
    def _sentences(self) -> str:
        """Digest of all mentions; their lines are for warnings only."""
        return digest([(m.target, m.docname, m.anchor, m.sentence) for m in self.catalogue.mentions])

    # -- around the page ------------------------------------------------------------------------

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
        return (sidebar, [(name, self._title(name)) for name in (*related[1:], *above) if name])

    def _title(self, docname: str) -> str:
        taken = self.domain.references.get(docname)
        title = self.env.titles.get(docname)
        if taken is None or title is None:
            return ""
        number = title.get("secnumber")
        return f"{number} {taken.title}" if number else taken.title

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

    # -- cross-references -----------------------------------------------------------------------

    def _reference(self, docname: str, reference: Reference) -> Any:
        """What a cross-reference leads to and shows."""
        domain, kind, target, place = reference
        if domain == "paper":
            return (self._paper(target), kind in {"citet", "citep"} and self._citation(target))
        if domain == "doc":  # a Markdown link to a page
            return (self._file(target), self._title(target), place and self._places(target), self._is_paper(target))
        if domain == "std" and kind == "doc":
            name = docname_join(docname, target)
            return (name in self.env.all_docs, self._title(name), self._is_paper(name))
        if domain == "std" and kind in {"ref", "numref", "keyword"}:
            return self._label(target.lower())
        if domain == "std":
            return self._whole("std")
        if domain and domain in self.env.domaindata:
            return self._whole(domain)
        name = docname_join(docname, target)  # any, or a Markdown link by name: every domain is asked
        anywhere = [self._whole(name) for name in sorted(self.env.domaindata) if name not in {"paper", "std"}]
        std = self.env.domains.standard_domain
        objects = [std.objects.get((kind, word)) for kind in std.object_types for word in (target, target.lower())]
        return (
            self._paper(target),
            self._title(name),
            self._label(target),
            self._label(target.lower()),
            objects,
            anywhere,
        )

    def _is_paper(self, docname: str) -> bool:
        """Whether a link to a page is a mention, which has an anchor."""
        return self.catalogue.by_docname(docname) is not None

    def _file(self, docname: str) -> str:
        """The source of a document, which tells its page and whether that has a Markdown twin; nothing without one."""
        return str(self.env.doc2path(docname, base=False)) if docname in self.env.all_docs else ""

    def _paper(self, key: str) -> Any:
        entry = self.catalogue.by_key(key)
        if entry is None:
            return None
        place = (self._file(entry.docname), entry.queued and entry.anchor, entry.cited and entry.paper.all_links)
        return (place, _shown(entry), entry.paper.year)

    def _citation(self, key: str) -> Any:
        """What a paper is cited by, which others of the same names and year change."""
        entry, citing = self.catalogue.by_key(key), self.catalogue.citing
        return entry and [citing.text(entry.paper, kind) for kind in ("citet", "citep")]

    def _label(self, name: str) -> Any:
        std = self.env.domains.standard_domain
        label, place = std.labels.get(name), std.anonlabels.get(name)
        numbers = self.env.toc_fignumbers.get(place[0]) if place else None
        return (label, place, numbers, place and self.env.toc_secnumbers.get(place[0]))

    def _places(self, docname: str) -> Any:
        """Headings and labels of a document that a link may lead to."""
        slugs = self.env.metadata[docname].get("myst_slugs", {})
        return ([(slug, *place[1:]) for slug, place in slugs.items()], self._labels_of.get(docname))

    @cached_property
    def _labels_of(self) -> dict[str, list[Any]]:
        std = self.env.domains.standard_domain
        found: dict[str, list[Any]] = {}
        for store in (std.labels, std.anonlabels):
            for name, value in sorted(store.items()):
                found.setdefault(value[0], []).append((name, *value))
        return found

    def _whole(self, name: str) -> str:
        """Digest of all that a domain holds; of one that we do not know better."""
        if name not in self._coarse:
            data = self.env.domaindata.get(name, {})
            held = sorted((key, _stable(value)) for key, value in data.items() if key != "version")
            known = [] if name == "std" else sorted(map(repr, self.env.domains[name].get_objects()))
            self._coarse[name] = digest([held, known])
        return self._coarse[name]

    # -- papers ---------------------------------------------------------------------------------

    def _box(self, docname: str) -> Any:
        """What the summary box shows of other papers, of categories and of pages that mention it."""
        paper = self.domain.papers[docname].paper
        categories = [
            [(self._file(c.docname), c.title) for c in self.catalogue.path(slug)] or slug for slug in paper.categories
        ]
        related = [
            (relation, inverse, [self._paper(other.key) for other in others])
            for relation, inverse, others in self.catalogue.related_to(paper.key)
        ]
        mentions = [self._mention(m) for m in self.catalogue.mentions_of(paper.key)]
        return (categories, related, mentions, [self._suggestion(s) for s in self.catalogue.readings.of(paper.key)])

    def _own(self, docname: str) -> Any:
        """What is said of the paper elsewhere than on its page."""
        paper = self.domain.paper(docname)
        return paper and (paper.title, paper.short_title, paper.cite_key, paper.fields, _facts(paper))

    def _suggestion(self, suggestion: Suggestion) -> Any:
        why = [reason_text(reason, self.catalogue) for reason in suggestion.reasons]
        return (self._paper(suggestion.entry.key), why)

    def _mention(self, mention: Mention) -> Any:
        source = self.catalogue.by_docname(mention.docname)
        name = source.paper.name if source else self._title(mention.docname)
        near = source and source.paper.category
        return (mention.docname, mention.anchor, mention.sentence, name, near)

    def _listing(self, kind: str, docname: str, query: dict[str, Any]) -> Any:
        if kind == "stats":
            return self._stats
        if kind == "graph":
            return self._graph(docname, query)
        if kind == "compare":
            return [(self._paper(e.key), self._compared(e)) for e in compared(query, self.catalogue)]
        entries = members(kind, docname, query, self.catalogue)
        elsewhere = kind == "category" and (
            len(self.catalogue.in_category(query["slug"])),
            [(self._file(inner.docname), inner) for inner in subcategories(docname, query, self.domain)],
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
        papers = [(self._paper(e.key), e.key, e.paper.category) for e in shown.entries]
        return (categories, papers, shown.links, shown.centre, shown.left_out)

    def _compared(self, entry: Entry) -> Any:
        """Every field that a comparison may show, and the relations from which it picks."""
        paper = entry.paper
        places = [[(c.docname, c.title) for c in self.catalogue.path(slug)] or slug for slug in paper.categories]
        related = [
            (relation, inverse, [(other.key, self._paper(other.key)) for other in others])
            for relation, inverse, others in self.catalogue.related_to(entry.key)
        ]
        facts = (paper.authors, paper.date, paper.venue, paper.tags, paper.all_links, paper.about)
        return (facts, places, related)

    def _listed(self, entry: Entry) -> Any:
        """What lists show of a paper."""
        if entry.key not in self._lines:
            paper = entry.paper
            texts = (paper.title, paper.authors, paper.about, paper.year, paper.venue, paper.all_links)
            place = (self._file(entry.docname), entry.queued and entry.anchor)
            self._lines[entry.key] = digest((entry.key, texts, paper.status, place))
        return self._lines[entry.key]

    def _folded(self, entry: Entry) -> Any:
        """What lists show of a paper, with its summary."""
        kept = () if entry.queued else self.domain.summaries.get(entry.docname, ())
        return (self._listed(entry), kept, [self._reference(entry.docname, found) for found in references(kept)])

    def _filtered(self, entry: Entry) -> Any:
        """What interactive lists show of a paper besides."""
        paper, position = entry.paper, self.catalogue.position(entry.key)
        return (paper.category, sorted(facts(entry, position, self.catalogue).items()))

    def entry(self, entry: Entry) -> str:
        """Digest of a paper and of where it stands."""
        if entry.key not in self._entries:
            self._entries[entry.key] = digest((entry.paper, self._file(entry.docname), entry.anchor, entry.queued))
        return self._entries[entry.key]

    @cached_property
    def _stats(self) -> str:
        return digest(
            [
                [(c.docname, c.title, slug, c.parent) for slug, c in self.catalogue.categories.items()],
                [(e.paper.status, e.paper.year, e.paper.categories) for e in self.catalogue.entries],
            ]
        )


def _facts(paper: Paper) -> tuple[object, ...]:
    return tuple(fact(paper, name) for name in FACTS)


def _shown(entry: Entry) -> tuple[str, str, str]:
    paper = entry.paper
    return (paper.name, paper.title, paper.status.value)


def _stable(value: object) -> object:
    """A value without the order of sets and tables, which depends on what was read when."""
    if isinstance(value, dict):
        return sorted((repr(key), _stable(item)) for key, item in value.items())
    if isinstance(value, set | frozenset):
        return sorted(map(repr, value))
    return _ADDRESS.sub("", repr(value))
