"""Pages as a book has them: their order, their blocks, and what is said once at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from papershelf.book import layout
from papershelf.book.latex import blocks
from papershelf.collect.domain.paper import paper_domain
from papershelf.resolve.fill import above

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class ArrangeBook(SphinxPostTransform):
    """Bring pages that become one document into the order of a book."""

    default_priority = 6  # once placeholders are filled (5)
    builders: tuple[str, ...] = ("latex",)
    flat = True

    def run(self, **kwargs: Any) -> None:
        """Arrange the pages."""
        domain = paper_domain(self.env)
        categories = {docname: [c.title for c in above(docname, domain)] for docname in domain.categories}
        docname, home = self.env.current_document.docname, self.config.root_doc
        layout.chapters(self.document, docname, categories, home, flat=self.flat)


class ArrangePage(ArrangeBook):
    """The same for one page with everything, where headings of categories and papers stand inside each other."""

    builders = ("singlehtml",)
    flat = False


class TypesetBlocks(SphinxPostTransform):
    """Give what was made for pages of the web a form for print."""

    default_priority = 6
    builders = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Change the blocks of papers."""
        catalogue = paper_domain(self.env).catalogue
        pages = {self.env.current_document.docname}
        pages |= {page["docname"] for page in self.document.findall(addnodes.start_of_file)}
        blocks.typeset(self.document, lambda key: (found := catalogue.by_key(key)) is None or found.docname in pages)


class CiteOnce(SphinxPostTransform):
    """Books say how to cite a paper at their end."""

    default_priority = 6
    builders = ("latex", "epub")

    def run(self, **kwargs: Any) -> None:
        """Take it out of the pages."""
        blocks.without_citing(self.document)


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    for transform in (ArrangeBook, ArrangePage, CiteOnce, TypesetBlocks):
        app.add_post_transform(transform)
