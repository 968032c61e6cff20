"""What a page is about, in its own first words."""

from __future__ import annotations

from docutils import nodes

from papershelf import mathtext
from papershelf.exports.text import clean, shorten

LENGTH = 200
"""Longest description, in characters; search engines and chats cut earlier."""


def first_text(doctree: nodes.document) -> str:
    """The first paragraph of a page's own prose."""
    for section in doctree.findall(nodes.section):
        for node in section.children:
            if isinstance(node, nodes.paragraph) and (text := " ".join(_plain(node).split())):
                return shorten(clean(text), LENGTH)
    return ""


def _plain(node: nodes.Node) -> str:
    if isinstance(node, nodes.Text):
        return str(node.astext())
    if isinstance(node, nodes.math):
        return mathtext.plain(node.astext())
    if isinstance(node, nodes.raw | nodes.image | nodes.footnote_reference | nodes.system_message):
        return ""
    return "".join(_plain(child) for child in node.children)
