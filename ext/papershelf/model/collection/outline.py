"""Which paper stands where in a category: the order that toctrees, lists and exports share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from papershelf.model.text.collation import sort_key


class Sortable(Protocol):
    """What an order needs to know of a paper."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def date(self) -> str: ...
    @property
    def added(self) -> str: ...


P = TypeVar("P", bound=Sortable)

SORTS = ("listed", "year", "title", "added")
"""Words that ``:sort:`` takes; a ``-`` before one reverses it."""


@dataclass(frozen=True)
class OutlineItem:
    """What is known of a paper page before it is read.

    :param heading: its title, where no option gives one.
    """

    key: str
    docname: str
    title: str = ""
    category: str = ""
    date: str = ""
    added: str = ""
    heading: str = ""
    cite_key: str = ""
    arxiv: str = ""
    doi: str = ""


def parse_sort(value: str) -> str:
    """A word of :data:`SORTS`, with or without ``-``.

    :raises ValueError: for anything else.
    """
    value = value.strip().lower()
    if value.removeprefix("-") not in SORTS:
        raise ValueError(f"a sort is one of {', '.join(SORTS)}, with '-' before it to reverse")
    return value


_VALUE: dict[str, Callable[[Sortable], str]] = {
    "listed": lambda p: p.key,
    "year": lambda p: p.date,
    "title": lambda p: p.title,
    "added": lambda p: p.added,
}


def arrange(papers: Iterable[P], listed: Sequence[str] = (), sort: str = "listed") -> list[P]:
    """Papers named in ``listed`` first, in that order; the others after, by ``sort`` and then by key.

    :param sort: one of :data:`SORTS`, with ``-`` before it to reverse.
    """
    place = {key: number for number, key in enumerate(listed)}
    value = _VALUE[sort.removeprefix("-")]
    papers = sorted(papers, key=lambda p: p.key)
    known = [p for p in papers if value(p)]
    known.sort(key=lambda p: sort_key(value(p)), reverse=sort.startswith("-"))
    ordered = [*known, *(p for p in papers if not value(p))]  # without a date: last, whichever way
    return sorted(ordered, key=lambda p: place.get(p.key, len(place)))


def toctree_order(root: str, toctrees: Mapping[str, Sequence[str]], docnames: Iterable[str]) -> list[str]:
    """Documents in the order of the home page's toctree; those it does not reach after, by name.

    :param toctrees: document to those that its toctrees hold.
    """
    wanted = set(docnames)
    order: dict[str, None] = {}
    seen: set[str] = set()
    stack = [root]
    while stack:
        docname = stack.pop()
        if docname in seen:
            continue
        seen.add(docname)
        if docname in wanted:
            order[docname] = None
        stack.extend(reversed(toctrees.get(docname, [])))
    return [*order, *sorted(wanted - set(order))]
