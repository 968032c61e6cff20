"""The interactive list of papers; without scripts, every paper under its category, with a line that leads there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx import addnodes

from papershelf.messages import _
from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.render import chips
from papershelf.render.listings import listing
from papershelf.render.listings.folds import Summaries
from papershelf.render.listings.rows import paper_library, paper_rest, row
from papershelf.render.words import STATUSES, number, status_label

WHOLE = 2_000
"""Papers of a list that its page holds; of a longer one (2,000 are 3 MB) it holds the first ones."""
FIRST = 100
"""Papers of a longer list that the page itself shows."""


def library(
    entries: Sequence[Entry],
    style: str,
    refdoc: str,
    catalogue: Catalogue,
    summaries: Summaries,
    *,
    grouped: bool,
    taken: Collection[str],
    folder: str = "",
) -> nodes.Element:
    """The list.

    :param style: ``list``, ``cards`` or ``table``: the view it starts with.
    :param grouped: whether the papers, in reading order, stand under their categories.
    :param taken: ids that the page has already; a second list on a page gets none.
    :param folder: where the files of a long list are; without it, the page holds all papers.
    """
    frame = paper_library("", classes=["paper-library", "no-search"], facts=facts(entries, style, catalogue))
    is_long = bool(folder) and len(entries) > WHOLE
    make = partial(_items, refdoc=refdoc, catalogue=catalogue, summaries=summaries, is_kept=is_long)
    shown = entries[:FIRST] if is_long else entries
    if is_long:
        frame["entries"], frame["folder"], frame["grouped"] = entries, folder, grouped
        frame["facts"]["words"]["missing"] = str(_("These papers could not be loaded."))
        frame += _others(len(entries))
    frame.extend(_groups(shown, catalogue, taken, make, has_jumps=not is_long) if grouped else [make(shown)])
    rest = [entry for entry in entries[FIRST:] if not entry.library] if is_long else []
    if rest:  # what other libraries say is plain text, and needs no nodes
        frame += paper_rest("", make(rest))
    return frame


def _groups(
    entries: Iterable[Entry],
    catalogue: Catalogue,
    taken: Collection[str],
    make: Callable[[Iterable[Entry]], nodes.Element],
    *,
    has_jumps: bool,
) -> Iterator[nodes.Element]:
    """The papers under their categories."""
    groups = [(slug, list(found)) for slug, found in groupby(entries, lambda entry: group_of(entry, catalogue))]
    ids = {slug: f"category-{slug}" for slug, _found in groups if slug}
    ids = {slug: place for slug, place in ids.items() if place not in taken}
    if len(ids) > 1 and has_jumps:
        yield _jumps([(catalogue.categories[slug].title, place) for slug, place in ids.items()])
    for slug, found in groups:
        heading = chips.paragraph(classes=("paper-group",))
        if slug in ids:
            heading += nodes.target("", "", ids=[ids[slug]])
        heading += nodes.strong("", heading_of(slug, catalogue))
        yield heading
        yield make(found)


def group_of(entry: Entry, catalogue: Catalogue) -> str:
    """The category under which a paper stands; nothing where no page declares it."""
    slug = entry.paper.category
    return slug if slug in catalogue.categories else ""


def heading_of(slug: str, catalogue: Catalogue) -> str:
    """What stands above the papers of a category."""
    return catalogue.full_title(slug) if slug else str(_("Without a category"))


def _items(
    entries: Iterable[Entry], refdoc: str, catalogue: Catalogue, summaries: Summaries, *, is_kept: bool
) -> nodes.bullet_list:
    items = nodes.bullet_list("", classes=["paper-list"])
    for entry in entries:
        item = row(entry, catalogue.position(entry.key), catalogue, is_kept=is_kept)
        items += listing.fill(item, entry, refdoc, summaries)
    return items


_INDICES = {"title": _("Title"), "author": _("Author"), "year": _("Year"), "venue": _("Venue"), "tag": _("Tag")}


def _others(count: int) -> nodes.paragraph:
    """A line that says how many papers there are, and where all of them stand, for who has no scripts."""
    line = chips.paragraph(nodes.Text(beginning(count)), classes=("paper-jumps",))
    for place, (name, word) in enumerate(_INDICES.items()):
        line += nodes.Text(" · " if place else " ")
        line += addnodes.pending_xref(
            "",
            nodes.inline("", str(word)),
            refdomain="std",
            reftype="ref",
            reftarget=f"paper-{name}",
            refexplicit=True,
            refwarn=False,
        )
    return line


def beginning(count: int) -> str:
    """What a long list says of itself, before what leads to all of it."""
    counts = {"shown": number(FIRST), "count": number(count)}
    return str(_("The first %(shown)s of %(count)s papers; all of them:")) % counts


def _jumps(places: Sequence[tuple[str, str]]) -> nodes.paragraph:
    """A line of links to the categories."""
    line = chips.paragraph(classes=("paper-jumps",))
    for count, (title, place) in enumerate(places):
        if count:
            line += nodes.Text(" · ")
        line += nodes.reference("", title, refid=place, internal=True)
    return line


def facts(entries: Sequence[Entry], style: str, catalogue: Catalogue) -> dict[str, Any]:
    """What the script cannot read from the items: names of categories and states, the first view, its words."""
    slugs = {slug for entry in entries for slug in entry.paper.categories}
    slugs.update(catalogue.above(slugs))
    depths: dict[str, int] = {}
    for slug, category in catalogue.categories.items():
        depths[slug] = depths[category.parent] + 1 if category.parent else 0
    named = [(slug, category.title, depths[slug]) for slug, category in catalogue.categories.items() if slug in slugs]
    return {
        "categories": [*named, *((slug, slug, 0) for slug in sorted(slugs - catalogue.categories.keys()))],
        "statuses": [(status.value, status_label(status)) for status in STATUSES],
        "view": style,
        "words": words() | (_portal_words() if catalogue.shelves else {}),
    }


def _portal_words() -> dict[str, str]:
    """What only the list of a portal says."""
    return {"library": str(_("Library"))}


def words() -> dict[str, str]:
    """The words of the script, by the names it has for them."""
    found = {
        "search": _("Search"),
        "filters": _("Filters"),
        "category": _("Category"),
        "status": _("Status"),
        "tag": _("Tag"),
        "year": _("Year"),
        "venue": _("Venue"),
        "author": _("Author"),
        "from": _("from"),
        "to": _("to"),
        "either": _("either"),
        "must": _("must"),
        "not": _("must not"),
        "state": _("{name}: {state}, {count}"),
        "find": _("Find: {name}"),
        "more": _("More"),
        "all": _("all of them"),
        "any": _("any of them"),
        "combine": _("Of several tags, a paper has"),
        "sort": _("Sort by"),
        "listed": _("As listed"),
        "title": _("Title"),
        "authors": _("Authors"),
        "added": _("Added"),
        "read": _("Read"),
        "rising": _("Ascending"),
        "falling": _("Descending"),
        "view": _("View"),
        "list": _("List"),
        "cards": _("Cards"),
        "table": _("Table"),
        "shown": _("%d of %d shown"),
        "others": _("%(names)s and %(count)d more"),
        "nothing": _("No paper matches. Take a filter away."),
        "clear": _("Clear all"),
        "active": _("Active filters"),
        "remove": _("Remove {name}"),
        "export": _("Export"),
        "markdown": _("Markdown list"),
        "download": _("Download"),
        "copy": _("Copy"),
        "copied": _("Copied"),
        "failed": _("The files of the export could not be loaded."),
        "next": _("Show more"),
        "open": _("Open all"),
        "close": _("Close all"),
    }
    return {name: str(word) for name, word in found.items()}
