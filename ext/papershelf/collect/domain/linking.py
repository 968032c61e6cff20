"""The links that references to papers become: to a page or a line of this library, or out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.nodes import make_refnode

from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.render.chips import UNTITLED, paper_text

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder

SHORT = 20
"""Letters of a name that no line breaks in."""

YEAR_ALONE = "paperyear"
"""Attribute of a citation whose names stand before it already."""


def place(builder: Builder, fromdocname: str, target: str, node: pending_xref, content: Element) -> nodes.reference:
    """A link that the extension made itself: to a place of a document, or to a category that a portal shows."""
    if "://" in target:
        return nodes.reference("", "", *shown(content), refuri=target, internal=False)
    return make_refnode(builder, fromdocname, target, node["anchor"], shown(content))


def shown(content: Element) -> list[nodes.Node]:
    """What a link shows, without an element around that only held it."""
    is_bare = type(content) is nodes.inline and not any(content.non_default_attributes().values())
    return content.children if is_bare else [content]


def link(
    catalogue: Catalogue,
    entry: Entry,
    builder: Builder,
    fromdocname: str,
    kind: str,
    node: pending_xref,
    content: Element,
) -> nodes.reference:
    """A link to a paper, in the words that the role shows.

    :param kind: of the role: ``ref``, ``citet``, ``citep``.
    """
    if not node.get("refexplicit"):
        content = nodes.inline(
            "", "", *(paper_text(entry) if kind == "ref" else [_cited(catalogue, entry, kind, node)])
        )
    reference = _reference(builder, fromdocname, entry, content)
    if node.get(UNTITLED):
        reference.attributes.pop("reftitle", None)
    short = ["paper-short"] if len(content.astext()) <= SHORT else []
    reference["classes"] += ["paper-link", f"paper-{entry.paper.status}", *short]
    return reference


def _cited(catalogue: Catalogue, entry: Entry, kind: str, node: pending_xref) -> nodes.Text:
    citing, paper = catalogue.citing, catalogue.cited(entry)
    return nodes.Text(citing.year(paper) if node.get(YEAR_ALONE) else citing.text(paper, kind))


def _reference(builder: Builder, fromdocname: str, entry: Entry, content: Element) -> nodes.reference:
    """A link to a paper: to its page or line, or out of the library where it has neither."""
    title = entry.paper.title
    if entry.library:
        told = {"reftitle": f"{title} ({entry.library})", "classes": ["paper-elsewhere"]}
        return nodes.reference("", "", *shown(content), refuri=entry.address, internal=False, **told)
    said = None if content.astext() == title else title  # what it says need not be said again
    if entry.cited and entry.paper.all_links:
        address, *_others = entry.paper.all_links.values()
        more = {"reftitle": said} if said else {}
        return nodes.reference("", "", *shown(content), refuri=address, internal=False, **more)
    anchor = entry.anchor if entry.queued else ""
    return make_refnode(builder, fromdocname, entry.docname, anchor, shown(content), said)
