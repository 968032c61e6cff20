"""Which papers and categories go into which library."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papershelf.model.text import values
from papershelf.translations import words

if TYPE_CHECKING:
    from papershelf.model.collection.catalogue import Catalogue, Entry
    from papershelf.sources.library.folder import Folder

PORTAL = "portal"
"""Folder of the portal, and what stands for it where a library is named."""
_TAKEN = frozenset(
    {
        PORTAL,
        "build",
        "wheels",
        "papers",
        "categories",
        "tags",
        "status",
        "docs",
        "doc",
        "source",
        "con",
        "prn",
        "aux",
        "nul",
    }
)
"""Names of folders that a site or a repository has already, or that a system cannot have."""
_SLACK = 0.1
"""Share of a library's papers by which it may be larger or smaller, so that a category stays whole."""


@dataclass
class Part:
    """One of the libraries.

    :param name: of its folder, and in links.
    :param title: of its home page.
    :param keys: its papers, planned ones too, in reading order.
    :param slugs: the categories that have pages in it, in reading order.
    """

    name: str
    title: str
    keys: list[str] = field(default_factory=list)
    slugs: list[str] = field(default_factory=list)


def by_category(folder: Folder) -> list[Part]:
    """One for each category at the top; papers without a category are in one of their own."""
    catalogue = folder.catalogue
    found = [
        Part(slug, catalogue.categories[slug].title, slugs=catalogue.with_below(slug))
        for slug in catalogue.children("")
    ]
    for part in found:
        part.keys = [entry.key for slug in part.slugs for entry in _own(catalogue, slug)]
    if loose := [entry.key for entry in _without(catalogue)]:
        found.append(Part("others", words(folder.settings.language).pgettext("library", "Other papers"), loose))
    return _finished(folder, found)


def by_number(folder: Folder, number: int) -> list[Part]:
    """Several with about so many papers each, along the categories; those that are short are kept whole."""
    catalogue = folder.catalogue
    groups: list[tuple[str, list[str]]] = [
        (slug, [entry.key for entry in _own(catalogue, slug)]) for slug in catalogue.categories
    ]
    groups.append(("", [entry.key for entry in _without(catalogue)]))
    total = sum(len(keys) for _slug, keys in groups)
    wanted = math.ceil(total / max(1, math.ceil(total / number)))
    name = folder.settings.name or "papershelf"
    found = [Part("", "")]
    for slug, keys in groups:
        _fill(found, slug, keys, wanted)
    found = [part for part in found if part.keys or part.slugs]
    for count, part in enumerate(found, 1):
        part.name, part.title = f"part-{count}", f"{name} {count}"
    return _finished(folder, found)


def _fill(found: list[Part], slug: str, keys: list[str], wanted: int) -> None:
    """Add the papers of a category to the last part, and to new ones where it is full."""
    slack = int(wanted * _SLACK)
    while True:
        part = found[-1]
        room = wanted - len(part.keys)
        if keys and room <= slack and len(keys) > room + slack and part.keys:
            found.append(Part("", ""))
            continue
        taken = len(keys) if len(keys) <= room + slack else room
        part.keys += keys[:taken]
        part.slugs += [slug] if slug else []
        keys = keys[taken:]
        if not keys:
            return
        found.append(Part("", ""))


def _own(catalogue: Catalogue, slug: str) -> Iterator[Entry]:
    """Papers whose first category it is, in its order."""
    return (entry for entry in catalogue.in_category(slug) if entry.paper.category == slug and not entry.cited)


def _without(catalogue: Catalogue) -> Iterator[Entry]:
    known = catalogue.categories
    return (entry for entry in catalogue.entries if entry.paper.category not in known and not entry.cited)


def _finished(folder: Folder, found: list[Part]) -> list[Part]:
    """With names that nothing else has, and with all categories that their papers are in."""
    catalogue = folder.catalogue
    taken = {*_TAKEN, *folder.settings.libraries, *_tops(folder.files.values())}
    for part in found:
        part.name = _free(part.name, taken)
        taken.add(part.name)
        named = [slug for key in part.keys if (entry := catalogue.by_key(key)) for slug in entry.paper.categories]
        needed = {*catalogue.above([slug for slug in (*part.slugs, *named) if slug in catalogue.categories])}
        part.slugs = [slug for slug in catalogue.categories if slug in needed]
    return found


def _tops(paths: Iterable[str]) -> set[str]:
    """The folders at the top of some paths: a site has them at its root, too."""
    return {path.split("/")[0].casefold() for path in paths if "/" in path}


def _free(name: str, taken: set[str]) -> str:
    name = values.slug(name).strip(".") or "library"
    if name not in taken:
        return name
    wanted, number = f"{name}-library", 2
    while wanted in taken:
        wanted, number = f"{name}-library-{number}", number + 1
    return wanted
