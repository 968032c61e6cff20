"""``llms.txt`` (https://llmstxt.org): the library for a language model, each paper with its summary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from papershelf.exports.pages.markdown import escape, target
from papershelf.exports.site import Site
from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.model.text.spans import plain


def llms(catalogue: Catalogue, site: Site, description: str, one: Callable[[Entry], str], other: str) -> str:
    """The text of the file.

    :param description: what the library is, in a sentence or two.
    :param one: gives the :func:`lines` of a paper.
    :param other: heading of papers that are in no category.
    """
    parts = [f"# {escape(site.name)}"]
    if description:
        parts.append(f"> {escape(description)}")
    shown: set[str] = set()
    for slug in catalogue.categories:
        entries = [entry for entry in catalogue.in_category(slug) if entry.paper.category == slug]
        shown.update(entry.key for entry in entries)
        parts += _section(catalogue.full_title(slug), entries, one)
    parts += _section(other, [entry for entry in catalogue.entries if entry.key not in shown], one)
    return "\n\n".join(parts) + "\n"


def _section(title: str, entries: Iterable[Entry], one: Callable[[Entry], str]) -> Iterator[str]:
    found = "\n".join(map(one, entries))
    if found:
        yield f"## {escape(title)}"
        yield found


def lines(entry: Entry, address: str) -> str:
    """A paper as it stands in its section.

    :param address: of its Markdown.
    """
    paper = entry.paper
    text = plain(paper.about)
    first = f"- [{escape(paper.title or paper.key)}]({target(address)})" + (f": {escape(text)}" if text else "")
    return "\n".join([first, *(f"  - {escape(line)}" for line in paper.summary[1:])])
