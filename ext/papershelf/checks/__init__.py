"""What is wrong in a library read from its folder: text in, findings out. May import ``libraries``; no Sphinx."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from papershelf.checks import bibliography, files, keys, options, papers
from papershelf.checks.finding import Code, Finding
from papershelf.checks.page import Page
from papershelf.model.collection.catalogue import Entry
from papershelf.model.text.lists import without_lists
from papershelf.sources.library.folder import Folder
from papershelf.sources.network import pictures


@dataclass
class _Facts:
    """What pages tell that is judged when all are read.

    :param naming: key to the documents that name the paper.
    :param referred: paths of files that pages name.
    :param tag_lines: document to the line of its tags.
    :param numbers: file to the line numbers of an editor, where they are others.
    :param remote: page, line and host of each picture that is asked of another host.
    """

    naming: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    referred: set[str] = field(default_factory=set)
    tag_lines: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, list[int]] = field(default_factory=dict)
    remote: list[tuple[str, int, str]] = field(default_factory=list)


def findings(folder: Folder, commits: Mapping[str, date], today: date) -> list[Finding]:
    """Every finding that ``conf.py`` does not silence, by file, line and code.

    :param commits: file to the day of its last commit, for notes in writing; none where that is not known.
    """
    tree = files.Tree(folder.source)
    figures = set(files.figures(folder, tree))
    facts = _Facts()
    found = [Finding(p.path, p.line, Code(p.kind), p.message) for p in folder.problems]
    found += bibliography.of_files(folder)
    found += papers.of_papers(folder)
    found += keys.claims(folder)
    found += files.names(folder, figures, tree)
    entries = {e.docname: e for claims in folder.catalogue.claims.values() for e in claims if not e.queued}
    page_of = papers.page_of(entries.values())
    for page in _pages(folder):
        found += _of_page(page, entries.get(page.docname), folder, page_of)
        found += _references(page, folder, tree, facts, figures=bool(figures))
    for entry in entries.values():
        for _relation, named in entry.paper.relations:
            for key in named:
                facts.naming[key].add(entry.docname)
    found += papers.worth_a_note(folder, facts.naming)
    found += papers.long_writing(folder, commits, today)
    found += papers.tag_variants(folder, facts.tag_lines)
    found += files.orphans(figures, facts.referred)
    found += files.remote(facts.remote, shown=folder.settings.remote_images)
    return _settled(found, facts, folder.settings.suppressed)


def _pages(folder: Folder) -> Iterator[Page]:
    for docname, path in folder.files.items():
        try:
            yield Page(docname, path, without_lists(folder.path(docname).read_bytes().decode("utf-8")))
        except (OSError, UnicodeDecodeError):
            continue  # reading the folder told of it


def _of_page(page: Page, entry: Entry | None, folder: Folder, page_of: keys.PageOf) -> Iterator[Finding]:
    if page.scanned.found:
        if page.docname.startswith(folder.settings.papers):
            yield from options.of_page(page)
            yield from keys.of_page(page, entry, folder)
            yield from bibliography.of_page(page, folder)
        else:
            where = " or ".join(map(repr, folder.settings.papers))
            message = f"the page is not inside {where} (papershelf_papers), so no table of contents holds it"
            yield Finding(page.path, page.scanned.found[0].line, Code.OUTSIDE_PAPERS, message)
    elif not unicodedata.is_normalized("NFC", page.text):
        lines = [n for n, line in enumerate(page.lines, 1) if not unicodedata.is_normalized("NFC", line)]
        yield from options.rest_of_page(page, lines)
    if "paper-category" in page.text or "paper-queue" in page.text:
        yield from keys.of_category(page, folder, page_of)


def _references(page: Page, folder: Folder, tree: files.Tree, facts: _Facts, *, figures: bool) -> Iterator[Finding]:
    """Links, images and roles of a page; what they name is noted in the facts."""
    if page.numbers:
        facts.numbers[page.path] = page.numbers
    for name, line in page.scanned.found[0].option_lines if page.scanned.found else ():
        if name == "tags":
            facts.tag_lines[page.docname] = line
    if figures:
        for word in files.image_words(page.text):
            facts.referred.update(files.address(page.docname, word))
    for named in page.names():
        if named.kind == "role":
            entry = folder.catalogue.by_key(named.target)
            if entry is not None:
                facts.naming[entry.key].add(page.docname)
            elif not folder.settings.elsewhere and (message := keys.nowhere(named.target, folder)):
                yield Finding(page.path, named.line + 1, Code.UNKNOWN_KEY, message)
            continue
        if named.kind == "image" and pictures.is_remote(named.target):
            facts.remote.append((page.path, named.line + 1, pictures.host_of(named.target)))
        yield from files.dead(page, named, tree)
        for path in files.address(page.docname, named.target):
            facts.referred.add(path)
            linked = folder.catalogue.by_docname(path.rpartition(".")[0])
            if linked is not None:
                facts.naming[linked.key].add(page.docname)


def _settled(found: Collection[Finding], facts: _Facts, suppressed: Collection[str]) -> list[Finding]:
    """In order, without what is silenced or said better by another finding of its line; lines as an editor counts."""
    latex = {(f.path, f.line) for f in found if f.code in {Code.LATEX_AUTHOR, Code.LATEX_TITLE}}
    kept = []
    for finding in set(found):
        names = {f"papershelf{inner}.{name}" for inner in ("", ".check") for name in (finding.code, "*")}
        if names & {*suppressed} or {"papershelf", "papershelf.check"} & {*suppressed}:
            continue
        if finding.code is Code.INVALID_OPTION and (finding.path, finding.line) in latex:
            continue
        numbers = facts.numbers.get(finding.path)
        kept.append(dataclasses.replace(finding, line=numbers[finding.line - 1]) if numbers else finding)
    return sorted(kept)
