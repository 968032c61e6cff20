"""Index pages, in parts when they are long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.domains import Index, IndexEntry

from papershelf.collect.domain.paper import paper_domain
from papershelf.model.collection.catalogue import Entry
from papershelf.model.text.digests import digest
from papershelf.render.chips import byline
from papershelf.render.words import papers_count
from papershelf.resolve.index import Content, Group, LateContent, PaperIndex
from papershelf.resolve.indices import authors
from papershelf.write.manifest import Page, is_intact

if TYPE_CHECKING:
    from papershelf.write.generated import GeneratedFiles

ROWS = 2_000
"""Rows of an index page (about 400 KB); a longer index is split by initial, and a long initial into parts."""
_TOGETHER = "paper-indices"
"""Under which the digest of all that these pages may show is kept."""

Named = tuple[str, type[Index], Content]
"""Name of an index, the index itself, and what it holds."""


class Part(NamedTuple):
    """A page of a long index."""

    pagename: str
    heading: str
    label: str
    entries: list[IndexEntry]


def write(builder: GeneratedFiles) -> None:
    """Write every page of an index that would come out otherwise."""
    own = [(name, index, content) for name, index, content, _collapse in builder.domain_indices if _is_ours(index)]
    for name, index, content, collapse in builder.domain_indices:
        if not _is_ours(index):
            context = {"indextitle": str(index.localname), "content": content, "collapse_index": collapse}
            builder.unless_kept(name, partial(builder.handle_page, name, context, "domainindex.html"))
    if _are_kept(builder, own):
        return
    for name, index, content in own:
        _write(builder, name, str(index.localname), content)
        if isinstance(content, LateContent):
            content.forget()  # one at a time: the entries of a portal are millions
    builder.now.others[_TOGETHER] = Page(_inputs(builder, own))


def files(builder: GeneratedFiles, name: str) -> list[str]:
    """Files of an index, relative to the output folder."""
    found = builder.now.others
    return sorted(path for page in found if _is_of(page, name) for path in found[page].files)


def _is_ours(index: type[Index]) -> bool:
    return issubclass(index, PaperIndex)


def _is_of(pagename: str, name: str) -> bool:
    return pagename == name or pagename.startswith(f"{name}-")


def _are_kept(builder: GeneratedFiles, own: Sequence[Named]) -> bool:
    """Keep all of them, when no paper changed and none is damaged; nobody needs to look at what they hold then."""
    before = builder.before.others
    last = before.get(_TOGETHER)
    if last is None or builder.restyled or not (builder.nothing_new or last.inputs == _inputs(builder, own)):
        return False
    pages = [page for page in before if any(_is_of(page, name) for name, _index, _content in own)]
    if not all(is_intact(builder.outdir, before[page]) for page in pages):
        return False
    builder.now.others |= {page: before[page] for page in (_TOGETHER, *pages)}
    return True


def _inputs(builder: GeneratedFiles, own: Sequence[Named]) -> str:
    names = [(name, str(index.localname)) for name, index, _content in own]
    around = [_around(builder, name) for name, _title in names]
    entries = paper_domain(builder.env).catalogue.entries
    shown = builder.now.known("indices", lambda: digest([_shown(builder, entry) for entry in entries]))
    return digest((builder.common, shown, around, names))


def _shown(builder: GeneratedFiles, entry: Entry) -> str:
    """Digest of what indices say of a paper, and of its place in them."""
    inputs = builder.inputs.listed.entry(entry)
    if entry.library:
        return inputs

    def make() -> str:
        paper = entry.paper
        values = (authors(paper), paper.year, paper.venue, paper.tags, paper.status)
        return digest((entry.key, paper.title, byline(paper), entry.docname, entry.anchor, values))

    return builder.pieces.of("indices", entry.key, inputs, make)


def _around(builder: GeneratedFiles, pagename: str) -> object:
    return builder.navigation.facts(pagename) if builder.navigation else builder.inputs.everything


def _write(builder: GeneratedFiles, name: str, title: str, content: Content) -> None:
    parts = list(split(name, content))
    if not parts:
        _write_rows(builder, name, title, list(content))
        return
    overview = {"title": title, "body": _overview(builder, name, title, parts)}
    _write_page(builder, name, overview, "page.html", overview["body"])
    named = {part.pagename: part for part in parts}

    def make(pagename: str) -> None:
        part, back = named[pagename], escape(builder.get_relative_uri(pagename, name))
        heading = f'<a href="{back}">{escape(title)}</a>: {escape(part.label)}'  # (templates strip tags where need be)
        _write_rows(builder, pagename, heading, [(part.heading, part.entries)])

    builder.apart(list(named), make, "writing indices...")


def _write_rows(builder: GeneratedFiles, pagename: str, title: str, content: list[Group]) -> None:
    context = {"indextitle": title, "content": content, "collapse_index": False}
    shown = [(heading, [tuple(entry) for entry in entries]) for heading, entries in content]
    _write_page(builder, pagename, context, "domainindex.html", shown)


def _write_page(builder: GeneratedFiles, pagename: str, context: dict[str, Any], template: str, shown: object) -> None:
    """Write a page, unless it is there and shows the same."""
    inputs = digest((builder.common, _around(builder, pagename), context.get("indextitle", ""), shown))
    builder.unless_kept(pagename, partial(builder.handle_page, pagename, context, template), lambda: inputs)


def split(name: str, content: Sequence[tuple[str, list[IndexEntry]]]) -> Iterator[Part]:
    """The parts of an index; none when it is short enough for one page."""
    if sum(len(entries) for _heading, entries in content) <= ROWS:
        return
    for heading, entries in content:
        slug = "".join(c.lower() if c.isascii() and c.isalnum() else f"u{ord(c):x}" for c in heading)
        runs = list(_runs(entries))
        for number, run in enumerate(runs, 1):
            pagename = f"{name}-{slug}" + (f"-{number}" if number > 1 else "")
            label = heading if len(runs) == 1 else f"{heading} {number}"
            yield Part(pagename, heading, label, run)


def _runs(entries: list[IndexEntry]) -> Iterator[list[IndexEntry]]:
    """Cut a long list; a value and its papers stay together unless they are more than a page themselves."""
    run: list[IndexEntry] = []
    for entry in entries:
        if len(run) >= ROWS and (entry.subtype != 2 or len(run) >= 2 * ROWS):
            yield run
            run = []
        run.append(entry)
    if run:
        yield run


def _overview(builder: GeneratedFiles, name: str, title: str, parts: list[Part]) -> str:
    """The page that leads to the parts: initial, first and last entry, and how many papers there are."""
    lines = []
    for part in parts:
        heads = [entry for entry in part.entries if entry.subtype != 2] or part.entries
        count = papers_count(sum(1 for entry in part.entries if entry.docname)).replace(" ", "\N{NO-BREAK SPACE}")
        span = heads[0].name if heads[0].name == heads[-1].name else f"{heads[0].name} – {heads[-1].name}"
        address = builder.get_relative_uri(name, part.pagename)
        lines.append(
            f'<li><a class="reference internal" href="{escape(address)}"><strong>{escape(part.label)}</strong></a> '
            f'<span class="paper-byline">{escape(span)} · {escape(count)}</span></li>'
        )
    return f'<section><h1>{escape(title)}</h1><ul class="paper-index-parts">{"".join(lines)}</ul></section>'
