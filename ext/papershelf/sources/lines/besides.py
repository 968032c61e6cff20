"""What stands beside a title, sorted: names, venue, date, state, short title; what is none of it describes.

In: words, and the draft that takes what they tell.
"""

from __future__ import annotations

import re

from papershelf.model import values
from papershelf.sources.lines import marks as marking
from papershelf.sources.lines.citations import published
from papershelf.sources.lines.draft import Draft
from papershelf.sources.lines.institutions import abbreviates, is_institution
from papershelf.sources.lines.marks import Marks, classify, facts_in
from papershelf.sources.lines.mixed import names_and_facts
from papershelf.sources.lines.names import FAMILIES, read_dated, read_families, read_names, read_person
from papershelf.sources.lines.spans import GAP, size_of
from papershelf.sources.lines.venues import PREPRINT, cited, read_venue, venue_at
from papershelf.sources.links import label_field

EMPTY = re.compile(r"[\[(（【<{]+[\s,;|/·&+\x00]*\x00[\s,;|/·&+\x00]*[\])）】>}]+")

HOLLOW = re.compile(r"[\[(（【<]\s*[\])）】>]")

_STRONG = re.compile(r"[\x00\n|│｜]+|\s(?:[-–—]+|::|/|·|•)\s|\t+|(?<=[\])）】])\s*-\s+")

_ENDS = re.compile(
    r"\.\s+(?=[A-Z(\[*\d]|(?:ar|bio|med)[Xx]iv\b)|\s[(\[]|\s+in\s+(?=[A-Z])|"
    r"et\.? al\.?|\s*[:：]\s|,\s+(?=[A-Z\d(]|pp?\. ?\d|ar[Xx]iv\b)"
)
"""Where names may end."""
_LISTED = re.compile(rf"(?P<who>{FAMILIES}(?:, {FAMILIES}){{2,}})[.,]\s+(?=\S)")
"""Family names, one behind the other, and an end: ``Lane, Reed, Moss. RSS 2015``."""
_PHRASE = re.compile(r"[\u4e00-\u9fff]{5,}|[\u3040-\u30ff\u4e00-\u9fff]{7,}|[【（]$")
"""What is no name of a paper in front of its title."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NESTED = re.compile(r"([(（](?:19|20)\d\d\b[^()（）]*)[(（]([^()（）]*)[)）]\s*(?=[)）]$)")
"""A bracket in a bracket: ``(2017, Ponds Research (PR))``."""
_PERSON_AND_YEAR = re.compile(r"(?P<who>[^\d.,;:()]{3,40}(?:\. [^\d.,;:()]{2,40})?)[.,]? \(?(?P<year>(?:19|20)\d\d)\)?")
"""One author, and the year, in front of a title: ``Ada Reed. 2003. Title``."""
_LEADS_ON = re.compile(r"(?:^|\s)(?:and|or|from|with|via|in)$", re.IGNORECASE)
"""Words in front of a title that are cut off before it: ``Reed and``."""
_AT = re.compile(
    r"^(?:(?:(?:[Pp]resented|[Aa]ccepted) (?:at|by|to|in)|at) (?:the )*|[Ii]n:?\s+)(?=[A-Z]|arXiv|(?:19|20)\d\d )"
)
"""What stands before a venue: ``accepted by``."""
_DAY = r"\d{4}[./-]\d{1,2}(?:[./-]\d{1,2})?"
_NUMBERED = re.compile(
    rf"{_DAY}\s*[-–~]\s*{_DAY}|"
    rf"(?:[Vv]ol|[Nn]o|pp?)\.? ?[\d:, –-]+|#[A-Z]?\d{{1,4}}\s*(?:\(?{_DAY}(?:\s*[-–~]\s*{_DAY})?\)?)?"
)
"""The number of a note, and the day it was written: ``#04 2023.08.21``; or that of a volume alone."""


_ACRONYM = re.compile(r"(?=[^,]*[A-Z][^,]*[A-Z])[A-Z][A-Za-z&/+-]{1,14}(?:@? [A-Z][A-Za-z]{1,14})?")
"""A venue that nobody knows, before its year: ``UMAP``, ``DaWaK``, ``RecTemp@ RecSys``."""

_SIGNS = " ,;:.，；：。·•*_~&+→'\"“”>\u00a0"


def sort(text: str, draft: Draft, *, left: bool) -> None:
    """Sort words beside the title: names, venue, date, state, short title; what is none of it describes."""
    text = HOLLOW.sub(" ", EMPTY.sub(GAP, text))
    kept: list[str] = []
    for piece in _STRONG.split(text):
        remainder = _piece(piece, draft, left=left)
        if remainder:
            kept.append(remainder)
    if kept and not left:
        draft.rest = " ".join(filter(None, (draft.rest, " — ".join(kept))))
    elif kept and left:
        words = " ".join(kept)
        bare = marking.clean(words)
        if size_of(bare) < 4 and _LEADS_ON.search(bare):
            return
        if (
            marking.is_short(bare)
            and not _PHRASE.search(bare)
            and not draft.marks.short_title
            and bare.lower() not in {"title", "paper", "by", "in"}
        ):
            draft.marks.short_title = bare
        elif size_of(bare) > 1:
            draft.rest = " ".join(filter(None, (bare, draft.rest)))


def _piece(piece: str, draft: Draft, *, left: bool) -> str:
    """Take the facts of a piece; the words that remain."""
    words = marking.leading(piece, draft.marks).strip(_SIGNS).lstrip(")]").lstrip(_SIGNS)
    words = _NESTED.sub(r"\1, \2", _AT.sub("", words))
    if left and not draft.authors and piece.rstrip(' *_"“').endswith((",", ".")) and (names := read_person(words)):
        draft.authors = names
        return ""
    if (
        left
        and not draft.authors
        and (match := _PERSON_AND_YEAR.fullmatch(words))
        and classify(words) is None
        and (names := read_person(match["who"]))
    ):
        draft.authors = names
        draft.marks.note("date", match["year"])
        return ""
    while words:
        if not any(map(str.isalnum, words)) or _NUMBERED.fullmatch(words):
            return ""
        bare = words.strip(" {}<>`.,;:")
        if bare[:1] in "([【（" and bare[-1:] in ")]】）":
            bare = bare[1:-1].strip()
        told = published(bare) if draft.authors and not left else None
        if told is None:
            told = cited(bare) or facts_in(bare) or None
        if told is not None:
            for fact in told:
                draft.marks.note(*fact)
            return ""
        if label_field(bare) and size_of(bare) < 4 and bare.lower() != "data" and not _YEAR.search(bare):
            return ""
        if not draft.authors and (names := read_names(words)):
            draft.authors = names
            return ""
        taken = _first(words, draft, left=left)
        if taken is None:
            break
        words = taken.lstrip(" ,;:.·•*_~&+→)]】）\u00a0").rstrip(" ,;*_~")
    return _bare(marking.without_stars(words)) if any(map(str.isalnum, words)) else ""


def _bare(words: str) -> str:
    """Words without signs around them, but with the brackets that begin or end inside."""
    words = words.strip(" *_~,;|，、")
    for opening, closing in ("()", "[]"):
        if words[:1] == opening and closing not in words[1:-1] and words[-1:] == closing:
            words = words[1:-1].strip(" *_~,;|")
        elif words[-1:] == closing and words.count(opening) < words.count(closing):
            words = words[:-1].rstrip(" *_~,;|")
        elif words[:1] == opening and words.count(opening) > words.count(closing):
            words = words[1:].lstrip(" *_~,;|")
    return words


def _first(words: str, draft: Draft, *, left: bool) -> str | None:
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
        year = _YEAR.fullmatch(words[match.end() :].strip(" .,;"))  # (Submitted to ICLR) 2019
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
        for fact in told[1]:
            draft.marks.note(*fact)
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
