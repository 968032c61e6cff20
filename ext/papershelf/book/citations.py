"""References to papers whose notes are not in the book become citations, with a bibliography at its end."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.latex import LaTeXBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join

from papershelf.book.layout import raw
from papershelf.book.selection import published
from papershelf.collect.domain.linking import YEAR_ALONE
from papershelf.collect.domain.paper import paper_domain
from papershelf.messages import _
from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.model.collection.citing import Citing, cited
from papershelf.model.text.collation import sort_key
from papershelf.render import chips
from papershelf.render.box import reference_line

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


CITATION = "papershelf_citation"
"""Attribute of a reference that is a citation."""

PAGE = "paper-references"
"""Name of the page of an ePub that holds the references."""


class CitePapers(SphinxPostTransform):
    """Point references to papers elsewhere at the list of references, which ends a PDF; an ePub has a page for it."""

    default_priority = 7  # placeholders are filled (5) and pages arranged (6); references are resolved next (10)
    builders = ("latex", "epub")
    builder: Builder

    def run(self, **kwargs: Any) -> None:
        """Collect what is cited, then link it."""
        catalogue = paper_domain(self.env).catalogue
        root, pages = self.env.current_document.docname, held(self.builder, self.document)
        found: list[tuple[addnodes.pending_xref, Entry]] = []
        for node in self.document.findall(addnodes.pending_xref):
            if node.get("refdomain") != "paper" or node["reftype"] not in {"ref", "citet", "citep"}:
                continue
            entry = catalogue.by_key(node["reftarget"])
            if entry is not None and not entry.library and entry.docname not in pages:
                found.append((node, entry))
        if isinstance(self.builder, LaTeXBuilder):
            listed = {**{entry.key: entry for _node, entry in found}, **named(catalogue, pages)}
            if listed:
                self.document += [
                    raw("\\paperfrontbegin"),
                    references(listed.values(), catalogue.citing),
                    raw("\\paperreferences"),
                ]
            place = f"%{root}"
        else:
            place = self.builder.get_relative_uri(root, PAGE)
        for node, entry in found:
            node.replace_self(_citation(node, entry, catalogue.citing, place))


def held(builder: Builder, document: nodes.document) -> set[str]:
    """The documents of the book that a doctree belongs to; of a PDF, it holds all."""
    if isinstance(builder, LaTeXBuilder):
        root = builder.env.current_document.docname
        return {root, *builder.docnames}
    return builder.env.found_docs - getattr(builder, "left_out", frozenset())


def named(catalogue: Catalogue, pages: Set[str]) -> dict[str, Entry]:
    """The papers that a book is about: those whose notes it holds, and those that these name."""
    found = {entry.key: entry for entry in catalogue.entries if not entry.queued and entry.docname in pages}
    for mention in catalogue.mentions:
        if mention.docname in pages and (entry := catalogue.resolve(mention.target)):
            found.setdefault(entry.key, entry)
    for key in list(found):
        if found[key].docname in pages:
            related = (entry for _relation, _inverse, entries in catalogue.related_to(key) for entry in entries)
            found.update({entry.key: entry for entry in related if entry.key not in found})
    return found


class NamePages(SphinxPostTransform):
    """Say what a reference means whose target is not in the book."""

    default_priority = 8  # before references are resolved (10)
    builders = ("latex", "epub")
    builder: Builder

    def run(self, **kwargs: Any) -> None:
        """Replace references to other documents by titles, unless they lead to the page on the web."""
        pages = held(self.builder, self.document)
        left: Set[str] = getattr(self.builder, "left_out", frozenset())
        standard = self.env.domains.standard_domain
        for node in list(self.document.findall(addnodes.pending_xref)):
            kind, target, title = node.get("reftype"), str(node.get("reftarget", "")), ""
            docname = ""
            if node.get("refdomain") == "std" and kind == "doc":
                docname = docname_join(node.get("refdoc", ""), target)
            elif node.get("refdomain") == "std" and kind in {"ref", "numref"}:
                docname, _anchor, title = standard.labels.get(target, ("", "", ""))
                docname = docname or standard.anonlabels.get(target, ("", ""))[0]
            if docname not in self.env.titles or docname in pages:
                continue
            if not (docname in left and published(self.config, docname)):
                words = node.astext() if node.get("refexplicit") else title or self.env.titles[docname].astext()
                node.replace_self(nodes.emphasis("", words))


def _order(entry: Entry) -> tuple[Any, ...]:
    paper = entry.paper
    names = [author.sort_name for author in cited(paper)] or [paper.title]
    return ([sort_key(name) for name in names], paper.year, sort_key(paper.title), entry.key)


def _citation(node: addnodes.pending_xref, entry: Entry, citing: Citing, place: str) -> nodes.Node:
    kind, explicit = node["reftype"], node.get("refexplicit")
    address = f"{place}#{_id(entry)}"
    if kind in {"citet", "citep"} and not explicit:
        words = citing.year(entry.paper) if node.get(YEAR_ALONE) else citing.text(entry.paper, kind)
        return _link(address, nodes.Text(words))
    label = citing.text(entry.paper, "citep")
    shown = [child.deepcopy() for child in node.children] if explicit else [nodes.Text(entry.paper.name)]
    if not entry.paper.authors:  # the label would say the title once more
        return _link(address, *shown)
    return nodes.inline("", "", *shown, nodes.Text(" ("), _link(address, nodes.Text(label)), nodes.Text(")"))


def _link(address: str, *words: nodes.Node) -> nodes.reference:
    return nodes.reference("", "", *words, refuri=address, internal=True, **{CITATION: True})


def _id(entry: Entry) -> str:
    return f"cite-{entry.key}"


def references(entries: Iterable[Entry], citing: Citing) -> nodes.section:
    """The list of references."""
    listed = chips.container(classes=("paper-references",))
    for entry in sorted(entries, key=_order):
        paper = entry.paper
        item = nodes.raw("", "\\paperhang{}", format="latex")
        text = reference_line(paper, citing.letter(paper))
        listed += chips.paragraph(item, nodes.target("", "", ids=[_id(entry)]), *text)
    return nodes.section("", nodes.title("", str(_("References"))), listed, ids=["references"])


def page(builder: Builder) -> nodes.section | None:
    """The references of an ePub."""
    catalogue = paper_domain(builder.env).catalogue
    pages = builder.env.found_docs - getattr(builder, "left_out", frozenset())
    found = named(catalogue, pages)
    return references(found.values(), catalogue.citing) if found else None


def _register(app: Sphinx) -> None:
    if app.builder.name in CitePapers.builders:
        for transform in (CitePapers, NamePages):
            app.add_post_transform(type(transform.__name__, (transform,), {"builder": app.builder}))


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    app.connect("builder-inited", _register)
