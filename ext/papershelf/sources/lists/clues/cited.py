"""Lines below an entry that cite in full: its paper, with the entry's own words as the title, or those of its place.

In: the lines, and what the entry says. Out: the draft, with authors, the whole title, venue and date; or the papers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from papershelf.sources.lines.details.draft import Draft
from papershelf.sources.lines.markup.runs import Line, Run
from papershelf.sources.lines.plain import split_plain
from papershelf.sources.lines.values.institutions import is_institution
from papershelf.sources.lines.values.names import begins_with_names, read_names, read_person
from papershelf.sources.lists.clues.targets import is_a_paper

_SIGN = re.compile(r"(?<=[^\W\d_])[\d*†‡]+(?=,|\s|$)")
"""The sign of an author's place: ``Ada Reed1, Bo Lane*``."""
_CITES = re.compile(r",?\s*arXiv:\s?\d{4}\.\d{4,5}(?:v\d+)?")
_KNOWN = re.compile(r"\b\d{4}\.\d{4,5}\b")
"""An identifier in words."""
_LEAST = 3
"""So many letters at least of a title that a citation is known by."""


def take(line: Line, draft: Draft) -> bool:
    """Take a citation over with the entry's words: ``RowNet, Pond Lab`` above ``A. Reed, RowNet: Many Rows, 2015``.

    :returns: whether it is one.
    """
    text = line.text.strip(" .")
    for words in _called(draft.marks.title):
        match = re.search(rf"(?:^|(?<=[,.:;] )){re.escape(words)}(?!\w)", text, re.IGNORECASE)
        if match is None:
            continue
        who = _SIGN.sub("", text[: match.start()].strip(" ,.:;"))
        names = read_names(who, loose=True) or read_person(who) if who else ()
        cited, _stop, more = _CITES.sub("", text[match.start() :]).partition(". (")
        told = split_plain(cited.strip(" .,"))
        if bool(who) != bool(names) or told.authors or told.rest or not (names or told.facts):
            continue
        draft.authors = draft.authors or names
        _name(words, told.title.strip(" .,"), draft)
        draft.marks.note_all(told.facts)
        draft.rest = " ".join(filter(None, (draft.rest, more.strip(" .()"))))
        return True
    return False


def _called(title: str) -> list[str]:
    """The words of an entry by which a citation may call its paper: all of them, or without a place or a bracket."""
    found = [title, title.partition(", ")[0], re.sub(r"\s*\([^()]*\)$", "", title)]
    return [words for words in dict.fromkeys(found) if sum(map(str.isalpha, words)) >= _LEAST]


def _name(words: str, title: str, draft: Draft) -> None:
    """Give the draft its whole title; what the entry is called is its short title, and what stands behind a place."""
    place = draft.marks.title.partition(f"{words}, ")[2]
    if place:
        draft.marks.note("tag", place.replace(",", " ")) if is_institution(place) or place.isupper() else None
    if title.lower() != words.lower():
        draft.marks.short_title = draft.marks.short_title or (words if len(words.split()) < 5 else "")
    draft.marks.title = title


def all_cited(heads: Sequence[list[Line]]) -> bool:
    """Whether the items of a list are citations without links."""
    return bool(heads) and all(
        len(head) == 1 and not head[0].links and begins_with_names(head[0].text) for head in heads
    )


def is_one(lists: Iterable[list[list[Line]]]) -> bool:
    """Whether the items of some lists are one citation without a link."""
    heads = [head for found in lists for head in found]
    return len(heads) == 1 and all_cited(heads)


def of_place(heads: Sequence[list[Line]], above: Sequence[Line]) -> list[Line]:
    """The citations of several papers below the name of a place, each with its link.

    :param above: the line of the place: its links are theirs, in order, if they have no identifiers in their words.
    :returns: nothing if not each of them has its paper.
    """
    if len(heads) < 2 or not all_cited(heads):
        return []
    if all(_KNOWN.search(head[0].text) for head in heads):
        return [head[0] for head in heads]
    papers = [run for line in above for run in line.links if is_a_paper(run.href or "")]
    if len(papers) != len(heads):
        return []
    return [
        Line(line.number, [*line.runs, Run(" ["), Run("paper", run.href), Run("]")], data=line.data)
        for (line,), run in zip(heads, papers, strict=True)
    ]
