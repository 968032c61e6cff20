"""``library/PAGE/*.js``: the papers of a long interactive list, in files that its script loads as it needs them.

``start.js`` is loaded first: how many papers there are, in which files their items stand, and the values that most
filters ask for. Further values, the orders, the words that are searched and the items come when they are needed. All
are scripts, so that pages opened from a folder can load them.

Items and words are cut after keys whose digest ends in zeros, as the search index is: a paper that is added changes
the file that it comes into, and no other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import groupby
from typing import TYPE_CHECKING, Any

from papershelf.collect.domain.paper import paper_domain
from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.model.record.paper import Status
from papershelf.model.text.collation import sort_key
from papershelf.render.listings import shelfrow
from papershelf.render.listings.library import group_of, heading_of
from papershelf.render.listings.rows import facts, paper_library, paper_row
from papershelf.render.words import STATUSES

if TYPE_CHECKING:
    from docutils import nodes

    from papershelf.write.generated import GeneratedFiles

ROWS = 4
"""Zeros at the end of the digest of a key with which a file of items begins: it holds 16 of them on average."""
TEXTS = 10
"""The same for files of words."""

Columns = dict[str, Callable[[Entry], Sequence[str]]]

_FIRST: Columns = {
    "library": lambda entry: [note.library for note in entry.notes],
    "status": lambda entry: [entry.paper.status.value],
    "tag": lambda entry: entry.paper.tags,
    "year": lambda entry: [entry.paper.year] if entry.paper.year else [],
}
"""Values that ``start.js`` has, beside the categories."""


def write(builder: GeneratedFiles, docname: str, doctree: nodes.document) -> None:
    """Write the files of the long lists of a page, which has just been written itself."""
    taken = paper_domain(builder.env).references[docname]
    if not any(name == "filter" for _kind, query in taken.listings for name, _value in query):
        return
    for frame in doctree.findall(paper_library):
        if "folder" in frame:
            made = {row["key"]: row["html"] for row in frame.findall(paper_row)}
            catalogue = paper_domain(builder.env).catalogue
            for name, value in files(frame["entries"], made, catalogue, is_grouped=frame["grouped"]):
                path = f"{frame['folder']}/{name}"
                builder.add_file(f"{path}.js", _script(path, value), page=docname)


def files(
    entries: Sequence[Entry], made: Mapping[str, str], catalogue: Catalogue, *, is_grouped: bool
) -> Iterator[tuple[str, Any]]:
    """Name and content of each file.

    :param made: the items that are made already, by key; those of other libraries need not be among them.
    :param is_grouped: whether the papers stand under their categories.
    """
    rows, texts = (list(_runs(entries, zeros)) for zeros in (ROWS, TEXTS))
    columns = {name: column(map(values, entries)) for name, values in _FIRST.items()}
    columns["category"] = column(catalogue.above(entry.paper.categories) for entry in entries)
    yield (
        "start",
        {
            "count": len(entries),
            "columns": columns,
            "heads": list(_heads(entries, catalogue)) if is_grouped else [],
            "rows": [[name, len(run)] for name, run in rows],
            "texts": [[name, len(run)] for name, run in texts],
        },
    )
    known = [facts(entry, catalogue.position(entry.key), catalogue) for entry in entries]
    yield "key", [entry.key for entry in entries]
    yield "file", _counted(int(one["file"]) for one in known)
    yield "venue", column([one["series"]] if "series" in one else [] for one in known)
    yield "author", column(one["authors"].split(";") if "authors" in one else [] for one in known)
    for name, keys in _orders(entries, catalogue):
        yield f"sort-{name}", ranks(keys)
    place = 0
    for name, run in rows:
        yield f"rows-{name}", [_item(entry, made, known[place + n]) for n, entry in enumerate(run)]
        place += len(run)
    for name, run in texts:
        yield f"text-{name}", shelfrow.texts(run)


def _item(entry: Entry, made: Mapping[str, str], known: Mapping[str, str]) -> str:
    if entry.key in made:
        return made[entry.key]
    return shelfrow.html(entry, {name: value for name, value in known.items() if name != "file"})


def _orders(entries: Sequence[Entry], catalogue: Catalogue) -> Iterator[tuple[str, Iterable[Any]]]:
    """What each column of the table sorts by; an empty value comes last."""
    titles = {entry.key: number for number, entry in enumerate(catalogue.titled, 1)}
    papers = [entry.paper for entry in entries]
    yield "title", (titles[entry.key] for entry in entries)
    yield "authors", (sort_key(name) if (name := _first_author(entry)) else () for entry in entries)
    yield "year", (paper.date for paper in papers)
    yield "venue", (sort_key(paper.venue) if paper.venue else () for paper in papers)
    places = {status: place for place, status in enumerate(STATUSES, 1)}
    yield "status", (places[Status(paper.status)] for paper in papers)
    yield "added", (paper.added for paper in papers)
    yield "read", (paper.read for paper in papers)


def _first_author(entry: Entry) -> str:
    return next((author.sort_name for author in entry.paper.authors if author.literal != "others"), "")


def _heads(entries: Iterable[Entry], catalogue: Catalogue) -> Iterator[list[Any]]:
    """Id, title and number of papers below each heading."""
    for slug, found in groupby(entries, lambda entry: group_of(entry, catalogue)):
        yield [f"category-{slug}" if slug else "", heading_of(slug, catalogue), sum(1 for _entry in found)]


def _runs(entries: Sequence[Entry], zeros: int) -> Iterator[tuple[str, Sequence[Entry]]]:
    """The files that papers stand in: name and papers of each."""
    start, name = 0, ""
    for place, entry in enumerate(entries):
        mark = blake2b(entry.key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        is_first = not int.from_bytes(mark, "big") & ((1 << zeros) - 1)
        if place and is_first:
            yield name, entries[start:place]
        if is_first or not place:
            start, name = place, mark.hex()[:10]
    if entries:
        yield name, entries[start:]


def column(values: Iterable[Sequence[str]]) -> dict[str, Any]:
    """The values of all papers: each value once, each set of them once, and which set papers have, in runs."""
    numbers: dict[str, int] = {}
    sets: dict[tuple[int, ...], int] = {}
    of = _counted(
        sets.setdefault(tuple(numbers.setdefault(value, len(numbers)) for value in one), len(sets)) for one in values
    )
    return {"values": list(numbers), "sets": list(sets), "of": of}


def _counted(numbers: Iterable[int]) -> list[int | list[int]]:
    """Numbers, of which several equal ones behind each other are told once: ``[number, how many]``."""
    found: list[int | list[int]] = []
    for number, run in groupby(numbers):
        length = sum(1 for _number in run)
        found.append(number if length == 1 else [number, length])
    return found


def ranks(keys: Iterable[Any]) -> list[int | list[int]]:
    """Places in an order, from 1; the same for equal keys, and 0 for an empty one."""
    given = list(keys)
    places = {key: place for place, key in enumerate(sorted({key for key in given if key}), 1)}
    return _counted(places.get(key, 0) for key in given)


def _script(path: str, value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"papershelfList({json.dumps(path, ensure_ascii=False)},{text});\n".encode("utf-8", "surrogatepass")
