"""The venue and the year at the end of a title that names stand before.

In: the words behind the names. Out: the title, and the facts.
"""

from __future__ import annotations

import re

from papershelf.sources.lines.values.statements import classify
from papershelf.sources.lines.values.venues import read_venue, venue_at

PAGES = re.compile(
    r"(?<=\b(?:19|20)\d\d),? pp?\. ?\d+(?:\s?[-–]+\s?\d+)?(?:,(?: [A-Z][a-z]{2,8}\.?)? (?:19|20)\d\d)?\.?$"
)
"""The pages behind a venue and its year, and when these came out."""


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
