"""Pieces of a line that say several things at once: names and a venue, a venue and its year.

In: the words of a piece. Out: what they say, or nothing.
"""

from __future__ import annotations

import re
from typing import Any

from papershelf.model import values
from papershelf.model.paper import Author
from papershelf.sources.lines.dates import read_date
from papershelf.sources.lines.marks import classify
from papershelf.sources.lines.names import read_names, read_person
from papershelf.sources.lines.venues import read_venue


def with_years(pieces: list[str]) -> list[str]:
    """Pieces of a line; a year of its own goes with the name before it: ``Reeds & Ponds. 2019``."""
    found: list[str] = []
    for piece in pieces:
        year = piece.strip(" .,()[]*_")
        named = len(found) > 1 and classify(found[-1].strip(" .,()[]*_")) is None
        if named and re.fullmatch(r"(?:19|20)\d\d", year):
            found[-1] = f"{found[-1].strip()}, {year}"
        else:
            found.append(piece)
    return found


def dated_venue(text: str) -> list[tuple[str, str]]:
    """``European Semantic Web Conference (ESWC), 2018``: a name in capitals, and a year, after the names."""
    match = re.fullmatch(r"(?:In )?(?P<name>[A-Z].{2,90}?)[ ,(]+(?P<year>(?:19|20)\d\d)\)?", text)
    words = re.findall(r"[^\W\d_]{4,}", match["name"]) if match else []
    if match is None or len(words) > 12 or not all(word[0].isupper() for word in words):
        return []
    if read_date(f"{match['name'].split()[-1]} {match['year']}"):  # Annals of Ponds, May 2021
        return [("venue", values.text(text))]
    return [("venue", values.text(match["name"])), ("date", match["year"])]


def mixed(text: str) -> tuple[Any, list[tuple[str, str]]] | None:
    """``A. Vaswani, N. Shazeer, NeurIPS, 2017``: names first, facts last."""
    parts = re.split(r",\s+", text)
    facts: list[tuple[str, str]] = []
    while len(parts) > 1 and (fact := classify(parts[-1].strip(" .()"))):
        facts.insert(0, fact)
        parts.pop()
    names = read_names(", ".join(parts)) if facts else ()
    return (names, facts) if names else None


def person_first(text: str) -> tuple[tuple[Author, ...], list[tuple[str, str]]] | None:
    """``Alan Turing, Mind, 1950``: one person, a venue, a year."""
    who, _comma, rest = text.partition(",")
    told = [part.strip() for part in rest.split(",") if part.strip()]
    names = read_person(who)
    if not names or not 0 < len(told) < 4:
        return None
    if any(read_person(part) and not read_venue(part) for part in told):
        return None
    facts = [classify(part) or ("venue", read_venue(part, loose=True)) for part in told]
    dated = any(name == "date" or re.search(r"\d{4}$", value) for name, value in facts)
    return (names, [fact for fact in facts if fact[1]]) if dated and all(value for _n, value in facts) else None
