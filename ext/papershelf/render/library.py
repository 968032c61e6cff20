"""The interactive list of papers; without scripts, every paper under its category, with a line that leads there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import Any

from docutils import nodes

from papershelf.messages import _
from papershelf.model.catalogue import Catalogue, Entry
from papershelf.render import chips, listing
from papershelf.render.folds import Summaries
from papershelf.render.rows import paper_library, row
from papershelf.render.words import STATUSES, status_label


def library(
    entries: Sequence[Entry],
    style: str,
    refdoc: str,
    catalogue: Catalogue,
    summaries: Summaries,
    *,
    grouped: bool,
    taken: Collection[str],
) -> nodes.Element:
    """The list.

    :param style: ``list``, ``cards`` or ``table``: the view it starts with.
    :param grouped: whether the papers, in reading order, stand under their categories.
    :param taken: ids that the page has already; a second list on a page gets none.
    """
    frame = paper_library("", classes=["paper-library", "no-search"], facts=facts(entries, style, catalogue))
    if not grouped:
        frame += _items(entries, refdoc, catalogue, summaries)
        return frame
    groups = [(slug, list(found)) for slug, found in groupby(entries, lambda entry: _group(entry, catalogue))]
    ids = {slug: f"category-{slug}" for slug, _found in groups if slug}
    ids = {slug: place for slug, place in ids.items() if place not in taken}
    if len(ids) > 1:
        frame += _jumps([(catalogue.categories[slug].title, place) for slug, place in ids.items()])
    for slug, found in groups:
        title = catalogue.full_title(slug) if slug else str(_("Without a category"))
        heading = chips.paragraph(classes=("paper-group",))
        if slug in ids:
            heading += nodes.target("", "", ids=[ids[slug]])
        heading += nodes.strong("", title)
        frame += heading
        frame += _items(found, refdoc, catalogue, summaries)
    return frame


def _group(entry: Entry, catalogue: Catalogue) -> str:
    slug = entry.paper.category
    return slug if slug in catalogue.categories else ""


def _items(entries: Iterable[Entry], refdoc: str, catalogue: Catalogue, summaries: Summaries) -> nodes.bullet_list:
    items = nodes.bullet_list("", classes=["paper-list"])
    for entry in entries:
        item = row(entry, catalogue.position(entry.key), catalogue)
        items += listing.fill(item, entry, refdoc, summaries)
    return items


def _jumps(places: Sequence[tuple[str, str]]) -> nodes.paragraph:
    """A line of links to the categories."""
    line = chips.paragraph(classes=("paper-jumps",))
    for number, (title, place) in enumerate(places):
        if number:
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
        "words": words(),
    }


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
