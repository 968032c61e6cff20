"""What sphinx-design looks for on each page, by four walks: cards that open, asides, tabs, links for a new window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx_design import aside, dropdown, extension, tabs

from papershelf.upstream.trees import Table, index

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_ATTRIBUTE = "_papershelf_design"
_NEW_TAB = "sd_new_tab"

_their_aside = aside.AsideHtmlTransform.run
_their_dropdown = dropdown.DropdownHtmlTransform.run
_their_tabs = tabs.TabSetHtmlTransform.run
_their_links: Callable[..., None] = getattr(extension, "_resolve_new_tab_refs", print)


def _has(tree: nodes.document, name: str) -> bool:
    """Whether a tree may have a component of a name; they are looked for once, as long as nothing is put into it."""
    if not index.is_on:
        return True
    seen, found = vars(tree).get(_ATTRIBUTE, (-1, set()))
    if seen != index.changes:
        found = _components(tree)
        setattr(tree, _ATTRIBUTE, (index.changes, found))
    return name in found


def _components(tree: nodes.document) -> set[str]:
    attributes = [node.attributes for node in tree.findall(nodes.Element)]
    found = {held["design_component"] for held in attributes if "design_component" in held}
    return found | {_NEW_TAB} if any(held.get(_NEW_TAB) for held in attributes) else found


def _aside(self: aside.AsideHtmlTransform, **kwargs: Any) -> None:
    """``AsideHtmlTransform.run``."""
    if _has(self.document, "aside"):
        _their_aside(self, **kwargs)


def _dropdown(self: dropdown.DropdownHtmlTransform, **kwargs: Any) -> None:
    """``DropdownHtmlTransform.run``."""
    if _has(self.document, "dropdown"):
        _their_dropdown(self, **kwargs)


def _tabs(self: tabs.TabSetHtmlTransform, **kwargs: Any) -> None:
    """``TabSetHtmlTransform.run``."""
    if _has(self.document, "tab-set"):
        _their_tabs(self, **kwargs)


def _links(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """``_resolve_new_tab_refs``."""
    if _has(doctree, _NEW_TAB):
        _their_links(app, doctree, docname)


OF_DESIGN: Table = (
    (aside.AsideHtmlTransform, "run", _aside, _their_aside),
    (dropdown.DropdownHtmlTransform, "run", _dropdown, _their_dropdown),
    (tabs.TabSetHtmlTransform, "run", _tabs, _their_tabs),
    (extension, "_resolve_new_tab_refs", _links, _their_links),
)
