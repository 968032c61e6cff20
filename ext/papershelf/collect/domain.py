"""The ``paper`` domain: everything the documents say about papers, keyed by the document that says it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Set
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain, IndexEntry, ObjType

from papershelf.collect import linking
from papershelf.collect.discovery import take_over
from papershelf.collect.records import CategoryNote, Marks, PaperNote, QueueNote, References
from papershelf.collect.said import text_of
from papershelf.collect.sealing import entries, namer, seal
from papershelf.collect.sealing import known_elsewhere as known_elsewhere
from papershelf.libraries.others import Others
from papershelf.libraries.union import Union, union
from papershelf.messages import _
from papershelf.model.catalogue import Catalogue, Entry, Mention
from papershelf.model.digests import digest
from papershelf.model.spans import Line, named, refers
from papershelf.render.kept import references
from papershelf.sources import further
from papershelf.sources.living import Bibliography

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from papershelf.collect.outline import Members
    from papershelf.collect.records import SourceState
    from papershelf.model.paper import Paper
    from papershelf.render.kept import Kept
    from papershelf.sources.living import BibFile

_PER_DOCUMENT = ("papers", "queues", "categories", "mentions", "references", "named", "summaries", "marks")


class PaperDomain(Domain):
    """Papers, categories, queues and mentions, and the catalogue made of them."""

    name = "paper"
    label = "Paper"
    object_types = {"paper": ObjType(_("paper"), "ref")}
    initial_data: ClassVar[dict[str, dict[str, Any]]] = {
        "papers": {},  # docname -> PaperNote
        "queues": {},  # docname -> tuple[QueueNote, ...]
        "categories": {},  # docname -> CategoryNote
        "mentions": {},  # docname -> tuple[Mention, ...]
        "references": {},  # docname -> References
        "named": {},  # docname -> documents that toctrees written by hand name
        "summaries": {},  # docname -> tuple[Kept, ...]
        "marks": {},  # docname -> Marks
        "outline": {},  # docname -> OutlineItem; known before reading
        "owners": {},  # docname -> Declared; known before reading
        "included": {},  # docname -> path of a file that it includes -> SourceState, or None while it is not there
        "sources": {},  # docname -> SourceState
        "files": {},  # path of a file that documents take in -> SourceState
        "further": {},  # key -> what is kept beside the papers; read before each build
        "bibliography": {},  # name of a file -> SourceState, or None while it is not there, and BibFile; likewise
    }
    data_version = 7

    _catalogue: Catalogue | None = None
    _bibliography: Bibliography | None = None
    others = Others()
    """The other libraries, read before each build."""
    _union: Union | None = None
    former_bibliography = Bibliography()
    """What the last build knew; from when the sources are scanned, the same as :attr:`bibliography`."""
    members: Members | None = None
    """Made of ``outline`` and ``owners`` when a category page is read; ``None`` when these have changed."""

    _entries: dict[str, Entry]
    """Docname to the paper of its page, as it was made."""
    index_lines: dict[str, IndexEntry]
    """Key to the line of a paper in indices; of this catalogue, as they are made."""

    def setup(self) -> None:
        """Come in with the environment, before Sphinx first looks for documents."""
        super().setup()
        self._entries = {}
        take_over(self.env._app)

    # -- what documents say ---------------------------------------------------------------------

    @property
    def papers(self) -> dict[str, PaperNote]:
        """The paper of each paper page."""
        return cast("dict[str, PaperNote]", self.data["papers"])

    @property
    def queues(self) -> dict[str, tuple[QueueNote, ...]]:
        """The planned papers of each page that has a queue."""
        return cast("dict[str, tuple[QueueNote, ...]]", self.data["queues"])

    @property
    def categories(self) -> dict[str, CategoryNote]:
        """The category each category page declares."""
        return cast("dict[str, CategoryNote]", self.data["categories"])

    @property
    def mentions(self) -> dict[str, tuple[Mention, ...]]:
        """The mentions of papers in each document, in the order they stand."""
        return cast("dict[str, tuple[Mention, ...]]", self.data["mentions"])

    @property
    def references(self) -> dict[str, References]:
        """What each document takes from others."""
        return cast("dict[str, References]", self.data["references"])

    @property
    def named(self) -> dict[str, frozenset[str]]:
        """The documents that toctrees written by hand name, of each document that has one."""
        return cast("dict[str, frozenset[str]]", self.data["named"])

    @property
    def summaries(self) -> dict[str, tuple[Kept, ...]]:
        """The summary of each paper page, as it reads there."""
        return cast("dict[str, tuple[Kept, ...]]", self.data["summaries"])

    @property
    def marks(self) -> dict[str, Marks]:
        """The digests of each paper page."""
        return cast("dict[str, Marks]", self.data["marks"])

    def note_paper(self, docname: str, note: PaperNote) -> None:
        """Record the paper of a page."""
        self.papers[docname] = note
        self.marks[docname] = dataclasses.replace(self.marks.get(docname, Marks()), paper=digest(note.paper))
        self._reopen()

    def note_queue(self, docname: str, notes: Iterable[QueueNote]) -> None:
        """Record planned papers."""
        self.queues[docname] = (*self.queues.get(docname, ()), *notes)
        self._reopen()

    def note_category(self, docname: str, note: CategoryNote) -> None:
        """Record the category of a page."""
        self.categories[docname] = note
        self._reopen()

    def note_mentions(self, docname: str, mentions: Iterable[Mention]) -> None:
        """Record the mentions of a page."""
        self.mentions[docname] = tuple(mentions)
        self._reopen()

    def note_summary(self, docname: str, kept: tuple[Kept, ...]) -> None:
        """Record the summary of a paper page."""
        self.summaries[docname] = kept
        marks = self.marks.get(docname, Marks())
        found = tuple(references(kept))
        self.marks[docname] = dataclasses.replace(marks, summary=digest(kept), references=found)

    def note_references(self, docname: str, references: References) -> None:
        """Record what a page takes from others."""
        self.references[docname] = references

    @property
    def further_fields(self) -> dict[str, further.Further]:
        """What is kept beside the papers, by key."""
        found: dict[str, further.Further] = self.data["further"]
        return found

    def note_further(self, held: dict[str, further.Further]) -> None:
        """Record what is kept beside the papers."""
        self.data["further"] = held
        self._reopen()

    @property
    def bibliography(self) -> Bibliography:
        """The files that facts come from."""
        if self._bibliography is None:
            self._bibliography = Bibliography(
                {name: file for name, (_state, file) in self.data["bibliography"].items()}
            )
        return self._bibliography

    def note_bibliography(self, held: dict[str, tuple[SourceState | None, BibFile]]) -> None:
        """Record what these files hold now."""
        self.former_bibliography = self.bibliography
        if held != self.data["bibliography"]:
            self.data["bibliography"] = held
            self._bibliography = None
            self._reopen()

    def note_others(self, others: Others) -> None:
        """Record what other libraries hold now."""
        self.others = others
        self._union = None
        self._reopen()

    @property
    def union(self) -> Union:
        """What a portal shows of other libraries; nothing in any other library."""
        if self._union is None:
            config = self.env.config
            is_portal = bool(config.papershelf_portal)
            self._union = union(self.others, merge=config.papershelf_portal_merge) if is_portal else Union()
        return self._union

    def clear_doc(self, docname: str) -> None:
        """Forget what a document said."""
        for store in _PER_DOCUMENT:
            self.data[store].pop(docname, None)
        self._reopen()

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        for store in _PER_DOCUMENT:
            self.data[store].update({d: otherdata[store][d] for d in docnames if d in otherdata[store]})
        self._reopen()

    def records(self) -> Iterator[tuple[str, Paper]]:
        """Every paper with what is said of it elsewhere, with its document, though another may have its key."""
        for entry in entries(self):
            yield entry.docname, entry.paper

    def _reopen(self) -> None:
        """Forget what was made of what documents say."""
        self._catalogue = None
        self._entries.clear()

    # -- the catalogue --------------------------------------------------------------------------

    @property
    def catalogue(self) -> Catalogue:
        """All papers, once every document is read."""
        if self._catalogue is None:
            self._catalogue = seal(self)
            self.index_lines = {}
        return self._catalogue

    def entry_of(self, docname: str) -> Entry:
        """The paper of a paper page, with what is said of it elsewhere, though another may have its key."""
        if docname not in self._entries:
            note = self.papers[docname]
            paper = self.completed(note.paper, note.heading)
            self._entries[docname] = Entry(paper, docname, note.anchor, note.line)
        return self._entries[docname]

    def mark_of(self, entry: Entry) -> str:
        """Digest of a paper of the catalogue; where it is what its page says, that of the page."""
        note = None if entry.queued else self.papers.get(entry.docname)
        kept = self.bibliography or self.others or entry.key in self.further_fields
        told = kept or any(map(refers, entry.paper.spans))
        if note is None or told:
            return digest(entry.paper)
        return f"{self.marks[entry.docname].paper} {note.heading}"

    def completed(self, paper: Paper, heading: str = "") -> Paper:
        """A paper with what bibliographies say, then with what is kept beside the papers."""
        return further.completed(self.bibliography.completed(paper, heading), self.further_fields)

    def spell(self, line: Line) -> Line:
        """A line with the words of its references."""
        return named(line, namer(self, self.catalogue))

    def title(self, docname: str) -> str:
        """Title of a document as plain text; nothing where it has none."""
        title = self.env.titles.get(docname)
        return text_of(title) if title is not None else ""

    def paper(self, docname: str) -> Paper | None:
        """The paper of a page, though another may have its key."""
        note = self.papers.get(docname)
        if note is None:
            return None
        claims = self.catalogue.claims[note.paper.key]
        return next(entry.paper for entry in claims if entry.docname == docname and not entry.queued)

    # -- references -----------------------------------------------------------------------------

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Every paper, for ``objects.inv`` and the search."""
        for key in self.catalogue.names:
            entry = self.catalogue.by_key(key)
            if entry is not None and not entry.library:  # those of other libraries stand in theirs
                yield key, entry.paper.name, "paper", entry.docname, entry.anchor, 1

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Link a role to its paper, in the words that the role shows."""
        if typ == "place":  # a backlink, made by the extension itself
            return linking.place(builder, fromdocname, target, node, contnode)
        entry = self.catalogue.anywhere(target)
        if entry is None:
            return None
        return linking.link(self.catalogue, entry, builder, fromdocname, typ, node, contnode)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Link the ``any`` role."""
        found = self.resolve_xref(env, fromdocname, builder, "ref", target, node, contnode)
        return [] if found is None else [("paper:ref", found)]


def paper_domain(env: BuildEnvironment) -> PaperDomain:
    """The domain of an environment."""
    return cast("PaperDomain", env.domains["paper"])


def _readable(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, contnode: nodes.Element
) -> nodes.Element | None:
    """Keep a role that nothing resolves as plain text; that it is unknown has been said already."""
    if node.get("refdomain") != "paper":
        return None
    return nodes.inline("", contnode.astext(), classes=["paper-unknown"])


def setup(app: Sphinx) -> None:
    """Register the domain."""
    app.add_domain(PaperDomain)
    app.connect("missing-reference", _readable, priority=900)
