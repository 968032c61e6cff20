"""Mentions: where a page names a paper, with the sentence it stands in and an anchor to come back to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from papershelf.collect.domain.paper import paper_domain
from papershelf.collect.said import Said, mention_target
from papershelf.model.collection.catalogue import Mention
from papershelf.model.text import spans
from papershelf.model.text.spans import TEXT, Line, Span

if TYPE_CHECKING:
    from sphinx.application import Sphinx

MAX_SENTENCE = 280
"""Longest stored sentence, in characters, a formula being one; a longer one is cut around the mention."""

_BREAK = re.compile(r"(?<=[.!?。！？…])[\"'”’)\]]*\s+")
_ABBREVIATION = re.compile(r"(?:\b(?:et al|vs|cf|e\.g|i\.e|Fig|Eq|Sec|No|Dr|approx)|\b[A-Z])\.$")


class CollectMentions(SphinxTransform):
    """Note every role and plain link that leads to a paper."""

    default_priority = 795  # after quotes are curled (750) and formulas converted (790)

    def apply(self) -> None:
        """Collect the mentions of this page."""
        docname = self.env.current_document.docname
        found: list[Mention] = []
        places: dict[tuple[int, int], int] = {}
        blocks: dict[int, _Block] = {}
        for node in list(self.document.findall(addnodes.pending_xref)):
            target = mention_target(node, docname)
            if not target:
                continue
            block = _block(node)
            anchor = self._anchor(node, f"mention-{len(found) + 1}")
            line = node.line or (block.line if block is not None else None) or 0
            if block is not None and id(block) not in blocks:
                blocks[id(block)] = _Block(block, docname)
            text, start = blocks[id(block)].sentence(node) if block is not None else ((), 0)
            place = places.setdefault((id(node if block is None else block), start), len(places) + 1)
            found.append(Mention(target, docname, anchor, text, line, place))
        if found:
            paper_domain(self.env).note_mentions(docname, found)

    def _anchor(self, node: addnodes.pending_xref, wanted: str) -> str:
        target = nodes.target("", "", ids=[wanted], classes=["paper-mention"])
        node.parent.insert(node.parent.index(node), target)
        self.document.ids.setdefault(wanted, target)
        return wanted


def _block(node: nodes.Node) -> nodes.TextElement | None:
    """The paragraph, title or term that a node stands in."""
    found: nodes.Node | None = node.parent
    while isinstance(found, nodes.Inline | addnodes.pending_xref):
        found = found.parent
    return found if isinstance(found, nodes.TextElement) else None


class _Block:
    """What a paragraph says, with the sentences in it."""

    def __init__(self, block: nodes.TextElement, docname: str) -> None:
        said = Said(block, docname)
        self._line, self._places = said.line, said.places
        self._text = spans.mask(self._line)
        self._breaks = [
            (match.start(), match.end())
            for match in _BREAK.finditer(self._text)
            if not _ABBREVIATION.search(self._text[max(0, match.start() - 12) : match.start()])
        ]

    def sentence(self, node: nodes.Node) -> tuple[Line, int]:
        """The sentence around a cross-reference, and where it starts."""
        at = self._places.get(id(node), 0)
        start = max((end for _start, end in self._breaks if end <= at), default=0)
        end = min((start for start, end in self._breaks if end > at), default=len(self._text))
        return self._shortened(start, end, at), start

    def _shortened(self, start: int, end: int, at: int) -> Line:
        """A sentence; of a long one, what stands around the cross-reference."""
        if end - start <= MAX_SENTENCE:
            return spans.stripped(spans.cut(self._line, start, end))
        first = max(start, min(at - MAX_SENTENCE // 2, end - MAX_SENTENCE))
        last = first + MAX_SENTENCE
        line = spans.stripped(spans.cut(self._line, first, last))
        ahead = (Span(TEXT, "…"),) if first > start else ()
        behind = (Span(TEXT, "…"),) if last < end else ()
        return (*ahead, *line, *behind)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(CollectMentions)
