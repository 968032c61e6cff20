"""The outline: which pages hold papers and categories, known before any document is read.

A category page needs its papers' pages while it is read, since only a toctree made then reaches the
sidebar, previous/next, the PDF's chapters and the orphan check. So the sources are scanned first, and
the category pages whose toctree would come out otherwise are named to be read again.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import TYPE_CHECKING, cast

from papershelf.collect.documents.files import state_of
from papershelf.collect.records import CategoryNote, Declared, SourceState
from papershelf.config import folders
from papershelf.model.collection.outline import OutlineItem, arrange
from papershelf.model.collection.tree import below, brothers, settled
from papershelf.model.record.build import build
from papershelf.model.record.paper import Paper, default_key
from papershelf.model.text import values
from papershelf.sources.pages.fences import directive_at
from papershelf.sources.pages.includes import locate
from papershelf.sources.pages.page import Page

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from papershelf.collect.documents.discovery import LibraryProject
    from papershelf.collect.documents.stored import Stored
    from papershelf.collect.domain.paper import PaperDomain
    from papershelf.sources.library.living import Bibliography

_CATEGORY = re.compile(
    r"^\s*(?:(?:`{3,}|~{3,}|:{3,})\s*\{paper-category\}|\.\.\s+paper-category::)\s+(?P<slug>\S+)", re.M
)
Former = dict[str, OutlineItem | None]
"""Docname to what was known of a page before; nothing of a new one."""

_CODE = re.compile(r"^(?P<fence>`{4,}|~{4,}).*?^(?P=fence)", re.M | re.S)


class Members:
    """Which papers and pages claim each category, and which categories stand below it, by the sources."""

    def __init__(
        self, outline: Mapping[str, OutlineItem | None], owners: Mapping[str, Declared], bibliography: Bibliography
    ) -> None:
        self._owner: dict[str, str] = {}
        named: dict[str, str] = {}
        for docname, declared in sorted(owners.items()):
            if declared.slug not in self._owner:
                self._owner[declared.slug] = docname
                named[declared.slug] = declared.parent
        parents = settled(named)
        self._below = below(parents)
        self.inside = frozenset(self._owner[slug] for slug, parent in parents.items() if parent)
        """Pages that the page of the category above them holds, and no other."""
        self._bibliography = bibliography
        self._items: dict[str, list[OutlineItem]] = defaultdict(list)
        for _docname, item in sorted(outline.items()):
            if item is not None:
                self._items[item.category].append(item)

    def toctree(self, docname: str, note: CategoryNote) -> list[str]:
        """Pages that the toctree of a category page holds, in order; none where another page has the category.

        Papers come first, then the categories below it.
        """
        if self._owner.get(note.slug, docname) != docname:
            return []
        listed = [key for key, _line in note.listed]
        found = (item for item in self._items.get(note.slug, ()) if item.docname != docname)
        items = [_completed(item, self._bibliography) for item in found]
        slugs = brothers(self._below.get(note.slug, ()), listed, self._owner)
        papers = [item.docname for item in arrange(items, listed, note.sort)]
        return [*papers, *(self._owner[slug] for slug in slugs)]


def members_of(domain: PaperDomain) -> Members:
    """What the sources say, made once while documents are read."""
    if domain.members is None:
        domain.members = Members(domain.data["outline"], domain.data["owners"], domain.bibliography)
    return domain.members


def toctree_of(domain: PaperDomain, docname: str, note: CategoryNote) -> list[str]:
    """Pages of a category page's toctree, while it is read."""
    return members_of(domain).toctree(docname, note)


def _item(docname: str, page: Page) -> OutlineItem | None:
    if not page.found:
        return None
    found = page.found[0]
    key = found.argument if values.KEY.fullmatch(found.argument) else default_key(docname)
    paper, _problems = build(key, found.options)
    heading = "" if paper.title else values.text(page.heading)
    ids = (paper.cite_key, paper.arxiv, paper.doi)
    return OutlineItem(key, docname, paper.title, paper.category, paper.date, paper.added, heading, *ids)


def _completed(item: OutlineItem, bibliography: Bibliography) -> OutlineItem:
    """A page with what tells its place in an order, as a bibliography says it."""
    if not bibliography:
        return item if item.title else dataclasses.replace(item, title=item.heading)
    paper = Paper(item.key, item.title, date=item.date, arxiv=item.arxiv, doi=item.doi, cite_key=item.cite_key)
    paper = bibliography.completed(paper, item.heading)
    return dataclasses.replace(item, title=paper.title, date=paper.date)


def _declared(text: str, markdown: bool) -> Declared | None:
    """The first category that a page declares."""
    text = _CODE.sub("", text)
    for match in _CATEGORY.finditer(text):
        if not values.KEY.fullmatch(match["slug"]):
            continue
        lines = text.splitlines()
        number = text[: match.start("slug")].count("\n")
        found = directive_at(lines, number, markdown=markdown) if number < len(lines) else None
        parent = dict(found.options).get("parent", "").strip() if found else ""
        return Declared(match["slug"], parent if values.KEY.fullmatch(parent) else "")
    return None


def _scan(app: Sphinx, env: BuildEnvironment, domain: PaperDomain) -> tuple[set[str], Former]:
    """Bring the outline up to date.

    :returns: documents whose content is not what was read, though their time stamp is not newer; and what was known
        of those that are new, gone or changed.
    """
    outline = cast("Stored[OutlineItem]", domain.data["outline"])
    owners = cast("dict[str, Declared]", domain.data["owners"])
    sources = cast("Stored[SourceState]", domain.data["sources"])
    included = cast("dict[str, dict[str, SourceState | None]]", domain.data["included"])
    former: Former = {docname: outline[docname] for docname in set(outline) - env.found_docs}
    for store in (outline, owners, sources, included):
        for docname in set(store) - env.found_docs:
            del store[docname]
    inside, place = folders(app.config), cast("LibraryProject", env.project).place
    changed = set()
    for docname in sorted(env.found_docs):
        path = f"{app.srcdir}/{place(docname)}"
        known = sources.get(docname)
        try:
            state, content = state_of(path, known)
        except OSError:
            continue  # Sphinx says that it is unreadable
        if state is not known:
            sources[docname] = state
        if content is None and (docname not in included or not _renewed(app.srcdir, included[docname])):
            continue
        content = Path(path).read_bytes() if content is None else content
        text = content.decode("utf-8", "replace")
        if known is not None and known.digest != state.digest:
            changed.add(docname)
        markdown = not path.endswith(".rst")
        former[docname] = outline.get(docname)
        for store in (outline, owners, included):
            store.pop(docname, None)
        if docname.startswith(inside):
            located = locate(text, docname, Path(app.srcdir), markdown=markdown)
            if item := _item(docname, located.page):
                outline[docname] = item
            if located.files:
                included[docname] = dict.fromkeys(located.files)
                _renewed(app.srcdir, included[docname])
        if "paper-category" in text and (declared := _declared(text, markdown)):
            owners[docname] = declared
    return changed, {docname: item for docname, item in former.items() if item != outline.get(docname)}


def _renewed(source: Path, states: dict[str, SourceState | None]) -> bool:
    """Bring the fingerprints of included files up to date; whether any of them holds something else now."""
    different = False
    for path, before in states.items():
        try:
            now, _content = state_of(f"{source}/{path}", before)
        except OSError:
            states[path] = None
            different |= before is not None
            continue
        different |= before is None or before.digest != now.digest
        states[path] = now
    return different


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> Iterable[str]:
    """Name the documents to read again: changed unnoticed, or with a toctree that changes."""
    from papershelf.collect.domain.paper import paper_domain

    domain = paper_domain(env)
    owners, outline = dict(domain.data["owners"]), cast("Stored[OutlineItem]", domain.data["outline"])
    outdated, former = _scan(app, env, domain)
    known, domain.former_bibliography = domain.former_bibliography, domain.bibliography
    all_may = owners != domain.data["owners"] or known is not domain.bibliography
    if former or all_may:
        domain.members = None
        before = Members({**outline, **former}, owners, known)
        slugs = {item.category for name in former for item in (former[name], outline.get(name)) if item}
        outdated |= {
            docname
            for docname, note in domain.categories.items()
            if docname in env.found_docs
            and (all_may or note.slug in slugs)
            and toctree_of(domain, docname, note) != before.toctree(docname, note)
        }
        moved = before.inside ^ members_of(domain).inside
        outdated |= {docname for docname, named in domain.named.items() if not moved.isdisjoint(named)} & env.found_docs
    return sorted(outdated)


def setup(app: Sphinx) -> None:
    """Connect the scan."""
    app.connect("env-get-outdated", _outdated)
