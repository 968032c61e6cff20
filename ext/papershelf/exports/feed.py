"""Atom feeds (RFC 4287): of the library, of each category, each tag and each state of a note."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from papershelf.exports.jsonfile import Url
from papershelf.exports.site import Site
from papershelf.exports.text import xml
from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.model.record.paper import Paper, Status
from papershelf.model.text.digests import digest

LIMIT = 50
"""Entries of a feed; the newest."""

EPOCH = "1970-01-01"
"""What a feed without entries says of its last change: Atom demands a day, and there is none to tell."""

LIBRARY = "feed.xml"
TYPE = "application/atom+xml"
_MAX_NAME = 60
"""Longest name of a tag's file, in characters: file systems take 255 bytes."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed before it is written.

    :param path: of its file, relative to the output folder.
    :param entries: each with the day that it is dated by, newest first.
    """

    path: str
    title: str
    entries: tuple[tuple[str, Entry], ...]


def category_path(slug: str) -> str:
    """File of a category's feed."""
    return f"categories/{slug}.xml"


def day_of(paper: Paper) -> str:
    """The day a paper is dated by: a finished note by ``read``, any other by ``added``; never an invented one."""
    return paper.read if paper.status is Status.DONE else paper.added


def feeds(catalogue: Catalogue, site: Site, labels: Mapping[Status, str]) -> Iterator[Feed]:
    """Every feed of a library; all but those of other states hold finished notes.

    That of a category holds those of the categories below it too.

    :param labels: what readers see of each state.
    """
    by_status: dict[Status, list[Entry]] = defaultdict(list)
    for entry in catalogue.entries:
        by_status[entry.paper.status].append(entry)
    finished = _newest(by_status[Status.DONE])
    yield Feed(LIBRARY, site.name, finished[:LIMIT])
    by_category, by_tag = defaultdict(list), defaultdict(list)
    for dated in finished:
        for slug in catalogue.above(dated[1].paper.categories):
            by_category[slug].append(dated)
        for tag in {_same(tag) for tag in dated[1].paper.tags}:
            by_tag[tag].append(dated)
    for slug in catalogue.categories:
        title = f"{site.name}: {catalogue.full_title(slug)}"
        yield Feed(category_path(slug), title, tuple(by_category[slug][:LIMIT]))
    shown = {_same(tag): tag for entry in reversed(catalogue.entries) for tag in reversed(entry.paper.tags)}
    names = tag_names(shown)
    for tag in sorted(shown):
        yield Feed(f"tags/{names[tag]}.xml", f"{site.name}: {shown[tag]}", tuple(by_tag[tag][:LIMIT]))
    for status in Status:
        yield Feed(f"status/{status}.xml", f"{site.name}: {labels[status]}", _newest(by_status[status])[:LIMIT])


def chosen(entries: Iterable[Entry], path: str, title: str) -> Feed:
    """A feed of some papers, each dated by what its state is dated by; a paper without that day is left out.

    :param path: of the file; part of the feed's name.
    """
    return Feed(path, title, _newest(entries)[:LIMIT])


def _newest(entries: Iterable[Entry]) -> tuple[tuple[str, Entry], ...]:
    dated = [(day, entry) for entry in entries if (day := day_of(entry.paper))]
    return tuple(sorted(dated, key=lambda pair: pair[0], reverse=True))


@lru_cache(65_536)
def _same(tag: str) -> str:
    """What tags that differ only in capitals have in common, as listings take them."""
    return unicodedata.normalize("NFC", tag).casefold()


def tag_names(tags: Iterable[str]) -> dict[str, str]:
    """File name of each tag, without an ending: its letters and digits, Hangul too, joined by ``-``.

    Tags of one name, and those that have none or a long one, carry a piece of their digest.
    """
    plain = {tag: re.sub(r"[^\w.+]+", "-", _same(tag)).strip("-._") for tag in tags}
    claims: dict[str, list[str]] = defaultdict(list)
    for tag, name in plain.items():
        claims[name[:_MAX_NAME]].append(tag)
    made = {}
    for tag, name in plain.items():
        own = name == _same(tag) or (name and claims[name[:_MAX_NAME]] == [tag])
        made[tag] = name if own and len(name) <= _MAX_NAME else f"{name[:_MAX_NAME] or 'tag'}-{digest(tag)[:6]}"
    return made


def atom(feed: Feed, catalogue: Catalogue, site: Site, url: Url) -> str:
    """The text of a feed.

    :param url: address of a paper, relative to the root.
    """
    updated = feed.entries[0][0] if feed.entries else EPOCH
    path = quote(feed.path)
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{xml(site.language)}">',
        f"<title>{xml(feed.title)}</title>",
        f"<id>{xml(site.name_of(path, 'feed', path))}</id>",
        f"<updated>{updated}T00:00:00Z</updated>",
        f"<author><name>{xml(site.author or site.name)}</name></author>",
        f'<link rel="self" type="{TYPE}" href="{xml(site.link(path, feed.path))}"/>',
        f'<link rel="alternate" type="text/html" href="{xml(site.link("", feed.path))}"/>',
    ]
    parts += [_entry(day, entry, feed.path, catalogue, site, url) for day, entry in feed.entries]
    return "\n".join([*parts, "</feed>"]) + "\n"


def _entry(day: str, entry: Entry, place: str, catalogue: Catalogue, site: Site, url: Url) -> str:
    paper, address = entry.paper, url(entry)
    titles = {slug: catalogue.full_title(slug) for slug in paper.categories}
    lines = [
        "<entry>",
        f"<title>{xml(paper.title or paper.key)}</title>",
        f"<id>{xml(site.name_of(address, paper.key))}</id>",
        f"<updated>{day}T00:00:00Z</updated>",
        f'<link rel="alternate" type="text/html" href="{xml(site.link(address, place))}"/>',
        *(f'<category term="{xml(slug)}" label="{xml(titles[slug])}"/>' for slug in paper.categories),
        *(f'<category term="{xml(tag)}"/>' for tag in paper.tags),
    ]
    if text := summary(paper):
        lines.append(f'<summary type="html">{xml(text)}</summary>')
    return "\n".join([*lines, "</entry>"])


def summary(paper: Paper) -> str:
    """What a feed reader shows of a paper, as HTML: authors and venue, then the lines of the summary."""
    names = ", ".join(author.name for author in paper.authors)
    byline = " · ".join(filter(None, (names, paper.venue or paper.year)))
    lines = "".join(f"<li>{xml(line)}</li>" for line in paper.summary)
    parts = [f"<p>{xml(text)}</p>" for text in (byline, paper.remark) if text]
    return "".join(parts) + (f"<ul>{lines}</ul>" if lines else "")
