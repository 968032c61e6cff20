"""The files of several libraries, made from those of one."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papershelf.cli.dividing import conf, homes, hosting, lists
from papershelf.cli.dividing.files import ROOT
from papershelf.cli.dividing.links import Links
from papershelf.cli.dividing.lists import Block, Item
from papershelf.cli.dividing.parts import PORTAL, Part
from papershelf.cli.dividing.plan import Plan
from papershelf.cli.writing import Change
from papershelf.exports.web import redirects
from papershelf.sources.library import further, moved
from papershelf.sources.library.documents import toctree_entries
from papershelf.sources.library.moved import Moved
from papershelf.sources.pages.fences import Directive

if TYPE_CHECKING:
    from papershelf.cli.libraries.requirement import Requirement

CATALOGUE = "build/papers.json"
"""What each library holds, for the others, relative to its folder; see ``catalogues.sh``."""

_IGNORE = ".gitignore"


@dataclass
class Division:
    """What is to be written.

    :param changes: files, relative to the folder around the libraries.
    :param links: library to the number of its links that lead to others.
    :param remarks: what is not as it was, each with its file and line.
    """

    changes: list[Change] = field(default_factory=list)
    links: dict[str, int] = field(default_factory=dict)
    remarks: list[tuple[str, int, str]] = field(default_factory=list)


def divide(plan: Plan, needed: Requirement) -> Division:
    """All files of all libraries.

    :param needed: the papershelf that builds them, where the old library does not say.
    :raises CommandError: if a page is no text.
    """
    made, memory = Division(), Moved()
    settings = plan.folder.settings
    addresses = conf.addresses(settings.address, plan.names, PORTAL)
    links = Links(plan, addresses)
    parts = {part.name: part for part in plan.parts}
    for name in plan.names:
        made.links[name] = 0
        for path, text in _pages(plan, links, name, parts.get(name), made, memory):
            made.changes.append(Change(f"{name}/{path}", text.encode()))
    for path, names in plan.files.items():
        for name in names if path != _IGNORE else ():
            made.changes.append(_copied(plan, links, path, name, made, memory))
    for part in plan.parts:
        memory.pages[part.name] = sorted(_moved(plan, part))
        made.changes += _own(plan, part, addresses)
    made.changes.append(Change(f"{PORTAL}/{moved.NAME}", memory.written().encode()))
    made.changes += _settings(plan, addresses)
    made.changes += _around(plan, needed)
    made.remarks += _also(plan)
    made.remarks = sorted(set(made.remarks))
    return made


def _pages(
    plan: Plan, links: Links, name: str, part: Part | None, made: Division, memory: Moved
) -> Iterator[tuple[str, str]]:
    """File and text of each page of a library."""
    for docname, names in plan.pages.items():
        if name not in names:
            continue
        path = plan.folder.files[docname]
        found = links.rewritten(path, name)
        made.links[name] += found.number
        made.remarks += [(path, line, words) for line, words in found.remarks]
        if found.pairs:
            memory.texts.setdefault(name, {})[path] = found.pairs
        markdown = path.endswith(".md")
        text = found.text
        held = lists.blocks(text, markdown=markdown)
        stays = _Stays(plan, name, part, docname, names)
        edits = lists.kept(held, stays)
        if edits or (held and len(names) > 1):
            memory.lists[path] = [text[slice(*block.span)] for block in held]
        for (start, end), new in reversed(edits):
            text = text[:start] + new + text[end:]
        yield path, text


@dataclass(frozen=True)
class _Stays:
    """Whether a line of a list stays in a library."""

    plan: Plan
    name: str
    part: Part | None
    docname: str
    names: list[str]

    def __call__(self, block: Block, item: Item) -> bool:
        if block.kind == "toctree":
            return self._listed(block, item)
        catalogue = self.plan.folder.catalogue
        entry = catalogue.by_key(item.name)
        slugs = self.part.slugs if self.part is not None else []
        known = entry is not None or item.name in catalogue.categories
        here = entry is not None and self.plan.homes.get(entry.key) == self.name
        return here or item.name in slugs or (not known and self.name == self.names[0])

    def _listed(self, block: Block, item: Item) -> bool:
        directive = Directive("toctree", "", 0, 0, 1, options=(("glob", ""),))
        line = item.text.strip()
        globs = any(sign in item.name for sign in "*?[")
        named = [
            name
            for name in toctree_entries(self.plan.folder, self.docname, directive, [line])
            if name in self.plan.folder.files
        ]
        return (not named and not globs) or any(self.name in self.plan.pages[name] for name in named)


def _copied(plan: Plan, links: Links, path: str, name: str, made: Division, memory: Moved) -> Change:
    """A file that is no page; one that pages include is written as they are."""
    target = f"{name}/{path}" if name != ROOT else path
    if path not in plan.included or name == ROOT:
        return Change(target, origin=plan.folder.source / path)
    found = links.rewritten(path, name)
    made.links[name] += found.number
    if found.pairs:
        memory.texts.setdefault(name, {})[path] = found.pairs
    return Change(target, found.text.encode())


def _own(plan: Plan, part: Part, addresses: Mapping[str, str]) -> Iterator[Change]:
    """What a library has that the old one had not, or had in one file."""
    folder = plan.folder
    if held := {key: entry for key, entry in folder.further.items() if key in set(part.keys)}:
        path = further.path_in(folder.settings.papers[0])
        yield Change(f"{part.name}/{path}", further.text_of(held).encode())
    root = folder.files.get(folder.settings.root, f"{folder.settings.root}.md")
    yield Change(f"{part.name}/{root}", homes.written(plan, part, root, addresses[PORTAL]).encode())


def _moved(plan: Plan, part: Part) -> Iterator[str]:
    """Documents that stood in the old library, also under former keys, and are found in this one."""
    catalogue = plan.folder.catalogue
    for docname, names in plan.pages.items():
        if names[0] != part.name or PORTAL in names:
            continue
        yield docname
        entry = catalogue.by_docname(docname)
        for key in entry.paper.former_keys if entry is not None else ():
            if catalogue.by_key(key) == entry:
                yield redirects.old_docname(docname, key)


def _settings(plan: Plan, addresses: Mapping[str, str]) -> Iterator[Change]:
    """``conf.py`` of each library, and of the portal."""
    library, settings = plan.edits.library, plan.folder.settings
    place = (library.conf / "conf.py").relative_to(library.source).as_posix()
    text = conf.text_of(library.conf)
    copies = {part.name: (addresses[part.name], f"../{part.name}/{CATALOGUE}") for part in plan.parts}
    for part in plan.parts:
        title = part.title if settings.name in part.title else f"{part.title} · {settings.name}".strip(" ·")
        own: dict[str, object] = {"project": title, "html_title": title}
        own |= {"html_baseurl": addresses[part.name]} if settings.address else {}
        others = {name: copy for name, copy in copies.items() if name != part.name}
        yield Change(f"{part.name}/{place}", conf.written(text, own, others).encode())
    own = {"papershelf_portal": True, "papershelf_portal_merge": True, moved.SETTING: moved.NAME}
    yield Change(f"{PORTAL}/{place}", conf.written(text, own, copies).encode())


def _around(plan: Plan, needed: Requirement) -> Iterator[Change]:
    """What builds all of them."""
    library, source = plan.edits.library, plan.folder.source
    place = posixpath.relpath(library.conf.relative_to(library.source).as_posix())
    files = {**hosting.around(PORTAL), "Makefile": hosting.makefile(PORTAL)}
    for name in plan.names:
        files |= {f"{name}/{path}": text for path, text in hosting.of_library(name, place).items()}
    for path, text in files.items():
        yield Change(path, text.encode())
    if "requirements.txt" not in plan.files:
        yield Change("requirements.txt", f"{needed.line}\n".encode())
        yield from (Change(path, data) for path, data in needed.files.items())
    before = (source / _IGNORE).read_text("utf-8", "replace") if _IGNORE in plan.files else ""
    yield Change(_IGNORE, hosting.ignored(before).encode())


def _also(plan: Plan) -> Iterator[tuple[str, int, str]]:
    """Papers that are in categories of several libraries."""
    folder = plan.folder
    tops = {slug: folder.catalogue.path(slug)[0].slug for slug in folder.catalogue.categories}
    owners = {top: plan.pages[folder.catalogue.categories[top].docname][0] for top in set(tops.values())}
    for key, name in plan.homes.items():
        entry = folder.catalogue.by_key(key)
        for slug in entry.paper.also_in if entry is not None else ():
            if entry is not None and slug in tops and owners[tops[slug]] != name:
                words = f"{key!r} is in {name!r} and also in the category {slug!r}, of which {name!r} has a page, too"
                yield folder.files[entry.docname], entry.line, words
