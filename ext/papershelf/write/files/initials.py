"""The parts of a long index: what stands under a heading is made only when one of its papers changed.

What the overview of an index says of its parts is kept, so that those that stay need not be made for it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from sphinx.domains import IndexEntry

from papershelf.collect.domain.paper import paper_domain
from papershelf.model.collection.catalogue import Entry
from papershelf.model.text.collation import sort_key
from papershelf.model.text.digests import digest, of_texts
from papershelf.render.chips import byline
from papershelf.resolve.index import PaperIndex, ValueIndex
from papershelf.resolve.indices import authors

if TYPE_CHECKING:
    from papershelf.write.generated import GeneratedFiles

ROWS = 2_000
"""Rows of an index page (about 400 KB); a longer index is split by initial, and a long initial into parts."""


class Part(NamedTuple):
    """A page of a long index.

    :param first: name of its first line, as of its last one.
    :param papers: how many it names.
    :param shown: digest of its rows.
    """

    pagename: str
    heading: str
    label: str
    first: str
    last: str
    papers: int
    shown: str


Runs = list[tuple[Part, list[IndexEntry]]]
"""The parts of a heading with their rows."""


class Initials:
    """An index by its headings.

    :param name: of its page.
    :param facts: digest of what indices say of each paper, in the order of the catalogue.
    """

    def __init__(self, builder: GeneratedFiles, name: str, index: PaperIndex, facts: Sequence[str]) -> None:
        self.builder = builder
        self.name = name
        self.index = index
        self.entries = paper_domain(builder.env).catalogue.entries
        self.facts = facts
        self._made: dict[str, Runs] = {}

    @cached_property
    def _values(self) -> list[Sequence[str]]:
        return list(map(self.index.values, self.entries))

    @property
    def rows(self) -> int:
        """How many rows it has."""
        rows = sum(map(len, self._values))
        return rows + len(set(chain.from_iterable(self._values))) if isinstance(self.index, ValueIndex) else rows

    @cached_property
    def _found(self) -> dict[str, list[tuple[str, int]]]:
        """Values and numbers of the papers of each heading."""
        headings: dict[str, str] = {}
        found: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for number, values in enumerate(self._values):
            for value in values:
                if value not in headings:
                    headings[value] = self.index.heading(value)
                found[headings[value]].append((value, number))
        return found

    def parts(self) -> list[Part]:
        """All of them; the rows of those that stay are not looked at."""
        told = {heading: self._told(heading) for heading in self._found}
        order = self.index.in_order({heading: parts[0].first for heading, parts in told.items()})
        return [part for heading in order for part in told[heading]]

    def _told(self, heading: str) -> list[Part]:
        facts, under = self.facts, self._found[heading]
        inputs = of_texts([heading, *[facts[number] for _value, number in under]])
        make = partial(self._text, heading)
        text = self.builder.pieces.of("initials", pagename(self.name, heading), inputs, make)
        return [Part(*part) for part in json.loads(text)]

    def _text(self, heading: str) -> str:
        return json.dumps([part for part, _rows in self._runs(heading)], ensure_ascii=False)

    def rows_of(self, part: Part) -> list[IndexEntry]:
        """The rows of a part."""
        return next(rows for other, rows in self._runs(part.heading) if other.pagename == part.pagename)

    def _runs(self, heading: str) -> Runs:
        if heading not in self._made:
            found: list[tuple[str, Entry]] = [(value, self.entries[number]) for value, number in self._found[heading]]
            found.sort(key=lambda pair: sort_key(pair[1].paper.title or pair[1].key))
            self._made[heading] = list(cut(self.name, heading, self.index.lines(found)))
        return self._made[heading]


def facts(builder: GeneratedFiles) -> list[str]:
    """Digest of what indices say of each paper, and of its place in them."""
    return [_facts(builder, entry) for entry in paper_domain(builder.env).catalogue.entries]


def _facts(builder: GeneratedFiles, entry: Entry) -> str:
    inputs = builder.inputs.listed.entry(entry)
    if entry.library:
        return inputs

    def make() -> str:
        paper = entry.paper
        values = (authors(paper), paper.year, paper.venue, paper.tags, paper.status)
        return digest((entry.key, paper.title, byline(paper), entry.docname, entry.anchor, values))

    return builder.pieces.of("indices", entry.key, inputs, make)


def pagename(name: str, heading: str) -> str:
    """The first page of what stands under a heading."""
    slug = "".join(c.lower() if c.isascii() and c.isalnum() else f"u{ord(c):x}" for c in heading)
    return f"{name}-{slug}"


def cut(name: str, heading: str, entries: list[IndexEntry]) -> Iterator[tuple[Part, list[IndexEntry]]]:
    """The parts of what stands under a heading, with their rows."""
    first = pagename(name, heading)
    runs = list(_runs(entries))
    for number, run in enumerate(runs, 1):
        label = heading if len(runs) == 1 else f"{heading} {number}"
        heads = [entry.name for entry in run if entry.subtype != 2] or [entry.name for entry in run]
        papers = sum(1 for entry in run if entry.docname)
        shown = digest([tuple(entry) for entry in run])
        page = first + (f"-{number}" if number > 1 else "")
        yield Part(page, heading, label, heads[0], heads[-1], papers, shown), run


def _runs(entries: list[IndexEntry]) -> Iterator[list[IndexEntry]]:
    """Cut a long list; a value and its papers stay together unless they are more than a page themselves."""
    run: list[IndexEntry] = []
    for entry in entries:
        if len(run) >= ROWS and (entry.subtype != 2 or len(run) >= 2 * ROWS):
            yield run
            run = []
        run.append(entry)
    if run:
        yield run
