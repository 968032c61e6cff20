"""Answers of arXiv's API (Atom) in, metadata out: https://info.arxiv.org/help/api/user-manual.html"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from papershelf.model.record.options import authors_text
from papershelf.model.record.paper import Author, parse_author
from papershelf.model.text import values
from papershelf.sources.servers.metadata import BadAnswer, Metadata

KINDS = frozenset({"application/atom+xml", "application/xml", "text/xml"})
AT_ONCE = 50
"""Papers that one request asks for."""

_ATOM = "{http://www.w3.org/2005/Atom}"
_OWN = "{http://arxiv.org/schemas/atom}"
_NAME = r"(?P<name>[A-Z][A-Za-z]*[A-Z][A-Za-z]*)"
_YEAR = r"[ ,]*(?:'|’)?(?P<year>20\d\d|\d\d)\b"
_SAYS = re.compile(
    r"\b(?:accepted|published|appear(?:s|ed|ing)?|presented|camera[- ]ready|to be published|in proceedings)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:(?:not|never)(?: yet)?(?: been)? (?:accepted|published|presented|appear)|withdrawn|(?:re)?submitted|"
    r"submission|under (?:review|consideration)|in review|reject(?:ed)?|intended)\b",
    re.IGNORECASE,
)
_VENUE = re.compile(rf"\b{_NAME}{_YEAR}")
_ALONE = re.compile(
    rf"\s*{_NAME}[ ,]*(?P<year>20\d\d)\b(?:\s*[(,:–-]?\s*"
    r"(?i:oral|spotlight|poster|highlight|best paper[a-z ]*|main(?: conference)?|(?:long|short) paper|findings)\)?)*\s*"
)
"""A clause that is nothing but a venue, as those who were accepted write it."""
_SHORT = re.compile(r"\s*(?P<name>[A-Z][A-Za-z]*[A-Z][A-Za-z]*)[ ,]*(?P<year>20\d\d)\b")
_WORKSHOP = re.compile(r"\bworkshops?\b", re.IGNORECASE)
_CLAUSES = re.compile(r"[.;](?=\s|$)|\n|\s*,\s*(?=\d+ (?:pages|figures|tables))|\bcode\b", re.IGNORECASE)
_LEAD = re.compile(
    r".*?\b(?:accepted|published|appear(?:s|ed|ing)?|presented)\b(?: (?:as|for)[^,]*?(?= (?:at|in|to|by)\b))?"
    r"(?: (?:at|in|to|by|for))?(?: the)?\s+",
    re.IGNORECASE,
)
_LONGEST_VENUE = 100


def parse(data: bytes) -> dict[str, Metadata]:
    """Every paper of an answer, by its bare identifier.

    :raises BadAnswer: if it is no feed, is cut off, holds what XML may not (entities), or is an error message.
    """
    try:
        feed = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise BadAnswer(f"arXiv's answer is no XML that can be read: {type(error).__name__}: {error}") from None
    if feed.tag != f"{_ATOM}feed":
        raise BadAnswer("arXiv's answer is no Atom feed")
    return dict(_papers(feed))


def _papers(feed: Element) -> Iterator[tuple[str, Metadata]]:
    for entry in feed.iter(f"{_ATOM}entry"):
        address = _text(entry, f"{_ATOM}id")
        if "/api/errors" in address:
            raise BadAnswer(f"arXiv says: {_text(entry, f'{_ATOM}summary') or 'an error'}")
        try:
            identifier, version = values.arxiv(address)
        except ValueError:
            continue
        if title := _text(entry, f"{_ATOM}title"):
            yield identifier, _metadata(entry, identifier, version, title)


def _metadata(entry: Element, identifier: str, version: str, title: str) -> Metadata:
    doi = _text(entry, f"{_OWN}doi").split(" ")[0]
    options = {
        "title": title,
        "authors": authors_text(_authors(entry)),
        "date": _text(entry, f"{_ATOM}published")[:10],
        "venue": venue(_text(entry, f"{_OWN}journal_ref"), _text(entry, f"{_OWN}comment")),
        "arxiv": identifier,
    }
    return Metadata({name: text for name, text in options.items() if text}, version, doi)


def _text(entry: Element, name: str) -> str:
    return values.text("".join(found.itertext())) if (found := entry.find(name)) is not None else ""


def _authors(entry: Element) -> Iterator[Author]:
    """Names in the order of the paper; arXiv puts a group's name as it is, which has more than four words or none."""
    for person in entry.findall(f"{_ATOM}author"):
        name = re.sub(r"\s*[{};,:]\s*", " ", _text(person, f"{_ATOM}name")).strip()
        if name:
            yield parse_author(name)


def venue(journal: str, comment: str) -> str:
    """Where a preprint was published, as its authors tell arXiv: ``ICLR 2022``; else nothing."""
    if match := _SHORT.match(journal):
        return f"{match['name']} {match['year']}"
    if journal:
        return journal if len(journal) <= _LONGEST_VENUE else ""
    for clause in _CLAUSES.split(comment):
        if _DENIES.search(clause):
            continue
        if _SAYS.search(clause) and (match := _VENUE.search(clause)):
            return _workshop(clause) or _named(match)
        if match := _ALONE.fullmatch(clause):
            return _named(match)
    return ""


def _named(match: re.Match[str]) -> str:
    year = match["year"]
    return f"{match['name']} {year if len(year) == 4 else f'20{year}'}"


def _workshop(clause: str) -> str:
    """The workshop that a clause names, with its conference; nothing for a conference itself."""
    if not _WORKSHOP.search(clause):
        return ""
    name = values.text(_LEAD.sub("", clause, count=1)).strip(" ,()")
    return name if len(name) <= _LONGEST_VENUE else ""
