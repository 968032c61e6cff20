"""Which papers and categories a listing shows, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from papershelf.collect.domain.paper import PaperDomain
from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.model.text.collation import sort_key
from papershelf.render import lines
from papershelf.render.listings import listing


def compared(query: dict[str, Any], catalogue: Catalogue) -> list[Entry]:
    """The papers of a ``paper-compare``, each once; unknown keys are warned of elsewhere."""
    found = (catalogue.anywhere(key) for key, _line in query["keys"])
    return list({entry.key: entry for entry in found if entry}.values())


def dated_by(query: dict[str, Any]) -> str:
    """The date in whose order a ``paper-list`` stands, ``read`` or ``added``; empty for any other order."""
    word = str(query.get("sort", "")).removeprefix("-")
    return word if word in {"read", "added"} else ""


def subcategories(docname: str, query: dict[str, Any], domain: PaperDomain) -> list[listing.Inner]:
    """The categories below the one of a page, with what the page shows of each."""
    catalogue = domain.catalogue
    category = catalogue.categories.get(query["slug"])
    if category is None or category.docname != docname:
        return []
    found = []
    for slug in catalogue.children(category.slug):
        inner = catalogue.categories[slug]
        note = domain.categories.get(inner.docname)
        about = domain.spell(note.about) if note else ()
        counts = (len(catalogue.in_category(slug)), catalogue.count(slug))
        found.append(listing.Inner(inner.docname, inner.title, *counts, lines.shorten(about, listing.ABOUT)))
    return found


def members(kind: str, docname: str, query: dict[str, Any], catalogue: Catalogue) -> list[Entry]:
    """The papers a listing shows, in its order."""
    if kind == "category":
        return [e for e in catalogue.in_category(query["slug"]) if not (e.queued and e.docname == docname)]
    if kind == "queue":
        here = [e for e in catalogue.entries if e.queued and e.docname == docname and e.line in query["lines"]]
        place = {e.key: n for n, e in enumerate(catalogue.in_category(here[0].paper.category))} if here else {}
        return sorted(here, key=lambda e: (place.get(e.key, len(place)), e.line))
    return select(query, catalogue)


def select(query: dict[str, Any], catalogue: Catalogue) -> list[Entry]:
    """The papers that answer a ``paper-list``; a category has those of the categories below it too."""
    wanted = dict(query)
    if "category" in query:
        wanted["category"] = {inner for slug in query["category"] for inner in catalogue.with_below(slug)}
    found = [
        e for e in catalogue.entries if all(test(e, wanted[name]) for name, test in ANSWERS.items() if name in wanted)
    ]
    sort = query.get("sort", "listed")
    word = sort.removeprefix("-")
    if word != "listed":
        attribute: Callable[[Entry], Any] = {
            "year": lambda e: e.paper.date,
            "title": lambda e: sort_key(e.paper.title),
            "added": lambda e: e.paper.added,
            "read": lambda e: e.paper.read,
        }[word]
        known = [e for e in found if word == "title" or attribute(e)]
        known.sort(key=attribute, reverse=sort.startswith("-"))
        found = known + [e for e in found if word != "title" and not attribute(e)]  # without a date: last
    elif sort.startswith("-"):
        found.reverse()
    return found[: query["limit"]] if "limit" in query else found


ANSWERS: dict[str, Callable[[Entry, Any], bool]] = {
    "category": lambda e, slugs: any(slug in slugs for slug in e.paper.categories),
    "status": lambda e, statuses: e.paper.status in statuses,
    "tag": lambda e, tag: tag.casefold() in {t.casefold() for t in e.paper.tags},
    "author": lambda e, name: any(name.casefold() in a.name.casefold() for a in e.paper.authors),
    "year": lambda e, span: span[0] <= e.paper.year <= span[1],
    "venue": lambda e, venue: e.paper.venue.casefold().startswith(venue.casefold()),
}
"""Option of a ``paper-list`` to whether a paper answers its value."""
