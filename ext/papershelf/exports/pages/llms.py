"""``llms.txt`` (https://llmstxt.org): the library for a language model, each paper with its summary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from papershelf.exports.pages.markdown import escape, target
from papershelf.exports.site import Site
from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.model.text.spans import plain


def llms(catalogue: Catalogue, site: Site, description: str, link: Callable[[Entry], str], other: str) -> str:
    """The text of the file.

    :param description: what the library is, in a sentence or two.
    :param link: address of a paper's Markdown, relative to the root.
    :param other: heading of papers that are in no category.
    """
    parts = [f"# {escape(site.name)}"]
    if description:
        parts.append(f"> {escape(description)}")
    shown: set[str] = set()
    for slug in catalogue.categories:
        entries = [entry for entry in catalogue.in_category(slug) if entry.paper.category == slug]
        shown.update(entry.key for entry in entries)
        parts += _section(catalogue.full_title(slug), entries, site, link)
    parts += _section(other, [entry for entry in catalogue.entries if entry.key not in shown], site, link)
    return "\n\n".join(parts) + "\n"


def _section(title: str, entries: Iterable[Entry], site: Site, link: Callable[[Entry], str]) -> Iterator[str]:
    lines = [line for entry in entries for line in _paper(entry, site.link(link(entry)))]
    if lines:
        yield f"## {escape(title)}"
        yield "\n".join(lines)


def _paper(entry: Entry, address: str) -> Iterator[str]:
    paper = entry.paper
    text = plain(paper.about)
    yield f"- [{escape(paper.title or paper.key)}]({target(address)})" + (f": {escape(text)}" if text else "")
    yield from (f"  - {escape(line)}" for line in paper.summary[1:])
