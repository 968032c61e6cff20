"""What stands before a note and after it, in this order on pages and in books."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docutils import nodes

from papershelf.exports import bibtex
from papershelf.exports.references import reference
from papershelf.messages import _
from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.model.record.paper import Paper, Status
from papershelf.render import chips, follow, note
from papershelf.render.nodes import disclosure
from papershelf.render.note import Imprint
from papershelf.render.words import citing_rules

NAMES = 6
"""Names of authors that stand above a note; how to cite the paper, below it, has them all."""


@dataclass(frozen=True)
class Place:
    """Where a box stands.

    :param title_of: title of a document, by its docname.
    :param imprint: where the note is published, to cite it too.
    :param is_web: whether headings have a level.
    :param leads: whether a line above the note leads to what follows it; books have no use for it.
    """

    title_of: Callable[[str], str]
    imprint: Imprint | None = None
    is_web: bool = True
    leads: bool = True


def box(entry: Entry, summary: Sequence[nodes.Node], catalogue: Catalogue, place: Place) -> nodes.Element:
    """What a reader wants to know before the note: facts in a quiet line, links, the summary, what follows the note.

    :param summary: the summary's own nodes, as parsed.
    """
    paper = entry.paper
    node = chips.container(classes=("paper-box",))
    node["ids"].append(entry.anchor)
    if paper.title != place.title_of(entry.docname):
        node += chips.paragraph(nodes.strong("", paper.name, classes=["paper-name"]), classes=("paper-head",))
    node += chips.paragraph(*_facts(entry, catalogue), classes=("paper-facts",))
    if links := paper.followed_links if place.leads else paper.all_links:  # (a printed address is enough)
        node += chips.link_line(links.items(), "paper-links", "no-search")
    if summary:
        node += disclosure.make(str(_("Summary")), *summary, opened=True, classes=("paper-summary",))
    if place.leads:
        node += follow.below(entry, catalogue)
    return node


def after(entry: Entry, catalogue: Catalogue, place: Place) -> nodes.Element:
    """What follows the note: relations, who mentions the paper, what to read next, how to cite."""
    paper = entry.paper
    node = chips.container(classes=("paper-after", "no-search"))
    level = 2 if place.is_web else 0

    def part(name: follow.Part, *found: nodes.Node) -> None:
        node.extend([follow.heading(name, entry, level), *found] if found else [])

    part(follow.Part.RELATIONS, *follow.related(entry, catalogue))
    part(follow.Part.MENTIONS, *follow.mentioned(entry, catalogue, place.title_of))
    part(follow.Part.NEXT, *follow.read_next(catalogue.readings.of(entry.key), entry.docname, catalogue))
    citing = chips.container(follow.heading(follow.Part.CITING, entry, level), _cite(paper), classes=("paper-citing",))
    if place.imprint and paper.status is not Status.PLANNED:
        citing += note.cite(paper, place.imprint)
    node += citing
    return node


def _facts(entry: Entry, catalogue: Catalogue) -> list[nodes.Node]:
    """Names, venue, year, state, categories, tags."""
    paper = entry.paper
    facts: list[list[nodes.Node]] = []
    if paper.authors:
        facts.append([chips.inline(chips.author_line(paper.authors, NAMES), "paper-authors")])
    if paper.venue:
        facts.append([chips.inline(paper.venue, "paper-venue")])
    if date := chips.own_date(paper, paper.date):
        facts.append([chips.inline(date, "paper-date")])
    facts.append([chips.badge(paper.status)])
    for slug in paper.categories:
        places = [(category.docname, category.title) for category in catalogue.path(slug)]
        facts.append(chips.path(places, entry.docname) or [nodes.Text(slug)])
    if paper.tags:
        facts.append(chips.tag_list(paper.tags))
    found: list[nodes.Node] = []
    for number, fact in enumerate(facts):
        if number:
            found.append(nodes.Text(chips.DOT))
        found += fact
    return found


def _cite(paper: Paper) -> nodes.Element:
    line = reference_line(paper)
    return disclosure.citation(str(_("Cite this paper")), line, bibtex.entry(paper), "paper-cite")


def reference_line(paper: Paper, letter: str = "") -> list[nodes.Node]:
    """A line of a list of references.

    :param letter: what tells the paper from others of the same names and year, where the list holds them.
    """
    found: list[nodes.Node] = []
    for words, italic in reference.pieces(paper, citing_rules(), letter):
        text, sign, address = words.rpartition("https://") if "https://" in words else words.rpartition("http://")
        if italic or not sign:
            found.append(nodes.emphasis("", words) if italic else nodes.Text(words))
        else:
            found += [nodes.Text(text), nodes.reference("", sign + address, refuri=sign + address, internal=False)]
    return found
