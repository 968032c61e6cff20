"""``papershelf new``: a page for a paper, from an identifier or its title."""

from __future__ import annotations

import argparse
import dataclasses
import datetime
from typing import TYPE_CHECKING

from papershelf.cli import arguments as given
from papershelf.cli import servers
from papershelf.cli.library import CommandError, find
from papershelf.cli.papers.named import check_category, described, identifiers, known_by, refuse_known, short_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papershelf.cli.library import Library
    from papershelf.cli.writing import Change
    from papershelf.model.record.paper import Paper
    from papershelf.sources.library.folder import Folder
    from papershelf.sources.network.web import Bases


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Define the command."""
    parser = commands.add_parser(
        "new",
        help="a page from an arXiv id, a DOI, another identifier or a title",
        description="A page for a paper. What arXiv, Crossref and the other servers say is kept in "
        "papershelf-cache.json, so that nothing is asked twice; a title alone asks nobody.",
    )
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument(
        "what",
        type=given.words,
        metavar="WHAT",
        nargs="?",
        help="an identifier or its URL: arXiv's, a DOI, that of the ACL Anthology (P19-1001), OpenReview "
        "(openreview:ID), DBLP (dblp:KEY) or PubMed (pmid:NUMBER, PMCNUMBER), an ISBN; or the title",
    )
    source.add_argument("--from-issue", metavar="FILE", help=argparse.SUPPRESS)  # an issue form as GitHub words it
    source.add_argument(
        "--from-bibliography",
        metavar="KEY",
        help="the key of an entry in a file of papershelf_bibliography; the facts stay there",
    )
    parser.add_argument("--category", type=given.key, default="", metavar="SLUG", help="the category that holds it")
    parser.add_argument(
        "--status",
        type=given.status,
        default="writing",
        metavar="STATUS",
        help="planned, reading, writing (default), done",
    )
    parser.add_argument(
        "--key", type=given.key, default="", metavar="KEY", help="its key; without it, one made of its title"
    )
    parser.add_argument(
        "--queue", action="store_true", help="a line among the planned papers of its category instead of a page"
    )
    servers.add_mailto(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, bases: Bases | None = None) -> int:
    """Write the page, or the line.

    :param bases: where the servers are.
    :returns: 0.
    :raises CommandError: if there is no such paper, the library has it, or something stands in the way.
    """
    from papershelf.cli.imports import living
    from papershelf.cli.papers import issues
    from papershelf.sources.network.web import WebError

    library = find(arguments.directory)
    folder = living.without_cited(library.read())
    if arguments.from_issue:
        issues.take(arguments, library.source)
    _check(arguments, folder)
    if arguments.from_bibliography:
        return _from_bibliography(arguments, library, folder)
    refuse_known(folder, identifiers(arguments.what))
    with servers.asking(library.source, arguments.mailto, bases) as lookup:
        try:
            options = described(arguments.what, lookup)
        except WebError as error:
            raise CommandError(f"{error}; nothing was written") from None
    options |= {
        "category": arguments.category,
        "status": arguments.status or "writing",
        "added": datetime.date.today().isoformat(),
    }
    paper, problems = _paper(options, arguments.key, folder)
    refuse_known(folder, {"arxiv": paper.arxiv, "doi": paper.doi, "title": paper.title})
    change = _line(paper, folder) if arguments.queue else _page(paper, folder)
    _write([change], paper, library, folder, problems, stale=not arguments.queue)
    return 0


def _from_bibliography(arguments: argparse.Namespace, library: Library, folder: Folder) -> int:
    """Write the page, or the line, of a paper whose facts are in a file and stay there.

    :raises CommandError: if no file has it, the library does, or something stands in the way.
    """
    from papershelf.cli.imports import living
    from papershelf.model.record.paper import parse_status

    told = living.named(arguments.from_bibliography, folder)
    entry = living.about(folder, told)
    if entry is not None and (not entry.queued or arguments.queue):
        raise CommandError(f"the library has it: {folder.files[entry.docname]}:{entry.line} is about {told.name!r}")
    key = arguments.key or (entry.key if entry is not None else told.paper.key)
    if entry is None and not arguments.key and key in folder.catalogue:
        raise CommandError(f"the key {key!r} is taken by another paper; --key gives another")
    category = arguments.category or (entry.paper.category if entry is not None else "")
    paper = dataclasses.replace(
        living.bare(told, key, folder.bibliography),
        short_title="" if told.paper.short_title else short_title(told.paper.title),
        category=category,
        status=parse_status(arguments.status or "writing"),
        added=datetime.date.today().isoformat(),
    )
    if arguments.queue:
        changes = [_queued(living.line(key, told, folder.bibliography), paper, folder)]
    else:
        changes = [_page(paper, folder), *living.without_line(entry, folder)]
    _write(changes, paper, library, folder, told.problems, stale=len(changes) == 1 and not arguments.queue)
    return 0


def _write(
    changes: list[Change], paper: Paper, library: Library, folder: Folder, problems: Sequence[str], *, stale: bool
) -> None:
    """Write it and say so.

    :param stale: whether a line that plans the paper says nothing any more.
    """
    from papershelf.cli import writing
    from papershelf.model.text import values

    queued = folder.catalogue.by_key(paper.key)
    writing.write(library.source, changes)
    print(f"wrote {changes[0].path}: {values.text(paper.title)}")
    for problem in problems:
        print(f"left out: {problem}")
    if queued is not None and stale:
        print(f"{folder.files[queued.docname]}:{queued.line}: the line in the queue is stale now")
    if not paper.category and folder.catalogue.categories:
        print(f"it has no category yet; there are: {', '.join(folder.catalogue.categories)}")


def _page(paper: Paper, folder: Folder) -> Change:
    """The page of a paper.

    :raises CommandError: if something stands in its way.
    """
    from papershelf.cli import writing
    from papershelf.exports.pages import page as pages

    path = f"{folder.settings.papers[0]}{paper.key}.md"
    if writing.target(folder.source, path).exists() or (folder.source / path.removesuffix(".md")).exists():
        raise CommandError(f"{path} is there; nothing that exists is overwritten (--key gives another name)")
    return writing.Change(path, pages.page(paper).encode("utf-8", "replace"))


def _line(paper: Paper, folder: Folder) -> Change:
    """The page of a category with a paper more in its queue: as much of it as a line has place for.

    :raises CommandError: if the paper stands in a queue already, or its title would be read as something else.
    """
    from papershelf.model.record import queueline
    from papershelf.model.record.paper import Status
    from papershelf.sources.pages import queue

    entry = folder.catalogue.by_key(paper.key)
    if entry is not None:
        raise CommandError(f"the library has it: {folder.files[entry.docname]}:{entry.line} plans it")
    links = () if paper.arxiv or paper.doi else tuple(link for link in paper.links if link[0] == "url")
    short = dataclasses.replace(
        paper, status=Status.PLANNED, short_title="", authors=(), venue="", type="", links=links
    )
    line = queueline.write(short)
    if queue.parse(line[2:], paper.category) != (short, []):
        raise CommandError(f"{paper.title[:60]!r} has no place in a line of a queue; without --queue it gets a page")
    return _queued(line, paper, folder)


def _queued(line: str, paper: Paper, folder: Folder) -> Change:
    """The page of a category with a line more."""
    from papershelf.cli import writing
    from papershelf.cli.pages import editing

    path = folder.files[folder.catalogue.categories[paper.category].docname]
    text = (folder.source / path).read_bytes().decode("utf-8")
    edited = editing.add_papers(text, [paper.key], [line], markdown=path.endswith(".md"))
    return writing.Change(path, edited.encode("utf-8", "replace"))


def _check(arguments: argparse.Namespace, folder: Folder) -> None:
    """Refuse what the library does not allow before anybody is asked.

    :raises CommandError: for a category that is not there, and a key that is.
    """
    if arguments.category:
        check_category(folder, arguments.category)
    elif arguments.queue:
        declared = ", ".join(folder.catalogue.categories) or "none"
        raise CommandError(f"a planned paper needs a category (there are: {declared})")
    entry = folder.catalogue.by_key(arguments.key) if arguments.key else None
    if entry is not None and not entry.queued:
        raise CommandError(f"the key {arguments.key!r} is taken by {folder.files[entry.docname]}")


def _paper(options: dict[str, str], key: str, folder: Folder) -> tuple[Paper, list[str]]:
    """The record with its key: as asked for, as its line in a queue has it, or one made of its title."""
    from papershelf.model.record.build import build
    from papershelf.sources.found import key_for

    entry, _ = known_by(folder, {name: options.get(name, "") for name in ("arxiv", "doi", "title")})
    candidates = [key] if key else [entry.key] if entry is not None else []
    if not candidates:
        whole = key_for(options["title"])
        base = key_for(options["short-title"]) if options["short-title"] else whole
        candidates = [base, whole, *(f"{whole}-{number}" for number in range(2, len(folder.catalogue) + 3))]
        candidates = [name for name in candidates if name not in folder.catalogue]
    paper, problems = build(candidates[0], {name: text for name, text in options.items() if text})
    if not paper.title:
        raise CommandError("; ".join(problem.message for problem in problems) or "there is no title")
    return paper, [problem.message for problem in problems]
