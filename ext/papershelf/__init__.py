"""papershelf: a library of paper notes, built with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"

ENV_VERSION = 1
"""Raised whenever what is stored in the environment, or in doctrees, changes its form.

Last reason: the first form.
"""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register every room with Sphinx."""
    from papershelf import collect, config, outputs, render, resolve

    for room in (config, render, collect, resolve, outputs):
        room.setup(app)
    return {
        "version": __version__,
        "env_version": ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
