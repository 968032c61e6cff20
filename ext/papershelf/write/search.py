"""The files of the library's own search page, brought up to date with the words of the pages that changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf.collect.domain import paper_domain
from papershelf.model.catalogue import Catalogue, Entry
from papershelf.model.digests import of_bytes
from papershelf.model.spans import plain
from papershelf.render.words import status_label
from papershelf.search import page, shards
from papershelf.write.manifest import Page, is_intact

if TYPE_CHECKING:
    from papershelf.write.generated import GeneratedFiles
    from papershelf.write.words import LibraryIndex


def texts(catalogue: Catalogue, docname: str) -> tuple[list[str], list[str]]:
    """What finds a page besides its own text: names of its paper, and the rest of the record.

    Queued papers are found on the page of their queue.
    """
    own = catalogue.by_docname(docname)
    entries = [*([own] if own else []), *catalogue.queued_on(docname)]
    names: list[str] = []
    others: list[str] = []
    for entry in entries:
        paper = entry.paper
        (names if entry is own else others).extend([paper.short_title, paper.key, paper.arxiv])
        others += [*(author.name for author in paper.authors), paper.venue, paper.doi, *paper.tags, paper.date]
    return [name for name in names if name], [text for text in others if text]


def write(builder: GeneratedFiles, index: LibraryIndex) -> None:
    """Write what changed of ``search/``; other files stay as the last build left them."""
    before = builder.before.others.get("searchindex", Page(""))
    done = _patched(builder, index, before) if index.changed is not None else None
    if done is None:
        entries = shards.entries({term: index.documents_of(term) for term in index.all_terms()})
        done = shards.anew(entries)
    kept = {shards.name_of(first) for first in done.firsts} - set(done.written)
    files = {**done.written, page.LIBRARY: page.library(builder.config, done.firsts)}
    shown = {name for name in before.files if name.startswith(f"{shards.FOLDER}/documents-")}
    if index.changed is not None and shown and builder.now.world == builder.before.world:
        kept |= shown  # nothing that pages show of others changed
    else:
        files |= page.documents([_document(builder, name, title) for name, title in index.pages()])
    for name in kept:
        builder.keep_file(name, before)
    for name, data in sorted(files.items()):
        known = before.files.get(name)
        if known and known[2] == of_bytes(data) and is_intact(builder.outdir, Page("", {name: known})):
            builder.keep_file(name, before)
        else:
            builder.add_file(name, data)


def _patched(builder: GeneratedFiles, index: LibraryIndex, before: Page) -> shards.Change | None:
    """From the files of the last build; ``None`` when one of them is missing or damaged."""
    names = {name: file for name, file in before.files.items() if name.startswith(f"{shards.FOLDER}/words")}
    library = Path(builder.outdir, page.LIBRARY)
    known = before.files.get(page.LIBRARY)
    files = {name: file for name, file in before.files.items() if name.startswith(f"{shards.FOLDER}/")}
    if known is None or not is_intact(builder.outdir, Page("", files)):
        return None
    firsts: list[str] = json.loads(library.read_text(encoding="utf-8").split("(", 1)[1].rsplit(")", 1)[0])["firsts"]
    if {shards.name_of(first) for first in firsts} != set(names):
        return None
    words = {term: index.documents_of(term) for term in index.changed or ()}
    return shards.change(firsts, _Files(Path(builder.outdir)), words)


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


def _document(builder: GeneratedFiles, docname: str, title: str) -> page.Document:
    catalogue = paper_domain(builder.env).catalogue
    address = builder.get_target_uri(docname)
    entry: Entry | None = catalogue.by_docname(docname)
    if entry is None:
        return page.Document(title, address, names=(title,))
    paper = entry.paper
    return page.Document(
        title,
        address,
        plain(paper.about),
        catalogue.full_title(paper.category) if paper.category in catalogue.categories else "",
        paper.year,
        str(status_label(paper.status)),
        paper.status.value,
        [name for name in (paper.name, paper.short_title, paper.key, paper.arxiv, paper.title) if name],
    )
