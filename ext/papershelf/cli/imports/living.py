"""Bibliographies that a library lives from: lines and pages that leave the facts there, and the setting."""

from __future__ import annotations

import ast
import dataclasses
import os
from collections.abc import Sequence
from pathlib import Path

from papershelf.cli.library import CommandError, Library
from papershelf.cli.pages import queues
from papershelf.cli.writing import Change
from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.model.record.paper import Paper
from papershelf.sources.found import Found
from papershelf.sources.library.folder import Folder
from papershelf.sources.library.living import SETTING, BibEntry, Bibliography
from papershelf.sources.pages import queue


def line(key: str, told: BibEntry, bibliography: Bibliography) -> str:
    """A line of a queue for a paper whose facts are in a file: nothing but its key."""
    alone, _problems = queue.parse(key, "")
    is_enough = alone is not None and alone.key == key and bibliography.named(key) is told
    return f"- {key}" if is_enough else f"- {key} = {told.name}"


def about(folder: Folder, told: BibEntry) -> Entry | None:
    """The paper of a library that an entry is about; a page before a line."""
    for claims in folder.catalogue.claims.values():
        for entry in claims:
            paper = folder.given.get((entry.docname, entry.line))
            if paper is not None and folder.bibliography.of(paper) is told:
                return entry
    return None


def without_cited(folder: Folder) -> Folder:
    """A library without the papers that roles name and only a file has: they have neither page nor line."""
    catalogue = folder.catalogue
    if not any(claims[0].cited for claims in catalogue.claims.values()):
        return folder
    entries = [entry for claims in catalogue.claims.values() for entry in claims if not entry.cited]
    categories = [category for claims in catalogue.category_claims.values() for category in claims]
    return dataclasses.replace(folder, catalogue=Catalogue(entries, categories, catalogue.mentions))


def named(key: str, folder: Folder) -> BibEntry:
    """The entry of a key.

    :raises CommandError: if no file has it.
    """
    told = folder.bibliography.named(key)
    if told is not None:
        return told
    files = folder.settings.bibliography
    if not files:
        raise CommandError(f"conf.py names no file in {SETTING}; papershelf import FILE --live adds one")
    complaints = folder.bibliography.complaints
    broken = [f"{path}:{at}: {message}" for path, at, message, _minor in complaints if repr(key) in message]
    raise CommandError(
        "; ".join(broken) or f"{' and '.join(files)} has no entry {key[:60]!r}{folder.bibliography.like(key)}"
    )


def bare(told: BibEntry, key: str, bibliography: Bibliography) -> Paper:
    """A paper of which everything is left to its entry but the title, which is the heading of its page."""
    found = bibliography.of(Paper(key)) is told
    return Paper(key, told.paper.title, cite_key="" if found else told.name)


def without_line(entry: Entry | None, folder: Folder) -> list[Change]:
    """The page of a queue without the line of a paper that gets a page, where the line says nothing of its own."""
    if entry is None or not entry.queued:
        return []
    path, given = folder.files[entry.docname], folder.given[entry.docname, entry.line]
    alone = folder.bibliography.named(given.title) is folder.bibliography.of(given)
    if not alone or given != Paper(
        given.key, given.title, status=given.status, category=given.category, added=given.added
    ):
        return []
    text = (folder.source / path).read_bytes().decode("utf-8")
    edited = queues.without_lines(text, {entry.key}, markdown=path.endswith(".md"))
    return [Change(path, edited.encode())]


# -- import --live ------------------------------------------------------------------------------


def names_of(sources: Sequence[str], library: Library) -> dict[str, str]:
    """Name of each file, also as reports have it, to that of the setting: relative to the source folder.

    :raises CommandError: if one is no file of a bibliography.
    """
    from papershelf.sources.bibliographies import files, forms

    found = {}
    for source in sources:
        path = Path(source)
        if not path.is_file() or not files.is_known(path):
            known = ", ".join(forms.ENDINGS)
            raise CommandError(f"{source}: --live takes files that stay where they are ({known})")
        relative = os.path.relpath(path.resolve(), library.source.resolve())
        found[source] = found[str(path)] = Path(relative).as_posix()
    return found


def as_lines(items: Sequence[Found], folder: Folder, places: dict[str, str]) -> list[Found]:
    """Papers of a file as lines that leave their facts there.

    :param places: name of a source to the name that the setting has for it.
    """
    told = {(entry.path, entry.line, entry.name): entry for entry in folder.bibliography.entries}
    found = []
    for item in items:
        entry = told.get((places.get(item.source, ""), item.line, item.entry or item.paper.title))
        if entry is not None:
            queued = line(item.paper.key, entry, folder.bibliography)
            item = dataclasses.replace(item, body="", summary="", queued=queued)
        found.append(item)
    return found


def with_setting(text: str, names: Sequence[str]) -> str | None:
    """``conf.py`` whose setting names further files; nothing where what stands there is computed.

    Only the value of the setting changes, or a line comes at the end.
    """
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return None
    value: ast.expr | None = None
    for node in ast.walk(ast.Module(body, [])):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(target, ast.Name) and target.id == SETTING for target in targets):
            if node not in body or not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
                return None
            value = node.value
    if value is None:
        end = "" if not text or text.endswith("\n") else "\n"
        return f"{text}{end}\n{SETTING} = {_list(names)}\n"
    try:
        held = ast.literal_eval(value)
    except (ValueError, TypeError, SyntaxError):
        return None
    known = [held] if isinstance(held, str) else [*held] if isinstance(held, list | tuple) else None
    if known is None or value.end_lineno is None or value.end_col_offset is None:
        return None
    more = [name for name in names if name not in known]
    if not more:
        return text
    rows = [row.encode() for row in text.splitlines(keepends=True)]
    start = sum(map(len, rows[: value.lineno - 1])) + value.col_offset
    end_at = sum(map(len, rows[: value.end_lineno - 1])) + value.end_col_offset
    data = b"".join(rows)
    return (data[:start] + _list([*known, *more]).encode() + data[end_at:]).decode()


def _list(names: Sequence[str]) -> str:
    import json

    return json.dumps([*names], ensure_ascii=False)
