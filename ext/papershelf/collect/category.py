"""The ``paper-category`` directive: a category, its list, and the toctree that holds its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.statemachine import StringList
from sphinx.directives.other import TocTree

from papershelf.collect.directives import AnyOption, PaperDirective
from papershelf.collect.domain import paper_domain
from papershelf.collect.outline import toctree_of
from papershelf.collect.placeholders import paper_listing
from papershelf.collect.records import CategoryNote
from papershelf.messages import Subtype
from papershelf.model import values
from papershelf.model.build import shorten
from papershelf.model.outline import parse_sort

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx

OPTIONS = {"sort": parse_sort}


class PaperCategory(PaperDirective, TocTree):
    """Declares a category; a real toctree of its pages, hidden because the list shows them."""

    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True
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
        sort = dict(self.checked_options(OPTIONS)).get("sort", "listed")
        note = CategoryNote(slug, sort, tuple(self._listed()), self.lineno)
        domain.note_category(docname, note)
        listing = paper_listing("", kind="category", docname=docname, query={"slug": slug})
        self.set_source_info(listing)
        entries = [f"/{name}" for name in toctree_of(domain, docname, note)]
        if not entries:
            return [listing]
        self.options = {"hidden": None}
        self.content = StringList(entries, source=docname)
        return [listing, *TocTree.run(self)]

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
                    f"paper-category: found {shorten(raw)!r}; one key a line: {error}",
                    place,
                )
                continue
            found.setdefault(key, place)
        return list(found.items())


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("paper-category", PaperCategory)
