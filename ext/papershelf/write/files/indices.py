"""Index pages, in parts when they are long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from html import escape
from typing import TYPE_CHECKING, Any, cast

from sphinx.domains import Index

from papershelf.collect.domain.paper import paper_domain
from papershelf.model.text.digests import digest
from papershelf.render.words import papers_count
from papershelf.resolve.index import Content, Group, LateContent, PaperIndex
from papershelf.write.files import initials
from papershelf.write.files.initials import Initials, Part
from papershelf.write.manifest import Page, is_intact

if TYPE_CHECKING:
    from papershelf.write.generated import GeneratedFiles

_TOGETHER = "paper-indices"
"""Under which the digest of all that these pages may show is kept."""

Named = tuple[str, type[Index], Content]
"""Name of an index, the index itself, and what it holds."""
Facts = Callable[[], list[str]]
"""Gives what :func:`papershelf.write.files.initials.facts` does."""


def write(builder: GeneratedFiles) -> None:
    """Write every page of an index that would come out otherwise."""
    own = [(name, index, content) for name, index, content, _collapse in builder.domain_indices if _is_ours(index)]
    for name, index, content, collapse in builder.domain_indices:
        if not _is_ours(index):
            context = {"indextitle": str(index.localname), "content": content, "collapse_index": collapse}
            builder.unless_kept(name, partial(builder.handle_page, name, context, "domainindex.html"))
    facts = cache(lambda: initials.facts(builder))
    if _are_kept(builder, own, facts):
        return
    for name, index, content in own:
        _write(builder, name, index, content, facts())
        if isinstance(content, LateContent):
            content.forget()  # one at a time: the entries of a portal are millions
    builder.now.others[_TOGETHER] = Page(_inputs(builder, own, facts))


def files(builder: GeneratedFiles, name: str) -> list[str]:
    """Files of an index, relative to the output folder."""
    found = builder.now.others
    return sorted(path for page in found if _is_of(page, name) for path in found[page].files)


def _is_ours(index: type[Index]) -> bool:
    return issubclass(index, PaperIndex)


def _is_of(pagename: str, name: str) -> bool:
    return pagename == name or pagename.startswith(f"{name}-")


def _are_kept(builder: GeneratedFiles, own: Sequence[Named], facts: Facts) -> bool:
    """Keep all of them, when no paper changed and none is damaged; nobody needs to look at what they hold then."""
    before = builder.before.others
    last = before.get(_TOGETHER)
    if last is None or builder.restyled or not (builder.nothing_new or last.inputs == _inputs(builder, own, facts)):
        return False
    pages = [page for page in before if any(_is_of(page, name) for name, _index, _content in own)]
    if not all(is_intact(builder.outdir, before[page]) for page in pages):
        return False
    builder.now.others |= {page: before[page] for page in (_TOGETHER, *pages)}
    return True


def _inputs(builder: GeneratedFiles, own: Sequence[Named], facts: Facts) -> str:
    names = [(name, str(index.localname)) for name, index, _content in own]
    around = [_around(builder, name) for name, _title in names]
    shown = builder.now.known("indices", lambda: digest(facts()))
    return digest((builder.common, shown, around, names))


def _around(builder: GeneratedFiles, pagename: str) -> object:
    return builder.navigation.facts(pagename) if builder.navigation else builder.inputs.everything


def _write(builder: GeneratedFiles, name: str, index: type[Index], content: Content, facts: Sequence[str]) -> None:
    title, papers = str(index.localname), cast("PaperIndex", index(paper_domain(builder.env)))
    found = Initials(builder, name, papers, facts)
    if found.rows <= initials.ROWS:
        shown = digest([(heading, [tuple(entry) for entry in entries]) for heading, entries in content])
        _write_page(builder, name, _inputs_of(builder, name, title, shown), lambda: _rows(title, list(content)))
        return
    parts = {part.pagename: part for part in found.parts()}
    body = _overview(builder, name, title, parts.values())
    overview = {"title": title, "body": body}
    _write_page(builder, name, _inputs_of(builder, name, title, digest(body)), lambda: overview, "page.html")
    headings = {pagename: _heading(builder, name, title, part) for pagename, part in parts.items()}
    inputs = {
        pagename: _inputs_of(builder, pagename, headings[pagename], part.shown) for pagename, part in parts.items()
    }

    def make(pagename: str) -> None:
        part, heading = parts[pagename], headings[pagename]
        _write_page(
            builder,
            pagename,
            inputs[pagename],
            lambda: _rows(heading, [(part.heading, found.rows_of(part))]),
        )

    before = {} if builder.restyled else builder.before.others
    same = {pagename for pagename in parts if pagename in before and before[pagename].inputs == inputs[pagename]}
    for pagename in sorted(same):
        make(pagename)
    builder.apart([pagename for pagename in parts if pagename not in same], make, "writing indices...")


def _heading(builder: GeneratedFiles, name: str, title: str, part: Part) -> str:
    """Above a part; templates strip its tags where need be."""
    back = escape(builder.get_relative_uri(part.pagename, name))
    return f'<a href="{back}">{escape(title)}</a>: {escape(part.label)}'


def _inputs_of(builder: GeneratedFiles, pagename: str, title: str, shown: str) -> str:
    return digest((builder.common, _around(builder, pagename), title, shown))


def _rows(title: str, content: list[Group]) -> dict[str, Any]:
    return {"indextitle": title, "content": content, "collapse_index": False}


def _write_page(
    builder: GeneratedFiles,
    pagename: str,
    inputs: str,
    context: Callable[[], dict[str, Any]],
    template: str = "domainindex.html",
) -> None:
    """Write a page, unless it is there and shows the same."""
    builder.unless_kept(pagename, lambda: builder.handle_page(pagename, context(), template), lambda: inputs)


def _overview(builder: GeneratedFiles, name: str, title: str, parts: Iterable[Part]) -> str:
    """The page that leads to the parts: initial, first and last entry, and how many papers there are."""
    lines = []
    for part in parts:
        count = papers_count(part.papers).replace(" ", "\N{NO-BREAK SPACE}")
        span = part.first if part.first == part.last else f"{part.first} – {part.last}"
        address = builder.get_relative_uri(name, part.pagename)
        lines.append(
            f'<li><a class="reference internal" href="{escape(address)}"><strong>{escape(part.label)}</strong></a> '
            f'<span class="paper-byline">{escape(span)} · {escape(count)}</span></li>'
        )
    return f'<section><h1>{escape(title)}</h1><ul class="paper-index-parts">{"".join(lines)}</ul></section>'
