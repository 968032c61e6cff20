"""What a bibliography says of a paper, beside what its page says itself. The page wins."""

from __future__ import annotations

import dataclasses
import re

from papershelf.model.record.kinds import kind_of
from papershelf.model.record.paper import LINKS, Paper
from papershelf.model.record.publication import beyond_iso, issued, venue_name, written_venue

FACTS = ("title", "short-title", "authors", "date", "venue", "type", "arxiv", "doi", *LINKS, "tags")
"""Options that a bibliography may say in the page's stead; all others are the library's own."""

_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(?P<id>.+)", re.IGNORECASE)


def arxiv_of(paper: Paper) -> str:
    """The arXiv id, also where the DOI that arXiv gives says it."""
    match = _ARXIV_DOI.fullmatch(paper.doi)
    return paper.arxiv or (match["id"] if match else "")


def doi_of(paper: Paper) -> str:
    """The DOI as DOIs are compared; none for one that arXiv gives."""
    return "" if _ARXIV_DOI.fullmatch(paper.doi) else paper.doi.lower()


def fact(paper: Paper, name: str) -> object:
    """The value of a fact; what is not known is false."""
    if name in LINKS:
        return dict(paper.links).get(name, "")
    if name == "arxiv":
        return paper.arxiv + paper.arxiv_version
    value: object = getattr(paper, name.replace("-", "_"))
    return value


def completed(paper: Paper, told: Paper, name: str = "") -> Paper:
    """A paper with every fact that it does not give itself.

    :param told: the paper as the bibliography has it.
    :param name: the key of its entry there.
    """
    links = dict(told.links) | dict(paper.links)
    arxiv = paper if paper.arxiv else told
    whole = dataclasses.replace(
        paper,
        title=paper.title or told.title,
        short_title=paper.short_title or told.short_title,
        authors=paper.authors or told.authors,
        date=paper.date or told.date,
        venue=paper.venue or told.venue,
        type=paper.type or told.type,
        arxiv=arxiv.arxiv,
        arxiv_version=arxiv.arxiv_version,
        doi=paper.doi or told.doi,
        links=tuple((link, links[link]) for link in LINKS if link in links),
        tags=paper.tags or told.tags,
        fields=told.fields,
        cite_key=paper.cite_key or (name if name != paper.key else ""),
    )
    return _without_idle(whole)


def _without_idle(paper: Paper) -> Paper:
    """A paper without what its entry says of venue and date, where the page says otherwise, or that very thing."""
    held, holder = dict(paper.fields), kind_of(paper).holder
    bare = dataclasses.replace(paper, fields=tuple((n, t) for n, t in paper.fields if n not in {holder, "date"}))
    idle = set()
    if holder in held and (not written_venue(paper) or held[holder] == venue_name(bare)):
        idle.add(holder)
    if issued(paper) == issued(bare) and not beyond_iso(paper):
        idle.add("date")
    return dataclasses.replace(paper, fields=tuple((n, t) for n, t in paper.fields if n not in idle))
