"""Search that finds Korean, an extension by itself. May import ``messages``, ``model`` and ``theming``.

Any Sphinx site can have it by itself: ``extensions = ["papershelf.search"]`` with ``language = "ko"``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

ENV_VERSION = 7
"""Raised when words are split otherwise, or kept otherwise."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the language and the page."""
    from papershelf import __version__, messages
    from papershelf.search import page
    from papershelf.search.language import SearchKorean

    page.setup(app)
    if app.config.papershelf_search:
        app.add_search_language(SearchKorean)
    messages.setup(app)
    return {
        "version": __version__,
        "env_version": ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
