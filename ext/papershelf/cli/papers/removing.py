"""``papershelf remove``: a note goes, and what named its paper says its name in plain text."""

from __future__ import annotations

import argparse
import dataclasses
from typing import TYPE_CHECKING

from papershelf.cli import arguments as given
from papershelf.cli.library import CommandError, find

if TYPE_CHECKING:
    from papershelf.cli.pages.edits import Edits
    from papershelf.model.collection.catalogue import Entry

_MOST = 20
"""Places in the way that are named one by one."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Define the command."""
    parser = commands.add_parser(
        "remove",
        help="take a paper out; links to it become its name",
        description="Takes a paper out: its page with the figures that it alone shows, or its line in a queue. Roles "
        "and links that name it become plain text, relations and lists lose its key. With --to-queue the note goes and "
        "the paper stays, planned: roles go on leading to it.",
    )
    parser.add_argument("key", type=given.a_key, metavar="KEY", help="the paper")
    parser.add_argument("--to-queue", action="store_true", help="keep it as a planned paper of its category")
    parser.add_argument("--dry-run", action="store_true", help="show every change as a diff, write nothing")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Remove.

    :returns: 0.
    :raises CommandError: if there is no such paper, or something names it that cannot become text.
    """
    from papershelf.cli.pages.edits import Edits
    from papershelf.cli.papers.named import entry_of

    library = find(arguments.directory)
    folder = library.read()
    entry = entry_of(folder, arguments.key)
    if arguments.to_queue and entry.queued:
        raise CommandError(f"{entry.key!r} is planned already, in {folder.files[entry.docname]}:{entry.line}")
    if arguments.to_queue and entry.paper.category not in folder.catalogue.categories:
        raise CommandError(f"{entry.key!r} is in no category that a page declares; papershelf move puts it into one")
    edits = Edits(library, folder)
    names = {entry.key: entry.docname.rpartition("/")[2]} if not entry.queued else {}
    if not entry.queued:
        _remove_files(edits, entry)
    _mend(edits, entry, planned=arguments.to_queue)
    if arguments.to_queue:
        _queue(edits, entry)
    else:
        edits.rekey(entry.key, "")
    code = edits.finish(dry_run=arguments.dry_run)
    given = folder.given.get((entry.docname, entry.line))
    if given is not None and (told := folder.bibliography.of(given)) is not None and not arguments.to_queue:
        print(f"{told.place} still has {told.name!r}")
    for line in edits.warn_of_settings(dict.fromkeys({*names, *names.values()}, "which is gone")):
        print(line)
    return code


def _remove_files(edits: Edits, entry: Entry) -> None:
    """The page, the folder that is named after it, figures of its own.

    :raises CommandError: if other pages lie in that folder.
    """
    from papershelf.cli.pages.addresses import own_figures
    from papershelf.cli.pages.edits import files_below, own_folder

    path = edits.folder.files[entry.docname]
    figures, own = own_figures(edits, entry.docname), own_folder(edits.folder, entry.docname)
    others = [other for other in edits.folder.files.values() if other.startswith(own) and other != path]
    if others:
        raise CommandError(f"{own} holds other pages: {', '.join(others[:5])}; nothing was written")
    edits.gone.update({path, *figures})
    if (edits.folder.source / own).is_dir():
        edits.gone.update(files_below(edits.folder.source, own.rstrip("/")))


def _queue(edits: Edits, entry: Entry) -> None:
    """Add the paper to the queue of its category, unless a queue has it."""
    from papershelf.cli.papers.moving import add_to_category
    from papershelf.model.record import queueline
    from papershelf.model.record.paper import Paper, Status

    if any(claim.queued for claim in edits.folder.catalogue.claims[entry.key]):
        return
    given = edits.folder.given.get((entry.docname, entry.line))
    told = edits.folder.bibliography.of(given) if given is not None else None
    if told is not None:
        from papershelf.cli.imports import living

        add_to_category(edits, entry.paper.category, entry.key, living.line(entry.key, told, edits.folder.bibliography))
        return
    paper = entry.paper
    links = tuple((name, url) for name, url in paper.links if name == "url")
    bare = Paper(
        paper.key, paper.title, date=paper.date, category=paper.category, status=Status.PLANNED, arxiv=paper.arxiv,
        arxiv_version=paper.arxiv_version, doi=paper.doi, links=links if not (paper.arxiv or paper.doi) else (),
        added=paper.added,
    )  # fmt: skip
    line = queueline.write(bare) or queueline.write(dataclasses.replace(bare, links=()))
    add_to_category(edits, paper.category, entry.key, line)


def _mend(edits: Edits, entry: Entry, *, planned: bool) -> None:
    """What names the paper, in all pages.

    :raises CommandError: naming what cannot be mended.
    """
    from papershelf.cli.pages.addresses import meant
    from papershelf.cli.pages.places import KEYS
    from papershelf.cli.pages.queues import queue_lines
    from papershelf.cli.papers.unlinking import Mender

    rules = edits.folder.catalogue.citing.rules
    keys = {entry.key, *entry.paper.former_keys}
    gone: dict[str, object] = dict.fromkeys(edits.gone)
    stems = {path.rpartition("/")[2].rpartition(".")[0] or path for path in gone} | {entry.docname.split("/")[-1]}
    if len(entry.docname.split("/")) > 1:
        stems.add(entry.docname.split("/")[-2])
    in_the_way: list[str] = []
    for docname, path in list(edits.documents(*keys, *stems, "paper-queue")):
        text, markdown = edits.text(path), path.endswith(".md")
        mender = Mender(text, entry, rules, markdown=markdown, planned=planned)
        for place in edits.places(path):
            named = place.form in KEYS and place.target in keys
            named = named or (place.form not in KEYS and bool(meant(place, docname, gone)))
            if named and not mender.mend(place):
                line = text.count("\n", 0, place.span[0]) + 1
                in_the_way.append(f"\n  {path}:{line}: {text[slice(*place.span)]}")
        changes = mender.changes(keys)
        if not planned:
            changes += [(line.span, "") for line in queue_lines(text, {entry.key}, markdown=markdown)]
        edits.replace(path, changes)
    if in_the_way:
        more = [f"\n  and {len(in_the_way) - _MOST} more"] if len(in_the_way) > _MOST else []
        places = "".join([*in_the_way[:_MOST], *more])
        raise CommandError(f"nothing was written; this cannot become plain text, take it out first:{places}")
