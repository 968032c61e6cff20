"""Questions about the blocks of a list: what is an entry, and what belongs to the one above."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papershelf.sources import entries
from papershelf.sources.links import is_note, is_paper, label_field
from papershelf.sources.outline import Block
from papershelf.sources.pieces import Line, Piece, lines

if TYPE_CHECKING:
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode


def span(node: SyntaxTreeNode) -> tuple[int, int]:
    return node.map or (0, 0)


def tokens(node: SyntaxTreeNode) -> list[Token]:
    """The inline tokens of a block."""
    inline = next((child for child in node.children if child.type == "inline"), None)
    return list(inline.token.children or []) if inline is not None and inline.token is not None else []


def facts_lines(found: list[Line]) -> tuple[Line, int]:
    """The first line of an item, with those below that hold nothing but links; how many source lines they are."""
    line = found[0]
    pieces, data, place = list(line.pieces), dict(line.data), 1
    while place < len(found):
        data |= found[place].data
        more = found[place].pieces
        words = "".join(piece.text for piece in more if piece.href is None).strip(" ,;|·[]()*")
        if words or (more and not all(label_field(p.text) for p in more if p.href is not None)):
            break
        pieces += [Piece(" "), *more]
        place += 1
    used = found[place].number if place < len(found) else found[-1].number + 1
    return Line(line.number, pieces, data), used


def holds_entries(node: SyntaxTreeNode) -> bool:
    """Whether a nested list is one of papers: an item begins with the title of one that is somewhere."""
    for item in node.children:
        head = item.children[0] if item.children else None
        if head is None or head.type != "paragraph":
            continue
        line = lines(tokens(head))[0]
        link = next((piece for piece in line.pieces if piece.href), None)
        href = link.href or "" if link else ""
        if entries.begins_with_title(line) and (is_note(href) or is_paper(href)):
            return True
        if any(c.type in {"bullet_list", "ordered_list"} and holds_entries(c) for c in item.children[1:]):
            return True
    return False


def is_bare_entry(line: Line) -> bool:
    """Whether what follows the title in a bare line is no sentence that the title is a part of."""
    place = next((n for n, piece in enumerate(line.pieces) if piece.href is not None), len(line.pieces))
    after = "".join(piece.text for piece in line.pieces[place + 1 :]).strip()
    return not after or not after[0].isalpha() or len(after) < 30


def belongs(block: Block, above: Block) -> bool:
    """Whether a block below a list, or below bare lines, is the summary of the entry above it."""
    node = block.node
    if node.type == "html_block":
        return bool(re.match(r"\s*</?(?:details|summary|blockquote|ul|p|br)\b", node.content, re.IGNORECASE))
    if node.type == "blockquote":
        return True
    if node.type == "bullet_list":
        return above.node.type == "html_block" and not holds_entries(node)
    return (
        node.type == "paragraph"
        and above.node.type in {"paragraph", "html_block"}
        and not any(entries.begins_with_title(line) for line in lines(tokens(node)))
        and (above.node.type == "html_block" or block.start <= above.end + 1)
    )


def unfolds(node: SyntaxTreeNode) -> int:
    """How many more disclosures a block opens than it closes."""
    text = node.content.lower() if node.type == "html_block" else ""
    return text.count("<details") - text.count("</details")


def dedented(below: list[str]) -> list[str]:
    """Lines without the white space that all of them begin with."""
    widths = [len(text) - len(text.lstrip()) for text in below if text.strip()]
    width = min(widths, default=0)
    return [text[width:] for text in below]
