"""What a few words state of a paper: a date, a venue, the state of its note, the kind of paper.

In: words. Out: the name of each fact, as marks have it, with its value.
"""

from __future__ import annotations

import re
from functools import lru_cache

from papershelf.sources.lines.values.institutions import is_institution
from papershelf.sources.lines.values.venues import PREPRINT, is_kind, read_venue, turned
from papershelf.sources.words import dates
from papershelf.sources.words.vocabulary import SIGNS, STATES

_SHORT = re.compile(r"(?P<year>[0-3]\d)[./-](?P<month>0[1-9]|1[0-2])(?:[./-](?P<day>[0-3]\d))?")
"""``19.09.26``: years of this century."""
_COMPACT = re.compile(r"20[0-3]\d(?:0[1-9]|1[0-2])(?:[0-3]\d)?")
_BEFORE = re.compile(
    r"(?:submitted|published|released?|first|on|in|date|arxiv|preprint|v\d)\b[: ]*|[📅🗓]\ufe0f?\s*", re.IGNORECASE
)
_SPACED = re.compile(r"(?<=\d)\s*([-./년月年월–])\s*(?=\d)")


@lru_cache(maxsize=10_000)
def classify(text: str) -> tuple[str, str] | None:
    """The fact about a paper that a few words state: ``date``, ``venue``, ``status`` or ``tag`` with its value."""
    text = text.strip().strip("`*_").strip()
    plain = " ".join(text.lower().replace("\ufe0f", "").split())
    if plain in STATES:
        return "status", STATES[plain].value
    if text in SIGNS or text.rstrip("\ufe0f") in SIGNS:
        return "status", SIGNS[text[0]].value
    if text[:1] in SIGNS:
        return classify(text[1:].lstrip("\ufe0f "))
    if is_kind(plain):
        return "tag", plain
    if match := PREPRINT.fullmatch(turned(text)):
        month = f"-{int(match['month']):02}" if match["month"] and 0 < int(match["month"]) < 13 else ""
        year = match["year"] or ""
        if year and not month and "1901" <= year < "1991" and 0 < int(year[2:]) < 13:  # as an identifier begins: 1909
            return "date", f"20{year[:2]}-{year[2:]}"
        return "date", f"{'20' if len(year) == 2 else ''}{year}{month}" if year else ""
    if date := read_date(text):
        return "date", date
    if venue := read_venue(text):
        year = re.fullmatch(r"(?P<who>.+?)[ '’]+(?P<year>(?:19|20)\d\d)", text)
        if year and is_institution(year["who"]):
            return "date", year["year"]  # where it was written
        return "venue", venue
    return None


def facts_in(text: str) -> list[tuple[str, str]]:
    """All facts of words that state nothing else: ``arXiv, 26 Dec 2024``, ``ACM MM 2024 (Oral)``."""
    text = _balanced(text.strip().strip("`*_").strip())
    if fact := classify(text):
        return [fact]
    if (match := re.fullmatch(r"(ar[Xx]iv \d{4}) (\S.*)", text)) and (fact := classify(match[2])):
        return [known for one in (match[1],) if (known := classify(one))] + [fact]
    parts = [part for part in re.split(r"\s*[,;·•|()]\s*|\s+[/–—-]\s+", text) if part] if len(text) < 80 else []
    facts = [classify(part) for part in parts]
    return [fact for fact in facts if fact is not None] if len(parts) > 1 and all(facts) else []


def fact_in(text: str) -> tuple[str, str] | None:
    """The first fact with a value of words that state nothing but facts."""
    facts = facts_in(text)
    return next((fact for fact in facts if fact[1]), facts[0] if facts else None)


def _balanced(text: str) -> str:
    """Words without the brackets around them, but with those that end inside."""
    text = text.strip("[] ")
    if text[:1] == "(" and text[-1:] == ")" and "(" not in text[1:]:
        return text[1:-1].strip()
    return f"{text})" if text.count("(") == text.count(")") + 1 and text[:1] != "(" else text.removeprefix("(")


def read_date(text: str) -> str:
    """``2021``, ``2021.06``, ``19.09.26``, ``10 Feb 2023``, ``2021년 6월`` as an ISO date; empty for anything else."""
    text = text.strip().strip("_*`").strip()
    if not any(char.isdigit() for char in text) or len(text) > 40:
        return ""
    while (match := _BEFORE.match(text)) and match.end() < len(text):
        text = text[match.end() :]
    if match := _SHORT.fullmatch(text):
        text = "-".join(filter(None, (f"20{match['year']}", match["month"], match["day"])))
    elif _COMPACT.fullmatch(text):
        text = "-".join(filter(None, (text[:4], text[4:6], text[6:])))
    if not text or text[0] in ".,;" or text[-1] in ",;":
        return ""
    found = dates.read(_SPACED.sub(r"\1", text))
    return found.iso if found.whole and found.iso.startswith(("19", "20")) else ""
