"""Tables of contents that lead back to a page above them, which must not take the whole site along.

Sphinx goes through all tables of contents with a function that calls itself for every page below; where a page names
one above it, that never ends. Its other functions, which write the tables, know of circles and tell of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sphinx import environment
from sphinx.locale import __

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def traverse(
    traversed: set[str], parent: str | None, docname: str, toctree_includes: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str | None, str]]:
    """Each page once, with the page that holds it, and before those below it: what Sphinx gives where there is an end.

    :param traversed: pages that were given already.
    :param toctree_includes: page to those that its tables of contents hold.
    """
    stack = [(parent, docname)]
    while stack:
        parent, docname = stack.pop()
        if parent == docname:
            message = __("self referenced toctree found. Ignored.")
            environment.logger.warning(message, location=docname, type="toc", subtype="circular")
        elif docname not in traversed:
            traversed.add(docname)
            yield parent, docname
            stack += [(docname, child) for child in reversed(toctree_includes.get(docname, ()))]


def setup(app: Sphinx) -> None:
    """Take the place of Sphinx's function."""
    environment._traverse_toctree = traverse
