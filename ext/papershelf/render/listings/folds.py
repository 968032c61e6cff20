"""What lists show of a paper's summary: folded on a site, open in a book; with one button for all folds of a list."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from papershelf.messages import _
from papershelf.model.collection.catalogue import Entry
from papershelf.model.record.paper import Paper
from papershelf.render import chips, lines
from papershelf.render.assets import SITES
from papershelf.render.nodes import disclosure
from papershelf.render.nodes.visitors import SKIPPED

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LINES = 3
"""Lines of a summary, by convention."""


class fold_all(nodes.General, nodes.Element):
    """The button that opens every fold of the list that follows, and closes them again."""


@dataclass(frozen=True)
class Summaries:
    """The summaries that a list shows.

    :param of: the nodes of a paper's summary, for the page with the list; nothing where it has none.
    :param is_folded: whether a reader opens them; books and plain text have nothing to open.
    :param near: documents of the same book, to whose papers a list gives one line.
    """

    of: Callable[[Entry], Sequence[nodes.Node]]
    is_folded: bool
    near: Container[str] = ()

    def insight(self, entry: Entry) -> list[nodes.Node]:
        """The line that says what a paper is about; it is the first of the summary, where that stands open."""
        paper = entry.paper
        if not paper.about or (not self.is_folded and self._whole(entry)):
            return []
        return [chips.paragraph(*lines.shown(paper.about), classes=("paper-insight",))]

    def fold(self, entry: Entry) -> list[nodes.Node]:
        """The whole summary, where it says more than its first line."""
        found = list(self.of(entry)) if self._whole(entry) else []
        if not found or not self.is_folded:
            return found
        return [disclosure.make(label(entry.paper), *found, opened=False, classes=("paper-fold",))]

    def _whole(self, entry: Entry) -> bool:
        return entry.docname not in self.near and says_more(entry.paper)


NONE = Summaries(lambda entry: (), True)
"""For lists that show insights alone."""


def says_more(paper: Paper) -> bool:
    """Whether a summary has more than the line that lists show anyway."""
    return len(paper.summary) > 1


def label(paper: Paper) -> str:
    """What opens a summary."""
    return str(_("Summary in three lines") if len(paper.summary) == LINES else _("Summary"))


def button(found: nodes.Element) -> list[nodes.Node]:
    """The button above a list that has several folds."""
    folds = [node for node in found.findall(disclosure.disclosure) if "paper-fold" in node["classes"]]
    return [fold_all("")] if len(folds) > 1 else []


def _visit_html(self: Any, node: fold_all) -> None:
    if self.builder.name in SITES:
        shown, hidden = escape(str(_("Open all"))), escape(str(_("Close all")))
        self.body.append(
            f'<p class="paper-fold-all"><button type="button" data-close="{hidden}">{shown}</button></p>\n'
        )
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the button."""
    app.add_node(fold_all, html=(_visit_html, None), latex=SKIPPED, text=SKIPPED, man=SKIPPED, texinfo=SKIPPED)
