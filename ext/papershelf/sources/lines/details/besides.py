"""What stands beside a title, in italics or not, sorted: names, venue, date, state, short title; the rest describes.

In: words, and the draft that takes what they tell.
"""

from __future__ import annotations

import re

from papershelf.model.record.paper import Author
from papershelf.sources.lines.details import marks as marking
from papershelf.sources.lines.details.draft import Draft
from papershelf.sources.lines.details.ends import YEAR, take_one
from papershelf.sources.lines.details.spans import GAP, Span, Text, size_of
from papershelf.sources.lines.values import signs
from papershelf.sources.lines.values.citations import published
from papershelf.sources.lines.values.institutions import is_institution
from papershelf.sources.lines.values.names import (
    FAMILIES,
    begins_with_names,
    mostly_names,
    read_families,
    read_names,
    read_person,
)
from papershelf.sources.lines.values.statements import classify, facts_in
from papershelf.sources.lines.values.venues import cited
from papershelf.sources.words.links import label_field

EMPTY = re.compile(r"[\[(（【<{]+[\s,;|/·&+\x00]*\x00[\s,;|/·&+\x00]*[\])）】>}]+")

HOLLOW = re.compile(r"[\[(（【<]\s*[\])）】>]")

_STRONG = re.compile(r"[\x00\n|│｜]+|\s(?:[-–—]+|::|/|·|•)\s|\t+|(?<=[\])）】])\s*-\s+")

_PHRASE = re.compile(r"[\u4e00-\u9fff]{5,}|[\u3040-\u30ff\u4e00-\u9fff]{7,}|[【（]$")
"""What is no name of a paper in front of its title."""
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
_SIGNS = " ,;:.，；：。·•*_~&+→'\"“”>\u00a0"
_CITED = (
    rf"(?P<who>{FAMILIES}(?:(?:,| &| and|, and) {FAMILIES})*)(?P<others>,? et\.? ?al\b)?[.,]*"
    r"(?:\s+(?P<told>(?:[A-Z][^,;()]{1,30}? )?(?:19|20)\d\d)[a-z]?\.?)?"
)
_CITATION = re.compile(_CITED)
_BRACKETED = re.compile(rf"(?<=\s)\({_CITED}\)")
"""Authors, with year or venue if "et al." does not stand: ``Covert et al.``, ``Fok & Weld. ICML 2023``."""


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
        bare = signs.clean(words)
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
            draft.marks.note_all(told)
            return ""
        if label_field(bare) and size_of(bare) < 4 and bare.lower() != "data" and not YEAR.search(bare):
            return ""
        if not draft.authors and (names := read_names(words)):
            draft.authors = names
            return ""
        taken = take_one(words, draft, left=left)
        if taken is None:
            break
        words = taken.lstrip(" ,;:.·•*_~&+→)]】）\u00a0").rstrip(" ,;*_~")
    return _bare(signs.without_stars(words)) if any(map(str.isalnum, words)) else ""


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


def take_citations(text: Text, draft: Draft, *, families: bool = False) -> None:
    """Take the citation behind a title out of a line: ``Where Reeds Grow. _Lane et al. 2020_``, ``(Lane & Fok, 2020)``.

    :param families: whether neighbours have such, so that one name in a bracket is an author, and no company.
    """
    for span in [span for span in text.spans if span.kind == "em"]:
        match = _CITATION.fullmatch(text.text[span.start : span.end].strip())
        if match and _take(match, text.text[: span.start], draft):
            text.cut(span.start, span.end)
    for match in _BRACKETED.finditer(text.text):
        several = match["others"] or re.search(r",|&| and ", match["who"])
        if (several or families) and match["told"] and _take(match, text.text[: match.start()], draft):
            text.cut(*match.span())


def _take(match: re.Match[str], before: str, draft: Draft) -> bool:
    """Take authors, venue and year of a citation; whether it is one."""
    told = facts_in(match["told"]) if match["told"] else []
    names = read_families(match["who"]) if told or (match["others"] and not match["told"]) else ()
    if not names or draft.authors or len(re.findall(r"[^\W_]+", before)) < 2:
        return False
    draft.authors = (*names, Author(literal="others")) if match["others"] else names
    draft.marks.note_all(told)
    return True


def emphasised_names(after: str, span: Span, text: Text, draft: Draft) -> str:
    """Names in italics behind a title, be it one, or some of one word; what remains behind it."""
    em = next((other for other in text.spans if other.kind == "em" and other.start >= span.end), None)
    if em is None or draft.authors or re.search(r"[^\W_]", text.text[span.end : em.start]):
        return after
    words = text.text[em.start : em.end].strip()
    if classify(words.strip(" .,")) is not None or is_institution(words):
        return after
    names = read_names(words) or read_person(words) or mostly_names(words)
    if not names or words not in after:
        return after
    draft.authors = names
    return after.replace(words, GAP, 1)


def emphasised_person(text: Text, span: Span, after: str, draft: Draft) -> str:
    """``**Title**. *Ada Lovelace*. arXiv 2023``: one emphasised name between title and venue; what follows it."""
    offset = len(text.text) - len(after)
    one = next((other for other in text.spans if other.kind == "em" and other.start >= span.end), None)
    if one is None or one.start < offset or after[: one.start - offset].strip(' .,;*_"”“'):
        return after
    before = text.text[: span.start]
    if begins_with_names(before) or read_names(before.partition("(")[0]):
        return after  # Lane, A., & Reed, B. (2017). [Title](…). *Pond Security Symposium*. 2017
    names, rest = read_person(text.text[one.start : one.end]), after[one.end - offset :]
    told = re.match(r"[\s.,;*_]+(?P<fact>[^.,;\[(\x00\n]{2,40})", rest)
    if not names or told is None or classify(told["fact"].strip(" *_")) is None:
        return after
    draft.authors = names
    return rest
