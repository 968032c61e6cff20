"""Keep what the summary of a paper says, for the lists that show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join

from papershelf.collect.domain.paper import paper_domain
from papershelf.collect.placeholders import paper_box
from papershelf.collect.said import said
from papershelf.model.text import spans
from papershelf.render.kept import CLASSES, LINE, PLACE, TEXT, Kept, Value

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_DROPPED = frozenset({"ids", "names", "dupnames", "backrefs", "refid", "label", "number", "docname", "anonymous"})
"""Attributes that say where a node stands on its own page."""
_SILENT = (nodes.Invisible, nodes.system_message, nodes.footnote, nodes.citation, nodes.Decorative)
_NOTES = (nodes.footnote_reference, nodes.citation_reference)


def keep(found: Iterable[nodes.Node], docname: str) -> tuple[Kept, ...]:
    """Nodes as plain data."""
    return tuple(piece for node in found for piece in _kept(node, docname))


def _kept(node: nodes.Node, docname: str) -> Iterator[Kept]:
    if isinstance(node, nodes.Text):
        yield Kept(TEXT, str(node))
    elif isinstance(node, nodes.target):
        yield from keep(node.children, docname)
    elif isinstance(node, _NOTES):
        yield Kept(PLACE, f"#{node.get('refid', '')}", inside=(Kept(TEXT, f"[{node.astext()}]"),))
    elif isinstance(node, nodes.Element) and not isinstance(node, _SILENT):
        if not _is_known(node) or any(isinstance(child, nodes.raw | nodes.image) for child in node.children):
            yield from _as_line(node, docname)
        elif isinstance(node, nodes.reference) and "refid" in node:
            yield Kept(PLACE, node["refid"], inside=keep(node.children, docname))
        elif isinstance(node, addnodes.pending_xref):
            yield _reference(node, docname)
        else:
            yield Kept(type(node).__name__, attributes=_attributes(node), inside=keep(node.children, docname))


def _is_known(node: nodes.Element) -> bool:
    return CLASSES.get(type(node).__name__) is type(node)


def _as_line(node: nodes.Element, docname: str) -> Iterator[Kept]:
    """What cannot be kept as it is, by its words: HTML, pictures, nodes of other extensions."""
    line = said(node, docname)
    if not spans.plain(line):
        return
    words = Kept(LINE, line=line)
    if isinstance(node, nodes.Inline):
        yield words
    elif _is_known(node) and isinstance(node, nodes.TextElement | nodes.list_item | nodes.entry):
        yield Kept(type(node).__name__, attributes=_attributes(node), inside=(words,))
    else:
        yield Kept("paragraph", inside=(words,))


def _attributes(node: nodes.Element) -> tuple[tuple[str, Value], ...]:
    found: list[tuple[str, Value]] = []
    for name, value in sorted(node.attributes.items()):
        if name in _DROPPED or value == []:
            continue
        if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
            found.append((name, tuple(value)))
        elif value is None or isinstance(value, str | int | float | bool):
            found.append((name, value))
    return tuple(found)


def _reference(node: addnodes.pending_xref, docname: str) -> Kept:
    """A cross-reference that means the same on any page."""
    inside = keep(node.children, docname)
    if node.get("reflocalid"):
        return Kept(PLACE, node["reflocalid"], inside=inside)
    known = dict(_attributes(node))
    known.pop("refdoc", None)
    domain, kind, target = known.get("refdomain"), known.get("reftype"), str(known.get("reftarget", ""))
    if domain == "std" and kind == "doc":
        known["reftarget"] = f"/{docname_join(docname, target)}"
    elif kind == "myst" and domain != "doc":  # MyST warns of what it cannot find, on each page anew
        known |= {"reftype": "any", "refdomain": ""}
    return Kept("pending_xref", attributes=tuple(sorted(known.items())), inside=inside)


def _note(app: Sphinx, doctree: nodes.document) -> None:
    docname = app.env.current_document.docname
    box = next(iter(doctree.findall(paper_box)), None)
    if box is not None:
        paper_domain(app.env).note_summary(docname, keep(box.children, docname))


def setup(app: Sphinx) -> None:
    """Connect where a page has been read to its end."""
    app.connect("doctree-read", _note)
