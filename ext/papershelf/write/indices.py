"""Index pages, in parts when they are long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from sphinx.domains import Index, IndexEntry

from papershelf.model.digests import digest
from papershelf.render.words import papers_count
from papershelf.resolve.indices import Content, PaperIndex

if TYPE_CHECKING:
    from papershelf.write.generated import GeneratedFiles

ROWS = 2_000
"""Rows of an index page (about 400 KB); a longer index is split by initial, and a long initial into parts."""


class Part(NamedTuple):
    """A page of a long index."""

    pagename: str
    heading: str
    label: str
    entries: list[IndexEntry]


def write(builder: GeneratedFiles) -> None:
    """Write every index that would come out otherwise."""
    for name, index, content, collapse in builder.domain_indices:
        make = partial(_write, builder, name, index, content, collapse)
        papers = issubclass(index, PaperIndex)
        builder.unless_kept(name, make, partial(_inputs, builder, name, index) if papers else None)


def _inputs(builder: GeneratedFiles, name: str, index: type[Index]) -> str:
    around = builder.navigation.facts(name) if builder.navigation else builder.inputs.everything
    return digest((builder.common, builder.inputs.library, around, str(index.localname)))


def _write(builder: GeneratedFiles, name: str, index: type[Index], content: Content, collapse: bool) -> None:
    title = str(index.localname)
    parts = list(split(name, content)) if issubclass(index, PaperIndex) else []
    if not parts:
        context = {"indextitle": title, "content": content, "collapse_index": collapse}
        builder.handle_page(name, context, "domainindex.html")
        return
    builder.handle_page(name, {"title": title, "body": _overview(builder, name, title, parts)})
    for part in parts:
        back = escape(builder.get_relative_uri(part.pagename, name))
        heading = f'<a href="{back}">{escape(title)}</a>: {escape(part.label)}'  # (templates strip tags where need be)
        context = {"indextitle": heading, "content": [(part.heading, part.entries)], "collapse_index": False}
        builder.handle_page(part.pagename, context, "domainindex.html")


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
