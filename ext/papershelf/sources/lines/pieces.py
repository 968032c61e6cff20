"""A line without any look, parted at its full stops or at its commas, by what the pieces are.

In: words. Out: title, authors, facts and the rest: ``Title. Names. Venue, 2023``, ``Names, Title, Venue 2023``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from papershelf.model.record.paper import Author
from papershelf.sources.lines.values.behind import late_names, split_published
from papershelf.sources.lines.values.names import read_names, read_person
from papershelf.sources.lines.values.persons import is_name
from papershelf.sources.lines.values.statements import classify
from papershelf.sources.lines.values.venues import read_venue

STOP = re.compile(
    r"(?<![A-ZÀ-Þ])(?<!\bal)(?<!\bvs)(?<!e\.g)(?<!i\.e)(?<!\bDr)(?<!\bSt)(?<!\bJr)(?<!\bpp)(?<!\bvol)(?<!\bno)\.[\"”]?\s+(?=\S)|"
    r"(?<=et al)\.\s*[,:]?\s+|[?!]\s+(?=[A-Z][\w.]*,? [A-Z])|。"
)
_RUNS_ON = re.compile(r"(?:and|&) (?P<who>[A-Z][\w’'-]+(?: [A-Z]\.)* [A-Z][\w’'-]+)\s+(?=[A-Z])")
"""The last of the names, which nothing parts from the title."""


@dataclass
class Parted:
    """What a line without any look holds.

    :param facts: names of marks and their values.
    :param rest: words that describe.
    """

    title: str
    authors: tuple[Author, ...] = ()
    facts: list[tuple[str, str]] = field(default_factory=list)
    rest: str = ""


def with_journal(found: Parted) -> Parted:
    """``Title, Computational Linguistics``: before a year, and behind names, the last words may be a journal's name."""
    kinds = {name for name, _value in found.facts}
    if not found.authors or "venue" in kinds or "date" not in kinds:
        return found
    for match in re.finditer(r"(?<!\bvs)[,.]\s+(?=[A-Z])", found.title):
        head, tail = found.title[: match.start()], found.title[match.end() :].strip(" .")
        if len(head.split()) > 2 and 1 < len(tail.split()) < 9 and (venue := read_venue(tail, loose=True)):
            return Parted(head, found.authors, [("venue", venue), *found.facts], found.rest)
    return found


def at_stops(text: str) -> Parted | None:
    """``Title. Names. Venue, 2023``: at full stops, each piece by what it is."""
    pieces, place = [], 0
    for match in STOP.finditer(text):
        pieces.append(text[place : match.start() + (match[0][0] in "?!")].strip())
        place = match.end()
    pieces.append(text[place:].strip())
    pieces = [piece for piece in pieces if piece.strip(" .")]
    if not 2 <= len(pieces) <= 12:
        return None
    found = Parted("")
    titles: list[str] = []
    for piece in pieces:
        bare = piece.strip(" .,;")
        if not found.authors and (names := read_names(bare, loose=False)):
            found.authors = names
        elif facts := _facts(bare, known=bool(titles)):
            found.facts += facts
        elif titles and titles[-1].endswith("?") and not (found.authors or found.facts):
            titles[-1] += f" {piece}"  # Who Counts Reeds? A Study of Rows. Names. 2023
        else:
            titles.append(piece)
    if not titles or not (found.authors or found.facts):
        return None
    if len(titles) > 1 and found.authors and pieces.index(titles[1]) > 1 and (venue := _loose_venue(titles[1])):
        found.facts += venue
        titles.pop(1)
    found.title, found.rest = titles[0], ". ".join(titles[1:])
    if not found.authors and found.title.endswith(" et al") and (late := late_names(found.title)):
        found.title, found.authors = late
    if found.authors and not found.facts:
        found.title, found.facts = split_published(found.title)
    return with_journal(found)


def _loose_venue(text: str) -> list[tuple[str, str]]:
    head = re.split(r",\s+", text)
    facts = [fact for part in head[1:] if (fact := classify(part))]
    venue = read_venue(head[0], loose=True)
    return [("venue", venue), *facts] if venue and len(facts) == len(head) - 1 else []


def _facts(text: str, *, known: bool) -> list[tuple[str, str]]:
    """The facts of a piece, if it is nothing else: ``EMNLP 2020``, ``Nature 529 (2016): 484-489``."""
    if fact := classify(text):
        return [fact]
    parts = re.split(r"[,;/]\s*|\s+[(\[](?=(?:19|20)\d\d)", text)
    facts = [classify(part.strip(" .()[]")) for part in parts if part.strip(" .()[]")]
    if len(facts) > 1 and all(fact is not None for fact in facts):
        return [fact for fact in facts if fact is not None]
    if match := re.fullmatch(
        r"(?P<name>[A-Z][^()]{2,90}?)[ ,]*(?P<numbers>[\d.:,\- ]*)\((?P<year>(?:19|"
        r"20)\d\d)\)[:, ]*[\d\-–, ]*(?:pp?\.)?[\d\-–, ]*",
        text,
    ):
        venue = read_venue(match["name"], loose=True)
        return [("venue", venue), ("date", match["year"])] if venue else [("date", match["year"])]
    if (
        known
        and (match := re.fullmatch(r"(?P<name>[A-Z][^,]{2,90}),\s*(?P<date>.+)", text))
        and (date := classify(match["date"]))
    ):
        venue = read_venue(match["name"], loose=True)
        return [("venue", venue), date] if venue and date[0] == "date" else []
    return []


def at_commas(text: str) -> Parted | None:
    """Names in front and facts at the end, the title between them."""
    pieces = list(re.finditer(r"[^,]+", text))
    if not 2 <= len(pieces) <= 60:
        return None
    facts: list[tuple[str, str]] = []
    last = len(pieces)
    while last > 1:
        piece = pieces[last - 1][0].strip(" .")
        told = (
            [classify(piece)] if classify(piece) else [classify(one.strip()) for one in piece.split("/") if one.strip()]
        )
        found = [fact for fact in told if fact is not None]
        if not found or len(found) != len(told):
            break
        facts = [*found, *facts]
        last -= 1
    first = 0
    early: list[tuple[str, str]] = []
    while first < last - 1 and (fact := classify(pieces[first][0].strip())) and fact[0] in {"venue", "date"}:
        early.append(fact)
        first += 1
    names_end = first
    while names_end < last - 1:
        piece = re.sub(r"^\s*(?:and|&)\s+", "", pieces[names_end][0]).strip()
        if not all(
            is_name(part) for part in re.split(r"\s+and\s+|\s*&\s*", piece.strip(" *")) if part
        ) and not re.fullmatch(r"et\.? al\.?", piece):
            break
        names_end += 1
    authors: tuple[Author, ...] = ()
    if names_end > first:
        said = text[pieces[first].start() : pieces[names_end - 1].end()]
        authors = read_names(said) or (read_person(said) if facts or re.search(r" [A-Z]\. ", said) else ())
        if not authors:
            names_end = first
    if not (facts or early or authors):
        return None
    title = text[pieces[names_end].start() : pieces[last - 1].end()].strip()
    if authors and facts and not any(name == "venue" for name, _value in (*early, *facts)):
        head, _comma, tail = title.rpartition(",")
        if len(head.split()) > 2 and len(tail.split()) < 7 and (venue := read_venue(tail, loose=True)):
            title, facts = head, [("venue", venue), *facts]
    if authors and (more := _RUNS_ON.match(title)) and is_name(more["who"]):
        title, authors = title[more.end() :], (*authors, *read_person(more["who"]))
    late = None if authors else late_names(title)
    if late is not None:
        title, authors = late
    return Parted(title, authors, [*early, *facts])
