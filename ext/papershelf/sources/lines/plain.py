"""A line without any look, parted at its full stops, commas and dashes by what the parts are.

In: words. Out: title, authors, facts and the rest: ``Title. Names. Venue, 2023`` as well as
``Names, Title, Venue 2023``, ``Title, Venue``, ``Title by Names`` and ``Title - description``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from papershelf.model import values
from papershelf.model.paper import Author
from papershelf.sources.lines.citations import read_marked, tail_facts
from papershelf.sources.lines.described import DASH, LONGEST, split_described
from papershelf.sources.lines.late import late_names
from papershelf.sources.lines.marks import classify
from papershelf.sources.lines.names import begins_with_names, is_name, read_names, read_person
from papershelf.sources.lines.published import PAGES, split_published
from papershelf.sources.lines.venues import read_venue
from papershelf.sources.vocabulary import TITLE_WORDS

_STOP = re.compile(
    r"(?<![A-ZÀ-Þ])(?<!\bal)(?<!\bvs)(?<!e\.g)(?<!i\.e)(?<!\bDr)(?<!\bSt)(?<!\bJr)(?<!\bpp)(?<!\bvol)(?<!\bno)\.[\"”]?\s+(?=\S)|"
    r"(?<=et al)\.\s*[,:]?\s+|[?!]\s+(?=[A-Z][\w.]*,? [A-Z])|。"
)
_SUBTITLE = re.compile(
    r"(?:An?|The) (?:[\w-]+ ){0,5}(?:tutorial|survey|review|overview|introduction|primer|study|"
    r"perspective|benchmark|framework|approach|analysis|guide)\b",
    re.IGNORECASE,
)
"""The end of a title that a year has come into."""
_NOTED = re.compile(
    r"(?P<head>.{8,}?,\s+(?P<venue>[A-Z][^,()]{1,30}(?:19|20)\d\d))\s*\((?P<inside>[^()]{2,60})\)\.?$", re.DOTALL
)
_NO_PERSON = re.compile(r"(?:No|All|Between|Beyond|Building|Making|Rethinking|Towards?)\b|.*\b[A-Z]{3,}s?\b")
"""What may look like a name and begins a title: ``Between Tides and Rivers: …``."""
_TAUGHT = re.compile(r"\b(?:course|lectures?|class|talk|book|tutorial|interview)\b", re.IGNORECASE)
"""What one person gives: ``Course: Ponds by Ada Reed``."""


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


def split_plain(text: str, *, described: bool = False) -> Parted:
    """Part a line."""
    text = PAGES.sub("", text.strip())
    if marked := read_marked(text):
        return Parted(marked[2], marked[0], [("date", marked[1]), *tail_facts(marked[3])])
    dash = DASH.search(text)
    if dash and (fact := classify(text[: dash.start()])) and fact[0] in {"date", "venue"}:
        found = split_plain(text[dash.end() :], described=described)
        found.facts.insert(0, fact)
        return found
    if (noted := _NOTED.match(text)) and classify(noted["venue"]):  # Focal Rows, ICCV 2017 (RowNet)
        found, inside = split_plain(noted["head"]), noted["inside"].strip()
        told = classify(inside) or (("short_title", inside) if re.fullmatch(r"(?=.*[A-Z])\S+", inside) else None)
        found.facts += [told] if told else []
        found.rest = " ".join(filter(None, (found.rest, "" if told else inside)))
        return found
    if (late := _with_late_names(text)) is not None:
        return late
    if described:
        title, rest = split_described(text)
        if rest:
            found = split_plain(title)
            found.rest = " ".join(filter(None, (found.rest, rest)))
            return found
    for way in (_at_colon, _by_bracket, _at_stops, _at_commas, _at_by):
        one = way(text)
        if one is not None:
            one.title, more = _described(one.title, described)
            one.rest = " ".join(filter(None, (more, one.rest)))
            return one
    title, rest = _described(text, described)
    if rest:
        inner = split_plain(title) if title != text else Parted(title)
        names = read_names(rest)
        if names and not inner.authors:
            return Parted(inner.title, names, inner.facts, inner.rest)
        inner.rest = " ".join(filter(None, (inner.rest, rest)))
        return inner
    return Parted(title)


def _with_late_names(text: str) -> Parted | None:
    """``Title, Names VENUE 2015``: nothing parts the last name from the venue."""
    head, facts = split_published(text) if "," in text else (text, [])
    late = late_names(head) if facts else None
    told = late is not None and len(late[0].split()) > 2 and not (read_person(late[0]) or _STOP.search(late[0]))
    return Parted(*late, facts) if late is not None and told else None


def _described(text: str, described: bool) -> tuple[str, str]:
    """The title and a description, if the words are both."""
    match = DASH.search(text)
    if match and match.start() > 3 and not is_title_like(text[match.end() :]):
        return text[: match.start()].strip(), text[match.end() :].strip()
    if described:
        return split_described(text)
    if len(text) > 2 * LONGEST:
        return split_described(text)
    return text, ""


def _at_colon(text: str) -> Parted | None:
    """``A. Turing and K. Gödel: Title, Venue 1950``: names end with a colon."""
    match = re.match(r"(?P<who>[^:：\"“”()]{5,400}?)[,.]?\s*[:：]\s+(?P<rest>\S.{8,})$", text, re.DOTALL)
    names = read_names(re.sub(r"\bat\.? al\b", "et al", match["who"])) if match else ()
    if match is None or len(names) < 2 or any(_NO_PERSON.match(name.name) for name in names):
        return None
    if max(len(re.findall(r"\b[A-Z][\w’'-]{2,}", name.name)) for name in names) > 3:  # too many words for a person
        return None
    if {len(name.name.split()) > 1 for name in names if name.literal != "others"} == {True, False}:
        return None  # A. Lane, B. Reed, RowNet: …
    inner = split_plain(match["rest"])
    if inner.authors:  # what looks like names is a part of the title
        return Parted(match["rest"].strip(), names)
    return with_journal(Parted(inner.title, names, inner.facts, inner.rest))


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


def is_title_like(text: str) -> bool:
    """Whether words behind a dash are the rest of a title: ``Reeds – A Study of Small Ponds``."""
    bare = re.sub(r"\s*[(\[（].*$", "", text, flags=re.DOTALL).strip(" .,")
    bare = re.sub(r"^(?:an?|the) (?=[A-Z])", "", bare)
    words = [
        word for word in re.findall(r"[^\W_][\w'’/+-]*", bare) if word.lower() not in TITLE_WORDS or word[0].isupper()
    ]
    if text.rstrip().endswith((".", "!")) or re.search(r"(?<![A-Z])\.\s", bare):
        return False
    if len(words) < 3 or not bare[:1].isupper():
        return False
    written = sum(word[0].isupper() or word[0].isdigit() for word in words)
    return (
        written * 5 >= len(words) * 4
        and not begins_with_names(bare)
        and not read_names(bare)
        and not read_venue(bare)
        and classify(bare) is None
    )


def _by_bracket(text: str) -> Parted | None:
    """``Title (2017), A. Vaswani et al.``: a year in a bracket ends the title."""
    bracket = r"\s*[(\[（](?P<in>[^()\[\]（）]{2,60})[)\]）]\s*(?:[,.:]?\s+|,\b)(?P<after>\S.*)$"
    match = re.search(bracket, text, re.DOTALL)
    if (
        match is None
        or match.start() < 3
        or (fact := classify(match["in"])) is None
        or fact[0] not in {"date", "venue"}
    ):
        return None
    head, after = text[: match.start()], match["after"]
    if ":" in text[match.end("in") : match.start("after")] and _SUBTITLE.match(after):  # Reeds (2017): A Survey, B. Lee
        inner = split_plain(f"{head}: {after}")
        return Parted(inner.title, inner.authors, [fact, *inner.facts], inner.rest)
    if names := read_names(after) or (read_names(after, loose=True) if len(after) < 40 else ()):
        return Parted(head, names, [fact])
    if names := read_names(head):  # MLA and APA: the year stands after the names
        inner = _cited(after) or split_plain(after)
        return Parted(inner.title, names, [fact, *inner.facts], inner.rest)
    if (other := classify(after.strip(" .,"))) is not None:
        return Parted(head, (), [fact, other])
    return None


def _cited(text: str) -> Parted | None:
    """``Title. In Proceedings (pp. 1-9). Publisher``: what follows the names and the year of a citation."""
    stops = (_STOP.search(text), re.search(r"[?!]\s+(?=[A-Z])", text))
    match = min(filter(None, stops), key=lambda one: one.start(), default=None)
    if match is None or len(text) - match.end() > 250:
        return None
    title, tail = text[: match.start() + (match[0][0] in "?!")].strip(), text[match.end() :]
    inside = re.match(r"In:?\s+(?=\S)", tail)
    tail = tail[inside.end() :] if inside else tail
    stop = re.search(r"\s*\((?:pp?\b|vol|no\b)|,\s*(?:\d|vol|no\b|pp?\b)|\s\d+\s*[(:,]|\.\s|\.?$", tail, re.IGNORECASE)
    name = tail[: stop.start()].strip(" .,*_") if stop else tail
    numbered = stop is not None and bool(re.match(r"[\s,]*\d", stop[0]))
    if fact := classify(name):
        return Parted(title, (), [fact])
    venue = read_venue(name, loose=True) or (name if (inside or numbered) and 3 < len(name) < 110 else "")
    return Parted(title, (), [("venue", venue)]) if venue else None


def _at_stops(text: str) -> Parted | None:
    pieces, place = [], 0
    for match in _STOP.finditer(text):
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


def _at_commas(text: str) -> Parted | None:
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
    late = None if authors else late_names(title)
    if late is not None:
        title, authors = late
    return Parted(title, authors, [*early, *facts])


def _at_by(text: str) -> Parted | None:
    if match := re.search(r"[,.]?\s+by\s+(?=[A-Z])", text):
        who, taught = text[match.end() :], _TAUGHT.search(text[: match.start()])
        if names := read_names(who) or (read_person(who) if taught else ()):
            return Parted(text[: match.start()], names)
    late = late_names(text)
    return Parted(values.text(late[0]), late[1]) if late else None
