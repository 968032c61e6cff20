"""From pages to chapters: what stands where in a book, done on the doctree that holds all pages."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes

from papershelf.messages import _
from papershelf.model.tree import SEPARATOR
from papershelf.render import chips
from papershelf.render.disclosure import disclosure


class web_link(nodes.Inline, nodes.TextElement):
    """A link whose words say its address, so that it needs no footnote."""


class paper_part(nodes.Part, nodes.TextElement):
    """A part of the book, by its title; what follows is inside it, up to the next part or its end."""


def chapters(
    tree: nodes.document, docname: str, categories: Mapping[str, Sequence[str]], home: str, *, flat: bool = False
) -> None:
    """Bring pages into the order of a book: a preface, a chapter for each page of the home page's toctrees.

    :param docname: the document that the tree was made from.
    :param categories: docname of each page that declares a category, to the titles of the categories above it.
    :param home: docname of the home page.
    :param flat: whether a category below another follows it, so that papers of all are headings of one size; a
        category at the top that has others below it then begins a part.
    """
    pages = list(tree.findall(addnodes.start_of_file))
    depth = len(categories.get(docname, ()))
    for page in [tree, *pages] if docname in categories else pages:
        name = docname if page is tree else page["docname"]
        if name in categories:
            if not _as_chapter(page, categories, flat=flat) and flat:
                page.insert(0, _raw("\\papershort"))
            if flat and page is not tree:
                _name_path(page, categories[name][depth + 1 :])
    if docname == home:
        _with_preface(tree, categories if flat else {})


def _name_path(page: nodes.Element, above: Sequence[str]) -> None:
    """Let a chapter say which categories it is below, but for the one whose part it stands in."""
    title = page.next_node(nodes.title)
    if title is not None and above:
        title.insert(0, nodes.Text(SEPARATOR.join([*above, ""])))


def without_citing(tree: nodes.document) -> None:
    """Take out how to cite each paper: the list of references says it."""
    for cited in list(_with_class(tree, disclosure, "paper-cite")):
        cited.parent.remove(cited)


def typeset(tree: nodes.document) -> None:
    """Give blocks of papers the form that LaTeX sets."""
    for box in list(_with_class(tree, nodes.container, "paper-box")):
        _split_box(box)
    for links in list(_with_class(tree, nodes.paragraph, "paper-links")):
        for space in [child for child in links.children if isinstance(child, nodes.Text)]:
            links.replace(space, nodes.Text(" · "))
    for link in list(_with_class(tree, nodes.reference, "paper-out")):
        link.replace_self(web_link("", _address(link["refuri"], link.astext()), refuri=link["refuri"]))
    for table in _with_class(tree, nodes.table, "paper-table"):
        listed = not {"paper-compare", "paper-counts-table"}.intersection(table["classes"])
        table["classes"] += ["colwidths-given", *(["longtable"] if listed else [])]  # a list may go on over the page
    for fields in list(_with_class(tree, nodes.field_list, "paper-relations")):
        fields.replace_self(list(_relations(fields)))
    for queue in list(_with_class(tree, nodes.bullet_list, "paper-queue")):
        for badge in list(_with_class(queue, nodes.inline, "paper-status")):  # all are planned
            badge.parent.remove(badge)
    for item in list(_with_class(tree, nodes.list_item, "paper-item")):
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


def _with_preface(tree: nodes.document, categories: Mapping[str, Sequence[str]]) -> None:
    """Make the home page's own text an unnumbered first chapter, with the pages below it as chapters.

    :param categories: as for :func:`chapters`, where parts are wanted.
    """
    top = _top(tree)
    if top is None:
        return
    pages = _pages_below(tree)
    for page in pages:
        page.parent.remove(page)
    content = [node for node in top.children[1:] if not _is_empty(node)]
    for node in list(top.children[1:]):
        top.remove(node)
    if any(not isinstance(node, nodes.target | nodes.comment | addnodes.index) for node in content):
        preface = nodes.section("", nodes.title("", str(_("Preface"))), *content)
        preface["ids"], top["ids"] = ["preface", *top["ids"]], ["book"]
        top += [_raw("\\paperfrontbegin"), preface, _raw("\\paperfrontend")]
    top.extend(_in_parts(pages, categories))


def _in_parts(
    pages: Sequence[addnodes.start_of_file], categories: Mapping[str, Sequence[str]]
) -> Iterator[nodes.Element]:
    """Chapters, with a part for each category at the top that has others below it."""
    inside = False
    for page, following in zip(pages, [*pages[1:], None], strict=True):
        above = categories.get(page["docname"], ())
        if not above:
            begins = following is not None and bool(categories.get(following["docname"], ()))
            title = page.next_node(nodes.title)
            if begins and title is not None:
                yield paper_part("", title.astext())
            elif inside:
                yield _raw("\\paperpartend")
            inside = begins
        yield page


def _with_class(tree: nodes.Node, kind: type[nodes.Element], name: str) -> Iterator[nodes.Element]:
    for node in tree.findall(kind):
        if name in node["classes"]:
            yield node


def _raw(text: str) -> nodes.raw:
    return nodes.raw("", f"\n\n{text}\n\n", format="latex")


def _top(page: nodes.Element) -> nodes.section | None:
    return next((child for child in page.children if isinstance(child, nodes.section)), None)


def _pages_below(page: nodes.Element) -> list[addnodes.start_of_file]:
    """The pages that a page's toctrees hold, without the pages below those."""
    found: list[addnodes.start_of_file] = []
    stack = list(reversed(page.children))
    while stack:
        node = stack.pop()
        if isinstance(node, addnodes.start_of_file):
            found.append(node)
        else:
            stack.extend(reversed(node.children))
    return found


def _is_empty(node: nodes.Node) -> bool:
    """Whether only the shell of a toctree is left."""
    return isinstance(node, nodes.compound) and "toctree-wrapper" in node["classes"] and not node.children


def _as_chapter(page: nodes.Element, categories: Container[str], *, flat: bool) -> bool:
    """The category's own text first, then a section per paper, what is still to be read, the categories below it.

    :returns: whether the category has notes.
    """
    top = _top(page)
    if top is None:
        return False
    below = _pages_below(page)
    for inner in below:
        inner.parent.remove(inner)
    queues = list(_with_class(page, nodes.bullet_list, "paper-queue"))  # the papers' own are not among them now
    notes = [inner for inner in below if inner["docname"] not in categories]
    for paper in notes:
        top += [_raw("\\paperbegin"), paper]
    for number, queue in enumerate(queues):
        section = queue.parent
        if section is not top and isinstance(section, nodes.section) and len(section) == 2:
            section.parent.remove(section)  # the author's own heading
            top += section
        else:
            section.remove(queue)
            name = nodes.make_id(f"queue-{page['docname']}") + (f"-{number}" if number else "")
            if notes or not flat:
                top += nodes.section("", nodes.title("", str(_("Papers to read"))), queue, ids=[name])
            else:
                top += queue
    inner_pages = [inner for inner in below if inner["docname"] in categories]
    if flat and isinstance(page, addnodes.start_of_file):
        place = page.parent.index(page) + 1
        page.parent.insert(place, inner_pages)
    else:
        top += inner_pages
    return bool(notes)


_IDENTIFIERS = {"https://arxiv.org/abs/": "arXiv:", "https://doi.org/": "doi:"}
"""Beginnings of addresses that stand for an identifier."""
_SCHEME = re.compile(r"^https?://(?:www\.)?")
_AFTER = ("paper-relations", "paper-next")
"""What follows the note, in this order."""


def _split_box(box: nodes.Element) -> None:
    """A few quiet lines, the summary in a frame; what the paper is tied to ends its page."""
    for name in list(_with_class(box, nodes.strong, "paper-name")):
        name.replace_self(chips.inline(name.astext(), "paper-name"))  # the LaTeX writer drops the class of bold text
        break
    after = [
        node for name in _AFTER for kind in (nodes.field_list, nodes.container) for node in _with_class(box, kind, name)
    ]
    for node in after:
        box.remove(node)
    lead = [child for child in box.children if isinstance(child, nodes.paragraph)]
    for node in lead:
        box.remove(node)
    target = [nodes.target("", "", ids=box["ids"])] if box["ids"] else []
    box["ids"] = []
    box.parent.insert(box.parent.index(box), [*target, chips.container(*lead, classes=("paper-lead",))])
    page = _page_of(box)
    if not len(box):
        box.parent.remove(box)
    if after:
        lines = [
            line for node in after for line in (_relations(node) if isinstance(node, nodes.field_list) else _next(node))
        ]
        page += chips.container(*lines, classes=("paper-after",))


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


def _next(suggestions: nodes.Element) -> Iterator[nodes.paragraph]:
    label, *_rest = suggestions.children
    items = suggestions.findall(nodes.list_item)
    yield _run_in(label.astext(), [line for item in items for line in item.findall(nodes.paragraph)])


def _run_in(label: str, sentences: Sequence[nodes.Element]) -> nodes.paragraph:
    line = chips.paragraph(chips.inline(label, "paper-runin"))
    for number, sentence in enumerate(sentences):
        before = sentences[number - 1].astext().rstrip() if number else "."
        line += nodes.Text(" " if before.endswith((".", "!", "?", "…")) else "; ")
        line += sentence.children
    return line


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
