"""A paper with what its note tells, where its list does not: title, front matter, properties, head.

In: a paper and its note, divided. Out: the paper, and the facts that no field takes.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

from papershelf.model.record.build import build
from papershelf.model.record.paper import Paper
from papershelf.sources.found import Found
from papershelf.sources.lines.details import marks as marking
from papershelf.sources.lines.details.draft import Marks
from papershelf.sources.markdown.safe import safe_markdown
from papershelf.sources.notes import head
from papershelf.sources.notes.prose.division import Note
from papershelf.sources.notes.titles import heading_of, reviewed, title_of


def titled(item: Found, path: Path, note: Note) -> tuple[Paper, Marks]:
    """A paper whose note has a longer title that begins with the list's words; these are the short title then.

    :returns: what the bracket behind the note's title tells, too.
    """
    paper, marks = item.paper, Marks()
    title, words = reviewed(title_of(note), path), paper.title.strip()
    if (dated := marking.dated(title)) is not None:
        marks, title = dated, dated.title
    told = dataclasses.replace(paper, date=paper.date or marks.date, venue=paper.venue or marks.venue)
    paper = paper if item.keyed else told
    longer = len(title) > len(words) and title.casefold().startswith(words.casefold())
    if not longer or title[len(words)].isalnum() or len(words.split()) > 5 or item.keyed:
        return paper, marks
    return dataclasses.replace(paper, title=title, short_title=paper.short_title or words), marks


def with_head(paper: Paper, note: Note, *, keyed: bool) -> Paper:
    """A paper with what the head of its note tells, where neither list nor front matter does."""
    told, heading = head.told(note.whole, paper.title), heading_of(note)
    title, name = head.full_title(paper.title, told.marks.title) if not keyed else ("", "")
    if title:
        paper = dataclasses.replace(paper, title=title, short_title=name)
    links = head.fields(told)
    if paper.arxiv or paper.doi:
        links.pop("arxiv", None)
        links.pop("doi", None)
    options = {name: value for name, value in links.items() if name not in dict(paper.links)}
    made, _problems = build(paper.key, options)
    if made.arxiv:
        paper = dataclasses.replace(paper, arxiv=made.arxiv, arxiv_version=made.arxiv_version)
    first = f"20{paper.arxiv[:2]}-{paper.arxiv[2:4]}" if paper.arxiv[:1].isdigit() else ""
    date = told.marks.date or heading.date or first
    return dataclasses.replace(
        paper,
        doi=paper.doi or made.doi,
        links=tuple((name, value) for name, value in (dict(made.links) | dict(paper.links)).items()),
        authors=paper.authors or told.authors,
        venue=paper.venue or told.marks.venue or heading.venue,
        date=paper.date or date,
        tags=paper.tags or tuple(dict.fromkeys(tag.replace(",", " ") for tag in told.marks.tags)),
    )


def with_facts(paper: Paper, note: Note) -> tuple[Paper, list[str]]:
    """A paper with what the note's front matter or properties tell, where the list does not.

    :returns: the paper, and the facts that no field takes.
    """
    kept = []
    for name, value in note.facts:
        if name == "title":
            continue
        if name in {"url", "pdf", "arxiv", "doi"} and "://" in value:
            name, value = head.field(value)
        if name == "short-title" and (paper.short_title or len(value) > 40 or ", " in value):
            kept.append(f"- aliases: {safe_markdown(value)}")
            continue
        if name == "date" and (len(value) > 10 or (paper.date and paper.date[:4] != value[:4])):
            kept.append(f"- date: {safe_markdown(value)}")
            continue
        made, problems = build(paper.key, {name: value})
        attribute = "date" if name == "year" else "links" if name in dict(made.links) else name.replace("-", "_")
        new = getattr(made, attribute, None)
        old = getattr(paper, attribute, None)
        if problems or not new or (name != "status" and old and old != new and name not in dict(made.links)):
            kept.append(f"- {name}: {safe_markdown(value)}")
        elif attribute == "links":
            paper = dataclasses.replace(paper, links=tuple((dict(made.links) | dict(paper.links)).items()))
        elif attribute != "status":
            paper = dataclasses.replace(paper, **{attribute: new})
    return paper, kept
