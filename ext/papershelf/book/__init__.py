"""The library as a book, an ePub, a page to print. May import ``resolve``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the settings, the builder and what turns pages into chapters."""
    from papershelf.book import citations, ebook, transforms
    from papershelf.book.latex import builder, harmless, settings

    for module in (settings, citations, harmless, transforms, builder, ebook):
        module.setup(app)
