"""Which group of hits a page belongs to, and the terms that a glossary explains."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx.util.matching import Matcher

from papershelf.collect.domain.paper import paper_domain
from papershelf.search import page

if TYPE_CHECKING:
    from papershelf.write.generated import GeneratedFiles

OVERVIEW = 3
"""So many papers does an overview name."""


class Groups:
    """The groups of a library's pages."""

    def __init__(self, builder: GeneratedFiles) -> None:
        self.builder = builder
        self.domain = paper_domain(builder.env)
        self.categories = {category.docname for category in self.domain.catalogue.categories.values()}
        self.outside = Matcher(getattr(builder.config, "papershelf_book_exclude", ()))

    def of(self, docname: str) -> int:
        """The group of a page; those that the book leaves out, and home, are about the site and not about papers."""
        if self.domain.catalogue.by_docname(docname):
            return page.PAPER
        if docname in self.categories:
            return page.CATEGORY
        if docname == self.builder.config.root_doc or self.outside(docname):
            return page.OTHER
        named = {mention.target for mention in self.domain.mentions.get(docname, ())}
        return page.OVERVIEW if docname in self._terms or len(named) >= OVERVIEW else page.OTHER

    def terms(self, docname: str) -> list[page.Inside]:
        """The terms that a page explains."""
        return [page.Inside(name, anchor, page.OVERVIEW) for name, anchor in self._terms.get(docname, ())]

    @cached_property
    def _terms(self) -> dict[str, list[tuple[str, str]]]:
        """Page to its terms and their anchors."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for (kind, name), (docname, anchor) in sorted(self.builder.env.domains.standard_domain.objects.items()):
            if kind == "term":
                found[docname].append((name, anchor))
        return dict(found)
