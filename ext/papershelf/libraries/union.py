"""The papers of several libraries as those of one: each paper once, with the notes that there are on it."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from papershelf.libraries.others import Others
from papershelf.libraries.records import OtherCategory, OtherLibrary, OtherPaper
from papershelf.model.collection.catalogue import Category, Entry
from papershelf.model.collection.elsewhere import Note, Shelf
from papershelf.model.record.paper import LINKS, Paper, Relation, Status
from papershelf.model.text.names import folded
from papershelf.sources.deduplication.likeness import are_strangers, first_author, is_weak
from papershelf.sources.found import same_title

_FILLED = ("short_title", "authors", "date", "venue", "type", "arxiv", "doi", "added", "read")
"""What a paper takes from its other notes, where the one that stands for it says nothing."""

_BEST = (Status.DONE, Status.WRITING, Status.READING, Status.PLANNED)
_ARXIV_DOI = "10.48550/arxiv."
"""How the DOI begins that arXiv gives each of its papers."""

_ALIKE = 20
"""Papers that share a sign and are not one, to which a further one is compared."""

Sign = tuple[str, str]


@dataclass(frozen=True)
class Union:
    """What a portal shows of other libraries.

    :param entries: their papers.
    :param categories: their categories, those of one name beside each other, or as one.
    :param shelves: the libraries themselves, with counts.
    """

    entries: tuple[Entry, ...] = ()
    categories: tuple[Category, ...] = ()
    shelves: tuple[Shelf, ...] = ()


def union(others: Others, *, merge: bool) -> Union:
    """All papers of all libraries.

    :param merge: whether categories of one name are one.
    """
    papers = [paper for library in others for paper in library]
    same = one_each((paper.name, paper.paper) for paper in papers)
    works: dict[str, list[OtherPaper]] = defaultdict(list)
    for paper in papers:
        works[same[paper.name]].append(paper)
    slugs = _Slugs(others, merge=merge)
    entries = tuple(_entry(name, notes, others, same, slugs) for name, notes in works.items())
    return Union(entries, tuple(slugs.categories()), tuple(_shelf(library) for library in others))


def _shelf(library: OtherLibrary) -> Shelf:
    counts = Counter(other.paper.status for other in library)
    return Shelf(library.name, library.address, tuple((status, counts[status]) for status in _BEST if counts[status]))


def _entry(name: str, notes: Sequence[OtherPaper], others: Others, same: dict[str, str], slugs: _Slugs) -> Entry:
    """A paper under the name of its first note; what it is called and says is that of the furthest note."""
    main, *further = sorted(notes, key=lambda note: _BEST.index(note.paper.status))
    paper = dataclasses.replace(_filled(main.paper, [note.paper for note in further]), key=name)
    categories = list(dict.fromkeys(slugs.of(note.library, s) for note in notes for s in note.paper.categories))
    paper = dataclasses.replace(
        paper,
        category=categories[0] if categories else "",
        also_in=tuple(categories[1:]),
        relations=tuple(_relations(name, notes, others, same)),
        former_keys=(),
        cite_key="",
    )
    told = tuple(Note(note.library, note.address, note.paper.status) for note in notes)
    home = others.libraries[main.library].address
    return Entry(paper, main.address, "", library=main.library, address=main.address, home=home, notes=told)


def _filled(one: Paper, further: Iterable[Paper]) -> Paper:
    """A paper with what only other notes know of it."""
    for other in further:
        values = {name: getattr(other, name) for name in _FILLED if not getattr(one, name) and getattr(other, name)}
        if "arxiv" in values:
            values["arxiv_version"] = other.arxiv_version
        links = dict(other.links) | dict(one.links)
        values["links"] = tuple((name, links[name]) for name in LINKS if name in links)
        values["tags"] = tuple(dict.fromkeys((*one.tags, *other.tags)))
        one = dataclasses.replace(one, **values)
    return one


def _relations(
    name: str, notes: Sequence[OtherPaper], others: Others, same: dict[str, str]
) -> Iterator[tuple[Relation, tuple[str, ...]]]:
    """The relations of all notes, also to papers of another library, by the names that papers have here."""
    named: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for note in notes:
        for relation, keys in note.paper.relations:
            named[relation.value] += [(note.library, key) for key in keys if ":" not in key]
        for home, key, relations in others.libraries[note.library].named_by(note.paper.key):
            for value in relations if home in others.homes else ():
                named[value].append((others.homes[home], key))
    for relation in Relation:
        found = (others.find(f"{library}:{key}") for library, key in named[relation.value])
        known = dict.fromkeys(same[other.name] for other in found if other)
        known.pop(name, None)
        if known:
            yield relation, tuple(known)


class _Slugs:
    """Slugs of categories here, by library and slug there.

    Categories have one name where they have one title or one slug.
    """

    def __init__(self, others: Others, *, merge: bool) -> None:
        self.merge = merge
        self._groups: list[list[tuple[str, OtherCategory]]] = []
        self._number: dict[tuple[str, str], int] = {}
        self._taken: set[str] = set()
        numbers: dict[tuple[str, str], int] = {}
        for library in others:
            for category in library.categories:
                signs = [("title", folded(category.title)), ("slug", category.slug)]
                number = next((numbers[sign] for sign in signs if sign in numbers), len(self._groups))
                if number == len(self._groups):
                    self._groups.append([])
                self._groups[number].append((library.name, category))
                self._number[library.name, category.slug] = number
                for sign in signs:
                    numbers.setdefault(sign, number)

    def of(self, library: str, slug: str) -> str:
        """The slug here; of a category that its library does not declare, one of that library."""
        number = self._number.get((library, slug))
        if self.merge and number is not None:
            return self._groups[number][0][1].slug
        return f"{library}.{slug}"

    def categories(self) -> Iterator[Category]:
        """Every category, those of one name beside each other."""
        for group in self._groups:
            for library, category in group[:1] if self.merge else group:
                parent = self.of(library, category.parent) if category.parent else ""
                slug = self.of(library, category.slug)
                title = category.title if self.merge else f"{category.title} ({library})"
                if slug not in self._taken:
                    self._taken.add(slug)
                    yield Category(slug, category.address, title, parent=parent)


def one_each(papers: Iterable[tuple[str, Paper]]) -> dict[str, str]:
    """Name of each paper to the name of the first one that is the same.

    :param papers: names, each once, and papers, in the order of libraries.
    """
    found = _Groups()
    holders: dict[Sign, list[str]] = {}
    known: dict[str, Paper] = {}
    for name, paper in papers:
        known[name] = paper
        found.add(name)
        for sign in _signs(paper):
            others = holders.setdefault(sign, [])
            for other in others:
                if _agree(sign, known[other], paper):
                    found.join(other, name)
                    break
            else:
                others += [name] if len(others) < _ALIKE else []
    return {name: found.of(name) for name in known}


class _Groups:
    """Names that mean the same; of two groups that turn out to be one, the name that came first stands for both."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}
        self._number: dict[str, int] = {}

    def add(self, name: str) -> None:
        self._first[name] = name
        self._number[name] = len(self._number)

    def of(self, name: str) -> str:
        while self._first[name] != name:
            self._first[name] = name = self._first[self._first[name]]
        return name

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.of(one), self.of(other)), key=self._number.__getitem__)
        self._first[second] = first


def _signs(paper: Paper) -> Iterator[Sign]:
    doi = paper.doi.lower()
    arxiv = paper.arxiv or doi.removeprefix(_ARXIV_DOI) * doi.startswith(_ARXIV_DOI)
    if arxiv:
        yield "arxiv", arxiv.lower()
    if doi and not doi.startswith(_ARXIV_DOI):
        yield "doi", doi
    title = same_title(paper.title)
    if title and not is_weak(paper.title):
        yield "title", f"{title} {paper.year}"


def _agree(sign: Sign, one: Paper, other: Paper) -> bool:
    """Whether two papers with a sign in common are one."""
    if sign[0] != "title":
        return not are_strangers(one, other)
    told = [dict(_signs(paper)) for paper in (one, other)]
    if any(kind in told[0] and kind in told[1] and told[0][kind] != told[1][kind] for kind in ("arxiv", "doi")):
        return False
    first, second = first_author(one), first_author(other)
    return not first or not second or first == second
