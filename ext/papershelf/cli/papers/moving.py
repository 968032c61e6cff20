"""``papershelf move``: another category."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from papershelf.cli import arguments as given
from papershelf.cli.library import find

if TYPE_CHECKING:
    from papershelf.cli.pages.edits import Edits
    from papershelf.model.collection.catalogue import Entry


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Define the command."""
    parser = commands.add_parser(
        "move",
        help="put a paper into another category; lists and queues follow",
        description="Another category for a paper: its option line, or its line in a queue, and the hand-kept orders "
        "of both categories. The page's file stays where it is, so its address does, too.",
    )
    parser.add_argument("key", type=given.a_key, metavar="KEY", help="the paper")
    parser.add_argument("category", type=given.a_key, metavar="CATEGORY", help="slug of the category")
    parser.add_argument("--dry-run", action="store_true", help="show every change as a diff, write nothing")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Move.

    :returns: 0.
    :raises CommandError: if there is no such paper, or no page declares the category.
    """
    from papershelf.cli.pages.edits import Edits
    from papershelf.cli.papers.named import check_category, entry_of

    library = find(arguments.directory)
    folder = library.read()
    entry = entry_of(folder, arguments.key)
    slug = arguments.category
    check_category(folder, slug)
    edits = Edits(library, folder)
    list(edits.documents(entry.key))  # a page that is no text may list it
    if entry.paper.category != slug:
        also = [name for name in entry.paper.also_in if name != slug]
        _unlist(edits, entry.key, {slug, *also})
        if entry.queued:
            _requeue(edits, entry, slug)
        else:
            _put_category(edits, entry, slug, also)
            add_to_category(edits, slug, entry.key, "")
    return edits.finish(dry_run=arguments.dry_run)


def _put_category(edits: Edits, entry: Entry, slug: str, also: list[str]) -> None:
    from papershelf.sources.pages.page_options import with_options

    path = edits.folder.files[entry.docname]
    options = {"category": slug}
    if slug in entry.paper.also_in:
        options["also-in"] = ", ".join(also)
    edits.put(path, with_options(edits.text(path), options, markdown=path.endswith(".md")))


def _unlist(edits: Edits, key: str, kept: set[str]) -> None:
    """Take a paper out of the hand-kept orders of other categories."""
    for slug, category in edits.folder.catalogue.categories.items():
        if slug not in kept and key in category.listed:
            unlist(edits, edits.folder.files[category.docname], key)


def unlist(edits: Edits, path: str, key: str) -> None:
    """Take a paper's line out of the hand-kept order of a page."""
    from papershelf.cli.pages.places import Form

    text = edits.text(path)
    changes = [
        (whole_line(text, place.whole), "")
        for place in edits.places(path)
        if place.form is Form.LISTED and place.target == key
    ]
    edits.replace(path, changes)


def whole_line(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A stretch with the rest of its lines and their ends."""
    start = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[1])
    return start, len(text) if end < 0 else end + 1


def _requeue(edits: Edits, entry: Entry, slug: str) -> None:
    """Take a planned paper from its queue to the queue of another category."""
    from papershelf.cli.pages.queues import queue_lines

    path = edits.folder.files[entry.docname]
    text = edits.text(path)
    [*found] = queue_lines(text, {entry.key}, markdown=path.endswith(".md"))
    edits.replace(path, [(line.span, "") for line in found])
    add_to_category(edits, slug, entry.key, found[0].text)


def add_to_category(edits: Edits, slug: str, key: str, queued: str) -> None:
    """Add a paper to the end of a category's hand-kept order, if it has one and lacks it, and a line to its queue."""
    from papershelf.cli.pages import editing

    category = edits.folder.catalogue.categories[slug]
    path = edits.folder.files[category.docname]
    listed = [] if key in category.listed else [key]
    lines = queued.split("\n") if queued else []
    edits.put(path, editing.add_papers(edits.text(path), listed, lines, markdown=path.endswith(".md")))
