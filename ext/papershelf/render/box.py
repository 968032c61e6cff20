"""The summary box of a paper page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docutils import nodes

from papershelf.exports import bibtex
from papershelf.messages import _
from papershelf.model.catalogue import Catalogue, Entry
from papershelf.model.paper import Paper, Status
from papershelf.render import chips, disclosure, follow, note, words
from papershelf.render.note import Imprint


def box(
    entry: Entry,
    summary: Sequence[nodes.Node],
    catalogue: Catalogue,
    title_of: Callable[[str], str],
    imprint: Imprint | None = None,
) -> nodes.Element:
    """Everything a reader wants to know of a paper before the note itself.

    :param summary: the summary's own nodes, as parsed.
    :param title_of: title of a document, by its docname.
    :param imprint: where the note is published, to cite it too.
    """
    paper = entry.paper
    node = chips.container(classes=("paper-box",))
    node["ids"].append(entry.anchor)
    node += _head(paper)
    if paper.authors:
        node += chips.paragraph(nodes.Text(chips.author_line(paper.authors)), classes=("paper-authors",))
    if facts := _facts(entry, catalogue):
        node += chips.paragraph(*facts, classes=("paper-facts",))
    if paper.all_links:
        node += _links(paper)
    if summary:
        node += disclosure.make(str(_("Summary")), *summary, opened=True, classes=("paper-summary",))
    node += _cite(paper)
    if imprint and paper.status is not Status.PLANNED:
        node += note.cite(paper, imprint)
    if threads := follow.threads(entry, catalogue, title_of):
        node += threads
    if suggestions := catalogue.readings.of(entry.key):
        node += follow.read_next(suggestions, entry.docname, catalogue)
    return node


def _head(paper: Paper) -> nodes.paragraph:
    return chips.paragraph(
        nodes.strong("", paper.name, classes=["paper-name"]),
        nodes.Text(" "),
        chips.badge(paper.status),
        classes=("paper-head",),
    )


def _facts(entry: Entry, catalogue: Catalogue) -> list[nodes.Node]:
    paper = entry.paper
    facts: list[list[nodes.Node]] = []
    if paper.venue:
        facts.append([chips.inline(paper.venue, "paper-venue")])
    if paper.date:
        facts.append(
            [chips.inline(str(_("first version %s")) % paper.date if paper.venue else paper.date, "paper-date")]
        )
    for slug in paper.categories:
        places = [(category.docname, category.title) for category in catalogue.path(slug)]
        facts.append(chips.path(places, entry.docname) or [nodes.Text(slug)])
    if paper.tags:
        facts.append(chips.tag_list(paper.tags))
    found: list[nodes.Node] = []
    for number, fact in enumerate(facts):
        if number:
            found.append(nodes.Text(" · "))
        found += fact
    return found


def _links(paper: Paper) -> nodes.paragraph:
    children: list[nodes.Node] = []
    for name, url in paper.all_links.items():
        if children:
            children.append(nodes.Text(" "))
        children.append(nodes.reference("", words.link_label(name), refuri=url, classes=["paper-out"], internal=False))
    return chips.paragraph(*children, classes=("paper-links", "no-search"))


def _cite(paper: Paper) -> nodes.Element:
    return disclosure.citation(str(_("Cite this paper")), reference_text(paper), bibtex.entry(paper), "paper-cite")


def reference_text(paper: Paper) -> str:
    """One line of a bibliography: authors, year, title, venue, identifier."""
    names = ", ".join(str(_("others")) if a.literal == "others" else a.name for a in paper.authors)
    ending = paper.title[-1:]
    parts = [
        f"{names} ({paper.year})." if names and paper.year else names and f"{names}.",
        paper.title if ending in {".", "?", "!"} else f"{paper.title}.",
        f"{paper.venue}." if paper.venue else "",
        f"arXiv:{paper.arxiv}." if paper.arxiv else f"doi:{paper.doi}." if paper.doi else "",
    ]
    return " ".join(filter(None, parts))
