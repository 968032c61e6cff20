"""Nodes as plain data: what a page says, kept so that another page can show it as it reads there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes

from papershelf.model.text.spans import Line
from papershelf.render import chips, lines
from papershelf.render.nodes.disclosure import disclosure, disclosure_label
from papershelf.render.nodes.typed import line_break, task_box, typed

TEXT, LINE, PLACE = "text", "line", "place"
"""Kinds that are no class of a node: text, a line of spans, a link to a place on the page that says it."""

_DOCUTILS = (
    "abbreviation admonition attention attribution block_quote bullet_list caution classifier colspec compound "
    "container danger definition definition_list definition_list_item emphasis entry enumerated_list error field "
    "field_body field_list field_name hint important inline line line_block list_item literal literal_block math "
    "math_block note option option_argument option_group option_list option_list_item paragraph reference row rubric "
    "strong subscript superscript table tbody term tgroup thead tip title title_reference warning"
)
CLASSES: dict[str, type[nodes.Element]] = {
    **{name: getattr(nodes, name) for name in _DOCUTILS.split()},
    **{made.__name__: made for made in (addnodes.pending_xref, disclosure, disclosure_label)},
    **{made.__name__: made for made in (line_break, task_box, typed)},
}
"""Nodes that are kept, by their names."""

Value = str | int | float | bool | tuple[str, ...] | None


class Kept(NamedTuple):
    """A node.

    :param kind: name of its class in :data:`CLASSES`, or one of the constants above.
    :param text: of a text, what it says; of a place, its anchor.
    :param attributes: in the order of their names.
    :param line: of a line, its spans.
    """

    kind: str
    text: str = ""
    attributes: tuple[tuple[str, Value], ...] = ()
    inside: tuple[Kept, ...] = ()
    line: Line = ()


def shown(kept: Sequence[Kept], docname: str, refdoc: str, *, is_web: bool) -> list[nodes.Node]:
    """Nodes again, without an id.

    :param docname: the page that says it.
    :param refdoc: the page that shows it.
    :param is_web: whether it becomes HTML: items of lists then need no paragraphs, and notes can be led to.
    """
    return [node for piece in kept for node in _shown(piece, docname, refdoc, is_web)]


def _shown(piece: Kept, docname: str, refdoc: str, is_web: bool) -> list[nodes.Node]:
    if piece.kind == TEXT:
        return [nodes.Text(piece.text)]
    if piece.kind == LINE:
        return lines.shown(piece.line)
    inside = shown(piece.inside, docname, refdoc, is_web=is_web)
    if piece.kind == PLACE:
        if piece.text.startswith("#"):  # a note of the page, which others lead to where they can
            return [nodes.superscript("", "", _place(piece.text[1:], docname, refdoc, inside))] if is_web else []
        return [_place(piece.text, docname, refdoc, inside)]
    node = CLASSES[piece.kind]("")
    for name, value in piece.attributes:
        node[name] = list(value) if isinstance(value, tuple) else value
    if is_web and isinstance(node, nodes.list_item):
        inside = _compact(inside)
    node.extend(inside)
    if isinstance(node, addnodes.pending_xref):
        node["refdoc"] = refdoc
        node["refwarn"] = False  # said of the page itself
    if isinstance(node, nodes.FixedTextElement | nodes.math | nodes.literal):
        node.rawsource = node.astext()  # by this Sphinx knows what to highlight
    return [node]


def _compact(inside: list[nodes.Node]) -> list[nodes.Node]:
    """What an item holds, without its paragraph; the writer wants links in one."""
    if len(inside) != 1 or not isinstance(inside[0], nodes.paragraph):
        return inside
    has_link = any(inside[0].findall(lambda node: isinstance(node, nodes.reference | addnodes.pending_xref)))
    return inside if has_link else inside[0].children


def _place(anchor: str, docname: str, refdoc: str, words: Sequence[nodes.Node]) -> nodes.Node:
    return chips.place_xref(docname, anchor, refdoc, *words)


def references(kept: Sequence[Kept]) -> Iterator[tuple[str, str, str, str]]:
    """The cross-references in it: domain, type, target, and place in the target."""
    for piece in kept:
        if piece.kind == "pending_xref":
            known = dict(piece.attributes)
            domain, kind, target, place = (
                str(known.get(name) or "") for name in ("refdomain", "reftype", "reftarget", "reftargetid")
            )
            yield domain, kind, target, place
        yield from references(piece.inside)
