"""Which page and which file of a library goes where."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from papershelf.cli.dividing.files import share_files, stated
from papershelf.cli.dividing.parts import PORTAL, Part
from papershelf.cli.pages.edits import Edits, own_folder
from papershelf.cli.pages.places import Place

if TYPE_CHECKING:
    from papershelf.sources.library.folder import Folder


@dataclass
class Plan:
    """What goes where.

    :param pages: document to the libraries that get it; of those with a category's page, the first one owns it.
    :param files: other files to the libraries that get them.
    :param homes: key of a paper to its library.
    :param left: files and folders at the top that are not taken.
    """

    edits: Edits
    parts: list[Part]
    pages: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, list[str]] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    @property
    def folder(self) -> Folder:
        """The old library."""
        return self.edits.folder

    @cached_property
    def documents(self) -> dict[str, str]:
        """File of each page to its document."""
        return {path: docname for docname, path in self.folder.files.items()}

    @cached_property
    def _places(self) -> dict[str, list[Place]]:
        return {}

    def places(self, path: str) -> list[Place]:
        """What a page of the old library names."""
        if path not in self._places:
            self._places[path] = self.edits.places(path)
        return self._places[path]

    @cached_property
    def included(self) -> set[str]:
        """Files that pages include and that are no pages."""
        return {path for _docname, path in self.edits.documents("") if path not in self.documents}

    @cached_property
    def names(self) -> list[str]:
        """All libraries, the portal last."""
        return [*(part.name for part in self.parts), PORTAL]


def plan(edits: Edits, parts: list[Part]) -> Plan:
    """Decide for everything that the library holds."""
    made = Plan(edits, parts)
    made.homes = {key: part.name for part in parts for key in part.keys}
    _pages(made)
    share_files(made)
    return made


def _pages(made: Plan) -> None:
    folder = made.folder
    held: dict[str, list[str]] = {}
    for key, name in made.homes.items():
        for entry in folder.catalogue.claims[key]:
            if not entry.queued:
                held[entry.docname] = [name]
    for part in made.parts:
        for slug in part.slugs:
            held.setdefault(folder.catalogue.categories[slug].docname, []).append(part.name)
    for slug, category in folder.catalogue.categories.items():
        owners = [part.name for part in made.parts if slug in part.slugs]
        held[category.docname] = sorted(owners, key=lambda name: not _owns(made, name, slug))
    _below(made, held)
    named = set(stated(made))
    for docname, path in folder.files.items():
        own = held.get(docname) or [PORTAL]
        made.pages[docname] = made.names if path in named and own == [PORTAL] else own


def _owns(made: Plan, name: str, slug: str) -> bool:
    """Whether papers of a category, or a category below it, have it as their first one in a library."""
    catalogue = made.folder.catalogue
    return any(
        made.homes.get(entry.key) == name and entry.paper.category == slug
        for inner in catalogue.with_below(slug)
        for entry in catalogue.in_category(inner)
    )


def _below(made: Plan, held: dict[str, list[str]]) -> None:
    """Pages that only pages of a paper or a category hold: in their table of contents, or in the paper's folder."""
    folder = made.folder
    owned = {own: name for docname, names in held.items() for name in names[:1] if (own := own_folder(folder, docname))}
    for docname in folder.files:
        above = (f"{'/'.join(docname.split('/')[:depth])}/" for depth in range(docname.count("/"), 0, -1))
        if docname not in held and (name := next((owned[part] for part in above if part in owned), "")):
            held[docname] = [name]
    stack = [docname for docname in held if docname != folder.settings.root]
    while stack:
        docname = stack.pop()
        for inner in folder.toctrees.get(docname, []):
            if inner in folder.files and inner not in held and inner != folder.settings.root:
                held[inner] = held[docname]
                stack.append(inner)
