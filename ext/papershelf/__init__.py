"""papershelf: a library of paper notes, built with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"

ENV_VERSION = 13
"""Raised whenever what is stored in the environment, or in doctrees, changes its form.

Last reason: a digest of the mentions of each document; what may have to be read otherwise has a table of its own.
"""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything with Sphinx, in the order in which it builds on what came before."""
    from papershelf import workers

    workers.setup(app)  # before the others, which are many objects, are loaded
    from papershelf import book, collect, config, messages, render, resolve, upstream, write

    upstream.setup(app)  # quicker functions for some of docutils' and Sphinx's
    config.setup(app)  # settings
    render.setup(app)  # nodes, and how each output shows them
    collect.setup(app)  # what reading leaves behind: domain, directives, roles, outline, trust
    resolve.setup(app)  # what needs all documents: listings, backlinks, indices, the sidebar
    write.setup(app)  # the HTML builders, and the files beside the HTML
    book.setup(app)  # LaTeX, ePub, a page to print
    app.setup_extension("papershelf.search")
    messages.setup(app)  # last: words that are looked up before it are translated when they are shown
    return {"version": __version__, "env_version": ENV_VERSION, "parallel_read_safe": True, "parallel_write_safe": True}
