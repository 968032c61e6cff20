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

_FILLED = ("short_title", "authors", "date", "venue", "type", "arxiv", "doi", "added", "read")
"""What a paper takes from its other notes, where the one that stands for it says nothing."""

_BEST = (Status.DONE, Status.WRITING, Status.READING, Status.PLANNED)


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
    from papershelf.libraries.works import one_each  # which knows venues and titles: only where libraries are compared

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
