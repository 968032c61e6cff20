"""Lists of nothing but titles: no link, no name, no venue tells of a paper, only what the list says of itself.

In: the tree of blocks. Out: whether the items of such a list are papers, and which of them look like a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from papershelf.sources.lines.details.spans import size_of
from papershelf.sources.lines.markup.nodes import Node
from papershelf.sources.lines.markup.runs import Line
from papershelf.sources.lines.values.signs import without_signs
from papershelf.sources.lists.clues.entry import head_of

SAYS = re.compile(r"\bpapers?\b|\breading[ -]list\b|논문|论文|論文|文献", re.IGNORECASE)
READ = re.compile(
    r"\bto[- ](?:be )?read\b|\bread(?:ing)? (?:papers?|list)|\bpapers? (?:read|reading|lists?)\b|"
    r"\b(?:reviewed|read) papers?\b|읽[을은어는]|(?:논문|리뷰) ?(?:목록|리스트)|(?:待|已)[读讀]|読[むん]",
    re.IGNORECASE,
)
"""Headings of lists that hold nothing but papers, as some papers to read."""
NUMBERED_TITLE = re.compile(r"\s*\d{1,4}[.．、]\s*《[^《》]{8,}》")
"""``445.《Reeds in Rows》，ACL2025``: no item of a list for Markdown, but one for a reader."""
NUMBERED = re.compile(r"\s*\d{1,4}[.．、]\s*\S")
_MANY = 5
_NAME = 16
"""So many words a title has, at most, that does not look like one."""
_FIRST_WORDS = 400
"""So many characters at the beginning of a list, and its headings, say what it is a list of."""
_SMALL = frozenset(
    {
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "of",
        "on",
        "or",
        "the",
        "to",
        "via",
        "with",
    }
)
_ENDS = (".", "。", ":", "：", ",", "!")
_SAID = ("않음", "있음", "없음", "됨", "기재", "니다", "한다", "된다", "했다", "이다", "세요")
"""How a sentence or a remark of Korean ends, and no title."""


def is_bare(root: Node, linked: int, name: str) -> bool:
    """Whether a list says that it is one of papers (in its name, its headings, its first words), but has titles alone.

    :param linked: how many links to papers it has.
    :param name: of its folder.
    """
    items = [item for item in _items(root) if item.children or item.lines]
    if not items or linked * 20 > len(items):
        return False
    words = [line.text for node in root.walk() if node.kind in {"heading", "para"} for line in node.lines]
    if not SAYS.search(f"{name} {' '.join(words)[:_FIRST_WORDS]}"):
        return False
    heads = [head_of(item)[0] for item in items]
    own = [head for head in heads if head and not any(run.href for run in head[0].runs)]
    return sum(is_title(head[0]) for head in own) * 2 > len(own)


def is_remark(line: Line) -> bool:
    """Whether a line among bare titles is none: some words, and not one capital letter."""
    return len(line.text.split()) > 3 and line.text.islower()


def are_titles(lines: Sequence[Line]) -> bool:
    """Whether lines are titles of papers: most look like one, and the others are no sentences."""
    rest = [line for line in lines if not is_title(line)]
    ended = any(line.text.rstrip().endswith((*_ENDS, *_SAID)) for line in rest)
    said = ended or any(is_remark(line) or size_of(line.text) > _NAME for line in rest)
    return len(rest) * 2 <= len(lines) and not said


def _items(node: Node) -> Iterator[Node]:
    """The items of lists that are in no other item."""
    for child in node.children:
        if child.kind == "item":
            yield child
        else:
            yield from _items(child)


def is_title(line: Line) -> bool:
    """Whether a line without evidence looks like the title of a paper: some words, and no sentence."""
    runs = [run for run in line.runs if run.text.strip() and not run.image]
    text = without_signs(line.text).strip(" *_")
    if any(run.href for run in runs):
        return False
    return is_title_text(text, bold=all(run.bold for run in runs))


def is_title_text(text: str, *, bold: bool = False) -> bool:
    """Whether words look like the title of a paper: some, nearly all of them large, and no sentence."""
    if not text or text.endswith((*_ENDS, *_SAID)) or text.count("、") > 1 or re.search(r"[:：].*、", text):
        return False  # a sentence, or what there is of something
    words = re.findall(r"[^\W\d_][\w'’-]*", text)
    wide = len(re.findall(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]", text))
    if wide * 2 > len(text):
        return 8 <= wide <= 60
    if not 4 <= len(words) <= 40:
        return False
    counted = [word for word in words if word.lower() not in _SMALL]
    return bold or sum(word[:1].isupper() for word in counted) * 3 >= len(counted) * 2


def are_quoted(root: Node) -> bool:
    """Whether many paragraphs of a list begin with a number and a title in the quotation marks of Chinese."""
    first = [node.lines[0].text for node in root.walk() if node.kind == "para" and node.lines]
    return sum(bool(NUMBERED_TITLE.match(text)) for text in first) >= _MANY
