"""What documents say about papers, keyed by the document that says it: the data of the ``paper`` domain."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Set
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from sphinx.domains import Domain

from papershelf.collect.documents.stored import Stored
from papershelf.collect.records import CategoryNote, Doubts, Marks, PaperNote, QueueNote, References
from papershelf.model.text.digests import digest
from papershelf.render.kept import references
from papershelf.sources.library.living import Bibliography

if TYPE_CHECKING:
    from papershelf.collect.records import SourceState
    from papershelf.model.collection.catalogue import Mention
    from papershelf.render.kept import Kept
    from papershelf.sources.library.further import Further
    from papershelf.sources.library.living import BibFile

T = TypeVar("T")

_PER_DOCUMENT = ("papers", "queues", "categories", "mentions", "references", "named", "summaries", "marks", "doubts")


class _Store(Generic[T]):
    """Docname to one kind of what documents say."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, domain: Domain, owner: type) -> Stored[T]:
        found: Stored[T] = domain.data[self._name]
        return found


class PaperStore(Domain):
    """Takes what documents say, and forgets it with them."""

    initial_data: ClassVar[dict[str, Mapping[str, Any]]] = {
        **{name: Stored() for name in _PER_DOCUMENT},
        "outline": Stored(),  # docname -> OutlineItem; known before reading
        "owners": {},  # docname -> Declared; known before reading
        "included": {},  # docname -> path of a file that it includes -> SourceState, or None while it is not there
        "sources": Stored(),  # docname -> SourceState
        "files": {},  # path of a file that documents take in -> SourceState
        "further": {},  # key -> what is kept beside the papers; read before each build
        "bibliography": {},  # name of a file -> SourceState, or None while it is not there, and BibFile; likewise
    }
    data_version = 8

    papers: _Store[PaperNote] = _Store()
    """The paper of each paper page."""
    queues: _Store[tuple[QueueNote, ...]] = _Store()
    """The planned papers of each page that has a queue."""
    categories: _Store[CategoryNote] = _Store()
    """The category each category page declares."""
    mentions: _Store[tuple[Mention, ...]] = _Store()
    """The mentions of papers in each document, in the order they stand."""
    references: _Store[References] = _Store()
    """What each document takes from others."""
    named: _Store[frozenset[str]] = _Store()
    """The documents that toctrees written by hand name, of each document that has one."""
    summaries: _Store[tuple[Kept, ...]] = _Store()
    """The summary of each paper page, as it reads there."""
    marks: _Store[Marks] = _Store()
    """Digests of what each document says, where it is a paper page or names a paper."""

    doubts: _Store[Doubts] = _Store()
    """What may have to be read otherwise, though the document is the same; of few documents."""

    _bibliography: Bibliography | None = None
    former_bibliography = Bibliography()
    """What the last build knew; from when the sources are scanned, the same as :attr:`bibliography`."""

    def begin_paper(self, docname: str, note: PaperNote) -> None:
        """Record the paper of a page that is not read to its end yet."""
        self.papers[docname] = note
        self._reopen()

    def note_paper(self, docname: str, note: PaperNote) -> None:
        """Record the paper of a page."""
        self.papers[docname] = note
        self.marks[docname] = dataclasses.replace(
            self.marks.get(docname, Marks()), paper=digest(note.paper), bare=digest(note.paper.bare)
        )
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
        self.mentions[docname] = found = tuple(mentions)
        marked = digest([(m.target, m.anchor, m.place, tuple(map(tuple, m.sentence))) for m in found])
        self.marks[docname] = dataclasses.replace(self.marks.get(docname, Marks()), mentions=marked)
        self._reopen()

    def note_summary(self, docname: str, kept: tuple[Kept, ...]) -> None:
        """Record the summary of a paper page."""
        self.summaries[docname] = kept
        marks = self.marks.get(docname, Marks())
        found = tuple(references(kept))
        self.marks[docname] = dataclasses.replace(marks, summary=digest(kept), references=found)

    def note_references(self, docname: str, references: References, *, curled: bool = True) -> None:
        """Record what a page takes from others, and whether quotes were curled in it."""
        self.references[docname] = references
        sought = tuple((domain, target) for domain, kind, target, _place in references.targets if kind == "myst")
        if sought or not curled:
            self.doubts[docname] = Doubts(sought, curled)

    @property
    def further_fields(self) -> dict[str, Further]:
        """What is kept beside the papers, by key."""
        found: dict[str, Further] = self.data["further"]
        return found

    def note_further(self, held: dict[str, Further]) -> None:
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

    def clear_doc(self, docname: str) -> None:
        """Forget what a document said."""
        for store in _PER_DOCUMENT:
            self.data[store].pop(docname, None)
        self._reopen()

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        for store in _PER_DOCUMENT:
            self.data[store].take(otherdata[store], docnames)
        self._reopen()

    def _reopen(self) -> None:
        """Forget what was made of what documents say."""
        raise NotImplementedError
