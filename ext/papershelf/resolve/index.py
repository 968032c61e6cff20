"""What the indices of the domain have in common: headings with entries, made when they are looked at."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from sphinx.domains import Index, IndexEntry

from papershelf.model.collection.catalogue import Entry
from papershelf.model.record.paper import Paper, Status
from papershelf.model.text.collation import heading, sort_key
from papershelf.render.chips import byline
from papershelf.render.words import status_label

if TYPE_CHECKING:
    from papershelf.collect.domain.paper import PaperDomain

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

    def forget(self) -> None:
        """Let the content go, which is made again when it is looked at."""
        self.__dict__.pop("groups", None)

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

    def lines(self, found: Iterable[tuple[str, Entry]]) -> list[IndexEntry]:
        """What stands under a heading.

        :param found: its values with papers, these in the order of their titles.
        """
        return [self.entry(entry) for _value, entry in found]

    def in_order(self, firsts: Mapping[str, str]) -> list[str]:
        """Headings in their order.

        :param firsts: heading to the name of its first line.
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
        content = {name: self.lines(under) for name, under in found.items()}
        return [(name, content[name]) for name in self.in_order({name: content[name][0].name for name in content})]


class ValueIndex(PaperIndex):
    """An index whose values stand in lines of their own, each with its papers below."""

    def lines(self, found: Iterable[tuple[str, Entry]]) -> list[IndexEntry]:
        groups: dict[str, list[Entry]] = defaultdict(list)
        for value, entry in found:
            groups[value].append(entry)
        lines = []
        for value in sorted(groups, key=sort_key):
            lines.append(IndexEntry(value, 1, "", "", "", "", ""))
            lines += [self.entry(entry, 2) for entry in groups[value]]
        return lines
