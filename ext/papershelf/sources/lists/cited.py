"""A line below an entry that cites its paper in full, with the entry's own words in it as the title, or its beginning.

In: the line, and what the entry says. Out: the draft, with authors, the whole title, venue and date.
"""

from __future__ import annotations

import re

from papershelf.sources.lines.draft import Draft
from papershelf.sources.lines.institutions import is_institution
from papershelf.sources.lines.names import read_names, read_person
from papershelf.sources.lines.plain import split_plain
from papershelf.sources.lines.runs import Line

_SIGN = re.compile(r"(?<=[^\W\d_])[\d*†‡]+(?=,|\s|$)")
"""The sign of an author's place: ``Ada Reed1, Bo Lane*``."""
_CITES = re.compile(r",?\s*arXiv:\s?\d{4}\.\d{4,5}(?:v\d+)?")
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
        for fact in told.facts:
            draft.marks.note(*fact)
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
