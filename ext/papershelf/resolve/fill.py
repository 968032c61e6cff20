"""Fill the placeholders in: boxes, listings, queues and counts."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import _ as sphinx_words
from sphinx.transforms.post_transforms import SphinxPostTransform

from papershelf.collect.domain import PaperDomain, paper_domain
from papershelf.collect.placeholders import paper_box, paper_listing
from papershelf.model.catalogue import Catalogue, Entry
from papershelf.model.collation import sort_key
from papershelf.render import chips, listing
from papershelf.render.assets import SITES
from papershelf.render.box import box
from papershelf.render.note import Imprint
from papershelf.render.stats import stats

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_NO_AUTHOR = "Author name not set"
"""What Sphinx holds for the author while conf.py names none."""


class FillPlaceholders(SphinxPostTransform):
    """Placeholders become nodes that hold cross-references, which Sphinx then resolves for each builder."""

    default_priority = 5  # before ReferencesResolver (10)
    builder: Builder

    def run(self, **kwargs: Any) -> None:
        """Replace every placeholder of this doctree; in a PDF it holds all documents."""
        domain = paper_domain(self.env)
        for node in list(self.document.findall(paper_box)):
            node.replace_self(_box(node, domain, imprint(self.builder, node["docname"])))
        for placeholder in list(self.document.findall(paper_listing)):
            placeholder.replace_self(listed(placeholder["kind"], placeholder["docname"], placeholder["query"], domain))


def _box(node: paper_box, domain: PaperDomain, published: Imprint | None) -> nodes.Element:
    docname = node["docname"]
    note = domain.papers[docname]
    entry = Entry(note.paper, docname, note.anchor, note.line)
    titles = domain.env.titles
    return box(entry, list(node.children), domain.catalogue, lambda name: titles[name].astext(), published)


def imprint(builder: Builder, docname: str) -> Imprint | None:
    """Where a note is published, as ``conf.py`` says; nothing for books, which are cited as a whole."""
    if builder.name not in SITES:
        return None
    config = builder.config
    author = "" if config.author == _NO_AUTHOR else config.author
    default = sphinx_words("%s %s documentation") % (config.project, config.release)
    library = config.project if config.html_title == default else config.html_title
    base = config.html_baseurl
    url = posixpath.join(base, builder.get_target_uri(docname)) if base else ""
    return Imprint(" ".join(author.split()), " ".join(library.split()), url)


def listed(kind: str, docname: str, query: dict[str, Any], domain: PaperDomain) -> list[nodes.Node]:
    """The nodes of a listing."""
    catalogue = domain.catalogue
    if kind == "stats":
        return stats(catalogue, docname)
    entries = members(kind, docname, query, catalogue)
    if kind == "queue":
        return [listing.queue(entries, docname)] if entries else []
    if kind == "category" and not entries and catalogue.in_category(query["slug"]):
        return []  # all its papers are planned, and the queue on this page shows them
    found = listing.listing(entries, query.get("style", "list"), docname, catalogue)
    if "filter" in query:
        found = chips.container(found, classes=("paper-filterable",))
    return [found]


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
    """The papers that answer a ``paper-list``."""
    found = [
        e for e in catalogue.entries if all(test(e, query[name]) for name, test in _TESTS.items() if name in query)
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
        # orders of dates end with those that have none; "recent" lists would otherwise invent a date
        found = known + ([e for e in found if not attribute(e)] if word == "year" else [])
    elif sort.startswith("-"):
        found.reverse()
    return found[: query["limit"]] if "limit" in query else found


_TESTS: dict[str, Callable[[Entry, Any], bool]] = {
    "category": lambda e, slugs: any(slug in e.paper.categories for slug in slugs),
    "status": lambda e, statuses: e.paper.status in statuses,
    "tag": lambda e, tag: tag.casefold() in {t.casefold() for t in e.paper.tags},
    "author": lambda e, name: any(name.casefold() in a.name.casefold() for a in e.paper.authors),
    "year": lambda e, span: span[0] <= e.paper.year <= span[1],
    "venue": lambda e, venue: e.paper.venue.casefold().startswith(venue.casefold()),
}


def _register(app: Sphinx) -> None:
    if app.builder.name != "gettext":  # its catalogues hold what authors write, not what is made of it
        transform = type("FillPlaceholders", (FillPlaceholders,), {"builder": app.builder})
        app.add_post_transform(transform)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.connect("builder-inited", _register)
