"""One fact at an end of the words beside a title: names, a venue, a date, a bracket with any of these.

In: the words, and the draft that takes the fact. Out: the words that remain.
"""

from __future__ import annotations

import re

from papershelf.model.text import values
from papershelf.sources.lines.details import marks as marking
from papershelf.sources.lines.details.draft import Draft, Marks
from papershelf.sources.lines.details.mixed import names_and_facts
from papershelf.sources.lines.details.spans import size_of
from papershelf.sources.lines.values.institutions import abbreviates, is_institution
from papershelf.sources.lines.values.names import FAMILIES, read_dated, read_families, read_names
from papershelf.sources.lines.values.statements import classify
from papershelf.sources.lines.values.venues import PREPRINT, read_venue, venue_at
from papershelf.sources.words.links import label_field

_ENDS = re.compile(
    r"\.\s+(?=[A-Z(\[*\d]|(?:ar|bio|med)[Xx]iv\b)|\s[(\[]|\s+in\s+(?=[A-Z])|"
    r"et\.? al\.?|\s*[:：]\s|,\s+(?=[A-Z\d(]|pp?\. ?\d|ar[Xx]iv\b)"
)
"""Where names may end."""
_LISTED = re.compile(rf"(?P<who>{FAMILIES}(?:, {FAMILIES}){{2,}})[.,]\s+(?=\S)")
"""Family names, one behind the other, and an end: ``Lane, Reed, Moss. RSS 2015``."""
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ACRONYM = re.compile(r"(?=[^,]*[A-Z][^,]*[A-Z])[A-Z][A-Za-z&/+-]{1,14}(?:@? [A-Z][A-Za-z]{1,14})?")
"""A venue that nobody knows, before its year: ``UMAP``, ``DaWaK``, ``RecTemp@ RecSys``."""


def take_one(words: str, draft: Draft, *, left: bool) -> str | None:
    """Take one fact off the beginning, or the end, of the words; ``None`` where there is none."""
    if match := re.match(r"[(\[【（](?P<in>[^()\[\]【】（）]*)[)\]】）]\s*", words):
        inside = match["in"].strip()
        if _placed(inside, draft) or _authored(inside, draft):
            return words[match.end() :]
        trial = Marks()
        marking.read_title(f"x ({inside})", trial)
        if trial.title == "x":
            _note(trial, draft)
            return words[match.end() :]
        if not draft.authors and (names := read_names(inside)):
            draft.authors = names
            return words[match.end() :]
        if not any(map(str.isalnum, inside)) or label_field(inside):
            return words[match.end() :]
        if (
            (marking.is_short(inside) if left else marking.is_name(inside))
            and not draft.marks.short_title
            and (left or len(words) <= match.end() + 1 or words[match.end()] in "([")
            and not inside.startswith("@")
        ):
            draft.marks.short_title = inside.strip("*_` ")
            return words[match.end() :]
        year = YEAR.fullmatch(words[match.end() :].strip(" .,;"))  # (Submitted to ICLR) 2019
        return words[: match.end()] if year and draft.marks.note("date", year[0]) else None
    if venue := venue_at(words):
        draft.marks.note("venue", read_venue(venue) or values.text(venue))
        return words[len(venue) :]
    split = _fact_first(words, draft, left=left) or _names_first(words, draft)
    if split is not None:
        return split
    if match := re.search(r"[\s,;.]*[(\[【（](?P<in>[^()\[\]【】（）]*)[)\]】）][\s.,]*$", words):
        trial = Marks()
        marking.read_title(f"x ({match['in']})", trial)
        if trial.title == "x":
            _note(trial, draft)
            return words[: match.start()]
    if match := re.search(r"(?:^|[.,;:]\s+|\s)(?P<last>[^.,;:()\[\]]{2,60}?)[.,;\s]*$", words):
        pieces = list(re.finditer(r"[,;.]\s+|:\s+", words))
        for at in reversed(pieces[-3:]):
            last = words[at.end() :].strip(" .")
            if fact := classify(last):
                draft.marks.note(*fact)
                return words[: at.start()]
            if not draft.authors and (names := read_names(last)):
                draft.authors = names
                return words[: at.start()]
    return None


def _placed(inside: str, draft: Draft) -> bool:
    """Take ``Dec 2017, Google Brain``: facts, and an institution, which becomes a tag."""
    facts, places = [], []
    for piece in re.split(r"\s*[,;]\s+", inside):
        if fact := classify(piece):
            facts.append(fact)
        else:
            places.append(piece)
    if not places or not is_institution(", ".join(places)) or abbreviates(inside.strip("*_ "), draft.marks.title):
        return False
    for fact in facts:
        _note_fact(fact, draft)
    draft.marks.note("tag", ", ".join(places))
    return True


def _authored(inside: str, draft: Draft) -> bool:
    """Take ``2018, S. Santurkar et al.`` or ``Ada Reed et al., ICML 2024``: names and year or venue in a bracket."""
    names, year = ((), "") if draft.authors else read_dated(inside)
    if not (names or draft.authors) and (told := names_and_facts(inside)):
        draft.authors = told[0]
        draft.marks.note_all(told[1])
        return True
    if not names or is_institution(inside.replace(year, "").strip(" ,;")):
        return False
    draft.authors, draft.marks.date = names, "" if len(draft.marks.date) > len("2021-03") else draft.marks.date
    draft.marks.note("date", year)
    return True


def _note_fact(fact: tuple[str, str], draft: Draft) -> None:
    """Take a fact of a bracket behind the title: its year is the paper's, if the day in front is a later one."""
    earlier = fact[0] == "date" and len(draft.marks.date) == len("2021-03-14") and fact[1] < draft.marks.date[:4]
    if earlier:
        draft.marks.date = fact[1]
    else:
        draft.marks.note(*fact)


def _fact_first(words: str, draft: Draft, *, left: bool) -> str | None:
    """A date, a venue or a state before the first sign."""
    first = re.match(r"[^,;|()\[\]]+?(?=\s*(?:[,;|()\[\]:]|\.(?:\s|$)|\s[-–—/]\s|$))", words)
    if first and len(first[0]) < 80:
        fact = classify(first[0])
        if fact and draft.marks.note(*fact):
            return words[first.end() :]
        if (
            not draft.marks.venue
            and draft.authors
            and len(first[0]) < 70
            and (venue := read_venue(first[0], loose=True) or _before_a_year(first[0], words[first.end() :]))
            and re.match(r"[,.(\s]*(?:19|20)\d\d" if left else r"[,.(\s]*(?:(?:19|20)\d\d|$)", words[first.end() :])
        ):
            draft.marks.note("venue", venue)
            return words[first.end() :]
        year = re.match(r"[,(\s]+(?:19|20)\d\d\b", words[first.end() :])
        if year and not (left or draft.marks.venue) and _ACRONYM.fullmatch(first[0]) and not PREPRINT.match(first[0]):
            draft.marks.note("venue", first[0])
            return words[first.end() :]
    return None


def _before_a_year(name: str, after: str) -> str:
    """A few words, the first of them large, where a reference has its venue: ``Pond science, 1986``."""
    dated = re.match(r",\s*(?:19|20)\d\d\b", after)
    return values.text(name) if dated and name[:1].isupper() and 1 < size_of(name) < 5 else ""


def _names_first(words: str, draft: Draft) -> str | None:
    """Names before a full stop, a bracket, or the venue."""
    if draft.authors:
        return None
    ends = list(_ENDS.finditer(words))
    tried = [*ends[:40], *[m for m in ends[40:] if m[0][0] != ","][:10]]  # of many names, where a sentence may end
    stops = [m.end() if m[0].startswith("et") else m.start() for m in tried]
    for stop in sorted(stops, reverse=True):
        head = words[:stop]
        if re.search(r"\b[A-ZÀ-Þ]$", head) and words[stop : stop + 1] == ".":
            head = words[: stop + 1]
        if len(head) > 2 and (names := read_names(head)) and classify(head.rpartition(",")[2].strip()) is None:
            draft.authors = names
            return re.sub(r"^\s*in\s+(?=[A-Z])", "", words[stop:])
    listed = _LISTED.match(words)
    if listed and (names := read_families(listed["who"])):
        told = re.split(r"[,.(]\s", words[listed.end() :])[0]
        if venue_at(words[listed.end() :]) or classify(told.strip(" .")) is not None:
            draft.authors = names
            return words[listed.end() :]
    return None


def _note(trial: Marks, draft: Draft) -> None:
    if trial.short_title and trial.date and 0 < len(draft.marks.title.split()) < 3:
        trial.tags, trial.short_title = [*trial.tags, trial.short_title], ""  # (Reed Lab, 2024) behind a short name
    for name in ("date", "venue", "short_title"):
        if value := getattr(trial, name):
            draft.marks.note(name, value)
    draft.marks.status = draft.marks.status or trial.status
    draft.marks.tags += [tag for tag in trial.tags if tag not in draft.marks.tags]
