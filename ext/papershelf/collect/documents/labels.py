"""Labels of headings with formulas: references to them are text alone, and so are the formulas in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from papershelf.collect.said import text_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def _read(app: Sphinx, doctree: nodes.document) -> None:
    """Give labels the words that their headings have; Sphinx gives them the source of formulas."""
    docname, labels = app.env.current_document.docname, app.env.domains.standard_domain.labels
    places = {
        name: text_of(title)
        for title in doctree.findall(nodes.title)
        if title.next_node(nodes.math) and isinstance(title.parent, nodes.section)
        for name in title.parent["ids"]
    }
    for label, place in doctree.nameids.items() if places else ():
        if place in places and label in labels and labels[label][:2] == (docname, place):
            labels[label] = (docname, place, places[place])


def setup(app: Sphinx) -> None:
    """Connect it behind Sphinx's domains, which take labels from a document when it is read."""
    app.connect("doctree-read", _read)
