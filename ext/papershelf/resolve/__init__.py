"""What needs all documents: listings, backlinks, indices, the sidebar. May import ``collect``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the site's address, the post-transforms, the indices and the checks."""
    from papershelf.resolve import addresses, citations, consistency, fill, indices, pictures, site

    for module in (site, fill, citations, pictures, addresses, indices, consistency):
        module.setup(app)
