"""Groups of a reference manager that stand below others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from papershelf.model.text import romanisation, values
from papershelf.sources.bibliographies.entries.records import Draft

_META = re.compile(r"@comment\s*\{\s*jabref-meta:\s*(?:grouping|groupstree):(?P<tree>[^{}]*)\}", re.IGNORECASE)
_END = re.compile(r"(?<!\\);")
_GROUP = re.compile(r"\s*(?P<depth>\d{1,3}) (?P<kind>\w+)Group:(?P<rest>.*)", re.DOTALL)
_DEEPEST = 20
"""Levels that are looked up."""


@dataclass(frozen=True, slots=True)
class Group:
    """One group.

    :param parent: what the group above it is known by; nothing at the top.
    """

    name: str
    slug: str
    parent: str = ""


@dataclass(slots=True)
class Groups:
    """All groups of a file, by what the file knows them by: a number, or their name.

    :ivar held: what each entry stands in, by what the file knows the entry by.
    """

    groups: dict[str, Group] = field(default_factory=dict)
    held: dict[str, list[str]] = field(default_factory=dict)
    _slugs: set[str] = field(default_factory=set)

    def add(self, known_by: str, name: str, parent: str = "") -> None:
        """Add a group; parents come before what is below them. One whose name gives no slug is none."""
        above = self.groups.get(parent)
        slug = slug_of(name)
        if slug in self._slugs and above is not None:  # two of one name, below different ones
            slug = f"{above.slug}-{slug}"
        if slug and slug not in self._slugs:
            self._slugs.add(slug)
            self.groups[known_by] = Group(name, slug, parent if above is not None else "")

    def put(self, entry: str, known_by: str) -> None:
        """Say that an entry stands in a group."""
        self.held.setdefault(entry, []).append(known_by)

    def place(self, draft: Draft, known_by: Iterable[str]) -> dict[str, str]:
        """The options of an entry in groups: the first is the paper's place, the others list it, too."""
        found = [self.groups[one] for one in dict.fromkeys(known_by) if one in self.groups]
        self.raise_(draft, found)
        first, *others = [*(group.slug for group in found), ""]
        return {"category": first, "also-in": ", ".join(filter(None, others))}

    def raise_(self, draft: Draft, found: Iterable[Group]) -> None:
        """Note groups of an entry, each after those above it."""
        for group in found:
            path = [group]
            while path[-1].parent and len(path) < _DEEPEST:
                path.append(self.groups[path[-1].parent])
            for one in reversed(path):
                draft.groups.setdefault(one.slug, one.name)
                if one.parent:
                    draft.parents[one.slug] = self.groups[one.parent].slug


def slug_of(name: str) -> str:
    """A slug for a name, of which no word is left out that is written in another script; maybe nothing."""
    if values.KEY.fullmatch(name):
        return name
    return values.slug(name) if name.isascii() else romanisation.slug(name) or values.slug(name)


def of_zotero(collections: Mapping[str, Mapping[str, object]], items: Mapping[str, Iterable[str]]) -> Groups:
    """Collections as Better BibTeX lists them: by their keys, each with ``name``, and ``parent`` where it has one.

    :param items: what each collection holds.
    """
    found = Groups()
    waiting = list(collections)
    for _level in range(_DEEPEST):
        left = []
        for key in waiting:
            parent = str(collections[key].get("parent") or "")
            if parent in collections and parent not in found.groups:
                left.append(key)
                continue
            found.add(key, str(collections[key].get("name") or ""), parent)
        if left == waiting:
            break
        waiting = left
    for key in waiting:  # in a circle, or below one without a name
        found.add(key, str(collections[key].get("name") or ""))
    for key, inside in items.items():
        for item in inside:
            found.put(item, key)
    return found


def of_jabref(text: str) -> Groups:
    """The tree of groups that JabRef keeps in a comment; up to its third version it names the entries there, too."""
    found = Groups()
    match = _META.search(text)
    above: list[str] = []
    for part in _END.split(match["tree"].replace("\n", "")) if match else ():
        group = _GROUP.match(part)
        if group is None or group["kind"] == "AllEntries":
            continue
        depth = int(group["depth"])
        name, *rest = (one.replace("\\", "").strip() for one in group["rest"].split("\\;"))
        del above[depth - 1 :]
        if name not in found.groups:
            found.add(name, name, above[-1] if above else "")
        above.append(name)
        if group["kind"] == "Explicit":
            for key in rest[1:]:
                found.put(key, name)
    return found
