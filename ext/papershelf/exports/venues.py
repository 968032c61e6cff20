"""What kind of publication a venue's name means."""

from __future__ import annotations

import re

from papershelf.model.paper import Paper

_JOURNALS = re.compile(
    r"\b(journal|transactions|letters|magazine|nature|science|review|annals|jmlr|tmlr|tacl|jair|pnas|"
    r"world wide web|computational linguistics)\b",
    re.IGNORECASE,
)


def csl_type(paper: Paper) -> str:
    """CSL item type: ``article-journal``, ``paper-conference``, ``article`` (a preprint) or ``webpage``."""
    if paper.venue:
        return "article-journal" if _JOURNALS.search(paper.venue) else "paper-conference"
    return "article" if paper.arxiv or paper.doi or not paper.links else "webpage"


def published_year(paper: Paper) -> str:
    """Year a bibliography gives: the venue's where it carries one, else the first public version's."""
    return paper.venue_year or paper.year


def venue_name(paper: Paper) -> str:
    """The venue without its year."""
    return " ".join(re.sub(r"\b(?:19|20)\d\d\b", "", paper.venue).split()).strip(" ,") or paper.venue
