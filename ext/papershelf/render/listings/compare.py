"""Papers side by side: a column for each, a row for each field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from docutils import nodes

from papershelf.messages import _
from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.model.collection.graph import connections
from papershelf.render import chips, lines, words
from papershelf.render.assets import SITES
from papershelf.render.listings import listing
from papershelf.render.nodes.visitors import SKIPPED

if TYPE_CHECKING:
    from sphinx.application import Sphinx

Cell = list[nodes.Node]
_Row = Callable[["Comparison", Entry], Cell]

_LABEL_WIDTH, _PAPER_WIDTH = 12, 30


class compared(nodes.Inline, nodes.Element):
    """The paper of a cell, said on phones, where columns stand one below the other; ``name`` is its name."""


class Comparison:
    """Papers that are compared, and the page that they are shown on."""

    def __init__(self, entries: Sequence[Entry], refdoc: str, catalogue: Catalogue) -> None:
        self.entries = entries
        self.refdoc = refdoc
        self.catalogue = catalogue
        self.links = [link for link in connections(catalogue, entries) if link.relation]

    def table(self, rows: Sequence[str]) -> nodes.table:
        """The table; a row that no paper has a value for is left out."""
        found = []
        for name in rows:
            cells = [ROWS[name](self, entry) for entry in self.entries]
            if any(cells):
                label = chips.paragraph(nodes.Text(row_label(name)))
                found.append([[label], *([self._cell(*pair)] for pair in zip(self.entries, cells, strict=True))])
        head: list[str | nodes.Node] = [str(_("Field"))]
        head += [_head(entry, self.refdoc) for entry in self.entries]
        widths = [_LABEL_WIDTH, *([_PAPER_WIDTH] * len(self.entries))]
        made = listing.table(head, found, widths=widths, classes=("paper-table", "paper-compare", "no-search"))
        next(made.findall(nodes.colspec))["stub"] = 1
        return made

    def _cell(self, entry: Entry, cell: Cell) -> nodes.paragraph:
        return chips.paragraph(compared(name=entry.paper.name), *(cell or [nodes.Text("–")]))


def _head(entry: Entry, refdoc: str) -> nodes.Node:
    """The name of a paper, with its library where that is another one."""
    link = chips.xref(entry.key, refdoc)
    return nodes.inline("", "", link, nodes.Text(f" ({entry.library})")) if entry.library else link


def compare(entries: Sequence[Entry], rows: Sequence[str], refdoc: str, catalogue: Catalogue) -> nodes.Element:
    """A table of papers; a sentence instead when there are none."""
    if not entries:
        return chips.paragraph(nodes.Text(str(_("No papers yet."))), classes=("paper-empty",))
    return Comparison(entries, refdoc, catalogue).table(rows)


def _text(value: str) -> Cell:
    return [nodes.Text(value)] if value else []


def _category(all_papers: Comparison, entry: Entry) -> Cell:
    found: Cell = []
    for slug in entry.paper.categories:
        places = [(category.docname, category.title) for category in all_papers.catalogue.path(slug)]
        found += [nodes.Text(", ")] if found else []
        found += chips.path(places, all_papers.refdoc) or [nodes.Text(slug)]
    return found


def _links(_all_papers: Comparison, entry: Entry) -> Cell:
    found: Cell = []
    for name, url in entry.paper.all_links.items():
        found += [nodes.Text(chips.DOT)] if found else []
        found.append(nodes.reference("", words.link_label(name), refuri=url, internal=False))
    return found


def _relations(all_papers: Comparison, entry: Entry) -> Cell:
    others: dict[str, list[str]] = {}
    for link in all_papers.links:
        if link.relation and entry.key in (link.source, link.target):
            ahead = link.source == entry.key
            label = words.relation_label(link.relation, not ahead and not link.mutual)
            others.setdefault(label, []).append(link.target if ahead else link.source)
    found: Cell = []
    for label, keys in others.items():
        found.append(nodes.Text(f"{'; ' if found else ''}{label}: "))
        for number, key in enumerate(keys):
            found += [nodes.Text(", ")] if number else []
            found.append(chips.xref(key, all_papers.refdoc))
    return found


ROWS: dict[str, _Row] = {
    "status": lambda _all, e: [chips.badge(e.paper.status)],
    "authors": lambda _all, e: _text(chips.author_line(e.paper.authors)),
    "year": lambda _all, e: _text(e.paper.year),
    "venue": lambda _all, e: _text(e.paper.venue),
    "category": _category,
    "tags": lambda _all, e: chips.tag_list(e.paper.tags),
    "links": _links,
    "insight": lambda _all, e: lines.shown(e.paper.about),
    "relations": _relations,
}
"""The rows that there are, in their usual order."""


def row_label(name: str) -> str:
    """What heads a row."""
    labels = {
        "status": _("Status"),
        "authors": _("Authors"),
        "year": _("Year"),
        "venue": _("Venue"),
        "category": _("Category"),
        "tags": _("Tags"),
        "links": _("Links"),
        "insight": _("Insight"),
        "relations": _("Relations"),
    }
    return str(labels[name])


def _visit_compared_html(self: Any, node: compared) -> None:
    if self.builder.name in SITES:
        self.body.append(f'<span class="paper-compared">{self.encode(node["name"])}</span>')
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the node."""
    html = (_visit_compared_html, None)
    app.add_node(compared, html=html, latex=SKIPPED, text=SKIPPED, man=SKIPPED, texinfo=SKIPPED)
