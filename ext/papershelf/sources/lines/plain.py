"""A line without any look, parted at its full stops, commas and dashes by what the parts are.

In: words. Out: title, authors, facts and the rest: ``Title. Names. Venue, 2023`` as well as
``Names, Title, Venue 2023``, ``Title, Venue``, ``Title by Names`` and ``Title - description``.
"""

from __future__ import annotations

import re

from papershelf.model.text import values
from papershelf.sources.lines.pieces import STOP, Parted, at_commas, at_stops, with_journal
from papershelf.sources.lines.values.behind import DASH, LONGEST, PAGES, late_names, split_described, split_published
from papershelf.sources.lines.values.citations import read_marked, tail_facts
from papershelf.sources.lines.values.names import begins_with_names, read_names, read_person
from papershelf.sources.lines.values.statements import classify
from papershelf.sources.lines.values.venues import read_venue
from papershelf.sources.words.vocabulary import TITLE_WORDS

_SUBTITLE = re.compile(
    r"(?:An?|The) (?:[\w-]+ ){0,5}(?:tutorial|survey|review|overview|introduction|primer|study|"
    r"perspective|benchmark|framework|approach|analysis|guide)\b",
    re.IGNORECASE,
)
"""The end of a title that a year has come into."""
_GLUED = re.compile(r"(?<=[a-z])(?=Proceedings of )")
"""Where nothing parts a title from its venue: ``Reeds in RowsProceedings of …``."""
_NOTED = re.compile(
    r"(?P<head>.{8,}?,\s+(?P<venue>[A-Z][^,()]{1,30}(?:19|20)\d\d))\s*\((?P<inside>[^()]{2,60})\)\.?$", re.DOTALL
)
_NO_PERSON = re.compile(r"(?:No|All|Between|Beyond|Building|Making|Rethinking|Towards?)\b|.*\b[A-Z]{3,}s?\b")
"""What may look like a name and begins a title: ``Between Tides and Rivers: …``."""
_TAUGHT = re.compile(r"\b(?:course|lectures?|class|talk|book|tutorial|interview)\b", re.IGNORECASE)
"""What one person gives: ``Course: Ponds by Ada Reed``."""


def split_plain(text: str, *, described: bool = False) -> Parted:
    """Part a line."""
    text = _GLUED.sub(". ", PAGES.sub("", text.strip()))
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
    for way in (_at_colon, _by_bracket, at_stops, at_commas, _at_by):
        one = way(text)
        if one is not None:
            one.title, more = _described(one.title, described)
            one.rest = " ".join(filter(None, (more, one.rest)))
            return one
    title, rest = _described(text, described)
    if rest:
        inner = split_plain(title) if title != text else Parted(title)
        inner.rest = " ".join(filter(None, (inner.rest, rest)))
        return inner
    return Parted(title)


def _with_late_names(text: str) -> Parted | None:
    """``Title, Names VENUE 2015``: nothing parts the last name from the venue."""
    head, facts = split_published(text) if "," in text else (text, [])
    late = late_names(head) if facts else None
    told = late is not None and len(late[0].split()) > 2 and not (read_person(late[0]) or STOP.search(late[0]))
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
    return with_journal(Parted(inner.title, names, inner.facts, inner.rest))


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
    stops = (STOP.search(text), re.search(r"[?!]\s+(?=[A-Z])", text))
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


def _at_by(text: str) -> Parted | None:
    if match := re.search(r"[,.]?\s+by\s+(?=[A-Z])", text):
        who, taught = text[match.end() :], _TAUGHT.search(text[: match.start()])
        if names := read_names(who) or (read_person(who) if taught else ()):
            return Parted(text[: match.start()], names)
    late = late_names(text)
    return Parted(values.text(late[0]), late[1]) if late else None
