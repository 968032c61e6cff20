"""The indices of the library in print: titles in lines, authors with pages, other values with a run of short names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.domains import Index, IndexEntry

    from papershelf.model.collection.catalogue import Catalogue

Encode = Callable[[str], str]


class Printed:
    """Sets indices in LaTeX.

    :param encode: makes LaTeX of plain text.
    :param escape: makes a label of an address in the book.
    """

    def __init__(self, encode: Encode, escape: Encode, catalogue: Catalogue) -> None:
        self._encode = encode
        self._escape = escape
        self._short = {(entry.docname, entry.anchor): entry.paper.name for entry in catalogue.entries}

    def index(self, name: str, index: type[Index], content: Iterable[tuple[str, list[IndexEntry]]]) -> str:
        """An index with its heading.

        :param name: of its page, which links lead to.
        :param content: headings with what stands below each.
        """
        names, runs = getattr(index, "names", False), getattr(index, "runs", False)
        group = self._names if names else self._runs if runs else self._lines
        environment = "papernames" if names else "paperindex"
        title = self._encode(str(index.localname))
        found = [f"\\begin{{{environment}}}{{{title}}}{{{self._escape(f'{name}::doc')}}}\n"]
        for heading, entries in content:
            found += [f"\\paperindexletter{{{self._encode(heading)}}}\n", *group(entries)]
        return "".join([*found, f"\\end{{{environment}}}\n"])

    def _label(self, entry: IndexEntry) -> str:
        return self._escape(f"{entry.docname}:{entry.anchor or ':doc'}")

    def _lines(self, entries: list[IndexEntry]) -> Iterator[str]:
        """A line for each entry."""
        for entry in entries:
            name, extra = self._encode(entry.name), self._encode(entry.extra)
            if entry.docname:
                macro = "paperindexsubentry" if entry.subtype == 2 else "paperindexentry"
                yield f"\\{macro}{{{name}}}{{{extra}}}{{{self._label(entry)}}}\n"
            else:
                yield f"\\paperindexgroup{{{name}}}\n"

    def _names(self, entries: list[IndexEntry]) -> Iterator[str]:
        """Names with the pages of what stands below each."""
        for name, found in _by_value(entries):
            pages = ", ".join(f"\\paperindexpage{{{self._label(entry)}}}" for entry in found)
            yield f"\\paperindexname{{{self._encode(name)}}}{{{pages}}}\n"

    def _runs(self, entries: list[IndexEntry]) -> Iterator[str]:
        """Values with their papers by their short names and pages: titles stand in the index of these."""
        for value, found in _by_value(entries):
            run = " \\paperindexjoint{}".join(
                f"\\paperindexpaper{{{self._encode(self._short.get((one.docname, one.anchor), one.name))}}}"
                f"{{{self._label(one)}}}"
                for one in found
            )
            yield f"\\paperindexrun{{{self._encode(value)}}}{{{run}}}\n"


def _by_value(entries: Iterable[IndexEntry]) -> Iterator[tuple[str, list[IndexEntry]]]:
    """Values with what stands below each; without a name, what stands below none."""
    value, found = "", list["IndexEntry"]()
    for entry in entries:
        if entry.docname:
            found.append(entry)
            continue
        if found:
            yield value, found
        value, found = entry.name, []
    if found:
        yield value, found
