"""All papers of a library as one read-only collection, with the questions that pages and exports ask of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from papershelf.model.collection.categories import Categories
from papershelf.model.collection.citing import APA, Citing, Rules
from papershelf.model.collection.elsewhere import Elsewhere, Naming, Note, Shelf
from papershelf.model.collection.outline import arrange
from papershelf.model.collection.related import Related
from papershelf.model.collection.ties import Ties
from papershelf.model.record.paper import Paper
from papershelf.model.text import values
from papershelf.model.text.collation import sort_key
from papershelf.model.text.spans import Line


@dataclass(frozen=True)
class Entry:
    """A paper and where it stands.

    :param docname: the document that holds it: its own page, or the page of its queue.
    :param anchor: id within that document.
    :param queued: whether it is planned, without a page of its own: a line of a queue.
    :param cited: whether it is no such line either, but named by a role and told by a bibliography.
    :param library: of a paper of another library, its name; the key has it, too, and no document holds it. In a portal,
        where it is among the papers, the address stands for the document.
    :param address: where the note of such a paper is found.
    :param home: address of its library.
    :param notes: in a portal, every note on it.
    :param work: the key of the paper that such a one is here, or in a library before; it is cited as that.
    """

    paper: Paper
    docname: str
    anchor: str
    line: int = 0
    queued: bool = False
    cited: bool = False
    library: str = ""
    address: str = ""
    home: str = ""
    notes: tuple[Note, ...] = ()
    work: str = ""

    @property
    def key(self) -> str:
        """The paper's key."""
        return self.paper.key


@dataclass(frozen=True)
class Category:
    """A category as its page declares it.

    :param listed: keys of papers and slugs of categories below it, in the hand-kept order.
    :param parent: slug of the category that it stands below.
    """

    slug: str
    docname: str
    title: str = ""
    listed: tuple[str, ...] = ()
    sort: str = "listed"
    line: int = 0
    parent: str = ""


@dataclass(frozen=True)
class Mention:
    """A place where a document names a paper.

    :param target: the paper's key; for a plain link to its page, ``docname:`` and the page's name.
    :param sentence: the sentence it stands in, in which references may have no words (:meth:`Catalogue.sentence`).
    :param place: number of that sentence among those of the page that name a paper; 0 where it is not known.
    """

    target: str
    docname: str
    anchor: str
    sentence: Line = ()
    line: int = 0
    place: int = 0


class Catalogue(Categories, Ties, Elsewhere):
    """Read-only after construction.

    :param entries: every paper; of two with one key, a page wins over a queue line, then the first docname.
    :param categories: as declared; those at the top in reading order, the others come after their parents.
    :param mentions: in the order of documents and places.
    :param rules: how its papers are cited.
    :param elsewhere: papers of other libraries that this one names, by the names that it has for them.
    :param naming: key to the papers of other libraries that name the paper.
    :param shelves: the libraries whose papers are among the entries.
    :param spell: gives a line with the words of its references; without it, the sentences of mentions have them.
    :ivar citing: how each paper is cited.
    """

    def __init__(
        self,
        entries: Iterable[Entry] = (),
        categories: Sequence[Category] = (),
        mentions: Iterable[Mention] = (),
        rules: Rules = APA,
        elsewhere: Mapping[str, Entry] | None = None,
        naming: Mapping[str, Iterable[Naming]] | None = None,
        shelves: Iterable[Shelf] = (),
        spell: Callable[[Line], Line] | None = None,
    ) -> None:
        Categories.__init__(self, categories)
        Elsewhere.__init__(self, elsewhere or {}, naming or {}, shelves)
        self.claims: dict[str, list[Entry]] = defaultdict(list)
        for entry in sorted(entries, key=lambda e: (e.queued, e.docname, e.line)):
            self.claims[entry.key].append(entry)
        self._by_key = {key: claims[0] for key, claims in sorted(self.claims.items())}
        self.mentions, self._spell = tuple(mentions), spell
        others = {entry.key: entry for entry in self.elsewhere.values() if not entry.work}
        self.citing = Citing((entry.paper for entry in (*self._by_key.values(), *others.values())), rules)

    def __len__(self) -> int:
        return len(self._by_key)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.by_key(key) is not None

    def by_key(self, key: str) -> Entry | None:
        """The paper with this key, or with this former key, or of this entry of a bibliography."""
        entry = self._by_key.get(key)
        if entry is None and key in self._former:
            entry = self._by_key[self._former[key]]
        return entry

    @cached_property
    def _former(self) -> dict[str, str]:
        told = [(e.paper.cite_key, e.key) for e in self._by_key.values() if e.paper.cite_key]
        cited = {values.slug(name): key for name, key in told} | dict(told)
        return cited | {old: entry.key for entry in self._by_key.values() for old in entry.paper.former_keys}

    @property
    def names(self) -> list[str]:
        """Every key, sorted."""
        return list(self._by_key)

    def by_docname(self, docname: str) -> Entry | None:
        """The paper whose own page is ``docname``."""
        return self._by_docname.get(docname)

    @cached_property
    def _by_docname(self) -> dict[str, Entry]:
        return {entry.docname: entry for entry in self._by_key.values() if not entry.queued}

    def queued_on(self, docname: str) -> list[Entry]:
        """Planned papers in the queues of a page."""
        return self._queued.get(docname, [])

    @cached_property
    def _queued(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self._by_key.values():
            if entry.queued:
                found[entry.docname].append(entry)
        return found

    def in_tree(self, slug: str) -> list[Entry]:
        """Papers of a category, then those of the categories below it, each once."""
        return list({entry.key: entry for inner in self.with_below(slug) for entry in self.in_category(inner)}.values())

    def count(self, slug: str) -> int:
        """Papers of a category and of all below it, each counted once."""
        return self._counts.get(slug, 0)

    @cached_property
    def _counts(self) -> dict[str, int]:
        found: dict[str, int] = defaultdict(int)
        for slug in self.categories:
            found[slug] += len(self.in_category(slug))
        for slug in reversed(self.categories):
            if parent := self.categories[slug].parent:
                found[parent] += found[slug]
        for entry in self._by_key.values():  # of a paper in several, what was counted more than once
            if len(entry.paper.categories) > 1:
                paths = Counter(category.slug for slug in entry.paper.categories for category in self.path(slug))
                for slug, times in paths.items():
                    found[slug] -= times - 1
        return found

    def in_category(self, slug: str) -> list[Entry]:
        """Papers of a category, also those it holds by ``also-in``, in its order."""
        return self._members.get(slug, [])

    @cached_property
    def _members(self) -> dict[str, list[Entry]]:
        members: dict[str, dict[str, Entry]] = defaultdict(dict)
        for entry in self._by_key.values():
            for slug in entry.paper.categories:
                members[slug][entry.key] = entry
        ordered = {}
        for slug, found in members.items():
            category = self.categories.get(slug)
            listed, sort = (category.listed, category.sort) if category else ((), "listed")
            ordered[slug] = [found[p.key] for p in arrange((e.paper for e in found.values()), listed, sort)]
        return ordered

    @cached_property
    def entries(self) -> list[Entry]:
        """Every paper in reading order: by category, then those in none."""
        order = {}
        for slug in self.categories:
            for entry in self.in_category(slug):
                if entry.paper.category == slug:
                    order[entry.key] = entry
        return [*order.values(), *(entry for key, entry in self._by_key.items() if key not in order)]

    @cached_property
    def titled(self) -> list[Entry]:
        """Every paper in the order of the titles."""
        return sorted(self.entries, key=lambda e: sort_key(e.paper.title or e.key))

    def position(self, key: str) -> int:
        """Place of a paper in reading order, for sorting."""
        return self._positions.get(key, len(self._positions))

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {entry.key: number for number, entry in enumerate(self.entries)}

    def values_of(self, option: str) -> set[str]:
        """What the papers have under ``tag``, ``author`` or ``venue``, also in the short forms that a query takes."""
        return self._values[option]

    @cached_property
    def _values(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {"tag": set(), "author": set(), "venue": set()}
        for entry in self._by_key.values():
            found["tag"].update(entry.paper.tags)
            for author in entry.paper.authors:
                found["author"].update(filter(None, (author.name, author.family, author.literal)))
            if venue := entry.paper.venue:
                found["venue"].update((venue, venue.split()[0]))
        return found

    @cached_property
    def readings(self) -> Related:
        """What to read after each paper."""
        return Related(self)
