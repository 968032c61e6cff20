"""Fill the placeholders in: boxes, listings, queues and counts."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform

from papershelf.collect.domain.paper import PaperDomain, paper_domain
from papershelf.collect.placeholders import paper_box, paper_listing
from papershelf.model.collection import graph as graphs
from papershelf.model.collection.catalogue import Catalogue, Category, Entry
from papershelf.render import chips, lines
from papershelf.render.assets import SITES
from papershelf.render.box import Place, after, box
from papershelf.render.drawings.graph import graph, graph_name
from papershelf.render.drawings.overview import overview
from papershelf.render.kept import shown
from papershelf.render.listings import listing
from papershelf.render.listings.compare import ROWS, compare
from papershelf.render.listings.folds import Summaries
from papershelf.render.listings.library import library
from papershelf.render.listings.stats import stats
from papershelf.render.note import Imprint
from papershelf.resolve.answers import compared, dated_by, members, subcategories
from papershelf.resolve.site import address, site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


class FillPlaceholders(SphinxPostTransform):
    """Placeholders become nodes that hold cross-references, which Sphinx then resolves for each builder."""

    default_priority = 5  # before ReferencesResolver (10)
    builder: Builder

    def run(self, **kwargs: Any) -> None:
        """Replace every placeholder of this doctree; in a PDF it holds all documents."""
        domain = paper_domain(self.env)
        if self.builder.name in SITES:
            _show_path(self.document, self.env.current_document.docname, domain)
            _forget_anchors(self.document, self.env.current_document.docname, domain)
        for node in list(self.document.findall(paper_box)):
            self._fill_box(node, domain)
        summaries = self._summaries(domain)
        listings = list(self.document.findall(paper_listing))
        taken = _ids(self.document) if any("filter" in found["query"] for found in listings) else set()
        is_site = self.builder.name in SITES
        for number, placeholder in enumerate(listings):
            docname, query = placeholder["docname"], placeholder["query"]
            if self.builder.format == "latex" and query.get("style") == "cards":
                query = {**query, "style": "list"}  # cards side by side are for screens
            folder = list_folder(docname, number) if is_site else ""
            found = listed(placeholder["kind"], docname, query, domain, summaries(docname), taken, folder)
            placeholder.replace_self(found)
            if "filter" in query:
                taken |= _ids(*found)

    def _fill_box(self, node: paper_box, domain: PaperDomain) -> None:
        """Put what a paper is before its note, and what it is tied to after it."""
        docname = node["docname"]
        entry = domain.entry_of(docname)
        is_web, is_site = self.builder.format == "html", self.builder.name in SITES
        place = Place(domain.title, imprint(self.builder, docname), is_web, is_site)
        end = _end_of_note(node)
        node.replace_self(box(entry, list(node.children), domain.catalogue, place))
        made = after(entry, domain.catalogue, place)
        if is_site:
            _link(made, domain, self.builder)
        end += made

    def _summaries(self, domain: PaperDomain) -> Callable[[str], Summaries]:
        """What lists of a page show of summaries."""
        is_web, is_site = self.builder.format == "html", self.builder.name in {*SITES, "singlehtml"}
        near = {page["docname"] for page in self.document.findall(addnodes.start_of_file)}
        if self.builder.format == "latex":  # a list would say again what stands some pages on
            near.add(self.env.current_document.docname)
        else:
            near.clear()

        def of(refdoc: str) -> Summaries:
            def summary(entry: Entry) -> list[nodes.Node]:
                if entry.library:  # of a portal
                    return [lines.summary(entry.paper.lines)] if entry.paper.summary else []
                kept = () if entry.queued else domain.summaries.get(entry.docname, ())
                return shown(kept, entry.docname, refdoc, is_web=is_web)

            return Summaries(summary, is_site, near)

        return of


def _ids(*roots: nodes.Node) -> set[str]:
    """Every id below some nodes."""
    return {name for root in roots for node in root.findall(nodes.Element) for name in node["ids"]}


def _show_path(document: nodes.document, docname: str, domain: PaperDomain) -> None:
    """Tell below the heading of a category which ones it stands in."""
    title = document.next_node(nodes.title)
    found = above(docname, domain)
    if title is not None and found:
        line = chips.path([(category.docname, category.title) for category in found], docname)
        place = title.parent.index(title) + 1
        title.parent.insert(place, chips.container(chips.paragraph(*line), classes=("paper-path",)))


def _forget_anchors(document: nodes.document, docname: str, domain: PaperDomain) -> None:
    """Take out the anchors of links that lead to pages which are no papers: nothing comes back to them."""
    unused = {m.anchor for m in domain.mentions.get(docname, ()) if domain.catalogue.resolve(m.target) is None}
    for target in list(document.findall(nodes.target)) if unused else ():
        if "paper-mention" in target["classes"] and unused.issuperset(target["ids"]):
            target.parent.remove(target)


def above(docname: str, domain: PaperDomain) -> list[Category]:
    """The categories above the one that a page declares, the top one first."""
    note = domain.categories.get(docname)
    found = domain.catalogue.path(note.slug) if note else []
    return found[:-1] if found and found[-1].docname == docname else []


def _link(made: nodes.Element, domain: PaperDomain, builder: Builder) -> None:
    """Make links of references at once: in the whole page, each would be looked for and copied first."""
    for node in list(made.findall(addnodes.pending_xref)):
        kind, target, words = node["reftype"], node["reftarget"], cast("nodes.Element", node[0])
        link = domain.resolve_xref(domain.env, node["refdoc"], builder, kind, target, node, words)
        if link is not None:
            node.replace_self(link)


def _end_of_note(box: nodes.Node) -> nodes.Element:
    """What holds the whole note: the section of its title, or the page where that has several such."""
    section, page = None, box.parent
    while not isinstance(page, nodes.document | addnodes.start_of_file):
        section = page if isinstance(page, nodes.section) else section
        page = page.parent
    sections = [child for child in page.children if isinstance(child, nodes.section)]
    return section if section is not None and sections[-1] is section else page


def imprint(builder: Builder, docname: str) -> Imprint | None:
    """Where a note is published, as ``conf.py`` says; nothing for books, which are cited as a whole."""
    if not isinstance(builder, StandaloneHTMLBuilder) or builder.name not in SITES:
        return None
    library = site(builder.config)
    return Imprint(library.author, library.name, library.base and library.base + address(builder, docname))


def listed(
    kind: str,
    docname: str,
    query: dict[str, Any],
    domain: PaperDomain,
    summaries: Summaries,
    taken: Collection[str] = (),
    folder: str = "",
) -> list[nodes.Node]:
    """The nodes of a listing.

    :param taken: ids that are given already.
    :param folder: where the files of a long interactive list are.
    """
    catalogue = domain.catalogue
    if kind == "stats":
        return stats(catalogue, docname)
    if kind == "graph":
        return [drawn(docname, query, catalogue)]
    if kind == "compare":
        return [compare(compared(query, catalogue), query.get("rows", list(ROWS)), docname, catalogue)]
    entries = members(kind, docname, query, catalogue)
    if kind == "queue":
        return [listing.queue(entries)] if entries else []
    if kind == "category":
        inner = listing.categories(subcategories(docname, query, domain), docname)
        if not entries and (inner or catalogue.in_category(query["slug"])):
            return inner  # others show the papers: the queue on this page, the categories below
        return [*listing.listing(entries, "list", docname, summaries), *inner]
    style = query.get("style", "list")
    if "filter" in query and entries:
        grouped = query.get("sort", "listed") == "listed"
        return [library(entries, style, docname, catalogue, summaries, grouped=grouped, taken=taken, folder=folder)]
    return listing.listing(entries, style, docname, summaries, dated_by(query))


def list_folder(docname: str, number: int) -> str:
    """Where the files of a page's interactive list are, relative to the output folder.

    :param number: of the listing on its page, from 0.
    """
    return f"library/{docname}{f'-{number}' if number else ''}"


def drawn(docname: str, query: dict[str, Any], catalogue: Catalogue) -> nodes.Element:
    """The nodes of a ``paper-graph``."""
    shown = graphs.query(catalogue, query, catalogue.by_docname(docname))
    layout = query.get("layout", "graph")
    if isinstance(shown, graphs.Overview):
        return overview(shown, layout, graph_name(layout), docname, catalogue)
    centre = catalogue.anywhere(shown.centre)
    category = catalogue.categories.get(query.get("category", ""))
    name = graph_name(layout, centre.paper.name if centre else "", category.title if category else "")
    return graph(shown, layout, name, docname, catalogue)


def _register(app: Sphinx) -> None:
    if app.builder.name != "gettext":  # its catalogues hold what authors write, not what is made of it
        transform = type("FillPlaceholders", (FillPlaceholders,), {"builder": app.builder})
        app.add_post_transform(transform)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.connect("builder-inited", _register)
