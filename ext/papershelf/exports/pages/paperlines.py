"""A paper in plain Markdown: as the box at the head of its note, and as an item of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from papershelf.exports.pages.markdown import escape, link, quoted
from papershelf.model.record.paper import Paper
from papershelf.model.text.spans import plain

Place = tuple[str, str]
"""Text and address."""


def box(
    paper: Paper,
    status: str,
    categories: Iterable[Place],
    links: Iterable[Place],
    summary: Sequence[str],
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
