"""Boxes of task lists, once a page is translated: a translation would take them away with the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from papershelf.render.nodes.typed import task_box

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TASK = "papershelf-task"
"""Attribute of a list item that is a task: whether it is done."""


class DrawBoxes(SphinxTransform):
    """Put the box of each task before its words."""

    default_priority = 25  # behind Sphinx's Locale

    def apply(self) -> None:
        """Go through the items."""
        for item in self.document.findall(nodes.list_item):
            if TASK not in item:
                continue
            box = [task_box("", checked=item.attributes.pop(TASK)), nodes.Text(" ")]
            first = next(iter(item.children), None)
            if isinstance(first, nodes.paragraph):
                first.insert(0, box)
            else:
                item.insert(0, nodes.paragraph("", "", *box))


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(DrawBoxes)
