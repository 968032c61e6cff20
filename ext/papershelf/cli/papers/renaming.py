"""``papershelf rename``: another key, and everything that names the paper follows."""

from __future__ import annotations

import argparse
import dataclasses
import posixpath
import re
from typing import TYPE_CHECKING

from papershelf.cli import arguments as given
from papershelf.cli.library import CommandError, find

if TYPE_CHECKING:
    from papershelf.cli.pages.edits import Edits
    from papershelf.model.collection.catalogue import Entry
    from papershelf.sources.library.folder import Folder

_OPENING = re.compile(r"(?P<head>[^\n]*?(?:\{paper-summary\}|\.\.[ \t]+paper-summary::))[ \t]*(?P<key>[^\r\n]*)")


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Define the command."""
    parser = commands.add_parser(
        "rename",
        help="give a paper another key; links and files follow",
        description="Another key for a paper. Roles, relations, lists, queues and links follow; its page, and the "
        "figures that have its name, are called by the new key, and the old key stays as a former key, so that old "
        "links and addresses lead on. All of it is written, or nothing.",
    )
    parser.add_argument("key", type=given.a_key, metavar="KEY", help="the paper")
    parser.add_argument("new", type=given.a_key, metavar="NEW", help="its new key")
    parser.add_argument("--dry-run", action="store_true", help="show every change as a diff, write nothing")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Rename.

    :returns: 0.
    :raises CommandError: if the key is not there, or the new one is taken.
    """
    from papershelf.cli.pages.edits import Edits
    from papershelf.cli.papers.named import entry_of

    library = find(arguments.directory)
    folder = library.read()
    entry = entry_of(folder, arguments.key)
    old, new = arguments.key, arguments.new
    _check_new(folder, entry, new)
    edits = Edits(library, folder)
    if old != new:
        _rename_mentions(edits, old, new)
        edits.rekey(old, new)
        if not entry.queued:
            _rename_page(edits, entry, new)
            _move_files(edits, entry, new)
            edits.relink()
    lost = _cite_key(folder, entry, new) if entry.queued else ""
    if lost and not arguments.dry_run:
        print(f"its line does not find {lost!r} in the bibliography any more; written as '- {new} = {lost}' it does")
    code = edits.finish(dry_run=arguments.dry_run)
    for line in edits.warn_of_settings({old: f"whose key is {new!r} now"} if old != new else {}):
        print(line)
    return code


def _check_new(folder: Folder, entry: Entry, new: str) -> None:
    holder = folder.catalogue.by_key(new)
    if holder is not None and holder.key != entry.key:
        place = f"{folder.files[holder.docname]}:{holder.line}"
        what = "is the key of" if holder.key == new else "is a former key of"
        raise CommandError(f"{new!r} {what} {place}; two papers cannot have it")


def _rename_mentions(edits: Edits, old: str, new: str) -> None:
    """Roles, relations, lists and queues."""
    from papershelf.cli.pages.places import KEYS
    from papershelf.cli.pages.queues import queue_lines, renamed

    for _docname, path in edits.documents(old, "paper-queue"):
        text = edits.text(path)
        changes = [(place.span, new) for place in edits.places(path) if place.form in KEYS and place.target == old]
        changes += [renamed(text, line, new) for line in queue_lines(text, {old}, markdown=path.endswith(".md"))]
        edits.replace(path, changes)


def _rename_page(edits: Edits, entry: Entry, new: str) -> None:
    """The key in the page's own paper-summary, and its former keys."""
    from papershelf.sources.pages.page import scan
    from papershelf.sources.pages.page_options import with_options

    path = edits.folder.files[entry.docname]
    markdown = path.endswith(".md")
    text = edits.text(path)
    former = [key for key in entry.paper.former_keys if key != new]
    new_options = {"former-keys": ", ".join([*former, entry.key])}
    if name := _cite_key(edits.folder, entry, new):
        new_options["cite-key"] = name
    text = with_options(text, new_options, markdown=markdown)
    found = scan(text, markdown=markdown).found[0]
    if found.argument.strip() or _moved(entry, new) is None:
        lines = text.splitlines(keepends=True)
        lines[found.line - 1] = _OPENING.sub(lambda m: f"{m['head']} {new}", lines[found.line - 1], count=1)
        text = "".join(lines)
    edits.put(path, text)


def _cite_key(folder: Folder, entry: Entry, new: str) -> str:
    """The key of its entry in a bibliography, where the paper would not find that under its new key; else nothing."""
    paper = folder.given.get((entry.docname, entry.line))
    told = folder.bibliography.of(paper) if paper is not None else None
    if paper is None or told is None or folder.bibliography.of(dataclasses.replace(paper, key=new)) is told:
        return ""
    return told.name


def _moved(entry: Entry, new: str) -> tuple[str, str] | None:
    """What has the paper's key for a name, its page without the suffix or its folder, and the new name."""
    from papershelf.model.record.paper import INDEX

    head, name = posixpath.split(entry.docname)
    if name.lower() in INDEX:
        above, name = posixpath.split(head)
        return (head, posixpath.join(above, new)) if name == entry.key else None
    return (entry.docname, posixpath.join(head, new)) if name == entry.key else None


def _move_files(edits: Edits, entry: Entry, new: str) -> None:
    """The page, and what lies beside it under its name: a folder, figures that no other page shows."""
    named = _moved(entry, new)
    if named is None:
        return
    before, after = named
    path = edits.folder.files[entry.docname]
    source = edits.folder.source
    if path.startswith(f"{before}/"):
        edits.move(before, after)
        return
    if (source / after).exists() and before.casefold() != after.casefold():
        raise CommandError(f"{after} is there; nothing that exists is overwritten")
    edits.move(path, after + path.removeprefix(before))
    inside = {name for name in edits.folder.files.values() if name.startswith(f"{before}/")}
    if (source / before).is_dir() and not inside:
        edits.move(before, after)
    from papershelf.cli.pages.addresses import own_figures

    for figure in own_figures(edits, entry.docname):
        rest = figure.removeprefix(before)
        if rest != figure and rest[0] in "-_.":
            edits.move(figure, after + rest)
