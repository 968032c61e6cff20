"""What docutils has no node for: struck and underlined words, keys, boxes of task lists, new lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from papershelf.messages import _
from papershelf.render.nodes.visitors import BARE

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TAGS = frozenset({"del", "ins", "kbd", "mark", "s", "small", "u"})
"""Elements of HTML that words may stand in."""


class typed(nodes.inline):
    """Words in an element of HTML; ``tag`` is one of :data:`TAGS`."""


class task_box(nodes.Inline, nodes.Element):
    """The box of a task; ``checked`` says whether the task is done."""


class line_break(nodes.Inline, nodes.Element):
    """A new line where the writer wants one; in plain text, a blank."""

    def astext(self) -> str:
        """What parts the words on either side."""
        return " "


def _visit_html(self: Any, node: typed) -> None:
    self.body.append(f"<{node['tag']}>")


def _depart_html(self: Any, node: typed) -> None:
    self.body.append(f"</{node['tag']}>")


def _box_html(self: Any, node: task_box) -> None:
    checked = 'checked="checked" ' if node["checked"] else ""
    label = self.attval(str(_("done") if node["checked"] else _("not done")))
    box = '<input class="task-list-item-checkbox" type="checkbox" disabled="disabled"'
    self.body.append(f'{box} {checked}aria-label="{label}" />')
    raise nodes.SkipNode


def _box_text(self: Any, node: task_box) -> None:
    self.add_text("[x] " if node["checked"] else "[ ] ")
    raise nodes.SkipNode


def _box_other(self: Any, node: task_box) -> None:
    self.body.append("[x] " if node["checked"] else "[ ] ")
    raise nodes.SkipNode


def _break_html(self: Any, node: line_break) -> None:
    self.body.append("<br />\n")
    raise nodes.SkipNode


def _break_text(self: Any, node: line_break) -> None:
    self.add_text("\n")
    raise nodes.SkipNode


def _break_man(self: Any, node: line_break) -> None:
    self.body.append("\n.br\n")
    raise nodes.SkipNode


def _break_texinfo(self: Any, node: line_break) -> None:
    self.body.append("@*\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the nodes; the LaTeX writer has methods of its own for them."""
    app.add_node(typed, html=(_visit_html, _depart_html), text=BARE, man=BARE, texinfo=BARE)
    app.add_node(
        line_break,
        html=(_break_html, None),
        text=(_break_text, None),
        man=(_break_man, None),
        texinfo=(_break_texinfo, None),
    )
    boxes = (_box_other, None)
    app.add_node(task_box, html=(_box_html, None), text=(_box_text, None), man=boxes, texinfo=boxes)
