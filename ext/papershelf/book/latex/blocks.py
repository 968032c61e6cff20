"""From the blocks of a paper's page to print: quiet lines, a framed summary, running text after the note."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes

from papershelf.book.layout import with_class
from papershelf.render import chips


class web_link(nodes.Inline, nodes.TextElement):
    """A link whose words say its address, so that it needs no footnote."""


_IDENTIFIERS = {"https://arxiv.org/abs/": "arXiv:", "https://doi.org/": "doi:"}
"""Beginnings of addresses that stand for an identifier."""
_SCHEME = re.compile(r"^https?://(?:www\.)?")
_LINE = ("item-title", "item-line", "item-links", "insight")
"""Paragraphs of an entry of a list that are one in print, in this order."""


def without_citing(tree: nodes.document) -> None:
    """Take out how to cite each paper: the list of references says it."""
    for cited in list(with_class(tree, nodes.container, "paper-citing")):
        after = cited.parent
        after.remove(cited)
        if not len(after):
            after.parent.remove(after)


def typeset(tree: nodes.document, in_book: Callable[[str], bool]) -> None:
    """Give blocks of papers the form that LaTeX sets.

    :param in_book: whether a paper, by its key, has its place in the same book.
    """
    for box in list(with_class(tree, nodes.container, "paper-box")):
        _split_box(box)
    for links in list(with_class(tree, nodes.paragraph, "paper-links")):
        for space in [child for child in links.children if isinstance(child, nodes.Text)]:
            links.replace(space, nodes.Text(" · "))
    for links in with_class(tree, nodes.paragraph, "paper-item-links"):
        _say_once(links)
    for link in list(with_class(tree, nodes.reference, "paper-out")):
        link.replace_self(web_link("", _address(link["refuri"], link.astext()), refuri=link["refuri"]))
    for table in with_class(tree, nodes.table, "paper-table"):
        listed = not {"paper-compare", "paper-counts-table"}.intersection(table["classes"])
        table["classes"] += ["colwidths-given", *(["longtable"] if listed else [])]  # a list may go on over the page
    for after in list(with_class(tree, nodes.container, "paper-after")):
        lines = list(_running(after.children))
        after.children = []
        after.extend(lines)
    for queue in list(with_class(tree, nodes.bullet_list, "paper-queue")):
        for badge in list(with_class(queue, nodes.inline, "paper-status")):  # all are planned
            badge.parent.remove(badge)
    for item in list(with_class(tree, nodes.list_item, "paper-item")):
        _one_paragraph(item, in_book)
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
    """A few quiet lines, the summary in a frame; what the paper is tied to ends its page."""
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


def _say_once(links: nodes.Element) -> None:
    """Leave out the PDF that arXiv has: in print, what follows ``arXiv:`` leads to it."""
    addresses = {link["refuri"] for link in links.findall(nodes.reference)}
    for link in list(links.findall(nodes.reference)):
        if link["refuri"].replace("/pdf/", "/abs/") in addresses - {link["refuri"]}:
            place = links.index(link)
            del links[max(0, place - 1) : place + (1 if place else 2)]  # and the blank beside it


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


def _running(after: Sequence[nodes.Node]) -> Iterator[nodes.paragraph]:
    """What follows a note as running text: a paragraph for each relation, one for mentions, one for what to read."""
    label, sentences = "", list[nodes.Element]()
    for node in [*after, None]:
        if node is None or isinstance(node, nodes.rubric):
            if sentences:
                yield _run_in(label, sentences)
            label, sentences = node.astext() if node is not None else "", []
        elif isinstance(node, nodes.field_list):
            for name, body in (field.children for field in node.findall(nodes.field)):
                yield _run_in(name.astext(), list(body.findall(nodes.paragraph)))
        else:
            sentences += node.findall(nodes.paragraph)


def _run_in(label: str, sentences: Sequence[nodes.Element]) -> nodes.paragraph:
    line = chips.paragraph(chips.inline(label, "paper-runin"))
    for number, sentence in enumerate(sentences):
        before = sentences[number - 1].astext().rstrip() if number else "."
        line += nodes.Text(" " if before.endswith((".", "!", "?", "…")) else "; ")
        line += sentence.children
    return line


def _one_paragraph(item: nodes.Element, in_book: Callable[[str], bool]) -> None:
    """A line of a list: title, facts and links on one line, the insight below.

    Links stand where the paper itself stands, and need not be said again.
    """
    parts = {name: list(with_class(item, nodes.paragraph, f"paper-{name}")) for name in _LINE}
    paper = next((node for node in item.findall(addnodes.pending_xref) if node.get("refdomain") == "paper"), None)
    merged = chips.paragraph(nodes.raw("", "\\raggedright{}", format="latex"))
    for name, paragraphs in parts.items():
        for paragraph in paragraphs:
            paragraph.parent.remove(paragraph)
            if name == "item-links" and paper is not None and in_book(paper["reftarget"]):
                continue
            if name == "insight":
                merged += nodes.raw("", "\\papernewline{}", format="latex")
            elif len(merged) > 1:
                merged += nodes.Text(" ")
            merged.extend([_quiet(paragraph)] if name == "item-line" else paragraph.children)
    item.insert(0, merged)


def _quiet(line: nodes.Element) -> nodes.inline:
    return nodes.inline("", "", *line.children, classes=["paper-byline"])


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
