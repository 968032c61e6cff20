"""Files of reference managers as sources of ``papershelf import``."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from pathlib import Path

from papershelf.cli.terminal import shown
from papershelf.model.text import romanisation
from papershelf.model.text.markdown import escape
from papershelf.sources.bibliographies import files, papers_json
from papershelf.sources.bibliographies.entries.records import Record
from papershelf.sources.found import Found, Heading, Outcome, Reading


def read(path: Path, encoding: str = "") -> Reading:
    """Every entry of a file of one of the forms in :mod:`papershelf.sources.bibliographies.forms`: found or refused.

    :param encoding: name of the file's; found out when left out.
    :raises SourceError: if the file is too large, no text, or in an encoding that nobody can be sure of.
    """
    text, remark = files.text_of(path, encoding)
    with shown(path.name) as progress:
        records = files.parse(path, text, progress)
    reading = Reading()
    for record in records:
        if record.paper is None:
            outcome = Outcome.SKIPPED if record.other else Outcome.REFUSED
            reading.report.add(outcome, (str(path), record.line, record.name), why="; ".join(record.problems))
        else:
            reading.found.append(_found(record, str(path), remark, _named(path)))
    told = {heading.slug: heading for heading in papers_json.headings(text)} if papers_json.is_papers_json(text) else {}
    if told:
        reading.found = [
            dataclasses.replace(
                found,
                category=found.category and told.get(found.category.slug, found.category),
                also=tuple(told.get(heading.slug, heading) for heading in found.also),
            )
            for found in reading.found
        ]
    headings = {found.category.slug: found.category for found in reversed(reading.found) if found.category}
    above = {heading.slug: heading for record in records for heading in _above(record)}
    reading.headings = list({**told, **above, **dict(reversed(headings.items()))}.values())
    return reading


def _named(path: Path) -> Heading:
    """The category for what a file puts into none: called like the file."""
    words = " ".join(re.sub(r"[-_.]+", " ", path.stem).split()) or "Papers"
    return Heading(romanisation.slug(words) or "papers", words[:1].upper() + words[1:])


def _found(record: Record, source: str, remark: str, otherwise: Heading) -> Found:
    """A paper that came.

    :param otherwise: its category, where the source names none.
    """
    paper = record.paper
    assert paper is not None
    names = dict(record.groups)
    if not paper.category and not record.own:
        paper = dataclasses.replace(paper, category=otherwise.slug)
        names[otherwise.slug] = otherwise.title
    parents = dict(record.parents)
    first, *also = [_heading(slug, names, parents) for slug in (paper.category, *paper.also_in)]
    renamed = f"its key there is {record.name!r}" if not record.own and record.name != paper.key else ""
    return Found(
        paper,
        source,
        record.line,
        first if paper.category else None,
        keyed=record.own,
        entry=record.key,
        also=tuple(also),
        body=f"## Abstract\n\n{escape(record.abstract)}" if record.abstract else "",
        remarks=tuple(filter(None, (renamed, *record.problems, remark))),
    )


def _above(record: Record) -> list[Heading]:
    """The categories that those of a record stand below, the top one first."""
    names, parents = dict(record.groups), dict(record.parents)
    return [_heading(slug, names, parents) for slug in names if slug in parents.values()]


def _heading(slug: str, names: Mapping[str, str], parents: Mapping[str, str]) -> Heading:
    """A category as the source names it, or as its slug does."""
    name = names.get(slug, slug)
    return Heading(slug, name if name != slug else slug.replace("-", " ").capitalize(), parents.get(slug, ""))
