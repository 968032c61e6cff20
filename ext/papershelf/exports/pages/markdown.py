"""Papers in plain Markdown: the box at the head of a note, items of lists, and the small pieces of both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from papershelf.exports.text import clean
from papershelf.model.collection.citing import APA, Rules
from papershelf.model.record.paper import Paper
from papershelf.model.text.spans import plain

Place = tuple[str, str]
"""Text and address."""
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_LINE_START = re.compile(r"^(#{1,6}(?=\s|$)|[-+](?=\s|$)|\d+(?=[.)](?:\s|$)))")


def box(
    paper: Paper, status: str, categories: Iterable[Place], links: Iterable[Place], summary: Sequence[str]
) -> list[str]:
    """The lines of the box.

    :param status: as readers see it; so are the labels of links.
    :param summary: lines of Markdown.
    """
    names = ", ".join(author.name for author in paper.authors)
    facts = [escape(text) for text in (paper.venue, paper.date) if text]
    facts += [link(*place) for place in categories]
    facts += [escape(", ".join(paper.tags))] if paper.tags else []
    blocks = [
        [f"**{escape(paper.name)}** · {escape(status)}"],
        [escape(names)],
        [" · ".join(facts)],
        [" · ".join(link(*place) for place in links)],
        list(summary),
    ]
    lines: list[str] = []
    for block in blocks:
        if any(block):
            lines += ["", *block] if lines else block
    return quoted(lines)


def related(heading: str, relations: Iterable[tuple[str, Sequence[Place]]]) -> list[str]:
    """The lines that follow the note: what the paper is tied to; nothing where it is to nothing.

    :param relations: labels, as readers see them, and the papers.
    """
    lines = [f"- {escape(label)}: " + ", ".join(link(*place) for place in others) for label, others in relations]
    return ["---", "", f"**{escape(heading)}**", "", *lines] if lines else []


def item(paper: Paper, address: str, status: str, byline: str, links: Iterable[Place] = ()) -> str:
    """The line of a list.

    :param address: where its title leads; empty for nowhere.
    """
    title = paper.title or paper.key
    parts = [link(title, address) if address else escape(title)]
    parts += [escape(text) for text in (byline, status) if text]
    parts += [link(*place) for place in links]
    text = plain(paper.about)
    return "- " + " · ".join(parts) + (f": {escape(text)}" if text else "")


def escape(text: str) -> str:
    """One line of plain text, none of whose characters marks anything up."""
    text = _SPECIAL.sub(r"\\\1", " ".join(clean(text).split()))
    return _LINE_START.sub(lambda m: m[0] + "\\" if m[0].isdigit() else "\\" + m[0], text)


def target(address: str) -> str:
    """An address as it stands in the brackets of a link."""
    return re.sub(r"[\s()<>\\]", lambda m: f"%{ord(m[0]):02X}", clean(address))


def link(text: str, address: str) -> str:
    """A link with plain text."""
    return f"[{escape(text)}]({target(address)})"


def quoted(lines: list[str]) -> list[str]:
    """Lines as a block quotation."""
    return [f"> {line}".rstrip() for line in lines]


def entry(paper: Paper, rules: Rules = APA) -> str:
    """``- [Title](address) — Authors, Venue. Insight``; a title without an address is no link.

    The address is the paper's own: that of arXiv, the DOI, or the first that was written.

    :param rules: how names are shown.
    """
    title = paper.title or paper.key
    address = next(iter(paper.all_links.values()), "")
    head = link(title, address) if address else escape(title)
    source = ", ".join(filter(None, (rules.who(paper) if paper.authors else "", paper.venue or paper.year)))
    said = " ".join(filter(None, (f"{escape(source)}." if source else "", escape(plain(paper.about)))))
    return f"- {head} — {said}" if said else f"- {head}"
