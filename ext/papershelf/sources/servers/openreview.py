"""Answers of OpenReview's two APIs (JSON) in, metadata out: https://docs.openreview.net/getting-started/using-the-api"""

from __future__ import annotations

import datetime
import re
from typing import Any

from papershelf.model.record.options import authors_text
from papershelf.model.record.paper import parse_author
from papershelf.model.text import values
from papershelf.sources.bibliographies import bibtex
from papershelf.sources.bibliographies.entries.jsontext import object_of, objects_of, text_of
from papershelf.sources.servers.metadata import BadAnswer, Metadata, object_in

ADDRESS = "https://openreview.net/forum?id="

_DENIES = re.compile(
    r"\b(?:submi(?:tted|ssion)|withdrawn|reject(?:ed)?|under review|pending|retracted)\b", re.IGNORECASE
)
_ACCEPTED = re.compile(r"(?:accepted|published)\s+(?:by|at|to|in)\s+", re.IGNORECASE)
_KIND = re.compile(
    r"[\s,:(-]*\b(?:(?:notable[- ])?top[- ]\d+%|(?:notable|oral|spotlight(?:poster)?|poster|accept(?:ed)?|talk|"
    r"conference|main(?: (?:conference|track))?|regular|long|short|certified)\b)[\s)]*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMELESS = frozenset({"anonymous", "anonymous authors", "paper authors"})
_DAYS = ("odate", "pdate", "cdate", "tcdate")
"""When everybody could first see it, when it was published, when it was handed in; in milliseconds."""


def parse(data: bytes) -> Metadata | None:
    """An answer of ``/notes?id=ID``, of either API; ``None`` where there is no such note.

    :raises BadAnswer: if it is no such answer, or the note is no paper.
    """
    notes = objects_of(object_in(data, "OpenReview").get("notes"))
    if not notes:
        return None
    note = notes[0]
    content = {name: _plain(value) for name, value in object_of(note.get("content")).items()}
    forum = text_of(note.get("forum")) or text_of(note.get("id"))
    if forum != text_of(note.get("id")):
        raise BadAnswer(f"it is a reply to a paper; the paper is openreview:{forum}")
    title = values.text(text_of(content.get("title")))
    if not title:
        raise BadAnswer("OpenReview has no title for it: it is no paper that everybody may see")
    day = _day(note)
    venue = _venue(text_of(content.get("venue")), day[:4])
    options = {
        "title": title, "authors": _authors(content.get("authors")), "date": day, "venue": venue,
        "type": _type(text_of(content.get("_bibtex"))) if venue else "", "url": f"{ADDRESS}{forum}",
    }  # fmt: skip
    return Metadata({name: text for name, text in options.items() if text})


def _plain(value: Any) -> Any:
    """The value of a field: the second API wraps it."""
    return value.get("value") if isinstance(value, dict) else value


def _authors(found: Any) -> str:
    """Names, as words or with the name of an account; nobody where the paper is shown without them."""
    people = found if isinstance(found, list) else []
    names = [values.text(text_of(object_of(one).get("fullname")) or text_of(one)) for one in people]
    plain = [re.sub(r"\s*[{};,:]\s*", " ", name).strip() for name in names if name.casefold() not in _NAMELESS]
    return authors_text(parse_author(name) for name in plain if name)


def _day(note: dict[str, Any]) -> str:
    for name in _DAYS:
        stamp = note.get(name)
        if isinstance(stamp, int) and not isinstance(stamp, bool) and 0 < stamp < 10**13:
            return datetime.datetime.fromtimestamp(stamp / 1000, datetime.UTC).date().isoformat()
    return ""


def _venue(said: str, year: str) -> str:
    """Where it was accepted, without what kind of talk it was: ``ICLR 2022``; else nothing."""
    name = values.text(said)
    if not name or _DENIES.search(name) or re.match(r"(?:corr|arxiv)\b", name, re.IGNORECASE):
        return ""
    name = _ACCEPTED.sub("", name)
    while (shorter := _KIND.sub("", name)) and shorter != name:
        name = shorter
    return name if _YEAR.search(name) or not year else f"{name} {year}"


def _type(entry: str) -> str:
    """What kind of publication the entry that OpenReview offers is."""
    records = bibtex.parse(entry) if entry else []
    word = records[0].paper.type if records and records[0].paper else ""
    return "" if word == "misc" else word
