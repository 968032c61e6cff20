"""References to papers whose notes are not in the book become citations, with a bibliography at its end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join

from papershelf.collect.domain import paper_domain
from papershelf.messages import _
from papershelf.model.catalogue import Entry
from papershelf.model.collation import sort_key
from papershelf.render import chips
from papershelf.render.box import reference_text

if TYPE_CHECKING:
    from sphinx.application import Sphinx


CITATION = "papershelf_citation"
"""Attribute of a reference that is a citation."""


class CitePapers(SphinxPostTransform):
    """Point references to papers elsewhere at a bibliography."""

    default_priority = 7  # placeholders are filled (5) and pages arranged (6); references are resolved next (10)
    builders = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Collect what is cited, then link it."""
        catalogue = paper_domain(self.env).catalogue
        root = self.env.current_document.docname
        pages = {root, *(page["docname"] for page in self.document.findall(addnodes.start_of_file))}
        found: list[tuple[addnodes.pending_xref, Entry]] = []
        for node in self.document.findall(addnodes.pending_xref):
            if node.get("refdomain") != "paper" or node["reftype"] not in {"ref", "citet", "citep"}:
                continue
            entry = catalogue.by_key(node["reftarget"])
            if entry is not None and entry.docname not in pages:
                found.append((node, entry))
        if not found:
            return
        cited = {entry.key: entry for _node, entry in found}
        labels = _labels(cited.values())
        for node, entry in found:
            node.replace_self(_citation(node, entry, labels[entry.key], root))
        self._place().append(_bibliography(cited.values(), labels))

    def _place(self) -> nodes.Element:
        """The end of the book's own section."""
        top = next((child for child in self.document.children if isinstance(child, nodes.section)), None)
        return top if top is not None else self.document


class NamePages(SphinxPostTransform):
    """Say what a reference means whose target is not in the book."""

    default_priority = 8  # before references are resolved (10)
    builders = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Replace references to other documents by titles."""
        pages = {self.env.current_document.docname}
        pages |= {page["docname"] for page in self.document.findall(addnodes.start_of_file)}
        standard = self.env.domains.standard_domain
        for node in list(self.document.findall(addnodes.pending_xref)):
            kind, target, title = node.get("reftype"), str(node.get("reftarget", "")), ""
            docname = ""
            if node.get("refdomain") == "std" and kind == "doc":
                docname = docname_join(node.get("refdoc", ""), target)
            elif node.get("refdomain") == "std" and kind in {"ref", "numref"}:
                docname, _anchor, title = standard.labels.get(target, ("", "", ""))
                docname = docname or standard.anonlabels.get(target, ("", ""))[0]
            if docname in self.env.titles and docname not in pages:
                words = node.astext() if node.get("refexplicit") else title or self.env.titles[docname].astext()
                node.replace_self(nodes.emphasis("", words))


def _labels(entries: Iterable[Entry]) -> dict[str, str]:
    """``Hu et al., 2021``; with a letter where two papers would read alike."""
    alike: dict[str, list[str]] = {}
    for entry in sorted(entries, key=_order):
        alike.setdefault(chips.citation(entry.paper, "citep"), []).append(entry.key)
    return {
        key: label + (_letter(number) if len(keys) > 1 else "")
        for label, keys in alike.items()
        for number, key in enumerate(keys)
    }


def _letter(number: int) -> str:
    """a … z, aa, ab …"""
    letter = chr(ord("a") + number % 26)
    return _letter(number // 26 - 1) + letter if number >= 26 else letter


def _order(entry: Entry) -> tuple[Any, ...]:
    paper = entry.paper
    return (sort_key(paper.cited_as()), paper.date, sort_key(paper.title), entry.key)


def _citation(node: addnodes.pending_xref, entry: Entry, label: str, root: str) -> nodes.Node:
    kind, explicit = node["reftype"], node.get("refexplicit")
    address = f"%{root}#{_id(entry)}"
    if kind == "citep" and not explicit:
        return _link(address, nodes.Text(label))
    if kind == "citet" and not explicit:
        names, _comma, year = label.rpartition(", ")
        return _link(address, nodes.Text(f"{names} ({year})"))
    words = [child.deepcopy() for child in node.children] if explicit else [nodes.Text(entry.paper.name)]
    if not entry.paper.authors:  # the label would say the title once more
        return _link(address, *words)
    return nodes.inline("", "", *words, nodes.Text(" ("), _link(address, nodes.Text(label)), nodes.Text(")"))


def _link(address: str, *words: nodes.Node) -> nodes.reference:
    return nodes.reference("", "", *words, refuri=address, internal=True, **{CITATION: True})


def _id(entry: Entry) -> str:
    return f"cite-{entry.key}"


def _bibliography(entries: Iterable[Entry], labels: dict[str, str]) -> nodes.section:
    listed = chips.container(classes=("paper-references",))
    for entry in sorted(entries, key=_order):
        paper = entry.paper
        letter = labels[entry.key].removeprefix(chips.citation(paper, "citep"))
        text = reference_text(paper).replace(f"({paper.year})", f"({paper.year}{letter})", 1)
        item = nodes.raw("", "\\paperhang{}", format="latex")
        line = chips.paragraph(item, nodes.target("", "", ids=[_id(entry)]), nodes.Text(text))
        address = next(iter(paper.all_links.values()), "")
        if address:
            line += [nodes.Text(" "), nodes.reference("", address, refuri=address)]
        listed += line
    return nodes.section("", nodes.title("", str(_("References"))), listed, ids=["references"])


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(CitePapers)
    app.add_post_transform(NamePages)
