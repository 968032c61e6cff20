"""What pages tell machines, in real builds: read by HTML, JSON and feed parsers."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from typing import Any

import feedparser
import pytest
from bs4 import BeautifulSoup

from support import CONF, Site, category, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]
BASE = "https://example.org/lib/"
NASTY = "\"'></script><script>alert(1)</script> ]]> &amp; \u202eRTL"


def based(site: Site, more: str = "") -> Site:
    site.write({"conf.py": CONF + f'html_baseurl = "{BASE.rstrip("/")}"\nauthor = "Kim"\nlanguage = "ko"\n{more}'})
    return site


class Page:
    """A page as machines see it."""

    def __init__(self, html: str) -> None:
        self.soup = BeautifulSoup(html, "html5lib")

    def meta(self, name: str) -> str | None:
        found = self.soup.find_all("meta", attrs={"name": name}) + self.soup.find_all("meta", attrs={"property": name})
        assert len(found) <= 1, name
        return found[0]["content"] if found else None

    @property
    def data(self) -> list[dict[str, Any]]:
        return [json.loads(e.string) for e in self.soup.find_all("script", type="application/ld+json")]

    def alternates(self, kind: str) -> list[str]:
        return [e["href"] for e in self.soup.find_all("link", rel="alternate", type=kind)]


def test_a_paper_page_tells_what_it_is(small: Site) -> None:
    assert based(small).build() == ""
    page = Page(small.page("papers/gqa"))
    assert page.meta("description") == page.meta("og:description") == "one"
    assert page.meta("og:title") == "Grouped Queries"
    assert page.meta("og:type") == "article"
    assert page.meta("og:locale") == "ko_KR"
    assert page.meta("og:site_name") == "test"
    assert page.meta("og:url") == f"{BASE}papers/gqa.html"
    assert page.meta("og:image") == f"{BASE}_pictures/gqa.png"
    assert page.meta("twitter:card") == "summary_large_image"
    assert page.soup.find("link", rel="canonical")["href"] == f"{BASE}papers/gqa.html"
    assert page.alternates("text/markdown") == ["gqa.html.md"]
    (note,) = page.data
    assert note["itemReviewed"]["citation"] == [
        {"@type": "ScholarlyArticle", "name": "Retrieval", "url": f"{BASE}papers/rag.html"}
    ]
    assert note["itemReviewed"]["articleSection"] == ["Methods"]
    assert len(page.soup.find_all("span", class_="Z3988")) == 1


def test_without_an_address_nothing_absolute_is_said(small: Site) -> None:
    assert small.build() == ""
    for name in ("index", "methods", "papers/gqa"):
        page = Page(small.page(name))
        assert page.meta("og:title")
        assert page.meta("og:url") is page.meta("og:image") is None
        assert page.meta("twitter:card") == "summary"
        assert '"url":' not in json.dumps(page.data)
    for name in ("_pictures", "sitemap.xml"):
        assert not (small.out / "html" / name).exists()


def test_home_and_categories_tell_their_feeds(small: Site) -> None:
    small.write({"index.md": home("methods", "models", text="What **this** is.")})
    assert based(small).build() == ""
    page, methods = Page(small.page("index")), Page(small.page("methods"))
    assert page.alternates("application/atom+xml") == ["feed.xml"]
    assert methods.alternates("application/atom+xml") == ["categories/methods.xml"]
    assert page.data[0]["@type"] == "WebSite"
    assert page.meta("description") == "What this is."
    assert page.meta("og:type") == "website"
    assert methods.data[0]["@type"] == "CollectionPage"
    assert methods.meta("description") == "Prose."
    for name in ("feed.xml", "categories/methods.xml", "status/done.xml"):
        assert feedparser.parse((small.out / "html" / name).read_bytes()).bozo == 0
    assert (small.out / "html/llms.txt").read_text("utf-8").startswith("# test\n\n> What this is.\n\n## Methods\n")


def test_a_description_of_the_author_is_kept(small: Site) -> None:
    based(small, 'myst_html_meta = {"description": "Mine"}\n')
    assert small.build() == ""
    assert Page(small.page("papers/rag")).meta("description") == "Mine"


def test_pages_of_no_document_tell_nothing(small: Site) -> None:
    assert based(small).build() == ""
    page = Page(small.page("genindex"))
    assert page.data == []
    assert page.meta("og:title") is None


def test_citation_tags_only_when_asked_for(small: Site) -> None:
    based(small).build()
    assert Page(small.page("papers/gqa")).soup.find("meta", attrs={"name": "citation_title"}) is None
    based(small, "papershelf_citation_meta = True\n").build()
    page = Page(small.page("papers/gqa"))
    assert page.meta("citation_title") == "Grouped Queries"
    assert [e["content"] for e in page.soup.find_all("meta", attrs={"name": "citation_author"})] == [
        "Lee, Ann",
        "Kim, Bo",
    ]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_hosting_tells_the_address(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, builder: str) -> None:
    monkeypatch.setitem(os.environ, "READTHEDOCS_CANONICAL_URL", "https://shelf.example.org/ko/latest")
    site = make_site({"index.md": home("methods"), "methods.md": category(), "papers/a.md": paper("A", "a")})
    assert site.build(builder=builder) == ""
    path, address = ("papers/a.html", "papers/a.html") if builder == "html" else ("papers/a/index.html", "papers/a/")
    page = Page((site.out / builder / path).read_text("utf-8"))
    assert page.soup.find("link", rel="canonical")["href"] == f"https://shelf.example.org/ko/latest/{address}"
    assert page.meta("og:url") == f"https://shelf.example.org/ko/latest/{address}"
    assert (site.out / builder / f"{path}.md").is_file()
    site.write({"conf.py": CONF + f'html_baseurl = "{BASE}"\n'})
    assert site.build(builder=builder) == ""
    page = Page((site.out / builder / path).read_text("utf-8"))
    assert page.meta("og:url") == f"{BASE}{address}"


def test_hostile_text_stays_text(make_site: MakeSite) -> None:
    title = "T </script><script>alert(1)</script> \"' & 'x"
    options = (
        ":category: methods\n"
        + "".join(f":{n}: x {NASTY}\n" for n in ("short-title", "authors", "tags", "venue"))
        + ":read: 2024-01-02"
    )
    site = based(
        make_site(
            {
                "index.md": home("methods", text=NASTY),
                "methods.md": category(title=title.replace("<", "\\<")),
                "papers/a.md": paper(
                    title.replace("<", "\\<"), "a", options=options, summary="- " + NASTY.replace("<", "\\<")
                ),
            }
        ),
        'papershelf_untrusted = ["**"]\n',
    )
    site.build()
    for name in ("index", "methods", "papers/a"):
        page = Page(site.page(name))
        assert page.data
        assert not [e for e in page.soup.find_all("script") if "alert(1)" in str(e.string) and not e.get("type")]
        assert page.meta("og:title") is not None
        assert page.soup.body.find("meta") is None
    data = Page(site.page("papers/a")).data[0]
    assert "</script><script>alert(1)</script>" in data["reviewBody"]
    entry = feedparser.parse((site.out / "html/feed.xml").read_bytes()).entries[0]
    assert "<script" not in entry.summary
