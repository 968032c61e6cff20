"""Citations in full, as APA, MLA, the ACM and GB/T 7714 have them: text in, authors, title, venue and year out."""

from __future__ import annotations

import re

from papershelf.model.record.paper import Author
from papershelf.model.text import values
from papershelf.sources.lines.values.names import read_names
from papershelf.sources.lines.values.venues import read_venue

Cited = tuple[tuple[Author, ...], str, str, str]
"""Authors, year, title, and what follows."""
_YEAR = r"(?:19|20)\d\d"
_HEAD = re.compile(
    rf"(?P<who>[^\d\"“”]{{5,600}}?)"
    rf"(?:,?\s*\((?P<a>{_YEAR})[a-z]?(?:, \w+)?\)[.,]?|[.,]\s+(?P<b>{_YEAR})[a-z]?\.)\s+(?=\S)"
)
_QUOTED = re.compile(r"[\"“](?P<title>[^\"“”]{8,300}?)[.,]?[\"”][.,]?\s*(?P<tail>.*)", re.DOTALL)
_NUMBERS = re.compile(
    rf"(?P<year>{_YEAR})|(?:vol|no|pp?|pages?|issue|art)\b\.?|\d[\d.]*(?:\s*[-–]+\s*\d+)?|"
    r"\b(?:ACM|IEEE|PMLR|AAAI Press|MIT Press|Springer(?: (?:Berlin|Heidelberg|International Publishing))*"
    r"(?:, Cham)?|Cham|Elsevier|JMLR|Citeseer|Association for Computational Linguistics)\b|[\s,.:;()'’]+",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"[,.]?\s*\(?(?:\b(?:vol|no|pp?|pages?)\b|\b(?!(?:19|20)\d\d [A-Za-z])\d[\d.]*\b(?!th|st|nd|rd)|\(\d)",
    re.IGNORECASE,
)
"""Where the numbers of a volume, of pages or of a year begin; a conference may have its year in front."""
_PREPRINT = re.compile(
    r"(?:(?:ar|bio|med)xiv|corr)(?: e-?prints?| preprints?)?[ :,]*(?:arxiv:|abs/)?[\d./v]+(?:\s*\[[\w.-]+\])?"
    rf"[\s,.(]*(?P<year>{_YEAR})?\W*",
    re.IGNORECASE,
)

_KIND = re.compile(r"\s?\[(?:[CJMDRNPSAZG]|(?:[CJMDRNPSAZG]|EB|DB|CP)/(?:OL|CD))\]\s*(?:(?P<inside>//)|[.,:]|$)\s*")
"""What GB/T 7714 puts behind a title: a paper of a conference, of a journal, a book …; ``//`` and what holds it."""
_YEAR_LAST = re.compile(rf"[.,]\s*(?P<year>{_YEAR})(?=\s*(?:[:,;.(]|$))")


def read_marked(text: str) -> Cited | None:
    """Authors, year, title and what follows of ``Lane A, Reed B, et al. Title[J]. Venue, 2015, 3: 1-9``."""
    kind = _KIND.search(text)
    if kind is None or len(text) > 1000:
        return None
    head, tail = text[: kind.start()].strip(), text[kind.end() :]
    year = _YEAR_LAST.search("," + tail)
    if kind["inside"]:
        tail = "In " + tail.partition(". ")[0]  # without who published it
    for stop in reversed([match.start() for match in re.finditer(r"[.．] ?(?=[^\s.])", head)]):
        if len(head[stop:].split()) > 1 and (names := read_names(head[:stop], loose=True)):
            return names, year["year"] if year else "", head[stop + 1 :].strip(), tail
    return ((), year["year"], head, tail) if year and len(head.split()) > 1 else None


def read_whole(text: str) -> Cited | None:
    """Authors, year, title and what follows of ``Names (2015). Title. Venue``, ``Names. 2018. Title. In …``."""
    if marked := read_marked(text):
        return marked
    head = _HEAD.match(text)
    if head is None:
        return None
    who = head["who"].strip(" .,")
    names = read_names(who) or read_names(who, loose=bool(re.search(r", [A-Z]\.", who)))
    rest = text[head.end() :]
    quoted = _QUOTED.match(rest)
    stop = re.search(r"(?<![A-Z])[.?!]\s+(?=\S)|[.?!]?$", rest)
    if not names or stop is None:
        return None
    title, tail = (quoted["title"], quoted["tail"]) if quoted else (rest[: stop.start() + 1], rest[stop.end() :])
    return (names, head["a"] or head["b"], title.strip(" ."), tail) if len(title.split()) > 1 else None


def published(text: str) -> list[tuple[str, str]] | None:
    """Venue and year of ``Nature 521.7553 (2015): 436-444``, ``In ICML, pp. 1-9. 2017``; ``None`` if it is neither.

    :returns: nothing for a preprint without a year.
    """
    text = values.text(text).strip(" .,;*_")
    inside = re.match(r"In:?\s+(?=\S)", text)
    text = text[inside.end() :] if inside else text
    if match := _PREPRINT.fullmatch(text):
        return [("date", match["year"])] if match["year"] else []
    start = _NUMBER.search(text)
    if start is None or not text[:1].isupper() or len(text) > 200:
        return None
    name, place, year, numbers = text[: start.start()].strip(" .,(*_"), start.start(), "", 0
    while place < len(text) and (match := _NUMBERS.match(text, place)):
        year, numbers, place = match["year"] or year, numbers + any(map(str.isdigit, match[0])), match.end()
    if place < len(text) or not 2 < len(name) < (160 if inside else 110):
        return None
    if not year:
        known = read_venue(name, loose=True)
        return [("venue", known or name)] if inside and numbers and re.search(r"\bpp?\.? ?\d", text) else None
    if numbers == 1 and len(name.split()) < 4 and (known := read_venue(text)):
        return [("venue", known)]
    known = read_venue(name, loose=True)
    return [("venue", known or name), ("date", year)] if known or inside or numbers > 1 else None


def is_numbering(text: str) -> bool:
    """Whether words are nothing but the pages or the volume of a citation, and who published it."""
    place = 0
    while place < len(text) and (match := _NUMBERS.match(text, place)):
        place = match.end()
    return place == len(text) and bool(re.match(r"\W*(?:vol|no|pp?|pages?)\b\.?\s*\d", text, re.IGNORECASE))


def tail_facts(text: str) -> list[tuple[str, str]]:
    """What the words behind a cited title tell: the venue before its numbers, a DOI aside."""
    text = re.sub(r"[,.]?\s*(?:doi:?\s*\S+|https?://\S+)\s*$", "", text.strip(), flags=re.IGNORECASE)
    if (whole := published(text)) is not None:
        return whole
    inside = re.match(r"In:?\s+(?=\S)", text)
    text = text[inside.end() :] if inside else text
    name = re.split(r",\s*(?=[\d(]|vol|pp?\b)|\s*\((?=pp?\b|\d)|\s+(?=\d+\s*[(:,])|\.\s", text)
    venue = read_venue(name[0], loose=True) or (name[0] if inside or len(name) > 1 else "")
    return [("venue", venue.strip(" .,"))] if 2 < len(venue) < 110 and not read_names(venue) else []
