"""What the indices of the domain have in common: headings with entries, made when they are looked at."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sphinx.domains import Index, IndexEntry

from papershelf.model.collection.catalogue import Entry
from papershelf.model.record.paper import Paper, Status
from papershelf.model.text.collation import heading, sort_key
from papershelf.render.chips import byline
from papershelf.render.words import status_label

if TYPE_CHECKING:
    from papershelf.collect.domain.paper import PaperDomain

T = TypeVar("T")
Group = tuple[str, list[IndexEntry]]
"""A heading with its entries."""
Content = Sequence[Group]


class LateContent(Sequence[Group]):
    """Content that is made when it is looked at: Sphinx asks for every index in every build."""

    def __init__(self, make: Callable[[], list[Group]], filled: bool) -> None:
        self._make = make
        self._filled = filled

    @functools.cached_property
    def groups(self) -> list[Group]:
        """The content itself."""
        return self._make()

    def __bool__(self) -> bool:
        return self._filled

    def __len__(self) -> int:
        return len(self.groups)

    def __iter__(self) -> Iterator[Group]:
        return iter(self.groups)

    def __getitem__(self, place: Any) -> Any:
        return self.groups[place]


class Words:
    """A name of an index, translated when it is looked up.

    Sphinx puts the names of indices into the context of every page, and the `json` builder cannot write a text that
    is translated only when it is shown.
    """

    def __init__(self, words: object) -> None:
        self._words = words

    def __get__(self, _instance: object, _owner: type | None = None) -> str:
        return str(self._words)


class PaperIndex(Index):
    """An index of papers by one of their values."""

    names = False
    """Whether it is one of names, which in print have page numbers beside them."""
    runs = False
    """Whether the papers of a value stand in print one after the other, by their short names: their titles stand in
    the index of titles."""
    headed = False
    """Whether its values are its headings; with a single one, it says in print what the table of contents does."""

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[Any, bool]:
        """Headings with their entries; never collapsed, so that the page works without scripts."""
        domain = cast("PaperDomain", self.domain)
        wanted = None if docnames is None else set(docnames)

        def make() -> list[Group]:
            return self.content([e for e in domain.catalogue.titled if wanted is None or e.docname in wanted])

        filled = any(self.holds(paper) for docname, paper in domain.records() if wanted is None or docname in wanted)
        return LateContent(make, filled), False

    def holds(self, paper: Paper) -> bool:
        """Whether a paper stands in the index."""
        return True

    def entry(self, entry: Entry, subtype: int = 0) -> IndexEntry:
        """The line of a paper, which stands in a dozen places."""
        lines, key = cast("PaperDomain", self.domain).index_lines, entry.paper.key
        if (key, subtype) not in lines:
            lines[key, subtype] = self.entry(entry)._replace(subtype=subtype) if subtype else self._line(entry)
        return lines[key, subtype]

    def _line(self, entry: Entry) -> IndexEntry:
        state = "" if entry.paper.status is Status.DONE else status_label(entry.paper.status)
        name, page, anchor = entry.paper.title or entry.key, entry.docname, entry.anchor
        if entry.library:  # of a portal: an address
            page, _sign, anchor = page.partition("#")
        return IndexEntry(name, 0, page, anchor, state, "", byline(entry.paper))

    def values(self, entry: Entry) -> Sequence[str]:
        """The values under which a paper stands."""
        raise NotImplementedError

    def heading(self, value: str) -> str:
        """The heading under which a value stands."""
        return heading(value)

    def rows(self, found: Iterable[tuple[str, T]]) -> list[tuple[str, T | None]]:
        """What stands under a heading: values with papers; without one, the line of a value itself.

        :param found: its values with papers, these in the order of their titles.
        """
        return list(found)

    def line(self, value: str, entry: Entry | None) -> IndexEntry:
        """The line of such a row."""
        return self.entry(entry) if entry else IndexEntry(value, 1, "", "", "", "", "")

    def in_order(self, firsts: Mapping[str, str]) -> list[str]:
        """Headings in their order.

        :param firsts: heading to the value of its first row.
        """
        return sorted(firsts, key=lambda name: sort_key(firsts[name]))

    def content(self, entries: Iterable[Entry]) -> list[Group]:
        """The index itself.

        :param entries: in the order of their titles.
        """
        found: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
        for entry in entries:
            for value in self.values(entry):
                found[self.heading(value)].append((value, entry))
        rows = {name: self.rows(under) for name, under in found.items()}
        order = self.in_order({name: held[0][0] for name, held in rows.items()})
        return [(name, [self.line(*row) for row in rows[name]]) for name in order]


class ValueIndex(PaperIndex):
    """An index whose values stand in lines of their own, each with its papers below."""

    def rows(self, found: Iterable[tuple[str, T]]) -> list[tuple[str, T | None]]:
        """The values in their order, each before its papers."""
        groups: dict[str, list[tuple[str, T | None]]] = defaultdict(list)
        for value, one in found:
            groups[value].append((value, one))
        return [row for value in sorted(groups, key=sort_key) for row in ((value, None), *groups[value])]

    def line(self, value: str, entry: Entry | None) -> IndexEntry:
        """That of a paper is set in."""
        return self.entry(entry, 2) if entry else super().line(value, None)
