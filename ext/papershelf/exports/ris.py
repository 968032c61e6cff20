"""RIS of one paper or of a list of them (UTF-8, one field a line, ``XX  - value``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from papershelf.exports.venues import csl_type, published_year, venue_name
from papershelf.model.paper import Author, Paper

_TYPES = {
    "article-journal": "JOUR",
    "paper-conference": "CPAPER",
    "article": "UNPB",
    "webpage": "ELEC",
}


def author(name: Author) -> str:
    """One name: ``Family, Given``, or the name of a group."""
    return name.sort_name


def _day(paper: Paper) -> str:
    """``2021/06/17/``, the last parts empty where they are not known; of the year alone, ``PY`` tells."""
    parts = paper.date.split("-")
    if len(parts) == 1 or published_year(paper) != paper.year:
        return ""
    return "/".join([*parts, "", ""][:4])


def fields(paper: Paper) -> Iterator[tuple[str, str]]:
    """Tags with their values, in the order they are written; absent ones are left out by :func:`entry`."""
    links = dict(paper.links)
    yield "ID", paper.key
    yield "TI", paper.title
    yield "ST", paper.short_title
    for name in paper.authors:
        if name.literal != "others":
            yield "AU", author(name)
    yield "PY", published_year(paper)
    yield "DA", _day(paper)
    yield "T2", venue_name(paper) if paper.venue else ""
    yield "M1", f"arXiv:{paper.arxiv}" if paper.arxiv else ""
    yield "DO", paper.doi
    yield "UR", links.get("url", "") or (f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else "")
    yield "L1", links.get("pdf", "")
    for tag in paper.tags:
        yield "KW", tag
    yield "N2", " ".join(paper.summary)


def entry(paper: Paper) -> str:
    """One reference, from ``TY`` to ``ER``, without a final line break."""
    lines = [("TY", _TYPES[csl_type(paper)])]
    lines += [(tag, text) for tag, value in fields(paper) if (text := " ".join(value.split()))]
    return "\n".join([*(f"{tag}  - {text}" for tag, text in lines), "ER  - "])


def bibliography(papers: Iterable[Paper]) -> str:
    """A whole ``.ris`` file."""
    return "".join(f"{entry(paper)}\n\n" for paper in papers)
