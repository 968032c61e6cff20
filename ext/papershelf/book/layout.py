"""From pages to chapters: what stands where in a book, done on the doctree that holds all pages."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from docutils import nodes
from sphinx import addnodes

from papershelf.messages import _
from papershelf.model.collection.tree import SEPARATOR


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
                page.insert(0, raw("\\papershort"))
            if flat and page is not tree:
                _name_path(page, categories[name][depth + 1 :])
    if docname == home:
        _with_preface(tree, categories if flat else {})


def _name_path(page: nodes.Element, above: Sequence[str]) -> None:
    """Let a chapter say which categories it is below, but for the one whose part it stands in."""
    title = page.next_node(nodes.title)
    if title is not None and above:
        title.insert(0, nodes.Text(SEPARATOR.join([*above, ""])))


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
        top += [raw("\\paperfrontbegin"), preface, raw("\\paperfrontend")]
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
                yield raw("\\paperpartend")
            inside = begins
        yield page


def with_class(tree: nodes.Node, kind: type[nodes.Element], name: str) -> Iterator[nodes.Element]:
    for node in tree.findall(kind):
        if name in node["classes"]:
            yield node


def raw(text: str) -> nodes.raw:
    """LaTeX between the blocks of a page."""
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
    queues = list(with_class(page, nodes.bullet_list, "paper-queue"))  # the papers' own are not among them now
    notes = [inner for inner in below if inner["docname"] not in categories]
    for paper in notes:
        top += [raw("\\paperbegin"), paper]
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
