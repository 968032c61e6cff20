"""The sitemap, the pages that lead on, and llms.txt, as pure text."""

from __future__ import annotations

import re

import html5lib
import pytest
from defusedxml import ElementTree
from markdown_it import MarkdownIt

from exports.hostile import HOSTILE, NASTY
from papershelf.exports.pages.llms import lines, llms
from papershelf.exports.site import Site
from papershelf.exports.web import redirects
from papershelf.exports.web.sitemap import sitemap
from papershelf.model.collection.catalogue import Catalogue, Category, Entry
from papershelf.model.record.paper import Paper


def test_a_sitemap_is_well_formed_and_dates_only_what_has_a_date() -> None:
    root = ElementTree.fromstring(sitemap([("https://x.org/a?b&c", "2024-01-02"), ("https://x.org/ㄱ", "")]).encode())
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert root.tag == f"{space}urlset"
    assert [(u.findtext(f"{space}loc"), u.findtext(f"{space}lastmod")) for u in root] == [
        ("https://x.org/a?b&c", "2024-01-02"),
        ("https://x.org/ㄱ", None),
    ]


@pytest.mark.parametrize(
    ("docname", "old"),
    [("papers/new", "papers/old"), ("papers/new/index", "papers/old/index"), ("papers/new/README", "papers/old/README"),
     ("new", "old"), ("index", "old")],
)  # fmt: skip
def test_where_a_page_stood(docname: str, old: str) -> None:
    assert redirects.old_docname(docname, "old") == old


def test_a_page_that_leads_on_says_where_in_three_ways_and_nothing_else() -> None:
    text = redirects.page(NASTY, "a'b\"&<c>.html", "https://x.org/c", f"Moved {NASTY}:", "ko")
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    assert root.find(".//link[@rel='canonical']").get("href") == "https://x.org/c"
    assert root.find(".//meta[@http-equiv='refresh']").get("content") == "0; url=a'b\"&<c>.html"
    assert root.find(".//meta[@name='robots']").get("content") == "noindex"
    assert root.find(".//a").get("href") == "a'b\"&<c>.html"
    assert not root.findall(".//script")


def read(text: str) -> str:
    """llms.txt as HTML, made by a Markdown parser."""
    return MarkdownIt("commonmark").render(text)


def test_llms_txt_lists_every_summary_under_its_category() -> None:
    entries = [
        Entry(Paper("a", "A", category="x", summary=("one", "two", "three")), "papers/a", "p"),
        Entry(Paper("b", "B", note="why"), "papers/b", "p"),
    ]
    catalogue = Catalogue(entries, [Category("x", "x", "X"), Category("empty", "e", "Empty")])
    text = llms(catalogue, Site("Shelf"), "About it.", lambda entry: lines(entry, f"{entry.docname}.html.md"), "Other")
    assert text == (
        "# Shelf\n\n> About it.\n\n## X\n\n- [A](papers/a.html.md): one\n  - two\n  - three\n\n"
        "## Other\n\n- [B](papers/b.html.md): why\n"
    )


def test_hostile_text_marks_nothing_up_in_llms_txt() -> None:
    catalogue = Catalogue([Entry(HOSTILE, "papers/a", "p")], [Category("x", "x", NASTY)])
    html = read(llms(catalogue, Site(NASTY), NASTY, lambda entry: lines(entry, "a (b).md"), "Other"))
    assert re.findall(r"<(\w+)", html) == ["h1", "blockquote", "p", "h2", "ul", "li", "a", "ul", "li", "li"]
    assert 'href="a%20%28b%29.md"' in html
