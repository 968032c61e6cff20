"""Into which categories papers come that a source puts elsewhere, or nowhere."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Sequence

from papershelf.cli.library import CommandError
from papershelf.model.record.paper import Paper
from papershelf.model.text import romanisation, values
from papershelf.sources.found import Found, Heading
from papershelf.sources.library.folder import Folder

_MISSPELT = 0.85
"""Likeness to a slug of the library from which another one is taken for a slip; 1 is the same."""


def in_category(found: Sequence[Found], slug: str, folder: Folder) -> tuple[list[Found], list[Heading]]:
    """Papers moved to one category (``--category``); it is made where the library has none of that name.

    :raises CommandError: for a slug that one of the library was probably meant by.
    """
    known = folder.catalogue.categories
    if slug not in known and (meant := difflib.get_close_matches(slug, known, n=1, cutoff=_MISSPELT)):
        raise CommandError(f"no page declares the category {slug!r}; did you mean {meant[0]!r}?")
    heading = Heading(slug, known[slug].title if slug in known else title_of(slug))

    def moved(paper: Paper) -> Paper:
        return dataclasses.replace(
            paper, category=slug, also_in=tuple(s for s in paper.also_in if s in known and s != slug)
        )

    return [dataclasses.replace(item, category=heading, also=(), paper=moved(item.paper)) for item in found], [heading]


def by_keyword(found: Sequence[Found], headings: Sequence[Heading]) -> tuple[list[Found], list[Heading]]:
    """Papers in the categories that their first keywords name (``--category-by keywords``); the others stay."""
    moved = []
    for item in found:
        heading = next(filter(None, map(_heading, item.paper.tags)), None)
        if heading is not None:
            paper = dataclasses.replace(item.paper, category=heading.slug, also_in=())
            item = dataclasses.replace(item, category=heading, also=(), paper=paper)
        moved.append(item)
    used = {item.category.slug: item.category for item in reversed(moved) if item.category}
    kept = [heading for heading in headings if heading.slug in used]
    return moved, list({heading.slug: heading for heading in (*kept, *reversed(used.values()))}.values())


def _heading(keyword: str) -> Heading | None:
    slug = values.slug(keyword) or romanisation.slug(keyword)
    return Heading(slug, keyword[:1].upper() + keyword[1:]) if slug else None


def title_of(slug: str) -> str:
    """A title for a category of which only the slug is known."""
    words = slug.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
