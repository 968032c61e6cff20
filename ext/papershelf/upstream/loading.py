"""What others load at each start and hardly use: it is loaded when it is used."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from functools import partial
from importlib import metadata
from types import ModuleType
from typing import TYPE_CHECKING, Any

from sphinx import addnodes

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


def _has_few(theirs: Callable[..., bool], builder: Any, docname: str) -> bool:
    """``furo.has_not_enough_items_to_show_toc``: a table of contents that is shown whole is not copied first."""
    env = builder.env
    toc = env.tocs.get(docname)
    if toc is None or not toc.children or env.metadata[docname].get("tocdepth") or any(toc.findall(addnodes.only)):
        return theirs(builder, docname)
    return all(entry.tagname == "toctree" for below in toc[0].children[1:2] for entry in below.children)


def _count_quickly(app: Sphinx) -> None:
    """Take the place of the function, once the theme is loaded."""
    furo: Any = sys.modules.get("furo")
    if app.config.html_theme != "furo" or furo is None or not is_known():
        return
    if not isinstance(furo.has_not_enough_items_to_show_toc, partial):
        furo.has_not_enough_items_to_show_toc = partial(_has_few, furo.has_not_enough_items_to_show_toc)


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
    app.connect("builder-inited", _count_quickly)
