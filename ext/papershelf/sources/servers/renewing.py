"""What fresh metadata says against a paper's options: new values, and words for the reader."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from papershelf.model.record.build import build
from papershelf.model.record.options import authors_text
from papershelf.model.record.paper import Author, Paper
from papershelf.sources.found import same_title
from papershelf.sources.servers.metadata import ARXIV_DOI, Metadata


@dataclass
class Renewal:
    """What there is to change of a paper.

    :param options: option name to its new text.
    :param words: what the reader is told besides.
    """

    options: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)


def renew(paper: Paper, written: Mapping[str, str], arxiv: Metadata | None, published: Metadata | None) -> Renewal:
    """Compare a paper with what arXiv and the publisher say.

    What the reader wrote stays unless it is wrong or was not known then: the venue and the title of the note are his.

    :param written: the options as they stand on the page.
    :param arxiv: what arXiv says, if the paper is there.
    :param published: what Crossref or DataCite says of its DOI, or of the DOI of its published version.
    """
    found = Renewal()
    source = arxiv or published
    if source is None:
        return found
    fresh, _ = build(paper.key, {name: text for name, text in source.options.items() if text.strip()})
    _authors(paper, fresh, found)
    _date(paper, fresh, found, arxiv is not None, written)
    _venue(paper, fresh, published, found)
    _doi(paper, arxiv, published, found)
    _version(paper, arxiv, found)
    if fresh.title and same_title(fresh.title) != same_title(paper.title):
        found.words.append(f"its title is now {fresh.title!r}")
        if "title" in written:
            found.options["title"] = fresh.title
    return found


def _authors(paper: Paper, fresh: Paper, found: Renewal) -> None:
    mine, theirs = [_name(a) for a in paper.authors], [_name(a) for a in fresh.authors]
    if mine and mine[-1] == "others":
        mine, theirs = mine[:-1], theirs[: len(mine) - 1]
    if theirs and mine != theirs:
        found.options["authors"] = authors_text(fresh.authors)


def _name(author: Author) -> str:
    """A family name as it is compared: the last word, without accents and case."""
    last = (author.literal or author.family).split()[-1]
    plain = unicodedata.normalize("NFKD", last).casefold()
    return "".join(char for char in plain if char.isalnum()) or last


def _date(paper: Paper, fresh: Paper, found: Renewal, first: bool, written: Mapping[str, str]) -> None:
    """The day of the first version; a less precise one that agrees stays, and so does any that arXiv does not deny."""
    if not fresh.date or fresh.date.startswith(paper.date or "-") or paper.date.startswith(fresh.date):
        return
    if first or not paper.date:
        name = "year" if "year" in written else "date"
        found.options[name] = fresh.date[: len(paper.date)] if paper.date else fresh.date


def _venue(paper: Paper, fresh: Paper, published: Metadata | None, found: Renewal) -> None:
    venue = fresh.venue or (published.options.get("venue", "") if published else "")
    if venue and not paper.venue:
        before = f"arXiv {paper.year}".strip() if paper.arxiv else paper.year or "unpublished"
        found.options["venue"] = venue
        found.words.append(f"{before} → {venue}")


def _doi(paper: Paper, arxiv: Metadata | None, published: Metadata | None, found: Renewal) -> None:
    doi = (arxiv.published if arxiv else "") or (published.published if published else "")
    mine = paper.doi.lower()
    if doi and published is not None and (not mine or mine.startswith(ARXIV_DOI)) and mine != doi.lower():
        found.options["doi"] = doi


def _version(paper: Paper, arxiv: Metadata | None, found: Renewal) -> None:
    if arxiv is None or not paper.arxiv_version or not arxiv.latest:
        return
    if int(arxiv.latest[1:]) > int(paper.arxiv_version[1:]):
        found.words.append(f"your note was written against {paper.arxiv_version}, {arxiv.latest} is out")
