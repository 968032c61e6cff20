"""What a page is about, in its own first words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from papershelf.collect.said import said
from papershelf.exports.text import clean, shorten
from papershelf.model.text.spans import plain

if TYPE_CHECKING:
    from papershelf.collect.domain.paper import PaperDomain

LENGTH = 200
"""Longest description, in characters; search engines and chats cut earlier."""


def first_text(doctree: nodes.document, domain: PaperDomain) -> str:
    """The first paragraph of a page's own prose."""
    for section in doctree.findall(nodes.section):
        for node in section.children:
            if isinstance(node, nodes.paragraph):
                line = said(node, domain.env.config.root_doc, images=False)
                if text := plain(domain.spell(line)):
                    return shorten(clean(text), LENGTH)
    return ""
