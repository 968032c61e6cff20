"""What nodes say, as plain data with its markup: lines that other pages show."""

from __future__ import annotations

import html
import re

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join

from papershelf import mathtext
from papershelf.model.text.spans import BOX, BOXES, FORMULA, LABEL, Builder, Line, Span, plain, stripped
from papershelf.render.nodes.mathml import CONVERTED, TOLD
from papershelf.render.nodes.typed import line_break, task_box

_TAGS: dict[type[nodes.Element], str] = {
    nodes.emphasis: "em",
    nodes.title_reference: "em",
    nodes.strong: "strong",
    nodes.literal: "code",
    nodes.literal_block: "code",
    nodes.subscript: "sub",
    nodes.superscript: "sup",
}
_SILENT = (nodes.Invisible, nodes.footnote_reference, nodes.citation_reference, nodes.system_message)
_HTML = {
    "em": "em", "i": "em", "strong": "strong", "b": "strong", "code": "code", "tt": "code", "kbd": "kbd", "sub": "sub",
    "sup": "sup", "s": "s", "del": "s", "strike": "s", "u": "u", "ins": "u", "mark": "mark", "small": "small",
}  # fmt: skip
"""Tags of raw HTML to those that a line has; others go, their words stay."""
_MARKUP = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)[^<>]*>|<!--.*?-->", re.DOTALL)
_HIDDEN = re.compile(r"<(?:script|style|template|svg|iframe|object|textarea|title)\b", re.IGNORECASE)


def mention_target(node: addnodes.pending_xref, docname: str) -> str:
    """What a cross-reference names: a key, ``docname:`` and a page, or nothing of ours."""
    domain, kind, target = node.get("refdomain"), node.get("reftype"), node.get("reftarget", "")
    if domain == "paper" and kind in {"ref", "citet", "citep"}:
        return str(target)
    if domain == "doc":  # a Markdown link to a page
        return f"docname:{target}"
    if domain == "std" and kind == "doc":
        return f"docname:{docname_join(node.get('refdoc', docname), target)}"
    return ""


class Said:
    """The line that a node says, without its ids, notes and messages.

    :ivar places: where each cross-reference, by its ``id``, begins in the line's mask.
    :param words: whether the node is a cross-reference whose own words are meant.
    :param images: whether pictures say what they show.
    """

    def __init__(self, node: nodes.Element, docname: str, *, words: bool = False, images: bool = True) -> None:
        self.docname = docname
        self._images = images
        self.places: dict[int, int] = {}
        self._builder = Builder()
        (self._children if words else self._element)(node)
        self.line: Line = self._builder.line()

    def _children(self, node: nodes.Element) -> None:
        before = self._builder.depth
        for child in node.children:
            if isinstance(child, nodes.Text):
                self._builder.text(str(child.astext()))
            elif isinstance(child, nodes.Element):
                self._element(child)
        while self._builder.depth > before:  # a tag of raw HTML ends with what it stands in
            self._builder.end()

    def _element(self, node: nodes.Element) -> None:
        build = self._builder
        is_block = not isinstance(node, nodes.Inline | nodes.raw | addnodes.pending_xref)
        if isinstance(node, _SILENT) and not (isinstance(node, nodes.target) and node.children):
            return
        if is_block or isinstance(node, line_break):
            build.text(" ")
        if isinstance(node, nodes.math | nodes.math_block):
            build.add(formula(node))
        elif isinstance(node, nodes.image):
            build.text(node.get("alt", "") if self._images else "")
        elif isinstance(node, task_box):
            build.add(Span(BOX, BOXES[node["checked"]]))
        elif isinstance(node, nodes.raw):
            self._raw(node)
        elif isinstance(node, addnodes.pending_xref):
            self.places[id(node)] = build.size
            self._reference(node)
        elif tag := _TAGS.get(type(node)) or _HTML.get(str(node.get("tag", ""))):
            build.begin(tag)
            self._children(node)
            build.end()
        else:
            self._children(node)
        if is_block:
            build.text(" ")

    def _reference(self, node: addnodes.pending_xref) -> None:
        target = "" if node.get("refexplicit") else mention_target(node, self.docname)
        words = plain(Said(node, self.docname, words=True).line)
        if target:
            kind = node["reftype"] if node.get("refdomain") == "paper" else "ref"
            self._builder.add(Span(kind, words, target))
        elif (
            node.get("refdomain") == "std" and node.get("reftype") in {"ref", "numref"} and not node.get("refexplicit")
        ):
            self._builder.add(Span(LABEL, words, str(node.get("reftarget", ""))))
        else:
            self._children(node)

    def _raw(self, node: nodes.raw) -> None:
        text = node.astext()
        if "html" not in node.get("format", "").split() or _HIDDEN.search(text):
            return
        at = 0
        for match in _MARKUP.finditer(text):
            self._builder.text(html.unescape(text[at : match.start()]))
            at = match.end()
            tag = _HTML.get((match["name"] or "").lower())
            if tag is None:
                self._builder.text("" if (match["name"] or "wbr").lower() in {"wbr", "span", "a"} else " ")
            elif match["end"]:
                self._builder.end(tag)
            else:
                self._builder.begin(tag)
        self._builder.text(html.unescape(text[at:]))


def formula(node: nodes.math | nodes.math_block) -> Span:
    """A formula, with the MathML that its page shows; in a line, one that is displayed stands in the line too."""
    source = node.astext()
    shown = node.get(CONVERTED)
    if shown and isinstance(node, nodes.math_block):
        shown = shown.replace(' display="block"', "", 1)
    return Span(FORMULA, node.get(TOLD) or mathtext.plain(source), source, shown=shown)


def said(node: nodes.Element, docname: str, *, images: bool = True) -> Line:
    """The line that a node says."""
    return stripped(Said(node, docname, images=images).line)


def text_of(node: nodes.Element, *, images: bool = True) -> str:
    """What a node says as plain text, as a title is shown in places that have no markup.

    :param images: whether pictures say what they show.
    """
    return plain(Said(node, "", images=images).line)
