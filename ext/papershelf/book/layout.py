"""From pages to chapters: what stands where in a book, done on the doctree that holds all pages."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from docutils import nodes
from sphinx import addnodes

from papershelf.messages import _
from papershelf.model.tree import SEPARATOR
from papershelf.render import chips
from papershelf.render.disclosure import disclosure


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
            _as_chapter(page, categories, flat=flat)
            if flat and page is not tree:
                _name_path(page, categories[name][depth + 1 :])
    if docname == home:
        _with_preface(tree, categories if flat else {})


def _name_path(page: nodes.Element, above: Sequence[str]) -> None:
    """Let a chapter say which categories it is below, but for the one whose part it stands in."""
    title = page.next_node(nodes.title)
    if title is not None and above:
        title.insert(0, nodes.Text(SEPARATOR.join([*above, ""])))


def typeset(tree: nodes.document) -> None:
    """Give blocks of papers the form that LaTeX sets."""
    for box in list(_with_class(tree, nodes.container, "paper-box")):
        _name_box(box)
    for links in list(_with_class(tree, nodes.paragraph, "paper-links")):
        for space in [child for child in links.children if isinstance(child, nodes.Text)]:
            links.replace(space, nodes.Text(" · "))
    for table in _with_class(tree, nodes.table, "paper-table"):
        table["classes"].append("colwidths-given")
    for fields in list(_with_class(tree, nodes.field_list, "paper-relations")):
        fields.replace_self(list(_relations(fields)))
    for item in list(_with_class(tree, nodes.list_item, "paper-item")):
        _one_paragraph(item)
    _keep_places(tree)


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


def _as_chapter(page: nodes.Element, categories: Container[str], *, flat: bool) -> None:
    """The category's own text first, then a section per paper, what is still to be read, the categories below it."""
    top = _top(page)
    if top is None:
        return
    below = _pages_below(page)
    for inner in below:
        inner.parent.remove(inner)
    queues = list(_with_class(page, nodes.bullet_list, "paper-queue"))  # the papers' own are not among them now
    for paper in below:
        if paper["docname"] not in categories:
            top += [_raw("\\paperbegin"), paper]
    for number, queue in enumerate(queues):
        section = queue.parent
        if section is not top and isinstance(section, nodes.section) and len(section) == 2:
            section.parent.remove(section)  # the author's own heading
            top += section
        else:
            section.remove(queue)
            name = nodes.make_id(f"queue-{page['docname']}") + (f"-{number}" if number else "")
            top += nodes.section("", nodes.title("", str(_("Papers to read"))), queue, ids=[name])
    inner_pages = [inner for inner in below if inner["docname"] in categories]
    if flat and isinstance(page, addnodes.start_of_file):
        place = page.parent.index(page) + 1
        page.parent.insert(place, inner_pages)
    else:
        top += inner_pages


def _name_box(box: nodes.Element) -> None:
    """Give the name of the paper its class, for the LaTeX writer drops that of bold text."""
    for name in list(_with_class(box, nodes.strong, "paper-name")):
        name.replace_self(chips.inline(name.astext(), "paper-name"))


def _relations(fields: nodes.Element) -> Iterator[nodes.Node]:
    for field in fields.findall(nodes.field):
        name, body = field.children
        line = chips.paragraph(nodes.strong("", name.astext()))
        blocks = list(body.children)
        if isinstance(blocks[0], nodes.paragraph):
            line += [nodes.Text(" "), *blocks.pop(0).children]
        yield line
        for block in blocks:  # what opens on demand in HTML just goes on here
            yield from block.children[1:] if isinstance(block, disclosure) else [block]


def _one_paragraph(item: nodes.Element) -> None:
    """A line of a list: title and facts on one line, the insight below."""
    paragraphs = [child for child in item.children if isinstance(child, nodes.paragraph)]
    if not paragraphs:
        return
    merged = chips.paragraph()
    for paragraph in paragraphs:
        if "paper-insight" in paragraph["classes"]:
            merged += nodes.raw("", "\\papernewline{}", format="latex")
        elif len(merged):
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
