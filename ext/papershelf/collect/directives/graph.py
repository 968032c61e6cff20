"""The ``paper-graph`` directive: a placeholder, filled when all papers are known."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from papershelf.collect.directives.options import AnyOption, PaperDirective
from papershelf.messages import Subtype
from papershelf.model.text import values
from papershelf.render.drawings.graph import LAYOUTS

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx


def _paper(value: str) -> str:
    return values.reference(value) if value.strip() else ""


def _depth(value: str) -> int:
    if value.strip() not in {"1", "2"}:
        raise ValueError("a depth is 1 or 2")
    return int(value)


def _layout(value: str) -> str:
    value = value.strip().lower()
    if value not in LAYOUTS:
        raise ValueError(f"a layout is one of {', '.join(LAYOUTS)}")
    return value


OPTIONS: dict[str, tuple[Callable[[str], Any], str]] = {
    "category": (values.key, "The papers of this category (its slug) and of those below it."),
    "paper": (_paper, "The surroundings of this paper (its key); without a key, of the paper of this page."),
    "depth": (_depth, "Around a paper: `1` (default), those connected with it; `2`, those connected with these too."),
    "layout": (_layout, "`graph` (default), or `timeline`: a column for each year, a lane for each category."),
}


class PaperGraph(PaperDirective):
    """Relations and mentions, drawn."""

    has_content = False
    option_spec = AnyOption(*OPTIONS)

    def run(self) -> list[Node]:
        """Leave a placeholder that holds what is asked for."""
        query = dict(self.checked_options({name: convert for name, (convert, _help) in OPTIONS.items()}))
        lines = dict(self.option_places())
        for other in ("paper", "depth"):
            if "category" in query and other in query:
                message = f"paper-graph: {other}: a graph of a category takes no {other!r}; it is left out"
                self.warn(Subtype.INVALID_OPTION, message, lines.get(other))
                del query[other]
        named = query.get("paper") or query.get("category")
        if named:
            query["line"] = lines.get("paper" if "paper" in query else "category", self.lineno)
        return [self.placeholder("graph", query)]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("paper-graph", PaperGraph)
