"""The item of a paper that a portal shows, as HTML at once.

It is what the nodes of :mod:`papershelf.render.listings.listing` become: a portal has a hundred thousand of them, and
to make and resolve their nodes takes most of its build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from papershelf.exports.text import clean
from papershelf.model.collection.catalogue import Entry
from papershelf.render import chips
from papershelf.render.listings.folds import label, says_more
from papershelf.render.words import link_label, status_label

SHORT = 20
"""Letters of a name that no line breaks in."""

_SPECIAL = str.maketrans({"&": "&amp;", "<": "&lt;", '"': "&quot;", ">": "&gt;", "@": "&#64;"})
_BLANKS = str.maketrans(dict.fromkeys("\n\r\t\v\f", " "))


def html(entry: Entry, facts: Mapping[str, str]) -> str:
    """The item.

    :param entry: one of another library, whose text is plain.
    :param facts: its attributes (:func:`papershelf.render.listings.rows.facts`).
    """
    return f"<li {_attributes(entry, facts)}>{''.join(_parts(entry))}</li>"


def _attributes(entry: Entry, facts: Mapping[str, str]) -> str:
    found = {"class": f"paper-item paper-{entry.paper.status}", **{f"data-{name}": facts[name] for name in facts}}
    return " ".join(f'{name}="{_value(value)}"' for name, value in sorted(found.items()))


def _parts(entry: Entry) -> Iterator[str]:
    """Title, state and notes; names, venue and year; the insight; links; the summary."""
    paper = entry.paper
    yield f'<p class="paper-item-title">{" ".join(_title(entry))}</p>\n'
    if facts := chips.facts_line(paper):
        yield f'<p class="paper-item-line">{_text(facts)}</p>\n'
    insight = paper.insight or paper.note
    if insight:
        yield f'<p class="paper-insight">{_text(insight)}</p>\n'
    if links := chips.place_links(paper):
        shown = (_link(url, link_label(name), "paper-out") for name, url in links)
        yield f'<p class="paper-item-links">{" ".join(shown)}</p>\n'
    if says_more(paper):
        yield f'<details class="paper-disclosure paper-fold">\n<summary>{_text(label(paper))}</summary>\n'
        yield '<ul class="simple">\n'
        yield from (f"<li><p>{_text(line)}</p></li>\n" for line in paper.summary)
        yield "</ul>\n</details>\n"


def _title(entry: Entry) -> Iterator[str]:
    paper = entry.paper
    title = paper.title or paper.key
    classes = ["paper-elsewhere", "paper-link", f"paper-{paper.status}"]
    classes += ["paper-short"] if len(title) <= SHORT else []
    told = f"{paper.title} ({entry.library})"
    yield _link(entry.address, title, " ".join(classes), told)
    state = status_label(paper.status)
    yield f'<span class="paper-status paper-status-{paper.status} no-search">{_text(state)}</span>'
    for note in entry.notes:
        yield _link(note.address, note.library, f"paper-shelf paper-{note.status}")


def _link(address: str, words: str, classes: str, told: str = "") -> str:
    title = f' title="{_value(told)}"' if told else ""
    return f'<a class="{classes} reference external" href="{_value(address)}"{title}>{_text(words)}</a>'


def _text(text: str) -> str:
    return clean(text).translate(_SPECIAL)


def _value(text: str) -> str:
    return clean(text).translate(_BLANKS).translate(_SPECIAL)


def texts(entries: Iterable[Entry]) -> list[str]:
    """What a word is looked for in, beside names and tags: title, short title, venue, insight."""
    return [
        "\n".join(filter(None, (paper.title or paper.key, paper.short_title, paper.venue, paper.insight or paper.note)))
        for paper in (entry.paper for entry in entries)
    ]
