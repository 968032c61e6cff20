"""The files of the library's own search page, brought up to date with the words of the pages that changed."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from papershelf import workers
from papershelf.collect.domain.paper import paper_domain
from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.model.record.paper import Paper, Status
from papershelf.model.text.digests import digest, of_bytes
from papershelf.model.text.spans import plain
from papershelf.render.words import status_label
from papershelf.search import heads, page, places, shards, slots
from papershelf.search.change import Change, Numbers, change
from papershelf.search.keys import Place, starts
from papershelf.search.shards import Made
from papershelf.write.manifest import Page, is_intact
from papershelf.write.searching.groups import Groups
from papershelf.write.searching.postings import Gathered
from papershelf.write.searching.words import Record, Words

if TYPE_CHECKING:
    from papershelf.write.generated import GeneratedFiles
    from papershelf.write.searching.indexfile import Changed, LibraryIndex

_WORTH, _WORTH_ANEW = 16, 6
"""So many files take as long to make as a page: what starting a process costs is told in pages. Where all are made,
fewer are enough, since one processor has nothing else to do then."""


def record(catalogue: Catalogue, docname: str) -> Record:
    """What finds a page besides its own text: whole names of its paper, and what the record says, by its place.

    Queued papers are found on the page of their queue.
    """
    own = catalogue.by_docname(docname)
    texts: dict[int, list[str]] = defaultdict(list)
    for entry in [*([own] if own else []), *catalogue.queued_on(docname)]:
        paper = entry.paper
        is_own = entry is own
        texts[places.NAME if is_own else places.TEXT] += [paper.short_title, paper.key, paper.arxiv]
        texts[places.AUTHORS if is_own else places.TEXT] += [author.name for author in paper.authors]
        texts[places.SUMMARY] += paper.summary if is_own else ()
        texts[places.HEADING if is_own else places.TEXT] += paper.tags
        texts[places.TEXT] += [paper.venue, paper.doi, paper.date]
    given = {place: [text for text in found if text] for place, found in texts.items()}
    return (_names(own.paper) if own else []), given


def _names(paper: Paper) -> list[str]:
    return [name for name in (paper.title, paper.short_title, paper.key, paper.arxiv) if name]


def write(builder: GeneratedFiles, index: LibraryIndex) -> None:
    """Write what changed of ``search/``; other files stay as the last build left them."""
    before = builder.before.others.get("searchindex", Page(""))
    numbers = slots.numbered(index.titles)
    done = _patched(builder, index, numbers, before) or _anew(builder, numbers)
    groups = Groups(builder)
    kinds = [groups.of(name) for name in numbers]
    shelves = [(shelf.name, shelf.address) for shelf in paper_domain(builder.env).catalogue.shelves]
    tops, lists = shards.lists(done.firsts)
    states = {status.value: str(status_label(status)) for status in Status}
    library = page.library(builder.config, tops, kinds, shelves, list(numbers.values()), states)
    files = {shards.name_of(first): data for first, data in done.written.items()} | lists | {page.LIBRARY: library}
    kept = shards.names(done.firsts) - set(files)
    shown = {name for name in before.files if name.startswith(f"{shards.FOLDER}/documents-")}
    same = index.changed is not None and index.before == index.titles and builder.now.world == builder.before.world
    if shown and same:
        kept |= shown  # no title, and nothing that pages show of others, changed
    else:
        files |= page.documents({numbers[name]: _row(builder, groups, name, index.titles[name]) for name in numbers})
    for name in kept:
        builder.keep_file(name, before)
    for name, data in sorted(files.items()):
        known = before.files.get(name)
        if known and known[2] == of_bytes(data) and is_intact(builder.outdir, Page("", {name: known})):
            builder.keep_file(name, before)
        else:
            builder.add_file(name, data)


def _limit(numbers: Mapping[str, int]) -> int:
    """What every number of the index is below."""
    return slots.capacity(len(numbers)) * places.PLACES


def _anew(builder: GeneratedFiles, numbers: Mapping[str, int]) -> Change:
    """From the words of all pages."""
    found = Gathered()
    for name, number in sorted(numbers.items(), key=lambda item: item[1]):
        words = builder.word_files.settle(name)
        for place, terms in enumerate(words.places if words else ()):
            found.add(number * places.PLACES + place, terms)
    made = shards.anew(shards.entries(found.found), _limit(numbers), partial(_each, builder, _WORTH_ANEW))
    return Change(made, shards.firsts_of(made))


def _patched(builder: GeneratedFiles, index: LibraryIndex, numbers: Mapping[str, int], before: Page) -> Change | None:
    """From the files of the last build; ``None`` when all may change, or one of them is missing or damaged."""
    ours = {name: file for name, file in before.files.items() if name.startswith(f"{shards.FOLDER}/")}
    if index.changed is None or page.LIBRARY not in ours or not is_intact(builder.outdir, Page("", ours)):
        return None
    library = json.loads(Path(builder.outdir, page.LIBRARY).read_text("utf-8").split("(", 1)[1].rsplit(")", 1)[0])
    files = _Files(Path(builder.outdir))
    firsts = shards.read_lists(library.get("tops", ()), files)  # (another version has none)
    if shards.names(firsts) != {name for name in ours if "/words" in name}:
        return None
    old = dict(numbers) if index.before.keys() == index.titles.keys() else slots.numbered(index.before)
    moved = [name for name, number in numbers.items() if old.get(name, number) != number]
    if len(moved) * 10 > len(numbers):
        return None
    words = dict(index.changed)
    for name in moved:
        words.setdefault(name, (builder.word_files.settle(name),) * 2)
    leave, enter = _changes(words, old, numbers, {*heads.heads(firsts)})
    return change(firsts, files, leave, enter, _limit(numbers), partial(_each, builder, _WORTH))


def _changes(
    words: Changed, old: Mapping[str, int], new: Mapping[str, int], known: Collection[str]
) -> tuple[Numbers, Numbers]:
    """Numbers that places lose, and those that they get.

    :param known: the heads of the index.
    """
    leave: dict[Place, list[int]] = defaultdict(list)
    enter: dict[Place, list[int]] = defaultdict(list)
    for name, (before, after) in words.items():
        had, has = (_standing(page, numbers.get(name, 0), known) for page, numbers in ((before, old), (after, new)))
        for place, number in had - has:
            leave[place].append(number)
        for place, number in has - had:
            enter[place].append(number)
    return leave, enter


def _standing(words: Words | None, number: int, known: Collection[str]) -> set[tuple[Place, int]]:
    """The places of a page's words, each with the numbers of where it stands."""
    return {
        (place, number * places.PLACES + at)
        for at, held in enumerate(words.places if words else [])
        for word in held
        for place in (*starts(word), *heads.places(word, known))
    }


def _each(builder: GeneratedFiles, worth: int, parts: Sequence[Any], make: Callable[[Any], Made]) -> Made:
    """Make many files, in several processes where that pays.

    :param worth: how many of them are worth as much as a page.
    """
    app, parent = builder.sphinx, os.getpid()

    def some(part: Sequence[Any]) -> Made:
        return shards.one_by_one(list(workers.while_wanted(part, parent)), make)

    processes = workers.processes(app, len(parts) // worth) if workers.is_safe(app, "write") else 1
    if processes == 1:
        return some(parts)
    found: Made = {}
    for one in workers.run(some, parts, processes, "writing words..."):
        found |= one
    return found


class _Files(Mapping[str, bytes]):
    """Files of the output folder by their names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __getitem__(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def __iter__(self) -> Iterator[str]:
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError


def _row(builder: GeneratedFiles, groups: Groups, docname: str, title: str) -> str:
    """What is shown of a page; that of a paper is kept."""
    catalogue = paper_domain(builder.env).catalogue
    entry = catalogue.by_docname(docname)

    def make() -> str:
        return page.row(_document(builder, groups, docname, title))

    if entry is None:
        return make()
    category = entry.paper.category
    above = catalogue.full_title(category) if category in catalogue.categories else ""
    return builder.pieces.of("hits", docname, digest((title, builder.inputs.listed.entry(entry), above)), make)


def _document(builder: GeneratedFiles, groups: Groups, docname: str, title: str) -> page.Document:
    catalogue = paper_domain(builder.env).catalogue
    address = builder.get_target_uri(docname)
    entry = catalogue.by_docname(docname)
    if entry is not None:
        return page.Document(title, address, *_facts(catalogue, entry.paper))
    inside = [_inside(catalogue, queued) for queued in catalogue.queued_on(docname)]
    return page.Document(title, address, inside=[*inside, *groups.terms(docname)])


def _facts(catalogue: Catalogue, paper: Paper) -> tuple[str, str, str, str, str]:
    category = catalogue.full_title(paper.category) if paper.category in catalogue.categories else ""
    return plain(paper.about), category, paper.year, str(status_label(paper.status)), paper.status.value


def _inside(catalogue: Catalogue, entry: Entry) -> page.Inside:
    """A planned paper, on the page of its queue."""
    paper = entry.paper
    others = " ".join([*(author.name for author in paper.authors), paper.venue])
    title, *names = _names(paper)
    return page.Inside(title, entry.anchor, page.PAPER, names, others.strip(), _facts(catalogue, paper))
