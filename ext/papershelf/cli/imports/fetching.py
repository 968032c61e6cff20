"""``--fetch``: titles, authors and dates of what a source gives an identifier for, from arXiv and Crossref."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Sequence

from papershelf.cli.terminal import shown
from papershelf.model.collection.catalogue import Catalogue
from papershelf.model.record.build import build
from papershelf.model.record.paper import Paper
from papershelf.sources.found import Found, same_title
from papershelf.sources.network.web import WebError
from papershelf.sources.servers.arxiv import AT_ONCE
from papershelf.sources.servers.lookup import Lookup
from papershelf.sources.servers.metadata import Metadata

_ALIKE = 0.6
"""From so much likeness on, from 0 to 1, two titles are spellings of one."""
_NICKNAME = 3
"""Most words of a title that may be any name of a paper: *Chinchilla*."""
_SHORT = 5
"""Most words of a title that is a short name."""


def completed(found: Sequence[Found], catalogue: Catalogue, lookup: Lookup, *, again: bool = False) -> list[Found]:
    """Papers with what arXiv or Crossref tell of them. What was told is kept after each answer.

    :param again: whether also those are asked for that the library has.
    """
    held = {value for entry in catalogue.entries for value in (entry.paper.arxiv, entry.paper.doi.lower()) if value}
    wanted = {}
    for item in found:
        name = item.paper.arxiv or item.paper.doi.lower()
        if name and (again or name not in held):
            wanted[name] = "arxiv" if item.paper.arxiv else "doi"
    answers = _answers(wanted, lookup)
    return [
        _complete(item, answers[name]) if (name := item.paper.arxiv or item.paper.doi.lower()) in answers else item
        for item in found
    ]


def _answers(wanted: dict[str, str], lookup: Lookup) -> dict[str, Metadata | WebError]:
    preprints = [name for name, kind in wanted.items() if kind == "arxiv"]
    answers: dict[str, Metadata | WebError] = {}
    with shown("arXiv, Crossref") as progress:
        for start in range(0, len(preprints), AT_ONCE):
            answers |= lookup.arxiv_papers(preprints[start : start + AT_ONCE])
            lookup.cache.save()
            progress(len(answers), len(wanted))
        for name, kind in wanted.items():
            if kind == "doi":
                try:
                    answers[name] = lookup.doi(name)
                except WebError as error:
                    answers[name] = error
                lookup.cache.save()
                progress(len(answers), len(wanted))
    return answers


def _complete(item: Found, answer: Metadata | WebError) -> Found:
    """A paper with an answer: its title if that is another spelling, authors, the date, what else is open."""
    if isinstance(answer, WebError):
        return dataclasses.replace(item, remarks=(*item.remarks, f"nothing was fetched: {answer}"))
    paper = item.paper
    fresh, _problems = build(paper.key, {name: text for name, text in answer.options.items() if text.strip()})
    if fresh.title and not _alike(paper.title, fresh.title):
        told = f"{paper.arxiv or paper.doi} is {fresh.title!r}, so nothing of it was taken"
        return dataclasses.replace(item, remarks=(*item.remarks, told))
    return dataclasses.replace(item, paper=_filled(paper, fresh))


def _filled(paper: Paper, fresh: Paper) -> Paper:
    title, short = fresh.title or paper.title, paper.short_title
    if not short and len(paper.title.split()) <= _SHORT and same_title(paper.title) != same_title(title):
        short = paper.title
    precise = len(fresh.date) > len(paper.date) and fresh.date.startswith(paper.date)
    return dataclasses.replace(
        paper,
        title=title,
        short_title=short,
        authors=fresh.authors or paper.authors,
        date=fresh.date if precise or not paper.date else paper.date,
        venue=paper.venue or fresh.venue,
        doi=paper.doi or fresh.doi,
    )


def _alike(mine: str, theirs: str) -> bool:
    """Whether a title is the other one, a part of it, or a spelling of it."""
    one, two = same_title(mine), same_title(theirs)
    if not one or one in two or two in one or len(mine.split()) <= _NICKNAME:
        return True
    initials = "".join(word[0] for word in theirs.split()).casefold()
    return one in initials or difflib.SequenceMatcher(None, one, two).ratio() >= _ALIKE
