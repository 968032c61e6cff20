"""What stands behind a title: names after a comma, the venue and the year after names, what a digest says of it.

In: words. Out: the title, and the rest or the facts.
"""

from __future__ import annotations

import re

from papershelf.model.record.paper import Author
from papershelf.sources.lines.values.names import read_names
from papershelf.sources.lines.values.statements import classify
from papershelf.sources.lines.values.venues import read_venue, venue_at

PAGES = re.compile(
    r"(?<=\b(?:19|20)\d\d),? pp?\. ?\d+(?:\s?[-–]+\s?\d+)?(?:,(?: [A-Z][a-z]{2,8}\.?)? (?:19|20)\d\d)?\.?$"
)
"""The pages behind a venue and its year, and when these came out."""
LONGEST = 150
"""A title is seldom longer, in characters: what is longer is a title and its description, if it can be parted."""
DASH = re.compile(r"\s+(?:[-–—]+|::|→)\s+|\s*——\s*|\s+-\s*(?=[A-Z])")
_VERB = re.compile(
    r"\s+(?=(?:(?:Introduc|Propos|Present|Investigat|Show|Explor|Demonstrat|Studi|Examin|Provid|Develop|Describ|Survey|Evaluat|"
    r"Releas|Announc|Offer|Build|Unveil|Report|Discuss|Argu|Us|Train|Combin|Extend|Achiev|Analyz|"
    r"Find)e?s\b(?! for\b)|This (?:paper|work)|"
    r"The (?:paper|authors)|Researchers (?:from|at|introduce)|A (?:new|novel) |Researchers\b))"
)
_COLON = re.compile(r"[:：]\s+")
_SENTENCE = re.compile(r"\.\s+(?=[A-Z가-힣])|。")
_COMMA = re.compile(r"[,;]\s+")
_GAP = re.compile(r"\s{2,}|\n")
_INITIALS = re.compile(r"(?!U\. ?S\.)(?:[A-Z]\.[ -]?){1,3}[A-Z][\w'’-]+\.?")
"""One person, beyond doubt: ``J. D. Salinger``."""


def split_published(text: str) -> tuple[str, list[tuple[str, str]]]:
    """A title that names stand before, and the venue and year at its end: ``Reeds in NLP. HLT 2007``."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for match in list(re.finditer(r"[.,;]\s+|(?<=[?!])\s+|\s+", text))[::-1][:14]:
        head, tail = text[: match.start()], text[match.end() :].strip(" .")
        if len(head.split()) < 3 or head.endswith((" Ph.D", " M.Sc")) or not re.search(r"\b(?:19|20)\d\d\b", tail):
            continue
        if head.endswith((" USENIX", " IEEE", " ACM")):
            continue
        firm = match[0].strip() or head[-1:] in "?!"
        fact = classify(tail)
        if fact is not None and fact[0] == "date" and firm and not found:
            found = [(head, [fact])]  # a venue may stand before it
            continue
        if fact is not None and (firm or venue_at(tail)):
            return head, [fact]
        dated = re.fullmatch(r"(?P<name>[A-Z][^\d]{2,80}?),? (?P<year>(?:19|20)\d\d)", tail)
        series = dated is not None and re.match(r"Proceedings of |(?:IEEE|ACM|USENIX) [A-Z]", dated["name"])
        venue = read_venue(dated["name"], loose=True) if dated and (firm or series) else ""
        if dated and (venue or (firm and re.fullmatch(r"(?:Ph\.? ?D\.?|Master'?s?) [Tt]hesis", dated["name"]))):
            return head, [("venue", venue), ("date", dated["year"])] if venue else [("date", dated["year"])]
    return found[0] if found else (text, [])


def split_described(text: str) -> tuple[str, str]:
    """A title and its description: parted at the first dash, gap or verb, else at a colon or a full stop."""
    for forms in ((DASH, _GAP, _VERB), (_COLON,), (_SENTENCE,), (_COMMA,)):
        found = [match for form in forms if (match := form.search(text))]
        match = min(found, key=lambda one: one.start(), default=None)
        if match and 1 < match.start() <= LONGEST and len(text) - match.end() > 20:
            return text[: match.start()].strip(), text[match.end() :].strip()
    return text.strip(), ""


def late_names(title: str) -> tuple[str, tuple[Author, ...]] | None:
    """``Title, Names``: names after the title."""
    pieces = list(re.finditer(r",\s+", title))
    for match in pieces:
        tail = title[match.end() :].strip()
        names = read_names(tail, loose=bool(_INITIALS.fullmatch(tail)))
        if len(names) > 1 or (names and _INITIALS.fullmatch(tail)):
            return title[: match.start()], names
    return None
