"""Nodes that stand in a doctree until every document is read."""

from __future__ import annotations

from docutils import nodes


class paper_box(nodes.General, nodes.Element):
    """A ``paper-summary``; its children are the summary, ``docname`` the page it belongs to."""


class paper_listing(nodes.General, nodes.Element):
    """A listing; ``query`` holds its options.

    ``kind`` is ``category``, ``queue``, ``list``, ``stats``, ``graph`` or ``compare``.
    """
