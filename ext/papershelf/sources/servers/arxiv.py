"""Answers of arXiv's API (Atom) in, metadata out: https://info.arxiv.org/help/api/user-manual.html"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from papershelf.model import values
from papershelf.model.options import authors_text
from papershelf.model.paper import Author, parse_author
from papershelf.sources.servers.metadata import BadAnswer, Metadata

KINDS = frozenset({"application/atom+xml", "application/xml", "text/xml"})
AT_ONCE = 50
"""Papers that one request asks for."""

_ATOM = "{http://www.w3.org/2005/Atom}"
_OWN = "{http://arxiv.org/schemas/atom}"
_PUBLISHED = re.compile(
    r"\b(?:accepted|published|appear(?:s|ed|ing)?|presented|camera[- ]ready|to be published)\b[^.;]{0,60}?"
    r"\b(?P<name>[A-Z][A-Za-z]*[A-Z][A-Za-z]*)[ ,]*(?:'|’)?(?P<year>20\d\d|\d\d)\b"
)
_SHORT = re.compile(r"\s*(?P<name>[A-Z][A-Za-z]*[A-Z][A-Za-z]*)[ ,]*(?P<year>20\d\d)\b")
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
    match = _PUBLISHED.search(
        re.sub(r"(?i)\b(?:accepted|published|appear|presented|camera)", lambda m: m[0].lower(), comment)
    )
    match = match or _SHORT.match(comment)
    if match is None:
        return ""
    return f"{match['name']} {match['year'] if len(match['year']) == 4 else '20' + match['year']}"
