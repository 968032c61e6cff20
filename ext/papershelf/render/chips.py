"""The small parts: badges, references to papers, citations, author lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes
from sphinx import addnodes

from papershelf.messages import _
from papershelf.model.collection.catalogue import Entry
from papershelf.model.collection.tree import SEPARATOR
from papershelf.model.record.paper import Author, Paper, Status
from papershelf.model.record.publication import venue_year
from papershelf.render.words import citing_rules, link_label, status_label

DOT = "\N{NO-BREAK SPACE}· "
"""Between the facts of a line; no line begins with it."""

UNTITLED = "paper-untitled"
"""Attribute of a reference to a paper whose title another one gives a few lines above."""

MANY_AUTHORS = 8
"""Beyond this many names, an author line gives the first ones and the number of the others."""


def inline(text: str, *classes: str) -> nodes.inline:
    """Text with classes."""
    return nodes.inline("", text, classes=list(classes))


def badge(status: Status) -> nodes.inline:
    """The state of a note."""
    return inline(status_label(status), "paper-status", f"paper-status-{status}", "no-search")


def paper_text(entry: Entry) -> list[nodes.Node]:
    """What a reference to a paper shows: its name, and a mark when it is only planned."""
    text: list[nodes.Node] = [nodes.Text(entry.paper.name)]
    if entry.queued or (entry.library and entry.paper.status is Status.PLANNED):
        text += [nodes.Text(" "), badge(Status.PLANNED)]
    return text


def who(paper: Paper) -> str:
    """``Hu et al.``: the authors as lists show them; nothing where it has none."""
    return citing_rules().who(paper) if paper.authors else ""


def xref(key: str, refdoc: str, *text: nodes.Node, reftype: str = "ref") -> addnodes.pending_xref:
    """A reference to a paper, resolved later as a role's is.

    :param text: words to show instead of the paper's name.
    """
    content = nodes.inline("", "", *text) if text else nodes.inline("", key)
    return addnodes.pending_xref(
        "",
        content,
        refdomain="paper",
        reftype=reftype,
        reftarget=key,
        refexplicit=bool(text),
        refwarn=False,
        refdoc=refdoc,
    )


def place_xref(docname: str, anchor: str, refdoc: str, *text: nodes.Node) -> addnodes.pending_xref:
    """A reference to a place in a document."""
    node = xref(docname, refdoc, *text, reftype="place")
    node["anchor"] = anchor
    return node


def document_xref(docname: str, refdoc: str, *text: nodes.Node) -> addnodes.pending_xref:
    """A reference to a document."""
    return place_xref(docname, "", refdoc, *text)


def path(places: Sequence[tuple[str, str]], refdoc: str) -> list[nodes.Node]:
    """Documents one inside the other: ``Models › Vision``.

    :param places: docname and title of each, the outermost first.
    """
    found: list[nodes.Node] = []
    for docname, title in places:
        found += [nodes.Text(f"\N{NO-BREAK SPACE}{SEPARATOR.lstrip()}")] if found else []
        found.append(document_xref(docname, refdoc, nodes.Text(title)))
    return found


def author_line(authors: tuple[Author, ...], limit: int = MANY_AUTHORS) -> str:
    """Names in order; of many, the first and how many more; of some that a source left out, that there are others."""
    names = [author.name for author in authors if author.literal != "others"]
    if len(names) < len(authors):
        return str(_("%(names)s et al.")) % {"names": ", ".join(names[: limit - 1])} if names else ""
    if len(names) > limit:
        return str(_("%(names)s and %(count)d more")) % {
            "names": ", ".join(names[: limit - 1]),
            "count": len(names) - limit + 1,
        }
    return ", ".join(names)


def byline(paper: Paper) -> str:
    """``Hu et al. · ICLR 2022``; the paper's own year where its venue, if it has one, carries none."""
    return _facts(paper, who(paper))


FEW_AUTHORS = 4
"""Names that the line of a list shows."""


def facts_line(paper: Paper) -> str:
    """``Ann Lee, Bo Kim and 6 more · ICLR 2022``: names, venue and year, where the venue has none of its own."""
    return _facts(paper, author_line(paper.authors, FEW_AUTHORS), DOT)


def _facts(paper: Paper, names: str, dot: str = " · ") -> str:
    """Names, venue and year; whoever brought a work of their own out is named once."""
    venue = "" if paper.venue == names else paper.venue
    return dot.join(filter(None, (names, venue, "" if venue_year(paper) else paper.year)))


def own_date(paper: Paper, date: str) -> str:
    """A paper's date beside its venue, where that says another: ``first version 2021-06``.

    :param date: of the paper, as exact as it is to be shown.
    """
    if date == venue_year(paper):
        return ""
    is_earlier = date and paper.venue and (venue_year(paper) or paper.arxiv)
    return str(_("first version %s")) % date if is_earlier else date


def place_links(paper: Paper) -> list[tuple[str, str]]:
    """Names and addresses of the links that lists show: to the paper, its PDF and its code."""
    links = paper.followed_links
    place = next((name for name in ("arxiv", "doi", "url") if name in links), "")
    return [(name, links[name]) for name in (place, "pdf", "code") if name in links]


def link_line(links: Iterable[tuple[str, str]], *classes: str) -> nodes.paragraph:
    """Links out of the library, side by side."""
    children: list[nodes.Node] = []
    for name, url in links:
        if children:
            children.append(nodes.Text(" "))
        children.append(nodes.reference("", link_label(name), refuri=url, classes=["paper-out"], internal=False))
    return paragraph(*children, classes=classes)


def tag_list(tags: tuple[str, ...]) -> list[nodes.Node]:
    """Tags as chips."""
    found: list[nodes.Node] = []
    for number, tag in enumerate(tags):
        if number:
            found.append(nodes.Text(" "))
        found.append(inline(tag, "paper-tag"))
    return found


def paragraph(*children: nodes.Node, classes: tuple[str, ...] = ()) -> nodes.paragraph:
    """A paragraph of nodes."""
    return nodes.paragraph("", "", *children, classes=list(classes))


def container(*children: nodes.Node, classes: tuple[str, ...] = ()) -> nodes.container:
    """A ``div``; ``is_div`` keeps theme styles of plain containers away."""
    return nodes.container("", *children, classes=list(classes), is_div=True, design_component="paper")
