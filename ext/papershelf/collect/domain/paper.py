"""The ``paper`` domain: the catalogue, made of everything that documents say about papers, and links to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import IndexEntry, ObjType

from papershelf.collect.documents.discovery import take_over
from papershelf.collect.domain import linking
from papershelf.collect.domain.sealing import entries, namer, seal
from papershelf.collect.domain.store import PaperStore
from papershelf.collect.said import text_of
from papershelf.libraries.others import Others
from papershelf.libraries.union import Union, union
from papershelf.messages import _
from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.model.text.digests import digest
from papershelf.model.text.spans import Line, named, refers
from papershelf.sources.library import further

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from papershelf.collect.outline import Members
    from papershelf.model.record.paper import Paper


class PaperDomain(PaperStore):
    """Papers, categories, queues and mentions, and the catalogue made of them."""

    name = "paper"
    label = "Paper"
    object_types = {"paper": ObjType(_("paper"), "ref")}

    _catalogue: Catalogue | None = None
    others = Others()
    """The other libraries, read before each build."""
    _union: Union | None = None
    members: Members | None = None
    """Made of ``outline`` and ``owners`` when a category page is read; ``None`` when these have changed."""

    _entries: dict[str, Entry]
    """Docname to the paper of its page, as it was made."""
    index_lines: dict[tuple[str, int], IndexEntry]
    """Key and form to the line of a paper in indices; of this catalogue, as they are made."""

    def setup(self) -> None:
        """Come in with the environment, before Sphinx first looks for documents."""
        super().setup()
        self._entries = {}
        take_over(self.env._app)

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

    def bare_mark_of(self, entry: Entry) -> str:
        """The same without its summary."""
        note = None if entry.queued else self.papers.get(entry.docname)
        if note is None or self.bibliography or self.others or entry.key in self.further_fields:
            return digest(entry.paper.bare)
        return f"{self.marks[entry.docname].bare} {note.heading}"

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
