"""The categories of a library as a tree, with the questions that pages and exports ask of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from papershelf.model.collection.tree import SEPARATOR, below, brothers, circles, complaint, depth_first, settled

if TYPE_CHECKING:
    from papershelf.model.collection.catalogue import Category


class Categories:
    """Read-only after construction.

    :param categories: as declared; those at the top in reading order, the others come after their parents.
    :ivar category_claims: all that declare a slug; the first docname has it.
    """

    def __init__(self, categories: Sequence[Category]) -> None:
        self.category_claims: dict[str, list[Category]] = defaultdict(list)
        for category in categories:
            self.category_claims[category.slug].append(category)
        owners = {slug: min(claims, key=lambda c: c.docname) for slug, claims in self.category_claims.items()}
        self._named_parents = {
            category.slug: category.parent for category in categories if category is owners[category.slug]
        }
        parents = settled(self._named_parents)
        pages = {slug: category.docname for slug, category in owners.items()}
        self._below = {
            slug: brothers(found, owners[slug].listed, pages) if slug else found
            for slug, found in below(parents).items()
        }
        self.categories = {slug: replace(owners[slug], parent=parents[slug]) for slug in depth_first(self._below)}

    def parent_complaint(self, slug: str) -> str:
        """What is wrong with the parent that a category's page names, or nothing."""
        return complaint(slug, self._named_parents, self._circles)

    @cached_property
    def _circles(self) -> dict[str, tuple[str, ...]]:
        return circles(self._named_parents)

    @property
    def is_nested(self) -> bool:
        """Whether any category stands below another."""
        return bool(self._below.keys() - {""})

    def children(self, slug: str) -> list[str]:
        """Slugs of the categories right below one, in order; of those at the top for an empty slug."""
        return self._below.get(slug, [])

    def path(self, slug: str) -> list[Category]:
        """A category and those above it, the top one first; nothing for one that is not declared."""
        found = []
        category = self.categories.get(slug)
        while category is not None:
            found.append(category)
            category = self.categories.get(category.parent)
        return found[::-1]

    def full_title(self, slug: str) -> str:
        """Its title after those of the categories above it: ``Models › Vision``; the slug where it is not declared."""
        return SEPARATOR.join(category.title or category.slug for category in self.path(slug)) or slug

    def with_below(self, slug: str) -> list[str]:
        """A category and all below it, in reading order; the slug alone where it is not declared."""
        return depth_first({**self._below, "": [slug]}) if self.children(slug) else [slug]

    def above(self, slugs: Iterable[str]) -> list[str]:
        """Categories and all that they stand below, each once, parents first."""
        found: dict[str, None] = {}
        for slug in slugs:
            found |= dict.fromkeys([category.slug for category in self.path(slug)] or [slug])
        return list(found)
