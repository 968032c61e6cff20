"""What others load at each start and hardly use: it is loaded when it is used."""

from __future__ import annotations

import importlib
import sys
from importlib import metadata
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FURO = {"2025.12.19"}
"""Versions of furo whose inside is known."""
_NAVIGATION = "furo.navigation"


class _Later(ModuleType):
    """A module that furo takes one function of; the true one loads a parser of HTML, a tenth of a start."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked for while it is imported
            raise AttributeError(name)
        return getattr(_loaded(self), name)

    def get_navigation_tree(self, toctree_html: str) -> str:
        """``furo.navigation.get_navigation_tree``; there is mostly no tree, since our sidebar stands in its place."""
        tree: str = _loaded(self).get_navigation_tree(toctree_html) if toctree_html else toctree_html
        return tree


def _loaded(later: ModuleType) -> Any:
    if sys.modules.get(_NAVIGATION) is later:
        del sys.modules[_NAVIGATION]
    return importlib.import_module(_NAVIGATION)


def is_known() -> bool:
    """Whether furo is of a version whose inside is known."""
    return _version("furo") in FURO


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""


def setup(app: Sphinx) -> None:
    """Put the module in the place of the true one, before the theme asks for it."""
    if app.config.html_theme == "furo" and _NAVIGATION not in sys.modules and is_known():
        sys.modules[_NAVIGATION] = _Later(_NAVIGATION)
