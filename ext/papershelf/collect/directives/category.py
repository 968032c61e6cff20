"""The ``paper-category`` directive: a category, its list, and the toctree that holds its pages."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.directives.other import TocTree
from sphinx.transforms import SphinxTransform

from papershelf.collect.directives.options import AnyOption, PaperDirective
from papershelf.collect.domain.paper import paper_domain
from papershelf.collect.outline import members_of, toctree_of
from papershelf.collect.records import CategoryNote
from papershelf.collect.said import said
from papershelf.messages import Subtype
from papershelf.model.collection.outline import parse_sort
from papershelf.model.record.build import shorten
from papershelf.model.text import values

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx

OPTIONS = {"parent": values.key, "sort": parse_sort}

_MADE = "papershelf"
"""Attribute of the toctrees that are made here."""


class PaperCategory(PaperDirective, TocTree):
    """Declares a category; a real toctree of its pages, hidden because the list shows them."""

    required_arguments = 0
    optional_arguments = 1
    option_spec = AnyOption(*OPTIONS)

    def run(self) -> list[Node]:
        """Note the category, and make its list and toctree."""
        docname = self.env.current_document.docname
        domain = paper_domain(self.env)
        slug = self._slug(docname)
        if not slug:
            return []
        if docname in domain.categories:
            first = domain.categories[docname]
            self.warn(
                Subtype.DUPLICATE_CATEGORY,
                f"this page already declares the category {first.slug!r} in line {first.line}; this one is left out",
            )
            return []
        options = dict(self.checked_options(OPTIONS))
        line = dict(self.option_places()).get("parent", self.lineno)
        listed = tuple(self._listed())
        note = CategoryNote(slug, options.get("sort", "listed"), listed, self.lineno, options.get("parent", ""), line)
        domain.note_category(docname, note)
        listing = self.placeholder("category", {"slug": slug})
        entries = [f"/{name}" for name in toctree_of(domain, docname, note)]
        if not entries:
            return [listing]
        self.options = {"hidden": None}
        self.content = StringList(entries, source=docname)
        made = TocTree.run(self)
        for toctree in (found for node in made for found in node.findall(addnodes.toctree)):
            toctree[_MADE] = True
        return [listing, *made]

    def _slug(self, docname: str) -> str:
        raw = self.arguments[0] if self.arguments else ""
        try:
            return values.key(raw)
        except ValueError as error:
            self.warn(Subtype.INVALID_OPTION, f"paper-category: found slug {shorten(raw)!r}; {error}")
            return ""

    def _listed(self) -> list[tuple[str, int]]:
        found: dict[str, int] = {}
        for place, line in enumerate(self.content, self.first_content_line()):
            raw = line.strip()
            if not raw:
                continue
            try:
                key = values.key(raw)
            except ValueError as error:
                self.warn(
                    Subtype.INVALID_OPTION,
                    f"paper-category: found {shorten(raw)!r}; one key or slug a line: {error}",
                    place,
                )
                continue
            found.setdefault(key, place)
        return list(found.items())


class OnePlace(SphinxTransform):
    """Take pages of categories that stand below another out of toctrees written by hand: a page has one place."""

    default_priority = 870  # before tables of contents are collected from what is read

    def apply(self) -> None:
        """Go through the toctrees of this page, and note what they name."""
        domain = paper_domain(self.env)
        named: set[str] = set()
        for toctree in list(self.document.findall(addnodes.toctree)):
            if toctree.get(_MADE):
                continue
            named.update(toctree["includefiles"])
            inside = members_of(domain).inside
            if inside.isdisjoint(toctree["includefiles"]):
                continue
            toctree["entries"] = [entry for entry in toctree["entries"] if entry[1] not in inside]
            toctree["includefiles"] = [name for name in toctree["includefiles"] if name not in inside]
        if named:
            domain.named[self.env.current_document.docname] = frozenset(named)


class TellAbout(SphinxTransform):
    """Note the first paragraph of a category's page: the page of the category above shows it."""

    default_priority = 870

    def apply(self) -> None:
        """Complete the record of this page."""
        docname = self.env.current_document.docname
        domain = paper_domain(self.env)
        note = domain.categories.get(docname)
        section = next(iter(self.document.findall(nodes.section)), None)
        if note is None or section is None:
            return
        own = next((node for node in section.children if isinstance(node, nodes.paragraph)), None)
        if own is not None:
            domain.note_category(docname, dataclasses.replace(note, about=said(own, docname)))


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("paper-category", PaperCategory)
    app.add_transform(OnePlace)
    app.add_transform(TellAbout)
