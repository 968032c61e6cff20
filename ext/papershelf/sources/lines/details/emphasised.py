"""Words in italics beside a title: names of authors, and citations of the paper itself.

In: the text of a line, with its spans. Out: what the draft takes, and the words that remain.
"""

from __future__ import annotations

import re

from papershelf.model.record.paper import Author
from papershelf.sources.lines.details.draft import Draft
from papershelf.sources.lines.details.spans import GAP, Span, Text
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

_CITED = (
    rf"(?P<who>{FAMILIES}(?:(?:,| &| and|, and) {FAMILIES})*)(?P<others>,? et\.? ?al\b)?[.,]*"
    r"(?:\s+(?P<told>(?:[A-Z][^,;()]{1,30}? )?(?:19|20)\d\d)[a-z]?\.?)?"
)
_CITATION = re.compile(_CITED)
_BRACKETED = re.compile(rf"(?<=\s)\({_CITED}\)")
"""Authors, with year or venue if "et al." does not stand: ``Covert et al.``, ``Fok & Weld. ICML 2023``."""


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
