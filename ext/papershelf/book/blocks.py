"""From the blocks of a paper's page to print: quiet lines, a framed summary, running text after the note."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes

from papershelf.book.layout import with_class
from papershelf.render import chips
from papershelf.render.disclosure import disclosure, disclosure_label


class web_link(nodes.Inline, nodes.TextElement):
    """A link whose words say its address, so that it needs no footnote."""


_IDENTIFIERS = {"https://arxiv.org/abs/": "arXiv:", "https://doi.org/": "doi:"}
"""Beginnings of addresses that stand for an identifier."""
_SCHEME = re.compile(r"^https?://(?:www\.)?")


def without_citing(tree: nodes.document) -> None:
    """Take out how to cite each paper: the list of references says it."""
    for cited in list(with_class(tree, nodes.container, "paper-citing")):
        parent = cited.parent
        parent.remove(cited)
        if not len(parent):
            parent.parent.remove(parent)


def typeset(tree: nodes.document, in_book: Callable[[str], bool]) -> None:
    """Give blocks of papers the form that LaTeX sets.

    :param in_book: whether the note on a paper, by its key, is in the same book.
    """
    for box in list(with_class(tree, nodes.container, "paper-box")):
        _split_box(box)
    for links in list(with_class(tree, nodes.paragraph, "paper-links")):
        for space in [child for child in links.children if isinstance(child, nodes.Text)]:
            links.replace(space, nodes.Text(" · "))
    for link in list(with_class(tree, nodes.reference, "paper-out")):
        link.replace_self(web_link("", _address(link["refuri"], link.astext()), refuri=link["refuri"]))
    for table in with_class(tree, nodes.table, "paper-table"):
        listed = not {"paper-compare", "paper-counts-table"}.intersection(table["classes"])
        table["classes"] += ["colwidths-given", *(["longtable"] if listed else [])]  # a list may go on over the page
    for after in list(with_class(tree, nodes.container, "paper-after")):
        parts = list(_run_in_parts(after))
        after.clear()
        after += parts
    for queue in list(with_class(tree, nodes.bullet_list, "paper-queue")):
        for badge in list(with_class(queue, nodes.inline, "paper-status")):  # all are planned
            badge.parent.remove(badge)
    for item in list(with_class(tree, nodes.list_item, "paper-item")):
        _unfold(item, in_book)
        _one_paragraph(item)
    _keep_places(tree)
    for group in tree.findall(nodes.tgroup):
        _with_rows(group)


def _with_rows(group: nodes.tgroup) -> None:
    """Let a table that is a line of headings alone have it as its only row: Sphinx's writer wants one."""
    if any(isinstance(child, nodes.tbody) and len(child) for child in group):
        return
    rows = [row for child in group if isinstance(child, nodes.thead | nodes.tbody) for row in child]
    for child in [child for child in group if isinstance(child, nodes.thead | nodes.tbody)]:
        group.remove(child)
    group += nodes.tbody("", *rows)


def _split_box(box: nodes.Element) -> None:
    """A few quiet lines, then the summary in a frame."""
    page = _page_of(box)
    title = page.next_node(nodes.title)
    for name in list(with_class(box, nodes.strong, "paper-name")):
        if title is not None and name.astext() == title.astext():
            name.parent.remove(name)  # it stands right above
        else:  # the LaTeX writer drops the class of bold text
            name.replace_self(chips.inline(name.astext(), "paper-name"))
    lead = [child for child in box.children if isinstance(child, nodes.paragraph)]
    for node in lead:
        box.remove(node)
    target = [nodes.target("", "", ids=box["ids"])] if box["ids"] else []
    box["ids"] = []
    box.parent.insert(box.parent.index(box), [*target, chips.container(*lead, classes=("paper-lead",))])
    if not len(box):
        box.parent.remove(box)


def _address(uri: str, label: str) -> str:
    """An address in print: ``arXiv:2106.09685``, ``doi:10.…``, ``Code github.com/…``."""
    for start, name in _IDENTIFIERS.items():
        if uri.startswith(start):
            return unquote(uri.replace(start, name, 1))
    return f"{label} {unquote(_SCHEME.sub('', uri)).rstrip('/')}"


def _page_of(node: nodes.Element) -> nodes.Element:
    """The section of the page that a node stands on."""
    top, above = node.parent, node.parent
    while above is not None and not isinstance(above, addnodes.start_of_file | nodes.document):
        top, above = above, above.parent
    return top


def _relations(fields: nodes.Element) -> Iterator[nodes.paragraph]:
    """A paragraph for each relation: its name, then the papers and what they say."""
    for field in fields.findall(nodes.field):
        name, body = field.children
        yield _run_in(name.astext(), [*body.findall(nodes.paragraph)])


def _run_in_parts(after: nodes.Element) -> Iterator[nodes.paragraph]:
    """What follows a note as running text; a relation is named in its own words, any other part by its heading."""
    label = ""
    lines: list[nodes.paragraph] = []
    for child in [*after.children, nodes.rubric()]:
        if isinstance(child, nodes.rubric):
            if lines:
                yield _run_in(label, lines)
            label, lines = child.astext(), []
        elif isinstance(child, nodes.field_list):
            yield from _relations(child)
        else:
            lines += child.findall(nodes.paragraph)


def _run_in(label: str, sentences: Sequence[nodes.Element]) -> nodes.paragraph:
    line = chips.paragraph(chips.inline(label, "paper-runin"))
    for number, sentence in enumerate(sentences):
        before = sentences[number - 1].astext().rstrip() if number else "."
        line += nodes.Text(" " if before.endswith((".", "!", "?", "…")) else "; ")
        line += sentence.children
    return line


def _unfold(item: nodes.Element, in_book: Callable[[str], bool]) -> None:
    """A folded summary is open where the list is the only place in the book that has it, and else gone."""
    paper = next((node for node in item.findall(addnodes.pending_xref) if node.get("refdomain") == "paper"), None)
    for folded in list(item.findall(disclosure)):
        if paper is None or in_book(paper["reftarget"]):
            folded.parent.remove(folded)
            continue
        for insight in list(with_class(item, nodes.paragraph, "paper-insight")):
            insight.parent.remove(insight)  # it is the first line of the summary
        for label in list(folded.findall(disclosure_label)):
            label.parent.remove(label)


def _one_paragraph(item: nodes.Element) -> None:
    """A line of a list: title and facts on one line, the insight below."""
    paragraphs = [child for child in item.children if isinstance(child, nodes.paragraph)]
    if not paragraphs:
        return
    merged = chips.paragraph(nodes.raw("", "\\raggedright{}", format="latex"))
    first = len(merged)
    for paragraph in paragraphs:
        if "paper-insight" in paragraph["classes"]:
            merged += nodes.raw("", "\\papernewline{}", format="latex")
        elif len(merged) > first:
            merged += nodes.Text(" ")
        merged.extend(paragraph.children)
        item.remove(paragraph)
    item.insert(0, merged)


def _keep_places(tree: nodes.document) -> None:
    """Give blocks that references lead to a target: the LaTeX writer knows ids of sections and targets only."""
    for node in list(tree.findall(nodes.Element)):
        if node.get("ids") and isinstance(node, nodes.container | nodes.paragraph | nodes.list_item):
            target = nodes.target("", "", ids=node["ids"])
            node["ids"] = []
            if isinstance(node, nodes.container):
                node.parent.insert(node.parent.index(node), target)
            elif isinstance(node, nodes.list_item) and node.children and isinstance(node[0], nodes.paragraph):
                node[0].insert(0, target)
            else:
                node.insert(0, target)
