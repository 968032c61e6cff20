"""Atom feeds, read by feedparser and by an XML parser that refuses what is not well-formed."""

from __future__ import annotations

import dataclasses
from typing import Any

import feedparser
import pytest
from defusedxml import ElementTree

from exports.hostile import HOSTILE, NASTY
from papershelf.exports import feed
from papershelf.exports.site import Site
from papershelf.model.collection.catalogue import Catalogue, Category, Entry
from papershelf.model.record.paper import Paper, Status

LABELS = {status: status.value for status in Status}
SITE = Site("책장", "Kim", "ko", "https://example.org/lib/")
RELATIVE = dataclasses.replace(SITE, base="")


def url(place: Entry | Category) -> str:
    return f"{place.docname}.html" + (f"#{place.anchor}" if isinstance(place, Entry) and place.queued else "")


def catalogue(*papers: Paper) -> Catalogue:
    entries = [Entry(paper, f"papers/{paper.key}", "p") for paper in papers]
    return Catalogue(entries, [Category("x", "docs/x", "X & Y")])


def read(papers: Catalogue, site: Site = SITE) -> dict[str, Any]:
    """Every feed, parsed; each must be well-formed and have what Atom demands."""
    found = {}
    for one in feed.feeds(papers, site, LABELS):
        text = feed.atom(one, papers, site, url)
        root = ElementTree.fromstring(text.encode())
        atom = "{http://www.w3.org/2005/Atom}"
        for element in (root, *root.iter(f"{atom}entry")):
            for name in ("id", "title", "updated"):
                assert len(element.findall(atom + name)) == 1, (one.path, name)
        assert root.findtext(f"{atom}author/{atom}name")
        found[one.path] = feedparser.parse(text.encode())
        assert found[one.path].bozo == 0
    return found


DATED = [
    Paper("old", "Old", read="2023-05-01", category="x", tags=("Peft",), summary=("s1", "s2", "s3")),
    Paper("new", "New", read="2024-01-02", category="x", tags=("peft", "언어 모델")),
    Paper("undated", "Undated", category="x"),
    Paper("plan", "Plan", status=Status.PLANNED, added="2024-03-01"),
    Paper("half", "Half", status=Status.WRITING, read="2024-05-05"),
]


def test_the_newest_finished_note_comes_first_and_no_date_is_invented() -> None:
    found = read(catalogue(*DATED))
    assert [e.title for e in found["feed.xml"].entries] == ["New", "Old"]
    assert found["feed.xml"].feed.updated == "2024-01-02T00:00:00Z"
    assert [e.title for e in found["categories/x.xml"].entries] == ["New", "Old"]
    assert [e.title for e in found["status/planned.xml"].entries] == ["Plan"]
    assert found["status/planned.xml"].entries[0].updated == "2024-03-01T00:00:00Z"
    assert found["status/writing.xml"].entries == []


def test_an_entry_says_what_the_paper_is() -> None:
    entry = read(catalogue(*DATED))["feed.xml"].entries[1]
    assert entry.link == entry.id == "https://example.org/lib/papers/old.html"
    assert entry.summary == "<ul><li>s1</li><li>s2</li><li>s3</li></ul>"
    assert [(tag.term, tag.label) for tag in entry.tags] == [("x", "X & Y"), ("Peft", None)]


def test_without_an_address_links_are_relative_and_names_stay() -> None:
    found = read(catalogue(*DATED), RELATIVE)
    assert 'href="../papers/new.html"' in feed.atom(
        next(f for f in feed.feeds(catalogue(*DATED), RELATIVE, LABELS) if f.path == "categories/x.xml"),
        catalogue(*DATED), RELATIVE, url,
    )  # fmt: skip
    assert found["feed.xml"].entries[0].id.startswith("urn:papershelf:")
    assert found["feed.xml"].entries[0].id.endswith(":new")


def test_an_empty_feed_is_valid_and_says_nothing_false() -> None:
    found = read(catalogue())
    assert set(found) == {"feed.xml", "categories/x.xml", *(f"status/{status}.xml" for status in Status)}
    assert all(parsed.feed.updated == "1970-01-01T00:00:00Z" for parsed in found.values())


def test_tags_that_differ_in_capitals_share_a_feed() -> None:
    found = read(catalogue(*DATED))
    assert [e.title for e in found["tags/peft.xml"].entries] == ["New", "Old"]
    assert [e.title for e in found["tags/언어-모델.xml"].entries] == ["New"]


def test_a_long_feed_holds_the_newest() -> None:
    papers = [Paper(f"p{n:03}", "T", read=f"2024-{n % 12 + 1:02}-01") for n in range(feed.LIMIT + 10)]
    entries = read(catalogue(*papers))["feed.xml"].entries
    assert len(entries) == feed.LIMIT
    assert [e.updated for e in entries] == sorted((e.updated for e in entries), reverse=True)


def test_hostile_text_is_shown_as_text() -> None:
    for site in (SITE, dataclasses.replace(RELATIVE, name=NASTY, author=NASTY)):
        entry = read(catalogue(HOSTILE), site)["feed.xml"].entries[0]
        assert "<script" not in entry.summary
        assert entry.title.startswith("T a\"'><script>") or "&lt;script&gt;" in entry.title


@pytest.mark.parametrize("tag", ["../../etc", "a/b", "c#", "C++", "con fu", "🙂", ".", "%2e", "a" * 300, "가" * 300])
def test_no_tag_leaves_its_folder(tag: str) -> None:
    name = feed.tag_names([tag])[tag]
    assert name
    assert not set(name) & set("/\\#?%: ")
    assert not name.startswith(".")
    assert len(f"{name}.xml".encode()) < 255


def test_tags_never_share_a_file_name() -> None:
    tags = ["a b", "a-b", "a/b", "a" * 90, "a" * 91, "🙂", "🙃", "x"]
    names = feed.tag_names(tags)
    assert len(set(names.values())) == len(tags)
    assert names["a-b"] == "a-b"
    assert names == feed.tag_names(reversed(tags))
