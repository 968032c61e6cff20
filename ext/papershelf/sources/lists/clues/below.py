"""What the lines below an entry tell of its paper: facts, its authors, its title, a citation in full.

In: lines, and the draft of the entry above. Out: whether they say nothing else; then the draft has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from papershelf.model.record.paper import Author
from papershelf.sources.lines import facts
from papershelf.sources.lines.details import marks as marking
from papershelf.sources.lines.details.draft import Draft
from papershelf.sources.lines.details.spans import size_of
from papershelf.sources.lines.markup.places import Places
from papershelf.sources.lines.markup.runs import Line, Run
from papershelf.sources.lines.parts import part
from papershelf.sources.lines.plain import split_plain
from papershelf.sources.lines.values import signs
from papershelf.sources.lines.values.institutions import is_institution
from papershelf.sources.lines.values.names import begins_with_names, read_names, read_person
from papershelf.sources.lines.values.statements import classify
from papershelf.sources.lists.clues.targets import is_a_paper
from papershelf.sources.words.links import identifier_of, label_field

_CITES = re.compile(
    r"\barXiv(?: e?-?prints?| preprints?)?[ :]+(?:arXiv:)?\s*((?:0[7-9]|1[0-4])\d\d\.\d{4}|\d{4}\.\d{5})(?!\d)",
    re.IGNORECASE,
)
"""An identifier in words."""
_REMARK = 8
"""So many words a remark behind a citation has, at most."""
_TEAM = re.compile(r"[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,3}")
_SIGN = re.compile(r"(?<=[^\W\d_])[\d*†‡]+(?=,|\s|$)")
"""The sign of an author's place: ``Ada Reed1, Bo Lane*``."""
_IN_FULL = re.compile(r",?\s*arXiv:\s?\d{4}\.\d{4,5}(?:v\d+)?")
_KNOWN = re.compile(r"\b\d{4}\.\d{4,5}\b")
"""An identifier in words."""
_LEAST = 3
"""So many letters at least of a title that a citation is known by."""


def author_alone(line: Line) -> tuple[Author, ...]:
    """The one person, or the one team, that a line names where others name their authors."""
    words = line.text.strip(" .*_")
    if line.links or (names := read_person(words)):
        return () if line.links else names
    team = is_institution(words) or (_TEAM.fullmatch(words) and classify(words) is None and not label_field(words))
    return (Author(literal=words),) if team else ()


def take_identifier(lines: list[Line], draft: Draft) -> None:
    """Take the one identifier that the words of an entry cite, where no link has one: ``arXiv:2202.07987``."""
    if draft.data.get("key") or any((identifier_of(href) or ("",))[0] == "arxiv" for _label, href in draft.links):
        return
    words = " ".join(run.text for line in lines for run in line.runs if not run.bare and not run.code)
    cited = dict.fromkeys(_CITES.findall(words))
    if len(cited) == 1:
        draft.links.append(("", f"https://arxiv.org/abs/{next(iter(cited))}"))


def _leads_back(line: Line) -> bool:
    """Whether a line is nothing but a way back to the contents."""
    said = "".join(run.text for run in line.runs if not run.href)
    back = all((run.href or "").startswith("#") for run in line.links)
    return bool(line.links) and back and not any(map(str.isalnum, said))


def are_facts(lines: list[Line], draft: Draft, places: Places) -> bool:
    """Whether all of some lines tell facts; then the draft has them. One that does not may tell some all the same."""
    whole = True
    for line in lines:
        if _leads_back(line):
            continue
        whole = facts.take(line, draft, places.is_note) and whole
    return whole


def take_title(below: list[tuple[list[Line], int, int]], draft: Draft) -> None:
    """Take the title of ``Paper:`` from the first link below it that has one."""
    runs = (run for lines, _start, _end in below for line in lines for run in line.links)
    run = next((run for run in runs if not run.bare and not label_field(run.text) and size_of(run.text) > 2), None)
    if run is not None:
        draft.marks.title = signs.clean(run.text)
        draft.links.append(("", run.href or ""))


def is_citation(lines: list[Line], place: str, draft: Draft, places: Places) -> bool:
    """Whether a line below a short name cites the paper in full: names, title, venue; then the draft has them."""
    if not draft.authors and len(lines) == 1 and not lines[0].links and take(lines[0], draft):
        return True
    placed = bool(place) or is_institution(draft.marks.title)
    place = place or draft.marks.title
    if draft.authors or len(lines) != 1 or lines[0].links:
        return False
    cited = part(lines, draft.line, places.is_note)
    same = bool(cited.authors) and cited.marks.title.casefold() == draft.marks.title.casefold()
    if not (same or placed or marking.is_short(draft.marks.title)):
        return False
    short = len(cited.marks.title.split()) < (2 if len(cited.authors) > 1 else 3)
    if not cited.authors or short or (size_of(cited.rest) > _REMARK and not placed):
        return False
    if placed:
        draft.marks.note("tag", place)
        draft.marks.short_title = "" if draft.marks.short_title in place else draft.marks.short_title
    else:
        draft.marks.short_title = draft.marks.short_title or ("" if same else draft.marks.title)
    draft.rest = " ".join(filter(None, (draft.rest, cited.rest)))
    draft.marks.title, draft.authors = cited.marks.title, cited.authors
    for name in ("date", "venue"):
        if value := getattr(cited.marks, name):
            draft.marks.note(name, value)
    return True


def is_title_of(lines: list[Line], draft: Draft, places: Places) -> bool:
    """Whether a line below a short name is the paper's title, as neighbours have it; then the draft has it."""
    told = part(lines, draft.line, places.is_note)
    if draft.marks.short_title or not marking.is_short(draft.marks.title) or size_of(told.marks.title) < 3:
        return False
    draft.marks.short_title, draft.marks.title = draft.marks.title, told.marks.title
    for name in ("date", "venue"):
        if value := getattr(told.marks, name):
            draft.marks.note(name, value)
    draft.authors = draft.authors or told.authors
    draft.links += told.links
    draft.rest = " ".join(filter(None, (draft.rest, told.rest)))
    return True


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
        cited, _stop, more = _IN_FULL.sub("", text[match.start() :]).partition(". (")
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
