"""What sources hold, together, and what a library becomes by it: the middle of ``import`` and of ``init --from``."""

from __future__ import annotations

import dataclasses
import difflib
import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf.cli.imports import coming, fetching, incoming, living, storing
from papershelf.cli.library import CommandError, Library, UsageError
from papershelf.cli.writing import Change
from papershelf.model.collection.catalogue import Entry
from papershelf.model.record.paper import Paper, Status
from papershelf.model.text import romanisation, values
from papershelf.sources.deduplication import merging
from papershelf.sources.found import Found, Heading, Outcome, Prose, Reading, Report
from papershelf.sources.library.folder import Folder
from papershelf.sources.notes import adoption as notes
from papershelf.sources.notes import strays

if TYPE_CHECKING:
    from papershelf.cli.pages.editing import Edit
    from papershelf.sources.network.remote import Hosts
    from papershelf.sources.servers.lookup import Lookup


_MISSPELT = 0.85
"""Likeness to a slug of the library from which another one is taken for a slip; 1 is the same."""


@dataclass
class Gathered:
    """What sources hold.

    :param readings: name of each source, and what was read of it.
    :param listed: whether all of them are lists or folders, whose categories are theirs.
    :param twice: what the check finds twice in the library that they become.
    """

    readings: list[tuple[str, Reading]] = field(default_factory=list)
    report: Report = field(default_factory=Report)
    found: list[Found] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    prose: list[Prose] = field(default_factory=list)
    listed: bool = True
    twice: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What the sources call themselves: the first that does."""
        return next((reading.title for _name, reading in self.readings if reading.title), "")

    @property
    def korean(self) -> float:
        """Share of Hangul, of the source that has most."""
        return max((reading.korean for _name, reading in self.readings), default=0.0)


def gather(
    sources: Sequence[str], form: str, readers: Mapping[str, str], forms: Mapping[str, str], hosts: Hosts | None,
    *, take: bool, encoding: str = "",
) -> Gathered:  # fmt: skip
    """Read sources.

    :param take: whether notes that stand in no entry are taken in.
    :param encoding: that of a bibliography; found out when left out.
    :raises CommandError: if one cannot be read.
    """
    if sources.count(incoming.STANDARD_INPUT) > 1:
        raise UsageError("standard input, -, is read once")
    whole = Gathered()
    for source in dict.fromkeys(sources):
        reading = incoming.read(source, form, readers, forms, hosts, take=take, encoding=encoding)
        path = Path(source)
        if incoming.is_file(source) and not path.is_dir() and not incoming.is_note(reading, path):
            strays.add_unlinked(reading, path, take=take)
        whole.listed = whole.listed and incoming.is_list(source, form)
        taken = {row.source for row in whole.report.rows} | {found.source for found in whole.found}
        own = {row.source for row in reading.report.rows} | {found.source for found in reading.found}
        if taken & own:
            reading = incoming.labelled(reading, source)
        whole.readings.append((source, reading))
        whole.found += reading.found
        whole.headings += reading.headings
        whole.prose += reading.prose
        whole.report.rows += reading.report.rows
    return whole


@dataclass
class Options:
    """What an import is told.

    :param lookup: whom to ask for what has an identifier; nothing asks nobody.
    :param home: gives the edit of the home page.
    :param by_keyword: whether the first keyword of a paper names its category.
    :param live: name of each source to that of the file in ``papershelf_bibliography``, where facts stay there.
    """

    category: str = ""
    force: bool = False
    update: bool = False
    lookup: Lookup | None = None
    home: Callable[[storing.Store], Edit] | None = None
    live: dict[str, str] = field(default_factory=dict)
    by_keyword: bool = False


def changes(gathered: Gathered, library: Library, folder: Folder, options: Options) -> list[Change]:
    """The files of a library that change.

    :raises CommandError: if a file cannot be where it has to be.
    """
    found, headings, report = gathered.found, gathered.headings, gathered.report
    folder = living.without_cited(folder)
    if options.lookup is not None:
        found = fetching.completed(found, folder.catalogue, options.lookup, again=options.update)
    if options.by_keyword:
        found, headings = by_keyword(found, headings)
    if options.category:
        found, headings = in_category(found, options.category, folder)
    if options.live:
        found = [dataclasses.replace(f, paper=dataclasses.replace(f.paper, status=Status.PLANNED)) for f in found]
    prefix = folder.settings.papers[0]
    told = functools.cache(lambda item: _as_taken(item, prefix))
    settled = merging.sort(found, folder.catalogue, storing.page_keys(folder), report, told)
    known = [(item.note, folder.files[entry.docname]) for item, entry in settled.known]
    keys = {item.note: entry.key for item, entry in settled.known if item.note is not None}
    settled.new = notes.adopt(settled.new, known, prefix, keys)
    if options.live:
        settled.new = living.as_lines(settled.new, folder, options.live)
    if options.force:
        settled.known = _again(settled, known, keys, prefix)
    else:
        taken = _all_as_taken([item for item, _entry in settled.known], prefix)
        settled.known = [(item, entry) for item, (_item, entry) in zip(taken, settled.known, strict=True)]
    store = storing.Store(library, folder, report, force=options.force, update=options.update, home=options.home)
    made = store.changes(settled, headings, gathered.prose)
    if gathered.listed and not options.category:
        coming.left(settled, folder, ", ".join(name for name, _reading in gathered.readings), report)
    return made


def _again(
    settled: merging.Sorted, known: Sequence[tuple[Path | None, str]], keys: Mapping[Path, str], prefix: str
) -> list[tuple[Found, Entry]]:
    """Papers that the library has, with their notes as they are now, and links between all of them."""
    new = {item.note: item for item in settled.new if item.note is not None}
    pages = [(note, f"{prefix}{item.paper.key}{'/index' * bool(item.files)}.md") for note, item in new.items()]
    items = [
        dataclasses.replace(item, paper=dataclasses.replace(item.paper, key=entry.key)) for item, entry in settled.known
    ]
    everybody = {**keys, **{note: item.paper.key for note, item in new.items()}}
    adopted = notes.adopt(items, [*known, *pages], prefix, everybody)
    return [
        (dataclasses.replace(made, remarks=item.remarks), entry)
        for made, (item, entry) in zip(adopted, settled.known, strict=True)
    ]


def _all_as_taken(items: Sequence[Found], prefix: str) -> list[Found]:
    """Papers that the library has, with the facts that their notes would give them now."""
    told = iter(notes.adopt([item for item in items if item.note is not None or item.summary], (), prefix))
    return [
        dataclasses.replace(next(told), remarks=item.remarks) if item.note is not None or item.summary else item
        for item in items
    ]


def _as_taken(item: Found, prefix: str) -> Found:
    """A paper with the facts that its note would give it."""
    return _all_as_taken([item], prefix)[0]


__all__ = ["Gathered", "Options", "Outcome", "changes", "gather"]


def in_category(found: Sequence[Found], slug: str, folder: Folder) -> tuple[list[Found], list[Heading]]:
    """Papers moved to one category (``--category``); it is made where the library has none of that name.

    :raises CommandError: for a slug that one of the library was probably meant by.
    """
    known = folder.catalogue.categories
    if slug not in known and (meant := difflib.get_close_matches(slug, known, n=1, cutoff=_MISSPELT)):
        raise CommandError(f"no page declares the category {slug!r}; did you mean {meant[0]!r}?")
    heading = Heading(slug, known[slug].title if slug in known else title_of(slug))

    def moved(paper: Paper) -> Paper:
        return dataclasses.replace(
            paper, category=slug, also_in=tuple(s for s in paper.also_in if s in known and s != slug)
        )

    return [dataclasses.replace(item, category=heading, also=(), paper=moved(item.paper)) for item in found], [heading]


def by_keyword(found: Sequence[Found], headings: Sequence[Heading]) -> tuple[list[Found], list[Heading]]:
    """Papers in the categories that their first keywords name (``--category-by keywords``); the others stay."""
    moved = []
    for item in found:
        heading = next(filter(None, map(_heading, item.paper.tags)), None)
        if heading is not None:
            paper = dataclasses.replace(item.paper, category=heading.slug, also_in=())
            item = dataclasses.replace(item, category=heading, also=(), paper=paper)
        moved.append(item)
    used = {item.category.slug: item.category for item in reversed(moved) if item.category}
    kept = [heading for heading in headings if heading.slug in used]
    return moved, list({heading.slug: heading for heading in (*kept, *reversed(used.values()))}.values())


def _heading(keyword: str) -> Heading | None:
    slug = values.slug(keyword) or romanisation.slug(keyword)
    return Heading(slug, keyword[:1].upper() + keyword[1:]) if slug else None


def title_of(slug: str) -> str:
    """A title for a category of which only the slug is known."""
    words = slug.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
