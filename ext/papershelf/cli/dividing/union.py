"""The files of one library, made from those of several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf.cli.dividing import conf, hosting, lists
from papershelf.cli.dividing.files import REPLACED, every_file
from papershelf.cli.dividing.members import memory
from papershelf.cli.dividing.returned import returned
from papershelf.cli.pages import editing
from papershelf.cli.writing import Change
from papershelf.sources.library import further, moved

if TYPE_CHECKING:
    from papershelf.cli.dividing.members import Member
    from papershelf.sources.library.moved import Moved

_GENERATED = ("catalogues.sh", hosting.WORKFLOW, *REPLACED)


@dataclass
class Union:
    """What is to be written.

    :param texts: page to its text.
    :param copies: file to where it is now.
    :param remarks: what is not as it was in one of the libraries; each begins with file and line.
    :param refused: why nothing can be written; the same.
    """

    texts: dict[str, str] = field(default_factory=dict)
    copies: dict[str, Path] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def changes(self) -> list[Change]:
        """The files."""
        written = [Change(path, text.encode()) for path, text in self.texts.items()]
        return written + [Change(path, origin=file) for path, file in self.copies.items() if path not in self.texts]


def unite(members: Sequence[Member], around: Path | None) -> Union:
    """All files of the one library.

    :param members: a portal first; the first one gives settings and home page.
    :param around: the folder around a split library.
    """
    made, first = Union(), members[0]
    made.refused += sorted(_claims(members))
    if made.refused:
        return made
    known = memory(first)
    held = _pages(members, known, made)
    root = first.folder.files.get(first.folder.settings.root, "index.md")
    for path, pages in held.items():
        made.texts[path] = _merged(path, pages, known, made)
    _home(members, root, known, made)
    _kept_beside(members, made)
    _settings(members, made)
    _copies(members, around, made)
    return made


def _claims(members: Sequence[Member]) -> Iterator[str]:
    """Keys, former ones too, that several libraries have."""
    holders: dict[str, tuple[Member, str, int]] = {}
    for member in members:
        for entry in member.folder.catalogue.entries:
            if entry.cited:
                continue
            for key in (entry.key, *entry.paper.former_keys):
                path, line = member.folder.files[entry.docname], entry.line
                first, its_path, its_line = holders.setdefault(key, (member, path, line))
                if first is not member:
                    where = first.place(its_path, its_line)
                    yield f"{member.place(path, line)}: the key {key!r} is taken by {where}; papershelf rename helps"


def _pages(members: Sequence[Member], known: Moved, made: Union) -> dict[str, list[tuple[Member, str]]]:
    """Path to the libraries that have a page there, with its text."""
    held: dict[str, list[tuple[Member, str]]] = defaultdict(list)
    sites = {
        address: member for member in members if (address := member.folder.settings.address.rstrip("/") + "/") != "/"
    }
    pages: dict[str, str] = {}
    for member in members:
        paths = {}
        for slug, category in member.folder.catalogue.categories.items():
            path = member.folder.files[category.docname]
            if pages.setdefault(slug, path) != path:
                paths[path] = pages[slug]
        pairs = known.texts.get(member.folder.source.name if not member.is_portal else "portal", {})
        for path in [*member.folder.files.values(), *_included(member)]:
            text, remarks = returned(member, path, pairs.get(path, ()), sites, paths)
            made.remarks += [f"{member.place(path, line)}: {words}" for line, words in remarks]
            held[paths.get(path, path)].append((member, text))
    return held


def _included(member: Member) -> list[str]:
    """Files that pages include and that are no pages."""
    pages = set(member.folder.files.values())
    return sorted({path for _docname, path in member.edits.documents("") if path not in pages})


def _merged(path: str, pages: list[tuple[Member, str]], known: Moved, made: Union) -> str:
    """One page of those that several libraries have at a place; its lists hold what any of them holds."""
    markdown = path.endswith(".md")
    first, text = pages[0]
    slugs = {category.docname for member, _text in pages for category in member.folder.catalogue.categories.values()}
    for member, other in pages[1:]:
        line = lists.difference(text, other, markdown=markdown)
        if not line or path == first.folder.files.get(first.folder.settings.root):
            continue
        words = f"{member.place(path, line)}: the page differs from that of {first.name}"
        if path.rpartition(".")[0] in slugs:
            made.remarks.append(f"{words}, which is kept")
        else:
            made.refused.append(f"{words}; make them equal, or give one another name")
    if path == first.folder.files.get(first.folder.settings.root):
        return text
    before = known.lists.get(path, [])
    return lists.merged([text for _member, text in pages], before, markdown=markdown)


def _home(members: Sequence[Member], root: str, known: Moved, made: Union) -> None:
    """The home page: that of the first library, with the pages that those of the others list."""
    first, *others = members
    documents = {path.rpartition(".")[0] for path in made.texts}
    docname = root.rpartition(".")[0]
    inside = {
        category.docname
        for member in members
        for category in member.folder.catalogue.categories.values()
        if category.parent
    }
    if before := known.lists.get(root, []):
        made.texts[root] = lists.restored(made.texts[root], before, docname, documents, markdown=root.endswith(".md"))
    there = set(lists.listed(made.texts[root], docname, markdown=root.endswith(".md")))
    listed: dict[str, str] = {}
    for member in others:
        own = member.folder.files.get(member.folder.settings.root, "")
        last = ""
        for name in member.folder.toctrees.get(member.folder.settings.root, []):
            if name in documents and name not in there and name not in inside and name not in listed.values():
                listed.setdefault(f"{name}.md", last)
            last = name
        if own and (line := lists.own_words(member.edits.text(own), conf.BEGIN in member.conf)):
            made.remarks.append(f"{member.place(own, line)}: the home page of {first.name} is kept, without this")
    if listed:
        made.texts[root] = editing.add_to_toctree(
            made.texts[root], list(listed.items()), first.folder, markdown=root.endswith(".md")
        )


def _kept_beside(members: Sequence[Member], made: Union) -> None:
    """What is kept beside papers, of all of them."""
    path = further.path_in(members[0].folder.settings.papers[0])
    held = {key: entry for member in members for key, entry in member.folder.further.items()}
    if held:
        made.texts[path] = further.text_of(held)


def _settings(members: Sequence[Member], made: Union) -> None:
    """``conf.py``: that of the first library, with the libraries that are still others."""
    first = members[0]
    text = conf.without(first.conf)
    joined = {name for member in members for name in member.names}
    others: dict[str, object] = {}
    for member in members:
        known = conf.literal(member.conf, "papershelf_libraries")
        for name, place in known.items() if isinstance(known, dict) else ():
            if name not in member.names:
                others.setdefault(name, place)
    now = conf.literal(text, "papershelf_libraries") or {}
    if others != now and (others or joined & set(now)):
        text = conf.with_libraries(text, others)
        made.remarks.append(f"{first.place(first.conf_path, 1)}: papershelf_libraries names the others that are left")
    made.texts[first.conf_path] = text
    for member in members[1:]:
        for line, words in conf.differences(text, conf.without(member.conf)):
            made.remarks.append(f"{member.place(member.conf_path, line)}: {words}; that of {first.name} is kept")


def _copies(members: Sequence[Member], around: Path | None, made: Union) -> None:
    """All other files."""
    beside = {member.conf_path for member in members} | {moved.NAME, *_GENERATED}
    for member in members:
        every, _left = every_file(member.folder, member.library)
        pages = {*member.folder.files.values(), further.path_in(member.folder.settings.papers[0])}
        for path in every:
            if path not in beside and path not in pages:
                _copy(member, path, member.folder.source / path, made)
    if around is not None:
        for file in sorted(around.iterdir()):
            if file.is_file() and file.name not in beside and (file.name[0] != "." or file.name == ".gitignore"):
                made.copies.setdefault(file.name, file)
        for file in sorted((around / "wheels").glob("*.whl")):
            made.copies.setdefault(f"wheels/{file.name}", file)


def _copy(member: Member, path: str, file: Path, made: Union) -> None:
    there = made.copies.get(path)
    if path in made.texts or there is None:
        if path not in made.texts:
            made.copies[path] = file
        return
    if there.read_bytes() != file.read_bytes():
        words = f"{member.place(path, 1)}: the file differs from that of {there.parent.as_posix()}"
        if "/" in path and not path.startswith("wheels/"):
            made.refused.append(f"{words}; give one another name")
        else:
            made.remarks.append(f"{words}, which is kept")
