"""Mentions: where a page names a paper, with the sentence it stands in and an anchor to come back to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import docname_join

from papershelf.collect.domain import paper_domain
from papershelf.model.catalogue import Mention
from papershelf.render.chips import FORMULA, mark
from papershelf.render.typed import line_break

if TYPE_CHECKING:
    from sphinx.application import Sphinx

MAX_SENTENCE = 280
"""Longest stored sentence, in characters; a longer one is cut around the mention."""

_HERE = "\ue002"
_BREAK = re.compile(r"(?<=[.!?。！？…])[\"'”’)\]]*\s+")
_ABBREVIATION = re.compile(r"(?:\b(?:et al|vs|cf|e\.g|i\.e|Fig|Eq|Sec|No|Dr|approx)|\b[A-Z])\.$")


class CollectMentions(SphinxTransform):
    """Note every role and plain link that leads to a paper."""

    default_priority = 700

    def apply(self) -> None:
        """Collect the mentions of this page."""
        docname = self.env.current_document.docname
        found: list[Mention] = []
        places: dict[tuple[int, int], int] = {}
        for node in list(self.document.findall(addnodes.pending_xref)):
            target = mention_target(node, docname)
            if not target:
                continue
            block = _block(node)
            anchor = self._anchor(node, f"mention-{len(found) + 1}")
            line = node.line or (block.line if block is not None else None) or 0
            text, start = sentence(node, block, docname)
            place = places.setdefault((id(node if block is None else block), start), len(places) + 1)
            found.append(Mention(target, docname, anchor, text, line, place))
        if found:
            paper_domain(self.env).note_mentions(docname, found)

    def _anchor(self, node: addnodes.pending_xref, wanted: str) -> str:
        target = nodes.target("", "", ids=[wanted], classes=["paper-mention"])
        node.parent.insert(node.parent.index(node), target)
        self.document.ids.setdefault(wanted, target)
        return wanted


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


def _block(node: nodes.Node) -> nodes.TextElement | None:
    """The paragraph, title or term that a node stands in."""
    found: nodes.Node | None = node.parent
    while isinstance(found, nodes.Inline | addnodes.pending_xref):
        found = found.parent
    return found if isinstance(found, nodes.TextElement) else None


def sentence(node: addnodes.pending_xref, block: nodes.TextElement | None, docname: str) -> tuple[str, int]:
    """The sentence around a cross-reference; other papers' names are marked, to be spelt out later.

    :returns: the sentence, and where it starts in its block.
    """
    if block is None:
        return "", 0
    text = " ".join(spell(block, docname, node).split())
    at = text.index(_HERE)
    start, end = 0, len(text)
    for match in _BREAK.finditer(text):
        before = text[: match.start()]
        if before.rfind("\ue000") > before.rfind("\ue001"):  # inside a formula
            continue
        if _ABBREVIATION.search(before.replace(_HERE, "")):
            continue
        if match.end() <= at:
            start = match.end()
        else:
            end = match.start()
            break
    return _cut(text[start:end].strip()), start


def _cut(text: str) -> str:
    if len(text) <= MAX_SENTENCE:
        return text.replace(_HERE, "")
    at = text.index(_HERE)
    start = max(0, min(at - MAX_SENTENCE // 2, len(text) - MAX_SENTENCE))
    end = start + MAX_SENTENCE
    cut = text[start:end].replace(_HERE, "")
    # a mark that was cut in two would not be spelt out
    cut = re.sub(r"\ue000[^\ue001]*$", "", re.sub(r"^[^\ue000]*\ue001", "", cut))
    return ("…" if start else "") + cut.strip() + ("…" if end < len(text) else "")


def spell(node: nodes.Node, docname: str, wanted: nodes.Node | None = None) -> str:
    """What a node says; formulas and names of papers are marked, to be spelt out later.

    :param wanted: where a sign is to stand.
    """
    if isinstance(node, nodes.Text):
        return str(node.astext())
    if not isinstance(node, nodes.Element) or isinstance(node, nodes.Invisible | nodes.footnote_reference):
        return ""
    if isinstance(node, nodes.math):
        return mark(FORMULA, node.astext())
    if isinstance(node, line_break):
        return " "
    here = _HERE if node is wanted else ""
    if isinstance(node, addnodes.pending_xref) and not node.get("refexplicit"):
        target = mention_target(node, docname)
        if target:
            kind = node["reftype"] if node.get("refdomain") == "paper" else "ref"
            return here + mark(kind, target)
    return here + "".join(spell(child, docname, wanted) for child in node.children)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(CollectMentions)
