"""Keys: who claims them, who names them, and lines of queues that have a page by now."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from papershelf.checks import bibliography
from papershelf.checks.finding import Code, Finding, Mend
from papershelf.checks.options import LATEX
from papershelf.checks.page import Page
from papershelf.checks.papers import place
from papershelf.libraries.others import Others
from papershelf.model.collection.catalogue import Entry
from papershelf.model.collection.tree import not_below
from papershelf.model.record.build import shorten
from papershelf.model.record.paper import Paper, default_key
from papershelf.model.text import values
from papershelf.model.text.names import another_key, folded, unknown_category, unknown_key
from papershelf.sources.found import same_title
from papershelf.sources.library.folder import Folder
from papershelf.sources.pages import queue
from papershelf.sources.pages.fences import Directive, directives

PageOf = Callable[[Paper], Entry | None]


def claims(folder: Folder) -> Iterator[Finding]:
    """Keys that two papers claim; a queue line beside a page is told where queues are looked at."""
    catalogue = folder.catalogue
    for key, found in catalogue.claims.items():
        first, *others = found
        for other in others:
            if other.queued and not first.queued:
                continue
            message = f"key {key!r} is taken by {place(folder, first)}; {another_key(key, catalogue.names)}"
            yield Finding(folder.files[other.docname], other.line, Code.DUPLICATE_KEY, message)
    for entry in catalogue.entries:
        for old in entry.paper.former_keys:
            holder = catalogue.by_key(old)
            if holder is not None and holder.key != entry.key:
                message = f"former key {old!r} is the key of {place(folder, holder)}"
                yield Finding(folder.files[entry.docname], entry.line, Code.DUPLICATE_KEY, message)


def of_page(page: Page, entry: Entry | None, folder: Folder) -> Iterator[Finding]:
    """What the options of a paper page name: its own key, relations, categories."""
    found = page.scanned.found[0]
    argument = found.argument.strip()
    if argument and not values.KEY.fullmatch(argument):
        code = Code.KEY_CASE if values.KEY.fullmatch(argument.lower()) else Code.INVALID_OPTION
        message = f"found key {shorten(argument)!r}; a key has lower-case letters, digits, '.', '_' and '-'"
        message += f", so {default_key(page.docname)!r} is used"
        yield Finding(page.path, found.line, code, message)
    if entry is None:
        return
    lines, declared = dict(found.option_lines), folder.catalogue.categories
    for relation, keys in entry.paper.relations:
        for key in keys:
            if key not in folder.catalogue and (message := nowhere(key, folder)):
                line = lines.get(relation.value, found.line)
                yield Finding(page.path, line, Code.UNKNOWN_KEY, f"{relation}: {message}")
    for slug in entry.paper.categories:
        if slug not in declared:
            option = "category" if slug == entry.paper.category else "also-in"
            line = lines.get(option, found.line)
            yield Finding(page.path, line, Code.UNKNOWN_CATEGORY, f"{option}: {unknown_category(slug, declared)}")


def nowhere(key: str, folder: Folder) -> str:
    """The message for a name that no paper has; of other libraries, the build knows which papers they have."""
    names = folder.settings.libraries
    library, sign, _key = key.partition(":")
    if names and (not sign or folded(library) in set(map(folded, names))):
        return ""
    return Others(away=names).complaint(key) if names else unknown_key(key, folder.catalogue.names)


def of_category(page: Page, folder: Folder, page_of: PageOf) -> Iterator[Finding]:
    """The hand-kept order and the queues of a page."""
    found = list(directives(page.lines, ("paper-category", "paper-queue"), markdown=page.markdown))
    declared = sorted((d for d in found if d.name == "paper-category"), key=lambda d: d.start)
    for directive in declared:
        yield from _parent(page, directive, folder)
        yield from _listed(page, directive, folder)
    for directive in found:
        if directive.name != "paper-queue":
            continue
        if not declared and any(line.strip() for line in directive.lines(page.lines)):
            message = "the queue is on a page without paper-category, so its papers are in no category"
            yield Finding(page.path, directive.start + 1, Code.INVALID_QUEUE, message)
        yield from _queue(page, directive, folder, page_of)


def _parent(page: Page, directive: Directive, folder: Folder) -> Iterator[Finding]:
    """What is wrong with the category that one names as parent."""
    raw = dict(directive.options).get("parent")
    if raw is None:
        return
    inside = range(directive.start + 1, directive.content)
    line = next((n for n in inside if "parent" in page.lines[n].partition(": ")[0]), directive.start) + 1
    category = folder.catalogue.categories.get(directive.argument)
    if not values.KEY.fullmatch(raw.strip()):
        message = f"paper-category: parent: found {shorten(raw)!r}; it is the slug of a category"
        yield Finding(page.path, line, Code.INVALID_OPTION, message)
        return
    owned = category is not None and category.docname == page.docname
    if owned and (message := folder.catalogue.parent_complaint(directive.argument)):
        yield Finding(page.path, line, Code.UNKNOWN_CATEGORY, message)


def _listed(page: Page, directive: Directive, folder: Folder) -> Iterator[Finding]:
    for line, raw in enumerate(directive.lines(page.lines), directive.content + 1):
        key = raw.strip()
        if not key:
            continue
        entry, inner = folder.catalogue.by_key(key), folder.catalogue.categories.get(key)
        if not values.KEY.fullmatch(key):
            message = f"paper-category: found {shorten(key)!r}; it holds one key or slug a line"
            yield Finding(page.path, line, Code.INVALID_OPTION, message)
        elif inner is not None and inner.parent == directive.argument:
            continue
        elif entry is None and inner is not None:
            message = f"paper-category: {not_below(key, directive.argument)}"
            yield Finding(page.path, line, Code.UNKNOWN_CATEGORY, message)
        elif entry is None:
            message = f"paper-category: {unknown_key(key, folder.catalogue.names)}"
            yield Finding(page.path, line, Code.UNKNOWN_KEY, message)
        elif directive.argument not in entry.paper.categories:
            where = repr(entry.paper.category) if entry.paper.category else "no category"
            message = f"paper-category: {key!r} is not in {directive.argument!r} but in {where}"
            yield Finding(page.path, line, Code.UNKNOWN_KEY, message)


def _queue(page: Page, directive: Directive, folder: Folder, page_of: PageOf) -> Iterator[Finding]:
    items, _problems = queue.items(directive.lines(page.lines), directive.content + 1)
    for item in items:
        paper, _problems_too = queue.parse(item.text, "")
        if paper is None:
            continue
        if LATEX.search(paper.title):
            message = f"found {shorten(paper.title)!r}; a title is plain text, without LaTeX"
            yield Finding(page.path, item.line, Code.LATEX_TITLE, message)
        first = folder.catalogue.claims[paper.key][0]
        if not first.queued:
            where = place(folder, first)
            message = f"{paper.key!r} has a page by now, {where}; take this line out of the queue"
            mend = None
            if _says_all(first.paper, paper):
                end = _end(page, item.line - 1, directive)
                mend = Mend(item.line - 1, end, lambda _line: None, f"{paper.key} is out of the queue")
            yield Finding(page.path, item.line, Code.STALE_QUEUE, message, mend)
        elif other := page_of(paper):
            message = f"this paper has a page by now, {place(folder, other)}, under the key {other.key!r}"
            message += "; take this line out of the queue"
            yield Finding(page.path, item.line, Code.STALE_QUEUE, message)
        else:
            yield from bibliography.of_line(page, item, _end(page, item.line - 1, directive), folder)


def _end(page: Page, first: int, directive: Directive) -> int:
    """The line after an item and the indented lines that continue it."""
    end = first + 1
    while end < directive.end:
        line = page.lines[end].removeprefix(directive.indent)
        if not line.strip() or not line[0].isspace():
            break
        end += 1
    return end


def _says_all(page: Paper, line: Paper) -> bool:
    """Whether a paper's page holds every fact of its line in a queue, so that the line may go."""
    return (
        not line.note
        and same_title(page.title) == same_title(line.title)
        and page.date.startswith(line.date)
        and line.arxiv in {"", page.arxiv}
        and line.arxiv_version in {"", page.arxiv_version}
        and line.doi.lower() in {"", page.doi.lower()}
        and line.added in {"", page.added}
        and set(line.links) <= set(page.links)
    )
