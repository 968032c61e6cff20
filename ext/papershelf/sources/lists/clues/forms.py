"""What the entries of a list have in common, which one of them alone does not tell.

In: all entries, or all papers. Out: whether they begin with names or end with venues; titles that many share.
"""

from __future__ import annotations

import dataclasses
import re

from papershelf.sources.found import Found
from papershelf.sources.lines.details.draft import Form
from papershelf.sources.lines.details.spans import size_of
from papershelf.sources.lines.markup.runs import Line
from papershelf.sources.lines.plain import is_title_like
from papershelf.sources.lines.values.institutions import is_institution
from papershelf.sources.lines.values.names import FAMILIES, begins_with_names, read_names
from papershelf.sources.lines.values.statements import classify
from papershelf.sources.lists.clues.entry import Entry
from papershelf.sources.words.links import label_field

_DATED_END = re.compile(r"[(（][^()（）]{2,50}\b(?:19|20)\d\d\s*[)）]$")
_DAY = len("2024-07-14")
_YEAR = 12  # months
_SHARED = 3
"""So many entries with one title and short titles of their own tell that it is no title."""


_FAMILIES_BEHIND = re.compile(
    rf"\({FAMILIES} et\.? al\.?,? (?:19|20)\d\d\)|"
    rf"[,.)\]]\s+(?:{FAMILIES} et\.? al\b|(?:{FAMILIES}, )*{FAMILIES},? (?:and|&) {FAMILIES}(?=[,.;|(]|$))"
)


def form_of(entries: list[Entry]) -> Form:
    """What the entries have in common."""
    plain = [entry.lines[0] for entry in entries if entry.lines and entry.draft is None]
    return Form(
        names_first=begin_with_names(plain),
        names_below=named_below(entries),
        places_first=sum(bool(entry.below) and is_institution(entry.unlinked) for entry in entries) > _SHARED,
        titles_below=titles_below(entries),
        families=have_families(plain),
        venue_last=end_with_venue(plain),
        subtitled=go_on(plain),
    )


def begin_with_names(plain: list[Line]) -> bool:
    """Whether many entries begin with their authors: one name in front is then that of an author, too."""
    named = sum(begins_with_names("".join(run.text for run in line.runs if not run.href)) for line in plain)
    return named > _SHARED and named * 3 > len(plain)


def titles_below(entries: list[Entry]) -> bool:
    """Whether most entries are a short name in bold type, with the title in the first line below."""
    named = [entry for entry in entries if entry.signs.start == "bold" and entry.below and size_of(entry.unlinked) < 4]
    heads = [entry.below[0][0] for entry in named if not any(line.links for line in entry.lines)]
    told = [lines[0].text for lines in heads if len(lines) == 1]
    titled = [text for text in told if size_of(text) > 2 and not read_names(text) and classify(text) is None]
    return len(titled) > max(_SHARED, len(entries) // 2)


def have_families(plain: list[Line]) -> bool:
    """Whether many entries have authors without given names behind their titles: ``Reed et al.``, ``Lake and Reed``."""
    texts = ["\n)".join(run.text for run in line.runs if not run.href and not run.bold) for line in plain]
    named = sum(bool(_FAMILIES_BEHIND.search(f") {text}")) for text in texts)
    return named > _SHARED and named * 3 > len(plain)


def go_on(plain: list[Line]) -> bool:
    """Whether the titles of links go on behind a colon: ``[RowNet](…): Counting Reeds in Rows``."""
    behind = [words for line in plain if (words := _behind_a_name(line))]
    return sum(map(is_title_like, behind)) > max(_SHARED, len(behind) // 2)


def _behind_a_name(line: Line) -> str:
    """What follows a link of few words and a colon, up to a bar or the next link; else nothing."""
    runs = [run for run in line.runs if run.text.strip() and not run.image]
    if len(runs) < 2 or not runs[0].href or runs[0].bare or size_of(runs[0].text) > 4 or runs[1].href:
        return ""
    text = f"{runs[0].text.strip()[-1:]}{runs[1].text}"
    match = re.match(r".?\s*[:：]\s*(?P<more>[^|｜│]+)", text)
    return match["more"].strip() if match else ""


def end_with_venue(plain: list[Line]) -> bool:
    """Whether nearly every entry ends, links aside, with a bracket that has a year."""
    texts = ["".join(run.text for run in line.runs if not run.href or not label_field(run.text)) for line in plain]
    ended = sum(bool(_DATED_END.search(text.rstrip(" .,;|·[]-–—*_"))) for text in texts)
    return ended > _SHARED and ended * 5 > len(plain) * 4


def named_below(entries: list[Entry]) -> bool:
    """Whether most entries that have a line below have several names there: one name is that of an author, too."""
    below = [entry.named_below for entry in entries if entry.below]
    return sum(below) > _SHARED and sum(below) * 2 > len(below)


def told_apart(found: list[Found]) -> list[Found]:
    """Entries like ``【ABC】words of a series``: what many share is no title without what tells them apart."""
    names: dict[str, set[str]] = {}
    for one in {one.paper.arxiv or one.paper.doi or str(place): one for place, one in enumerate(found)}.values():
        names.setdefault(one.paper.title, set()).add(one.paper.short_title)
    return [
        one
        if one.keyed or not one.paper.short_title or len(names.get(one.paper.title, ())) < _SHARED
        else dataclasses.replace(
            one, paper=dataclasses.replace(one.paper, title=f"{one.paper.short_title} {one.paper.title}")
        )
        for one in found
    ]


def grouped(found: list[Found]) -> list[Found]:
    """Papers without short titles that many of them have: these are groups, and become tags."""
    titles: dict[str, set[str]] = {}
    for one in found:
        if one.paper.short_title and not one.keyed:
            titles.setdefault(one.paper.short_title, set()).add(one.paper.title)
    shared = [short for short, those in titles.items() if len(those) > 1]
    labelled = sum(len(titles[short]) for short in shared) * 2 > sum(map(len, titles.values()))
    if labelled and any(len(titles[short]) >= _SHARED for short in shared):
        shared = list(titles)  # it is the names of groups that stand before the titles
    groups = {short for short in shared if labelled or len(titles[short]) >= _SHARED}
    # of a list that groups its papers so, a group may have one paper, too: what holds a dash, or is of the same words
    words = {word for short in groups for word in re.split(r"[-/·| ]", short) if len(word) > 1}
    return [
        dataclasses.replace(
            one,
            paper=dataclasses.replace(
                one.paper,
                short_title="",
                tags=tuple(dict.fromkeys((*one.paper.tags, one.paper.short_title.replace(",", " ")))),
            ),
        )
        if not one.keyed
        and one.paper.short_title
        and (one.paper.short_title in groups or words & set(re.split(r"[-/·| ]", one.paper.short_title)))
        else one
        for one in found
    ]


def without_days_of_reading(found: list[Found]) -> list[Found]:
    """Papers without the days that a list has for them, where these are the days on which it was read.

    They are if many papers have been there for more than a year by then, as their identifiers tell.
    """
    told = [one for one in found if len(one.paper.date) == _DAY and one.paper.arxiv[:4].isdecimal() and not one.keyed]
    late = [_months(one.paper.date) - _months(f"20{one.paper.arxiv[:2]}-{one.paper.arxiv[2:4]}") for one in told]
    if len(told) < _SHARED or sum(gap > _YEAR for gap in late) * 3 < len(told):
        return found
    if sum(gap <= 1 for gap in late) * 3 > len(told):
        return found  # nearly all as they came out
    return [
        dataclasses.replace(one, paper=dataclasses.replace(one.paper, date=_first(one)))
        if len(one.paper.date) == _DAY and not one.keyed
        else one
        for one in found
    ]


def _first(found: Found) -> str:
    """The month in which a paper came out, as its identifier tells."""
    number = found.paper.arxiv
    return f"20{number[:2]}-{number[2:4]}" if number[:4].isdecimal() else ""


def _months(date: str) -> int:
    return int(date[:4]) * 12 + int(date[5:7])
