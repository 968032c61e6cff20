"""The lines of a sidebar, and the HTML of them that themes style."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import count as counting

from papershelf.messages import _
from papershelf.model.collection.catalogue import Catalogue
from papershelf.render import words

Uri = Callable[[str], str]
"""Docname to the address that the current page links to."""

_STYLED = {1, 7}
"""Levels that style sheets know: furo's and ours."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the sidebar.

    :param docname: page it leads to; empty for an address.
    :param category: slug of the category it declares.
    :param more: whether there are more papers than are shown.
    :param inner: categories below it, where not all papers above them are shown.
    :param nested: whether there are categories below it.
    """

    title: str
    docname: str = ""
    address: str = ""
    category: str = ""
    below: tuple[Item, ...] = ()
    more: bool = False
    inner: tuple[Item, ...] = ()
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A toctree of the home page."""

    caption: str
    items: tuple[Item, ...] = field(default=())


def render(groups: tuple[Group, ...], uri: Uri) -> Iterator[tuple[str, str]]:
    """Pieces of HTML, each with the page it belongs to, in the form that themes style."""
    number = counting(1)
    label = str(_("Papers and pages"))
    yield "", f'<nav aria-label="{escape(label)}">'
    for group in groups:
        if group.caption:
            yield (
                "",
                '<p class="caption" role="heading" aria-level="2">'
                f'<span class="caption-text">{escape(group.caption)}</span></p>\n',
            )
        yield "", "<ul>\n"
        yield from _lines(group.items, 1, uri, number)
        yield "", "</ul>\n"
    yield "", "</nav>"


def _lines(items: tuple[Item, ...], level: int, uri: Uri, number: Iterator[int]) -> Iterator[tuple[str, str]]:
    for item in items:
        yield item.docname, _line(item, level, uri, number)
        if item.below or item.more:
            yield "", "<ul>\n"
            yield from _lines(item.below, level + 1, uri, number)
            if item.more:
                # (the number may be 1, and pages do not change with it)
                text = escape(str(_("All papers (%s)") if item.category else _("All pages")))
                text = text.replace("%s", _count(item.category))
                link = f'<a class="reference" href="{uri(item.docname)}">{text}</a>'
                yield "", f'<li class="paper-all">{link}</li>\n'
            yield from _lines(item.inner, level + 1, uri, number)
            yield "", "</ul>\n"
        yield "", "</li>\n"


def _count(slug: str) -> str:
    """Where the number of a category's papers shows in a line of words; behind its name, its link has it."""
    return f'<span class="paper-count" data-category="{escape(slug)}"></span>'


def _all_counts(slug: str) -> str:
    """Where the number of a category's own papers shows, and that of those in the categories below it."""
    title = escape(str(_("in this category + in those below it")))
    return f'<span class="paper-count paper-count-all" data-category="{escape(slug)}" title="{title}"></span>'


def counts(catalogue: Catalogue) -> str:
    """Style sheet that gives the numbers of papers to all pages.

    They stand in one file, so that a new paper does not change every page of the library.
    """
    lines = ["/* Papers in each category */\n"]
    for slug in catalogue.categories:
        own, whole = len(catalogue.in_category(slug)), catalogue.count(slug)
        places = f'.paper-count[data-category="{slug}"]::before, a[data-of="{slug}"]::after'
        lines.append(f'{places} {{ content: "{words.number(own)}"; }}\n')
        if catalogue.children(slug):
            text = f"{words.number(own)} + {words.number(whole - own)}" if own and whole > own else words.number(whole)
            lines.append(f'.paper-count-all.paper-count[data-category="{slug}"]::before {{ content: "{text}"; }}\n')
    return "".join(lines)


def _line(item: Item, level: int, uri: Uri, number: Iterator[int]) -> str:
    has_more = bool(item.below or item.more)
    styled = (f"toctree-l{level}", level in _STYLED), ("has-children", has_more)
    classes = " ".join(name for name, is_there in styled if is_there)
    link = "reference external" if item.address else "reference"
    address = escape(item.address) if item.address else uri(item.docname)
    count = f' data-of="{escape(item.category)}"' if item.category and not item.nested else ""
    counts = f"\N{NO-BREAK SPACE}{_all_counts(item.category)}" if item.nested else ""
    line = f'<li class="{classes}">' if classes else "<li>"
    line += f'<a class="{link}" href="{address}"{count}>{escape(item.title)}{counts}</a>'
    if has_more:
        name = f"toctree-checkbox-{next(number)}"
        label = escape(str(_("Show or hide the pages of %s") % item.title))
        line += (
            f'<input aria-label="{label}" class="toctree-checkbox" id="{name}" '
            f'type="checkbox"/><label for="{name}"><span class="icon"><svg>'
            '<use href="#svg-arrow-right"></use></svg></span></label>'
        )
    return line
