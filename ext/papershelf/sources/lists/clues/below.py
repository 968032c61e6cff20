"""What the lines below an entry tell of its paper: facts, its authors, its title, a citation in full.

In: lines, and the draft of the entry above. Out: whether they say nothing else; then the draft has it.
"""

from __future__ import annotations

import re

from papershelf.model.record.paper import Author
from papershelf.sources.lines import facts
from papershelf.sources.lines.details import marks as marking
from papershelf.sources.lines.details.draft import Draft
from papershelf.sources.lines.details.spans import size_of
from papershelf.sources.lines.markup.places import Places
from papershelf.sources.lines.markup.runs import Line
from papershelf.sources.lines.parts import part
from papershelf.sources.lines.values import signs
from papershelf.sources.lines.values.institutions import is_institution
from papershelf.sources.lines.values.names import read_person
from papershelf.sources.lines.values.statements import classify
from papershelf.sources.lists.clues import cited as citing
from papershelf.sources.words.links import identifier_of, label_field

_CITES = re.compile(
    r"\barXiv(?: e?-?prints?| preprints?)?[ :]+(?:arXiv:)?\s*((?:0[7-9]|1[0-4])\d\d\.\d{4}|\d{4}\.\d{5})(?!\d)",
    re.IGNORECASE,
)
"""An identifier in words."""
_REMARK = 8
"""So many words a remark behind a citation has, at most."""
_TEAM = re.compile(r"[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,3}")


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
    if not draft.authors and len(lines) == 1 and not lines[0].links and citing.take(lines[0], draft):
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
