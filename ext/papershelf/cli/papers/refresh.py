"""``papershelf refresh``: what arXiv, Crossref and DataCite say by now, as a diff of option lines."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from papershelf.cli import arguments as given
from papershelf.cli import servers, terminal
from papershelf.cli.library import CommandError, find
from papershelf.cli.terminal import shown

if TYPE_CHECKING:
    from papershelf.model.collection.catalogue import Entry
    from papershelf.sources.library.folder import Folder
    from papershelf.sources.library.living import BibEntry
    from papershelf.sources.network.web import Bases
    from papershelf.sources.servers.lookup import Lookup
    from papershelf.sources.servers.metadata import Metadata


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Define the command."""
    parser = commands.add_parser(
        "refresh",
        help="fresh metadata of papers with an arXiv id or a DOI",
        description="Asks arXiv, Crossref and DataCite, and shows as a diff what they say by now. Only option lines of "
        "paper-summary change, and only with --write.",
    )
    parser.add_argument(
        "keys", nargs="*", type=given.a_key, metavar="KEY", help="papers (all that have an arXiv id or a DOI)"
    )
    parser.add_argument("--write", action="store_true", help="change the option lines")
    parser.add_argument("--cached", action="store_true", help="ask only for what papershelf-cache.json does not know")
    servers.add_mailto(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, bases: Bases | None = None) -> int:
    """Show, and with ``--write`` make, the changes.

    :param bases: where the servers are.
    :returns: 0 fine, 1 if some papers could not be asked for; the others are done all the same.
    """
    from papershelf.cli import writing

    library = find(arguments.directory)
    folder = library.read()
    entries = _chosen(folder, arguments.keys)
    told = {entry.key: folder.bibliography.of(folder.given[entry.docname, entry.line]) for entry in entries}
    failed = 0
    changes = []
    with servers.asking(library.source, arguments.mailto, bases, fresh=not arguments.cached) as lookup:
        answers = list(_answers(entries, lookup))
    for entry, arxiv, published, problems in answers:
        path = folder.written.get(entry.docname, folder.files[entry.docname])
        before = (folder.source / path).read_bytes().decode("utf-8")
        markdown = path.endswith(".md")
        after, words = _renewed(entry, before, arxiv, published, told[entry.key], markdown=markdown)
        for word in words:
            print(f"{path}:{entry.line}: {entry.key}: {word}")
        terminal.write_diff(_diff(before, after, path))
        if after != before:
            changes.append(writing.Change(path, after.encode("utf-8")))
        for problem in problems:
            failed += 1
            print(f"papershelf: {path}:{entry.line}: {problem}", file=sys.stderr)
    if arguments.write:
        writing.write(library.source, changes)
    done = "changed" if arguments.write else "would change with --write"
    asked = f"{len(answers)} paper{'s' * (len(answers) != 1)}"
    print(f"{asked} asked for, {len(changes)} {done}")
    return 1 if failed else 0


def _chosen(folder: Folder, keys: list[str]) -> list[Entry]:
    """Pages of papers that a server may know.

    :raises CommandError: for a key that is no such page.
    """
    from papershelf.model.text.names import did_you_mean

    chosen = []
    for key in dict.fromkeys(keys):
        entry = folder.catalogue.by_key(key)
        if entry is None:
            raise CommandError(f"there is no paper {key!r}{did_you_mean(key, folder.catalogue.names)}")
        if entry.queued:
            raise CommandError(f"{key!r} is planned, in {folder.files[entry.docname]}; it has no page yet")
        if not (entry.paper.arxiv or entry.paper.doi):
            raise CommandError(f"{key!r} has neither an arXiv id nor a DOI to ask for")
        chosen.append(entry)
    if keys:
        return chosen
    return [e for e in folder.catalogue.entries if not e.queued and (e.paper.arxiv or e.paper.doi)]


def _answers(
    entries: list[Entry], lookup: Lookup
) -> Iterator[tuple[Entry, Metadata | None, Metadata | None, list[str]]]:
    """For each paper what arXiv says, what its publisher says, and who did not answer."""
    from papershelf.sources.network.web import WebError

    with shown("arXiv, Crossref, DataCite") as progress:
        preprints = dict(lookup.arxiv_papers([e.paper.arxiv for e in entries if e.paper.arxiv]))
        for number, entry in enumerate(entries, 1):
            problems = []
            arxiv = preprints.get(entry.paper.arxiv)
            if isinstance(arxiv, WebError):
                problems.append(str(arxiv))
                arxiv = None
            published = None
            doi = "" if entry.paper.doi.lower().startswith("10.48550/arxiv.") else entry.paper.doi
            doi = doi or (arxiv.published if arxiv else "")
            if doi or (entry.paper.doi and arxiv is None and not problems):
                try:
                    published = lookup.doi(doi or entry.paper.doi)
                except WebError as error:
                    problems.append(str(error))
            progress(number, len(entries))
            yield entry, arxiv, published, problems


def _renewed(
    entry: Entry,
    text: str,
    arxiv: Metadata | None,
    published: Metadata | None,
    told: BibEntry | None,
    *,
    markdown: bool,
) -> tuple[str, list[str]]:
    """The page's text as it would be, and words for the reader.

    What a bibliography says is mended there, by whoever keeps it.
    """
    from papershelf.sources.pages.page import scan
    from papershelf.sources.pages.page_options import with_options
    from papershelf.sources.servers.renewing import renew

    found = scan(text, markdown=markdown).found[0]
    renewal = renew(entry.paper, found.options, arxiv, published)
    for name in [name for name in renewal.options if told is not None and _is_told(name, found.options, told)]:
        renewal.words.append(f"{told and told.place} has its {name}; by now it is {renewal.options.pop(name)!r}")
    return with_options(text, renewal.options, markdown=markdown), renewal.words


def _is_told(name: str, written: Mapping[str, str], told: BibEntry) -> bool:
    """Whether the entry of a paper says a fact, and not its page."""
    from papershelf.model.record.facts import fact

    mine = {"date", "year"} & {*written} if name in {"date", "year"} else {name} & {*written}
    return not mine and bool(fact(told.paper, "date" if name == "year" else name))


def _diff(before: str, after: str, path: str) -> Iterator[str]:
    """A unified diff; line endings are not shown, as none of them change."""
    old, new = before.splitlines(), after.splitlines()
    yield from difflib.unified_diff(old, new, f"a/{path}", f"b/{path}", lineterm="", n=1)
