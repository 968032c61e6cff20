"""Markdown twins of pages, each beside its page.

What a twin shows of other documents is what its page does, so it is written when the page is: a role or a list is
written out only where the page is known to have it (:class:`papershelf.collect.records.References`).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from papershelf.collect.domain.paper import paper_domain
from papershelf.exports.pages import markdown
from papershelf.exports.pages.twin import LISTINGS, twin
from papershelf.model.collection.catalogue import Entry
from papershelf.model.text.lists import without_lists
from papershelf.model.text.spans import plain
from papershelf.render import chips, follow, words
from papershelf.render.listings import library
from papershelf.resolve import site
from papershelf.resolve.answers import members, subcategories
from papershelf.resolve.site import path, uri

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from papershelf.collect.documents.discovery import LibraryProject
    from papershelf.write.generated import GeneratedFiles

_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|#|//")
_relative = lru_cache(10_000)(posixpath.relpath)
"""Pages of a folder link to the same pages."""
_EXPLICIT = re.compile(r"(?P<words>.*)<(?P<key>[^<>]+)>\s*", re.DOTALL)


def twin_path(builder: GeneratedFiles, docname: str) -> str:
    """File of a page's twin, relative to the output folder; nothing for a page that has none."""
    return f"{path(builder, docname)}.md" if has_twin(builder.env, docname) else ""


def has_twin(env: BuildEnvironment, docname: str) -> bool:
    """Whether a page is written in Markdown."""
    return cast("LibraryProject", env.project).place(docname).endswith(".md")


def address(builder: GeneratedFiles, entry: Entry) -> str:
    """Where the Markdown of a paper is found, relative to the root; of one without a twin, the page."""
    name = "" if entry.library else twin_path(builder, entry.docname)
    return quote(name) if name else uri(builder, entry)


def write(builder: GeneratedFiles, docname: str) -> None:
    """Write the twin of a page, if it has one."""
    if name := twin_path(builder, docname):
        source = Path(builder.env.doc2path(docname)).read_text(encoding="utf-8-sig", errors="replace")
        text = twin(without_lists(source), _Pieces(builder, docname))
        builder.add_file(name, text.encode("utf-8", "surrogatepass"), page=docname)


class _Pieces:
    """What a page shows of the library, as Markdown."""

    def __init__(self, builder: GeneratedFiles, docname: str) -> None:
        self.builder = builder
        self.env = builder.env
        self.docname = docname
        self.domain = paper_domain(self.env)
        self.catalogue = self.domain.catalogue
        self.taken = self.domain.references[docname]
        self.folder = posixpath.dirname(path(builder, docname))
        self._boxed = False
        self._left = {kind: [query for k, query in self.taken.listings if k == kind] for kind in LISTINGS.values()}

    @cached_property
    def _papers(self) -> set[str]:
        return {target for domain, _kind, target, _place in self.taken.targets if domain == "paper"}

    @cached_property
    def _pages(self) -> set[str]:
        return {target for domain, _kind, target, _place in self.taken.targets if domain == "doc"}

    def _relative(self, name: str) -> str:
        """An address relative to the root, as the twin links to it."""
        return _relative(name, self.folder or ".") if name else "./"

    def _page(self, docname: str) -> str:
        if "://" in docname:
            return docname
        name = twin_path(self.builder, docname)
        return self._relative(quote(name) if name else site.address(self.builder, docname))

    def _entry(self, entry: Entry) -> str:
        return entry.address if entry.library else self._relative(address(self.builder, entry))

    # -- what the source asks for ---------------------------------------------------------------

    def box(self, summary: list[str]) -> list[str]:
        """The summary box."""
        note = self.domain.papers.get(self.docname)
        if note is None:
            return summary
        paper = self.domain.entry_of(self.docname).paper
        categories = [
            (self.catalogue.full_title(slug), self._page(category.docname))
            for slug in paper.categories
            if (category := self.catalogue.categories.get(slug))
        ]
        self._boxed = True
        return markdown.box(
            paper, words.status_label(paper.status), categories, _links(paper.all_links.items()), summary
        )

    def after(self) -> list[str]:
        """What the paper of the box is tied to."""
        note = self.domain.papers.get(self.docname) if self._boxed else None
        entry = self.catalogue.by_key(note.paper.key) if note else None
        relations = [
            (words.relation_label(relation, inverse), [(_name(e), self._entry(e)) for e in others])
            for relation, inverse, others in (follow.relations(entry, self.catalogue) if entry else ())
        ]
        return markdown.related(follow.label(follow.Part.RELATIONS), relations)

    def listing(self, kind: str) -> list[str]:
        """The next listing of a kind."""
        if not self._left[kind]:
            return []
        query = dict(self._left[kind].pop(0))
        entries = members(kind, self.docname, query, self.catalogue)
        is_long = "filter" in query and len(entries) > library.WHOLE
        items = [self._item(entry) for entry in (entries[: library.FIRST] if is_long else entries)]
        if is_long:
            items += ["", f"{library.beginning(len(entries))} {markdown.link('llms.txt', self._relative('llms.txt'))}"]
        inner = subcategories(self.docname, query, self.domain) if kind == "category" else []
        if items and inner:
            items.append("")
        for one in inner:
            about = plain(one.about)
            items.append(
                f"- {markdown.link(one.title, self._page(one.docname))}"
                + (f": {markdown.escape(about)}" if about else "")
            )
        return items

    def _item(self, entry: Entry) -> str:
        paper = entry.paper
        here = entry.queued and entry.docname == self.docname
        links = _links(paper.all_links.items()) if entry.queued else ()
        place = "" if here else self._entry(entry)
        return markdown.item(paper, place, words.status_label(paper.status), chips.byline(paper), links)

    def reference(self, kind: str, text: str) -> str | None:
        """What a role shows, of papers that the page names."""
        explicit = _EXPLICIT.fullmatch(text) if kind == "ref" else None
        keys = [explicit["key"]] if explicit else [text] if kind == "ref" else text.split(",")
        text, before = "", None
        for key in (" ".join(key.split()) for key in keys):
            entry = self.catalogue.anywhere(key) if key in self._papers else None
            if entry is None:
                return None
            paper, citing, place = entry.paper, self.catalogue.citing, self._entry(entry)
            paper = paper if kind == "ref" else self.catalogue.cited(entry)
            joined = kind == "citep" and before is not None and citing.share_names(before, paper)
            label = paper.name if kind == "ref" else citing.year(paper) if joined else citing.text(paper, kind)
            text += "" if before is None else ", " if joined else "; "
            text += (
                f"[{explicit['words'].strip()}]({markdown.target(place)})" if explicit else markdown.link(label, place)
            )
            before = paper
        return f"({text})" if kind == "citep" else text

    def target(self, address: str) -> str | None:
        """Where a link to a page, or to a picture, of the library leads."""
        if _ELSEWHERE.match(address):
            return None
        name, sign, anchor = address.partition("#")
        docname = self._docname(name)
        if docname in self._pages and docname in self.env.all_docs:
            return markdown.target(self._page(docname) + sign + anchor)
        source = self.env.relfn2path(name, self.docname)[0]
        if source in self.env.images and self.docname in self.env.images[source][0]:
            return markdown.target(self._relative(f"{self.builder.imagedir}/{quote(self.env.images[source][1])}"))
        return None

    def title(self, address: str) -> str:
        """The title of the page that a link leads to."""
        docname = self._docname(address.partition("#")[0])
        return markdown.escape(self.domain.title(docname)) if docname in self._pages else ""

    def _docname(self, name: str) -> str:
        return self.env.path2doc(self.env.relfn2path(name, self.docname)[1]) or ""


def _name(entry: Entry) -> str:
    return f"{entry.paper.name} ({entry.library})" if entry.library else entry.paper.name


def _links(links: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(words.link_label(name), url) for name, url in links]
