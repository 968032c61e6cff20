"""Index pages, in parts when they are long."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial
from html import escape
from typing import TYPE_CHECKING, Any

from papershelf.collect.domain.paper import paper_domain
from papershelf.model.text.digests import digest, of_texts
from papershelf.render.words import papers_count
from papershelf.resolve.index import PaperIndex
from papershelf.write.files import initials
from papershelf.write.files.initials import Initials, Part
from papershelf.write.manifest import Page, is_intact

if TYPE_CHECKING:
    from papershelf.write.generated import GeneratedFiles

_TOGETHER = "paper-indices"
"""Under which the digest of all that these pages may show is kept."""


def write(builder: GeneratedFiles) -> None:
    """Write every page of an index that would come out otherwise."""
    own = {name: index for name, index, _content, _collapse in builder.domain_indices if issubclass(index, PaperIndex)}
    for name, index, content, collapse in builder.domain_indices:
        if name not in own:
            context = {"indextitle": str(index.localname), "content": content, "collapse_index": collapse}
            builder.unless_kept(name, partial(builder.handle_page, name, context, "domainindex.html"))
    facts = cache(lambda: initials.facts(builder))

    def inputs() -> str:
        names = [(name, str(index.localname), _around(builder, name)) for name, index in own.items()]
        shown = builder.now.known("indices", lambda: of_texts(mark for mark, _headings in facts()))
        return digest((builder.common, shown, names))

    if _are_kept(builder, own, inputs):
        return
    found, domain = initials.grouped(facts()), paper_domain(builder.env)
    pieces = {initials.pagename(name, heading) for name, index in own.items() for heading in found[index.name]}
    builder.pieces.these_are_all(initials.KIND, pieces)
    for name, index in own.items():
        _write(builder, name, Initials(builder, name, index(domain), facts(), found[index.name]))
    builder.now.others[_TOGETHER] = Page(inputs())


def files(builder: GeneratedFiles, name: str) -> list[str]:
    """Files of an index, relative to the output folder."""
    found = builder.now.others
    return sorted(path for page in found if _is_of(page, name) for path in found[page].files)


def _is_of(pagename: str, name: str) -> bool:
    return pagename == name or pagename.startswith(f"{name}-")


def _are_kept(builder: GeneratedFiles, own: Iterable[str], inputs: Callable[[], str]) -> bool:
    """Keep all of them, when no paper changed and none is damaged; nobody needs to look at what they hold then."""
    before = builder.before.others
    last = before.get(_TOGETHER)
    if last is None or builder.restyled or not (builder.nothing_new or last.inputs == inputs()):
        return False
    pages = [page for page in before if any(_is_of(page, name) for name in own)]
    if not all(is_intact(builder.outdir, before[page]) for page in pages):
        return False
    builder.now.others |= {page: before[page] for page in (_TOGETHER, *pages)}
    return True


def _around(builder: GeneratedFiles, pagename: str) -> object:
    return builder.navigation.facts(pagename) if builder.navigation else builder.inputs.everything


def _write(builder: GeneratedFiles, name: str, index: Initials) -> None:
    title, parts = str(index.index.localname), {part.pagename: part for part in index.parts()}
    if sum(part.rows for part in parts.values()) <= initials.ROWS:
        shown = digest([part.shown for part in parts.values()])
        _write_page(builder, name, _inputs(builder, name, title, shown), lambda: _rows(title, index, parts.values()))
        return
    overview = {"title": title, "body": _overview(builder, name, title, parts.values())}
    _write_page(builder, name, _inputs(builder, name, title, overview["body"]), lambda: overview, "page.html")
    headings = {page: _heading(builder, name, title, part) for page, part in parts.items()}
    inputs = {page: _inputs(builder, page, headings[page], part.shown) for page, part in parts.items()}

    def make(page: str) -> None:
        _write_page(builder, page, inputs[page], lambda: _rows(headings[page], index, [parts[page]]))

    before = {} if builder.restyled else builder.before.others
    same = [page for page in parts if page in before and before[page].inputs == inputs[page]]
    for page in same:  # (which looks whether it is there)
        make(page)
    builder.apart([page for page in parts if page not in same], make, "writing indices...")


def _heading(builder: GeneratedFiles, name: str, title: str, part: Part) -> str:
    """Above a part; templates strip its tags where need be."""
    back = escape(builder.get_relative_uri(part.pagename, name))
    return f'<a href="{back}">{escape(title)}</a>: {escape(part.label)}'


def _inputs(builder: GeneratedFiles, pagename: str, title: str, shown: str) -> str:
    return digest((builder.common, _around(builder, pagename), title, shown))


def _rows(title: str, index: Initials, parts: Iterable[Part]) -> dict[str, Any]:
    content = [(part.heading, index.lines(part)) for part in parts]
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
        span = " – ".join(dict.fromkeys(part.span))
        address = builder.get_relative_uri(name, part.pagename)
        lines.append(
            f'<li><a class="reference internal" href="{escape(address)}"><strong>{escape(part.label)}</strong></a> '
            f'<span class="paper-byline">{escape(span)} · {escape(count)}</span></li>'
        )
    return f'<section><h1>{escape(title)}</h1><ul class="paper-index-parts">{"".join(lines)}</ul></section>'
