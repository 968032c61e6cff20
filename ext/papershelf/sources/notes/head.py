"""What the head of a note says of its paper: identifiers, links, authors, date, venue.

In: the text of a note. Out: a draft. The head is what stands above the second heading, and what stands below headings
that only say such things: ``Metadata``, ``논문 정보``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from papershelf.sources.found import same_title
from papershelf.sources.lines import blocks, facts
from papershelf.sources.lines.blocks import Node
from papershelf.sources.lines.draft import Draft
from papershelf.sources.lines.runs import Line, Run
from papershelf.sources.links import identifier_of, is_paper, label_field

LINES = 80
"""So many lines of a note may be its head."""

_TELLING = re.compile(
    r"\W*(?:meta\s*data|meta|info(?:rmation)?|paper(?: info(?:rmation)?)?|about(?: the paper)?|links?|"
    r"bibliographic.*|overview|basic info.*|"
    r"논문\s*정보|논문|정보|기본\s*정보|메타\s*데이터|링크|출처|원문|论文信息|基本信息|论文|信息|链接|論文情報|書誌情報|リンク|0\..*)\W*",
    re.IGNORECASE,
)


def told(text: str, title: str) -> Draft:
    """What the head of a note tells.

    :param title: of the paper: a link with these words is one to it.
    """
    draft = Draft(0)
    known = same_title(title)
    for line in _head(text):
        links = line.links
        if not links and facts.named_fact(
            line.text.split("\n")[0][:40] if ":" in line.text or "：" in line.text else ""
        ):
            facts.take(line, draft, _never)
            continue
        if facts.named_fact(line.text[:40]) and (":" in line.text[:40] or "：" in line.text[:40]):
            facts.take(line, draft, _never)
            continue
        for run in links:
            if _is_paper(run, line, known):
                draft.links.append(("" if run.bare or not label_field(run.text) else run.text, run.href or ""))
    draft.marks.title = draft.marks.short_title = ""
    return draft


def _never(_href: str) -> bool:
    """No link of a note's head is one to a note."""
    return False


def _is_paper(run: Run, line: Line, title: str) -> bool:
    """Whether a link is one to the paper: by its words, or as it stands alone."""
    href = run.href or ""
    words = run.text.strip(" []()")
    alone = len(same_title(line.text)) <= len(same_title(run.text)) + 12
    if label_field(words) in {"paper", "pdf", "code", "project", "video", "slides"} and not run.bare:
        return alone or len(line.text) < 160
    if not (identifier_of(href) or is_paper(href)):
        return False
    same = bool(title) and bool(same_title(words)) and (same_title(words) in title or title in same_title(words))
    return same or (alone and (run.bare or label_field(words) != "" or len(line.links) == 1))


def _head(text: str) -> Iterator[Line]:
    """The lines of the head, one after the other."""
    lines = text.split("\n")
    root = blocks.read("\n".join(lines[:LINES]))
    headings = 0
    for node in _flat(root.children):
        if node.kind == "heading":
            headings += 1
            if headings > 1 and not _TELLING.fullmatch(node.text.strip() or "x"):
                return
            yield from node.lines if headings == 1 else ()
        else:
            yield from (line for inner in node.walk() for line in inner.lines)


def _flat(nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.kind in {"box", "quote", "details"}:
            yield from _flat(node.children)
        else:
            yield node
