"""A drawing with links in HTML, with its caption, and everywhere the same as a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from papershelf.messages import _
from papershelf.model.record.paper import Relation
from papershelf.render import chips
from papershelf.render.assets import SITES
from papershelf.render.drawings.drawing import WEIGHT, Line, Node, drawn_line
from papershelf.render.drawings.timeline import Spot, timeline
from papershelf.render.nodes import disclosure
from papershelf.render.nodes.visitors import SKIPPED

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_ARROWS = {relation.value for relation in Relation if not relation.is_symmetric}
"""Kinds of lines that point somewhere."""


@dataclass(frozen=True)
class Drawing:
    """What an SVG shows; where its nodes lead is known when the page is written.

    :param legend: class of a sample, and what it means.
    :param pulls: of a network: nodes that belong together.
    :param spots: of a timeline: where each node stands; without them it is a network.
    """

    name: str
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    legend: tuple[tuple[str, str], ...] = ()
    pulls: tuple[tuple[int, int, float], ...] = ()
    spots: tuple[Spot, ...] = ()
    lanes: tuple[str, ...] = ()

    def svg(self, addresses: Sequence[str]) -> str:
        """The SVG element."""
        if self.spots:
            unknown = str(_("No year"))
            return timeline(self.name, self.nodes, self.spots, self.lines, addresses, self.lanes, unknown)
        from papershelf.render.drawings.network import network  # with numpy, which few pages need

        return network(self.name, self.nodes, self.lines, addresses, self.pulls)


class paper_graph(nodes.General, nodes.Element):
    """A drawing; its children are references, one for each node of the drawing."""


def figure(made: Drawing, targets: Sequence[nodes.Node], caption: str, listed: nodes.Node) -> nodes.container:
    """A drawing with its caption and its list."""
    return chips.container(
        paper_graph("", *targets, drawing=made),
        chips.paragraph(nodes.Text(caption), classes=("paper-caption",)),
        disclosure.make(str(_("As a list")), listed, opened=False, classes=("paper-graph-list",)),
        classes=("paper-graph", "no-search"),
    )


def _visit_html(self: Any, node: paper_graph) -> None:
    if self.builder.name == "epub":
        raise nodes.SkipNode
    made: Drawing = node["drawing"]
    addresses = [_address(link) for link in node.findall(nodes.reference)]
    self.body.append(f'<div class="paper-graph-frame">{made.svg(addresses)}</div>\n')
    if made.legend:
        entries = "".join(f"<li>{_sample(kind)} {escape(text)}</li>" for kind, text in made.legend)
        self.body.append(f'<ul class="paper-legend">{entries}</ul>\n')
    raise nodes.SkipNode


def _sample(kind: str) -> str:
    """What an entry of the legend explains, as it is drawn."""
    if not kind.startswith("paper-edge-"):
        return f'<span class="paper-key {kind}"></span>'
    name = kind.removeprefix("paper-edge-")
    width = 5 if name == WEIGHT else 0
    line = drawn_line(Line(0, 0, name, arrow=name in _ARROWS, width=width), [(1, 5), (33, 5)])
    start = '<svg xmlns="http://www.w3.org/2000/svg" class="paper-key-line" viewBox="0 0 34 10" aria-hidden="true">'
    return f"{start}{line}</svg>"


def _address(link: nodes.reference) -> str:
    """Where a resolved reference leads; one to the top of its own page has an empty address."""
    return f"#{link['refid']}" if "refid" in link else link["refuri"] or "#"


def _link(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let a page with a drawing load its script; no other page does."""
    if app.builder.name in SITES and doctree and next(doctree.findall(paper_graph), None):
        said = {"data-hint": str(_("Once more opens the page; Esc shows all again.")), "data-all": str(_("Show all"))}
        app.add_js_file("papershelf-graph.js", loading_method="defer", **said)  # type: ignore[arg-type]


def setup(app: Sphinx) -> None:
    """Register the node and the handler."""
    app.add_node(paper_graph, html=(_visit_html, None), latex=SKIPPED, text=SKIPPED, man=SKIPPED, texinfo=SKIPPED)
    app.connect("html-page-context", _link)
