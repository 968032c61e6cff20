"""A block that opens and closes: ``<details>`` in HTML, its content under a line of its own elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docutils import nodes

from papershelf.render.nodes.visitors import BARE, as_a

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class disclosure(nodes.General, nodes.Element):
    """The block; ``open`` says whether it starts open."""


class disclosure_label(nodes.General, nodes.TextElement):
    """The line that opens and closes it."""


def make(label: str, *children: nodes.Node, opened: bool, classes: tuple[str, ...] = ()) -> disclosure:
    """A block with its label."""
    node = disclosure("", classes=["paper-disclosure", *classes], open=opened)
    node += disclosure_label("", label)
    node.extend(children)
    return node


def citation(label: str, reference: Sequence[nodes.Node], code: str, name: str) -> disclosure:
    """A closed block that says how to cite something: a line of a bibliography, and BibTeX to copy.

    :param name: its class.
    """
    line = nodes.paragraph("", "", *reference, classes=["paper-reference"])
    block = nodes.literal_block(code, code, language="bibtex", force=True, linenos=False, classes=["paper-bibtex"])
    return make(label, line, block, opened=False, classes=(name, "no-search"))


def _visit_html(self: Any, node: disclosure) -> None:
    attributes = (
        {"open": "open"} if node["open"] or self.builder.format != "html" or self.builder.name == "epub" else {}
    )
    self.body.append(self.starttag(node, "details", **attributes))


def _depart_html(self: Any, node: disclosure) -> None:
    self.body.append("</details>\n")


def _visit_label_html(self: Any, node: disclosure_label) -> None:
    self.body.append(self.starttag(node, "summary", ""))


def _depart_label_html(self: Any, node: disclosure_label) -> None:
    self.body.append("</summary>\n")


def setup(app: Sphinx) -> None:
    """Register the nodes."""
    label = as_a("paragraph")
    app.add_node(disclosure, html=(_visit_html, _depart_html), text=BARE, man=BARE, texinfo=BARE)
    app.add_node(disclosure_label, html=(_visit_label_html, _depart_label_html), text=label, man=label, texinfo=label)
