"""The ``paper-list`` and ``paper-stats`` directives: placeholders, filled when all papers are known."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from papershelf.collect.directives.options import AnyOption, PaperDirective
from papershelf.collect.placeholders import paper_listing
from papershelf.messages import Subtype
from papershelf.model.collection.outline import parse_sort
from papershelf.model.record.paper import parse_status
from papershelf.model.text import values
from papershelf.render.listings.listing import STYLES

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx

_YEARS = re.compile(r"(?P<first>\d{4})(?:\s*[-–]\s*(?P<last>\d{4}))?")


def _slugs(value: str) -> list[str]:
    found = list(values.words(value))  # one that is no slug is no category either, and is told with the nearest
    if not found:
        raise ValueError("slugs are parted by ','")
    return found


def _text(value: str) -> str:
    value = values.text(value)
    if not value:
        raise ValueError("it needs a value")
    return value


def _statuses(value: str) -> list[str]:
    return [parse_status(part).value for part in value.split(",")]


def _years(value: str) -> list[str]:
    match = _YEARS.fullmatch(value.strip())
    if match is None or match["first"] > (match["last"] or match["first"]):
        raise ValueError("a year or a span of years: 2021 or 2019-2022")
    return [match["first"], match["last"] or match["first"]]


def _limit(value: str) -> int:
    if not value.strip().isdecimal() or int(value) < 1:
        raise ValueError("a limit is a whole number from 1")
    return int(value)


def _style(value: str) -> str:
    value = value.strip().lower()
    if value not in STYLES:
        raise ValueError(f"a style is one of {', '.join(STYLES)}")
    return value


def _flag(value: str) -> bool:
    if value.strip():
        raise ValueError("it takes no value")
    return True


def _sort(value: str) -> str:
    if value.strip().lower().removeprefix("-") == "read":
        return value.strip().lower()
    try:
        return parse_sort(value)
    except ValueError as error:
        raise ValueError(str(error).replace("added", "added, read")) from None


OPTIONS: dict[str, tuple[Callable[[str], Any], str]] = {
    "category": (_slugs, "Papers of these categories (slugs parted by `,`) and of those below them."),
    "status": (_statuses, "Papers in these states (parted by `,`)."),
    "tag": (_text, "Papers with this tag."),
    "author": (_text, "Papers one of whose authors has this in the name."),
    "year": (_years, "Papers of a year, `2021`, or of a span, `2019-2022`."),
    "venue": (_text, "Papers whose venue begins with this: `ICLR`."),
    "sort": (_sort, "`listed` (reading order), `year`, `title`, `added` or `read`; `-` before it reverses."),
    "limit": (_limit, "At most so many."),
    "style": (_style, "`list` (default), `cards` or `table`; with `filter`, the view it starts with."),
    "filter": (_flag, "Makes the list interactive: filters, orders, views, export (see below)."),
}


_NAMES = ("category", "tag", "author", "venue")
"""Options that name something of the library; whether it is there is known when every document is read."""


class PaperList(PaperDirective):
    """Papers that answer a query, anywhere."""

    has_content = False
    option_spec = AnyOption(*OPTIONS)

    def run(self) -> list[Node]:
        """Leave a placeholder that holds the query."""
        query = dict(self.checked_options({name: convert for name, (convert, _help) in OPTIONS.items()}))
        lines = dict(self.option_places())
        query["places"] = [(name, lines.get(name, self.lineno)) for name in _NAMES if name in query]
        return [self.placeholder("list", query)]


class PaperStats(PaperDirective):
    """Counts of the whole library."""

    has_content = False
    option_spec = AnyOption()

    def run(self) -> list[Node]:
        """Leave a placeholder."""
        for name, line in self.option_places():
            self.warn(Subtype.INVALID_OPTION, f"paper-stats: found option {name!r}; it takes none", line)
        return [self.placeholder("stats", {})]


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("paper-list", PaperList)
    app.add_directive("paper-stats", PaperStats)
    app.add_node(paper_listing)
