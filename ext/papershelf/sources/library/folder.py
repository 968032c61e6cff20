"""A library read from its folder, without Sphinx: paper pages, categories, queues, and what is wrong with them."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf.model.collection.catalogue import Catalogue, Category, Entry
from papershelf.model.collection.citing import rules_for
from papershelf.model.collection.naming import names, spelt
from papershelf.model.collection.outline import toctree_order
from papershelf.model.record.build import build
from papershelf.model.record.paper import Paper, default_key
from papershelf.model.text import spans, values
from papershelf.model.text.lists import is_list, without_lists
from papershelf.sources.library import cited, further, living
from papershelf.sources.library.documents import documents, toctree_entries
from papershelf.sources.library.further import Further
from papershelf.sources.library.living import Bibliography
from papershelf.sources.library.settings import Settings
from papershelf.sources.library.settings import read as read_settings
from papershelf.sources.markdown.text import plain
from papershelf.sources.markdown.text import summary as summary_of
from papershelf.sources.pages import encoding, queue
from papershelf.sources.pages.fences import Directive, directive_at, directives
from papershelf.sources.pages.includes import locate
from papershelf.sources.pages.page import scan

if TYPE_CHECKING:
    from papershelf.mathml.expansion import Definition

_NAMES = ("paper-category", "paper-queue", "toctree")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a file of the library.

    :param path: relative to the source folder.
    :param kind: a kind of warning, as in the guide: ``invalid-option``.
    """

    path: str
    line: int
    kind: str
    message: str


@dataclass
class Folder:
    """What the folder of a library holds.

    :param files: document to its file, relative to the source folder: all pages that Sphinx would read.
    :param written: document of a paper to the file of its summary: its own, or one that it includes.
    :param summaries: key to the summary as it is written.
    :param further: key to what is kept beside the papers.
    :param bibliography: the files that facts come from.
    :param given: document and line of each paper to what its page, or line, says itself.
    :param toctrees: document to the documents its toctrees name.
    """

    source: Path
    settings: Settings
    catalogue: Catalogue = field(default_factory=Catalogue)
    files: dict[str, str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    summaries: dict[str, str] = field(default_factory=dict)
    toctrees: dict[str, list[str]] = field(default_factory=dict)
    further: dict[str, Further] = field(default_factory=dict)
    bibliography: Bibliography = field(default_factory=Bibliography)
    given: dict[tuple[str, int], Paper] = field(default_factory=dict)
    problems: list[Finding] = field(default_factory=list)

    def path(self, docname: str) -> Path:
        """The file of a document."""
        return self.source / self.files[docname]


def read(source: Path, conf: Path, bibliography: Sequence[str] = ()) -> Folder:
    """Read a library.

    :param source: source folder of Sphinx.
    :param conf: folder of ``conf.py``.
    :param bibliography: files that facts come from, besides those that ``conf.py`` names.
    :raises OSError: if ``conf.py`` cannot be read.
    """
    folder = Folder(source, read_settings(conf))
    for docname, path, refused in documents(source, folder.settings):
        if refused:
            message = "found a symbolic link that leads outside the source folder; the page is left out"
            folder.problems.append(Finding(path, 1, "refused-markup", message))
        else:
            folder.files[docname] = path
    folder.bibliography = living.in_files(source, [*folder.settings.bibliography, *bibliography])
    entries: list[Entry] = []
    categories: list[Category] = []
    for docname in sorted(folder.files):
        text = _text(folder, docname)
        if text is None:
            continue
        _page(folder, docname, text, entries)
        _category(folder, docname, text, entries, categories)
    entries = _completed(folder, entries)
    by_page = {category.docname: category for category in categories}
    _one_place(folder, Catalogue((), categories))
    ordered = [by_page[docname] for docname in toctree_order(folder.settings.root, folder.toctrees, by_page)]
    rules = rules_for(folder.settings.language)
    folder.catalogue = Catalogue(spelt(entries, names(Catalogue(entries, rules=rules))), ordered, rules=rules)
    return folder


def _completed(folder: Folder, entries: list[Entry]) -> list[Entry]:
    """Papers with what bibliographies say, then with what is kept beside them, and those that only roles name."""
    path = further.path_in(folder.settings.papers[0])
    try:
        folder.further = further.read(folder.source / path)
    except ValueError as error:
        folder.problems.append(Finding(path, 1, "invalid-option", str(error)))
    if folder.bibliography:
        entries += cited.entries(folder.bibliography, Catalogue(entries), _texts(folder))
    if not folder.further:
        return entries
    return [dataclasses.replace(entry, paper=further.completed(entry.paper, folder.further)) for entry in entries]


def _texts(folder: Folder) -> Iterator[tuple[str, str]]:
    """Document and text of each page, in order."""
    for docname in sorted(folder.files):
        with contextlib.suppress(OSError):
            yield docname, folder.path(docname).read_bytes().decode("utf-8", "replace")


def _text(folder: Folder, docname: str) -> str | None:
    """Text of a document; nothing, and a problem noted, where it cannot be read. A list is no document after all."""
    path = folder.files[docname]
    try:
        content = folder.path(docname).read_bytes()
    except OSError as error:
        folder.problems.append(Finding(path, 1, "file-name", f"unreadable: {error.strerror}"))
        return None
    line, problem = encoding.problem(content)
    if line:
        folder.problems.append(Finding(path, line, "file-name", f"{problem}; the page is left out"))
        return None
    text = content.decode("utf-8")
    if docname != folder.settings.root and is_list(text):
        del folder.files[docname]
        return None
    return without_lists(text)


def _one_place(folder: Folder, tree: Catalogue) -> None:
    """Let the page of a category hold those below it, and no other page, as in a build."""
    inside = {category.docname for category in tree.categories.values() if category.parent}
    for docname, named in folder.toctrees.items():
        folder.toctrees[docname] = [name for name in named if name not in inside]
    for slug, category in tree.categories.items():
        if children := tree.children(slug):
            pages = [tree.categories[child].docname for child in children]
            folder.toctrees[category.docname] = [*folder.toctrees.get(category.docname, []), *pages]


def _page(folder: Folder, docname: str, text: str, entries: list[Entry]) -> None:
    if not docname.startswith(folder.settings.papers):
        return
    path = folder.files[docname]
    markdown = path.endswith(".md")
    located = locate(text, docname, folder.source, markdown=markdown)
    page, text = located.page, located.text
    if not page.found:
        return
    path = folder.written[docname] = located.path or path
    found = page.found[0]
    key = found.argument if values.KEY.fullmatch(found.argument) else default_key(docname)
    lines = text.removeprefix("\ufeff").splitlines()
    directive = directive_at(lines, found.line - 1, markdown=markdown)
    summary = "\n".join(directive.lines(lines)).strip() if directive else ""
    told = summary_of(summary, **folder.settings.reading)
    texts = tuple(map(spans.plain, told))
    paper, problems = build(key, found.options, summary=texts, spans=spans.marked(told))
    title = plain(page.heading, **folder.settings.reading) if markdown else values.text(page.heading)
    folder.given[docname, located.line or found.line] = paper
    paper = folder.bibliography.completed(paper, title[: values.MAX_TITLE])
    places = dict(found.option_lines)
    for problem in problems:
        line = places.get(problem.option, found.line)
        folder.problems.append(Finding(path, line, problem.kind, problem.message))
    entries.append(Entry(paper, docname, f"paper-{key}", located.line or found.line))
    folder.summaries.setdefault(key, summary)


def _category(folder: Folder, docname: str, text: str, entries: list[Entry], categories: list[Category]) -> None:
    if not any(name in text for name in _NAMES):
        return
    path = folder.files[docname]
    markdown = path.endswith(".md")
    lines = text.removeprefix("\ufeff").splitlines()
    found = list(directives(lines, _NAMES, markdown=markdown))
    slug = ""
    for directive in (d for d in found if d.name == "paper-category"):
        if not values.KEY.fullmatch(directive.argument):
            message = f"paper-category: found slug {directive.argument[:60]!r}; it is written like a key"
            folder.problems.append(Finding(path, directive.start + 1, "invalid-option", message))
        elif not slug:
            slug = directive.argument
            title = heading(lines, markdown=markdown, **folder.settings.reading) or slug
            categories.append(_declared(docname, title, directive, lines))
    for directive in (d for d in found if d.name == "paper-queue"):
        items, problems = queue.items(directive.lines(lines), directive.content + 1)
        for item in items:
            paper, more = queue.read(item.text, slug, folder.settings.macros)
            problems += [(item.line, problem) for problem in more]
            if paper is not None:
                folder.given[docname, item.line] = paper
                paper = folder.bibliography.completed(paper)
                entries.append(Entry(paper, docname, f"paper-{paper.key}", item.line, queued=True))
        folder.problems += [Finding(path, line, problem.kind, problem.message) for line, problem in problems]
    named = [name for d in found if d.name == "toctree" for name in toctree_entries(folder, docname, d, lines)]
    if named:
        folder.toctrees[docname] = named


def _declared(docname: str, title: str, directive: Directive, lines: list[str]) -> Category:
    listed = [line.strip() for line in directive.lines(lines)]
    keys = tuple(dict.fromkeys(key for key in listed if values.KEY.fullmatch(key)))
    options = dict(directive.options)
    sort, parent = options.get("sort", "").strip() or "listed", options.get("parent", "").strip()
    parent = parent if values.KEY.fullmatch(parent) else ""
    return Category(directive.argument, docname, title, keys, sort, directive.start + 1, parent)


def heading(
    lines: list[str], *, markdown: bool = True, cjk_emphasis: bool = True, macros: tuple[Definition, ...] = ()
) -> str:
    """The first first-level heading of a page, as plain text; further parameters as of :func:`text.plain`."""
    found = scan("\n".join(lines), markdown=markdown, always=True)
    if not markdown:
        return values.text(found.heading)
    return plain(found.heading, cjk_emphasis=cjk_emphasis, macros=macros)
