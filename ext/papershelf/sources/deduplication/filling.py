"""What an entry takes over from another one of the same paper, and what it gives up.

In: two entries. Out: one, or what of the other is not taken over.
"""

from __future__ import annotations

import dataclasses

from papershelf.model.record.paper import LINKS, Paper, Relation, Status
from papershelf.sources.found import Found

_FILLED = ("title", "short_title", "authors", "date", "venue", "category", "arxiv", "arxiv_version", "doi", "read",
           "added", "summary", "note")  # fmt: skip

_TELLING = ("arxiv", "arxiv_version", "doi", "venue")
"""What tells papers apart: it is not taken over where only the titles agree."""


def unnoted(item: Found, why: str) -> Found:
    """A paper without the note that another one has; without a summary, too, it is still to be written."""
    paper = item.paper
    if paper.status is Status.DONE and not item.summary:
        paper = dataclasses.replace(paper, status=Status.WRITING)
    return dataclasses.replace(item, paper=paper, note=None, remarks=(*item.remarks, why))


def not_taken(one: Paper, two: Paper) -> list[str]:
    """What only the second of two papers has, of what tells papers apart."""
    return [
        str(getattr(two, name)) for name in _TELLING if getattr(two, name) and getattr(one, name) != getattr(two, name)
    ]


def filled(first: Found, other: Found, *, sure: bool = True) -> Found:
    """The first entry, with what only the other one knows.

    :param sure: whether more than the title says that they are one; else nothing comes over that tells papers apart.
    """
    one, two = first.paper, other.paper
    if not sure:
        two = dataclasses.replace(two, links=(), authors=(), date="", arxiv="", arxiv_version="", doi="", venue="")
    values = {name: getattr(two, name) for name in _FILLED if not getattr(one, name) and getattr(two, name)}
    if one.arxiv and one.arxiv == two.arxiv and not one.arxiv_version:
        values["arxiv_version"] = two.arxiv_version
    links = dict(two.links) | dict(one.links)
    values["links"] = tuple((name, links[name]) for name in LINKS if name in links)
    relations = dict(two.relations) | dict(one.relations)
    values["relations"] = tuple((relation, relations[relation]) for relation in Relation if relation in relations)
    values["tags"] = tuple(dict.fromkeys((*one.tags, *two.tags)))
    category = values.get("category", one.category)
    values["also_in"] = tuple(
        dict.fromkeys(slug for slug in (*one.also_in, *two.categories) if slug and slug != category)
    )
    if one.status is Status.PLANNED or (first.note is None and other.note is not None and not first.keyed):
        values["status"] = two.status
    return dataclasses.replace(
        first,
        paper=dataclasses.replace(one, **values),
        category=first.category or other.category,
        note=first.note or other.note,
        summary=first.summary or other.summary,
        body=first.body or other.body,
        page=first.page or other.page,
        files=first.files or other.files,
        remarks=tuple(dict.fromkeys((*first.remarks, *other.remarks))),
    )
