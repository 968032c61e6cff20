"""The ``paper-compare`` directive: papers side by side, filled when all papers are known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from papershelf.collect.directives.options import AnyOption, PaperDirective
from papershelf.messages import Subtype
from papershelf.model.record.build import nearest, shorten
from papershelf.model.text import values
from papershelf.render.listings.compare import ROWS

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx

_APART = re.compile(r"[,\s]+")


def _rows(value: str) -> list[str]:
    names = [name.lower() for name in _APART.split(value) if name]
    for name in names:
        if name not in ROWS:
            like = nearest(name, ROWS)
            hint = f"no row is called {shorten(name)!r}; did you mean {like!r}? " if like else ""
            raise ValueError(f"{hint}rows are {', '.join(ROWS)}")
    if not names:
        raise ValueError(f"rows are {', '.join(ROWS)}")
    return list(dict.fromkeys(names))


OPTIONS: dict[str, tuple[Callable[[str], Any], str]] = {
    "rows": (_rows, f"The rows and their order, parted by `,`; by default all: {', '.join(f'`{n}`' for n in ROWS)}."),
}


class PaperCompare(PaperDirective):
    """The papers of its content, side by side."""

    optional_arguments = 1
    option_spec = AnyOption(*OPTIONS)

    def run(self) -> list[Node]:
        """Leave a placeholder that holds keys and rows."""
        query = dict(self.checked_options({name: convert for name, (convert, _help) in OPTIONS.items()}))
        keys: dict[str, int] = {}
        for raw, line in self._words():
            try:
                keys.setdefault(values.reference(raw), line)
            except ValueError as error:
                self.warn(Subtype.INVALID_OPTION, f"paper-compare: found {shorten(raw)!r}; {error}", line)
        query["keys"] = list(keys.items())
        return [self.placeholder("compare", query)]

    def _words(self) -> Iterator[tuple[str, int]]:
        """What is named, with its line: in the argument, and in lines or list items."""
        for argument in self.arguments:
            yield from ((word, self.lineno) for word in _APART.split(argument) if word)
        for line, text in enumerate(self.content, self.first_content_line()):
            bare = re.sub(r"^\s*[-*+]\s+", "", text)
            yield from ((word, line) for word in _APART.split(bare) if word)


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("paper-compare", PaperCompare)
