"""A sidebar that stays small: home's pages, the categories with counts, the papers of the current category.

furo renders the whole tree of contents into every page, which is most of the cost of a large library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.util import url_re

from papershelf.collect.said import text_of
from papershelf.messages import _
from papershelf.model.collection.catalogue import Catalogue
from papershelf.model.text.digests import digest
from papershelf.resolve.sidebar import Group, Item, Uri, render

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment

NEIGHBOURS = 5
"""Papers shown before and after the current one where a category holds more than the limit."""

MANY_PAGES = 50
"""A page with more pages below it than this shows them only where it is open, as a category does."""

Relations = Mapping[str, Sequence[str | None]]
"""Docname to parent, previous and next page, as Sphinx collects them."""

_GENERATED = {"genindex": _("Index"), "modindex": _("Module index"), "search": _("Search")}


class Navigation:
    """The sidebars of a library, once every document is read.

    :param relations: parent, previous and next of each page.
    :param limit: papers of the current category that are listed (``papershelf_sidebar_papers``).
    """

    def __init__(self, env: BuildEnvironment, catalogue: Catalogue, relations: Relations, limit: int) -> None:
        self.env = env
        self.limit = limit
        self.catalogue = catalogue
        self._relations = relations
        self._category_of = {category.docname: slug for slug, category in self.catalogue.categories.items()}
        self._names: dict[str, str] = {}
        self._titled_below: dict[str, list[tuple[str, str]]] = {}
        self._place_of: dict[str, dict[str, int]] = {}
        self._parts: dict[str, tuple[list[str], list[str]]] = {}
        self._groups: dict[tuple[str, ...], tuple[Group, ...]] = {}
        self._paths: dict[str, tuple[str, ...]] = {}
        self._facts: dict[tuple[str, ...], str] = {}
        self._html: dict[tuple[tuple[str, ...], str], list[tuple[str, str]]] = {}

    def facts(self, docname: str) -> tuple[object, ...]:
        """What the sidebar of a page shows, short; pages of one category share most of it."""
        opened = self._opened(docname)
        if opened not in self._facts:
            self._facts[opened] = digest(self._shared(opened))
        parent, start, end = self._window(docname, opened)
        return (self._facts[opened], tuple(self._titled(parent)[start:end]), self._ancestors(docname))

    def html(self, docname: str, uri: Uri, prefix: str, folder: str = "") -> str:
        """The sidebar of a page.

        :param uri: address of a document for all pages that share ``prefix``.
        :param folder: of the page, as such an address begins: others in it are named without.
        """
        path = set(self._ancestors(docname))
        parts = []
        for owner, text in self._pieces(docname, uri, prefix):
            if owner and owner == docname:
                text = _with_class(text, "current current-page")
                text = text.replace(' href="', ' aria-current="page" href="', 1)
            elif owner in path:
                text = _with_class(text, "current")
            if owner in path:
                text = text.replace("<input ", '<input checked="" ', 1)
            parts.append(text)
        made = "".join(parts)
        return re.sub(rf' href="{re.escape(folder)}(?!")', ' href="', made) if folder else made

    def _pieces(self, docname: str, uri: Uri, prefix: str) -> list[tuple[str, str]]:
        opened = self._opened(docname)
        parent, start, end = self._window(docname, opened)
        if window := tuple(self._held(parent)[start:end]):  # hardly any two pages share it
            return list(render(tuple(self._home(opened, window)), uri))
        if (opened, prefix) not in self._html:
            self._html[opened, prefix] = list(render(self._shared(opened), uri))
        return self._html[opened, prefix]

    def _shared(self, opened: tuple[str, ...]) -> tuple[Group, ...]:
        if opened not in self._groups:
            self._groups[opened] = tuple(self._home(opened, ()))
        return self._groups[opened]

    # -- which lines ----------------------------------------------------------------------------

    def _ancestors(self, docname: str) -> tuple[str, ...]:
        """The page itself, then the pages whose toctrees lead to it, without the home page."""
        if docname not in self._paths:
            found: list[str] = []
            name, root = docname, self.env.config.root_doc
            while name and name not in found and name != root:
                found.append(name)
                name = self._relations.get(name, [""])[0] or ""
            self._paths[docname] = tuple(found)
        return self._paths[docname]

    def _opened(self, docname: str) -> tuple[str, ...]:
        """Pages with more below them than the limit allows to show everywhere, that are open on this page."""
        return tuple(name for name in self._ancestors(docname) if self._is_large(name))

    def _is_large(self, docname: str) -> bool:
        if docname in self._category_of:
            return True
        return len(self.env.toctree_includes.get(docname, ())) > max(self.limit, MANY_PAGES)

    def _window(self, docname: str, opened: tuple[str, ...]) -> tuple[str, int, int]:
        """The neighbours that are shown instead of all pages of the innermost open one: that one, first and end."""
        parent = opened[0] if opened else ""
        if not self.limit or len(self._held(parent)) <= self.limit:
            return parent, 0, 0
        if docname == parent:
            return parent, 0, self.limit
        places = self._places(parent)
        inside = next((name for name in self._ancestors(docname) if name in places), "")
        at, shown = places.get(inside, 0), min(NEIGHBOURS, self.limit)
        return parent, max(0, at - shown), at + shown + 1

    def _titled(self, parent: str) -> list[tuple[str, str]]:
        """The pages below one that the limit counts, with their titles."""
        if parent not in self._titled_below:
            self._titled_below[parent] = [(name, self._title(name)) for name in self._held(parent)]
        return self._titled_below[parent]

    def _places(self, parent: str) -> dict[str, int]:
        if parent not in self._place_of:
            self._place_of[parent] = {name: number for number, name in enumerate(self._held(parent))}
        return self._place_of[parent]

    def _held(self, docname: str) -> list[str]:
        """Pages below one that the limit counts: of a category its papers, not the categories below it."""
        return self._parted(docname)[0]

    def _parted(self, docname: str) -> tuple[list[str], list[str]]:
        """Pages below one: those that the limit counts, and of a category, those of the categories below it."""
        if docname not in self._parts:
            children = self.env.toctree_includes.get(docname, [])
            inner = [name for name in children if name in self._category_of] if docname in self._category_of else []
            held = [name for name in children if name not in self._category_of] if inner else children
            self._parts[docname] = held, inner
        return self._parts[docname]

    def _is_outer(self, docname: str, opened: tuple[str, ...]) -> bool:
        """Whether the papers of an open category give way to those of the ones open inside it.

        A page many levels down would otherwise show as many papers for each of them.
        """
        if docname == opened[0] or docname not in self._category_of:
            return False
        return sum(len(self._held(name)) for name in opened[1:] if name in self._category_of) > self.limit

    def _home(self, opened: tuple[str, ...], window: tuple[str, ...]) -> Iterator[Group]:
        root = self.env.config.root_doc
        toc = self.env.tocs.get(root)
        for toctree in toc.findall(addnodes.toctree) if toc is not None else ():
            items = tuple(self._items(toctree, root, opened, window, (root,)))
            if items:
                yield Group(toctree.get("caption") or "", items)

    def _items(
        self,
        toctree: addnodes.toctree,
        parent: str,
        opened: tuple[str, ...],
        window: tuple[str, ...],
        seen: tuple[str, ...],
    ) -> Iterator[Item]:
        for title, ref in toctree["entries"]:
            if url_re.match(ref):
                yield Item(title or ref, address=ref)
            elif ref == "self":
                yield Item(title or self._title(parent), parent)
            elif ref in self.env.titles and ref not in seen:
                yield self._item(title, ref, opened, window, (*seen, ref))
            elif ref in _GENERATED:
                yield Item(title or str(_GENERATED[ref]), ref)

    def _item(
        self, title: str | None, ref: str, opened: tuple[str, ...], window: tuple[str, ...], seen: tuple[str, ...]
    ) -> Item:
        below: list[Item] = []
        inner: list[Item] = []
        held = self._held(ref) if ref in opened else []
        more = len(held) > self.limit or bool(held and self._is_outer(ref, opened))
        if more:
            inside = {*window, *opened} if ref == opened[0] else {*opened}
            places = self._places(ref)
            shown = sorted((name for name in inside if name in places), key=places.__getitem__)
            below = [self._item(None, name, opened, window, (*seen, name)) for name in shown]
            inner = [self._item(None, name, opened, window, (*seen, name)) for name in self._parted(ref)[1]]
        elif ref in opened or not self._is_large(ref):
            has_pages = ref in self.env.toctree_includes  # (of most papers, nobody needs to look at the contents)
            for toctree in self.env.tocs[ref].findall(addnodes.toctree) if has_pages else ():
                below += self._items(toctree, ref, opened, window, seen)
        category = self._category_of.get(ref, "")
        nested = bool(category and self.catalogue.children(category))
        return Item(title or self._title(ref), ref, "", category, tuple(below), more, tuple(inner), nested)

    def _title(self, docname: str) -> str:
        if docname not in self._names:
            self._names[docname] = self._name(docname)
        return self._names[docname]

    def _name(self, docname: str) -> str:
        entry = self.catalogue.by_docname(docname)
        if entry is not None and entry.paper.name:
            return entry.paper.name
        title: nodes.title | None = self.env.titles.get(docname)
        return text_of(title, images=False) if title is not None else docname


def _with_class(line: str, names: str) -> str:
    """A line of the sidebar with further classes."""
    bare, opened = ("<li>", f'<li class="{names}">'), ('<li class="', f'<li class="{names} ')
    return line.replace(*(bare if line.startswith(bare[0]) else opened), 1)
