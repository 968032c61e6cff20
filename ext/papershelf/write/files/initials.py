"""The parts of an index: what stands under a heading is looked at only when one of its papers changed.

What else is to be known of a heading is kept: where it stands among the others, and what an overview says of it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from sphinx.domains import IndexEntry

from papershelf.collect.domain.paper import paper_domain
from papershelf.model.collection.catalogue import Entry
from papershelf.model.text.collation import sort_key
from papershelf.model.text.digests import digest, of_texts
from papershelf.render.chips import byline
from papershelf.resolve.index import PaperIndex, ValueIndex
from papershelf.resolve.indices import INDICES

if TYPE_CHECKING:
    from papershelf.write.generated import GeneratedFiles

ROWS = 2_000
"""Rows of an index page (about 400 KB); a longer index is split by initial, and a long initial into parts."""
KIND = "initials"
"""Of the pieces that tell what stands under headings."""

Facts = list[tuple[str, Sequence[str]]]
"""Of each paper, in the order of the catalogue: a digest of what indices say of it, and its headings, after the name
of the index and a blank."""
Row = tuple[str, int | None]
"""A value, and the number of a paper that stands under it."""


class Part(NamedTuple):
    """What stands under a heading, or a part of it: a page of a long index.

    :param first: value of its first row.
    :param span: names of its first and its last line.
    :param papers: how many it names.
    :param shown: digest of its rows.
    """

    pagename: str
    heading: str
    label: str
    first: str
    span: Sequence[str]
    rows: int
    papers: int
    shown: str


class Initials:
    """An index by its headings.

    :param name: of its page.
    :param found: the numbers of the papers of each heading.
    """

    def __init__(
        self, builder: GeneratedFiles, name: str, index: PaperIndex, facts: Facts, found: dict[str, list[int]]
    ) -> None:
        self.builder = builder
        self.name = name
        self.index = index
        self.entries = paper_domain(builder.env).catalogue.entries
        self.facts = facts
        self.found = found
        self._made: dict[str, list[tuple[Part, list[Row]]]] = {}

    def parts(self) -> list[Part]:
        """All of them; the rows of those that stay are not looked at."""
        told = {heading: self._told(heading) for heading in self.found}
        order = self.index.in_order({heading: parts[0].first for heading, parts in told.items()})
        return [part for heading in order for part in told[heading]]

    def _told(self, heading: str) -> list[Part]:
        facts = self.facts
        inputs = of_texts([heading, *[facts[number][0] for number in self.found[heading]]])
        make = partial(self._text, heading)
        text = self.builder.pieces.of(KIND, pagename(self.name, heading), inputs, make)
        return [Part(*part) for part in json.loads(text)]

    def _text(self, heading: str) -> str:
        return json.dumps([part for part, _rows in self._parts(heading)], ensure_ascii=False)

    def lines(self, part: Part) -> list[IndexEntry]:
        """The lines of a part."""
        rows = next(rows for other, rows in self._parts(part.heading) if other.pagename == part.pagename)
        return [self.index.line(value, None if paper is None else self.entries[paper]) for value, paper in rows]

    def _parts(self, heading: str) -> list[tuple[Part, list[Row]]]:
        if heading not in self._made:
            self._made[heading] = list(self._cut(heading))
        return self._made[heading]

    def _cut(self, heading: str) -> Iterator[tuple[Part, list[Row]]]:
        """The parts of what stands under a heading, with their rows."""
        numbers, entries, index = self.found[heading], self.entries, self.index
        numbers = sorted(numbers, key=lambda number: sort_key(_title(entries[number])))
        under = cache(lambda value: index.heading(value) == heading)
        rows = index.rows([(value, n) for n in numbers for value in index.values(entries[n]) if under(value)])
        first, runs = pagename(self.name, heading), list(cut(rows, below=isinstance(index, ValueIndex)))
        for number, run in enumerate(runs, 1):
            page = first if number == 1 else f"{first}-{number}"
            label = heading if len(runs) == 1 else f"{heading} {number}"
            heads = [row for row in run if row[1] is None] or run
            span = [value if paper is None else _title(entries[paper]) for value, paper in (heads[0], heads[-1])]
            shown = of_texts([value if paper is None else self.facts[paper][0] for value, paper in run])
            papers = sum(paper is not None for _value, paper in run)
            yield Part(page, heading, label, run[0][0], span, len(run), papers, shown), run


def _title(entry: Entry) -> str:
    return entry.paper.title or entry.key


def facts(builder: GeneratedFiles) -> Facts:
    """What indices say of each paper, as a digest, and where it stands in them."""
    indices = [index(paper_domain(builder.env)) for index in INDICES]
    told = (_facts(builder, indices, entry).split("\0") for entry in paper_domain(builder.env).catalogue.entries)
    return [(mark, headings) for mark, *headings in told]


def _facts(builder: GeneratedFiles, indices: Sequence[PaperIndex], entry: Entry) -> str:
    def make() -> str:
        paper, values = entry.paper, [index.values(entry) for index in indices]
        mark = digest((entry.key, paper.title, byline(paper), entry.docname, entry.anchor, values))
        pairs = zip(indices, values, strict=True)
        headings = dict.fromkeys(f"{index.name} {index.heading(value)}" for index, held in pairs for value in held)
        return "\0".join([mark, *headings])

    if entry.library:
        return make()
    return builder.pieces.of("headings", entry.key, builder.inputs.listed.entry(entry), make)


def grouped(facts: Facts) -> dict[str, dict[str, list[int]]]:
    """Index to heading to the numbers of the papers there."""
    together: dict[str, list[int]] = defaultdict(list)
    for number, (_mark, headings) in enumerate(facts):
        for heading in headings:
            together[heading].append(number)
    found: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for name, numbers in together.items():
        index, _blank, heading = name.partition(" ")
        found[index][heading] = numbers
    return found


def pagename(name: str, heading: str) -> str:
    """The first page of what stands under a heading."""
    slug = "".join(c.lower() if c.isascii() and c.isalnum() else f"u{ord(c):x}" for c in heading)
    return f"{name}-{slug}"


def cut(rows: Sequence[Row], *, below: bool) -> Iterator[list[Row]]:
    """Cut a long list; a value and its papers stay together unless they are more than a page themselves.

    :param below: whether papers stand below values.
    """
    run: list[Row] = []
    for row in rows:
        if len(run) >= ROWS and (not below or row[1] is None or len(run) >= 2 * ROWS):
            yield run
            run = []
        run.append(row)
    if run:
        yield run
