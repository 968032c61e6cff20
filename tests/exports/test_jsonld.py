"""JSON-LD, expanded by PyLD with a context that maps every name to schema.org."""

from __future__ import annotations

import json
import re
from typing import Any

import html5lib
import pytest
from pyld import jsonld as processor

from exports.hostile import HOSTILE, NASTY
from papershelf.exports.site import Site
from papershelf.exports.web import jsonld
from papershelf.model.record.paper import Paper, Relation, Status, parse_authors

SITE = Site("Shelf", "Kim", "ko", "https://example.org/")
SCHEMA = "http://schema.org/"
LINKS = ("url", "sameAs", "contentUrl", "codeRepository")
CONTEXT = {"@vocab": SCHEMA, **{name: {"@id": SCHEMA + name, "@type": "@id"} for name in LINKS}}


def load(url: str, _options: object) -> dict[str, Any]:
    assert url.rstrip("/") == "https://schema.org"
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url,
            "document": {"@context": CONTEXT}}  # fmt: skip


def data_of(script: str) -> dict[str, Any]:
    """What an HTML parser gives to a JSON parser."""
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        f"<!DOCTYPE html><html><head><title>x</title>{script}</head><body></body></html>"
    )
    scripts = document.findall(".//script")
    assert len(scripts) == 1
    loaded: dict[str, Any] = json.loads(scripts[0].text)
    return loaded


def expand(data: jsonld.Data) -> dict[str, Any]:
    found = processor.expand(data_of(jsonld.script(data)), {"documentLoader": load})
    assert len(found) == 1
    node: dict[str, Any] = found[0]
    return node


def values(node: dict[str, Any], name: str) -> list[Any]:
    return [item.get("@value", item.get("@id", item)) for item in node.get(SCHEMA + name, [])]


FULL = Paper(
    "lora", "LoRA: Low-Rank", "LoRA", parse_authors("Ann Lee; {Qwen Team}; {others}"), "2021-06", "ICLR 2022", "x",
    tags=("peft",), arxiv="2106.09685", doi="10.1000/182",
    links=(("url", "https://p.org/"), ("pdf", "https://p.org/x.pdf"), ("code", "https://p.org/code")),
    read="2024-01-02", summary=("one", "two"),
)  # fmt: skip
CITED = {Relation.EXTENDS: [("GQA", "papers/gqa.html")]}


def test_the_note_and_the_paper_are_two_works_with_their_own_authors() -> None:
    note = expand(jsonld.note(FULL, "papers/lora.html", SITE, ["Methods"], CITED))
    assert note["@type"] == [SCHEMA + "Review"]
    assert values(values(note, "author")[0], "name") == ["Kim"]
    assert values(note, "datePublished") == ["2024-01-02"]
    assert values(note, "url") == ["https://example.org/papers/lora.html"]
    assert values(note, "reviewBody") == ["one\ntwo"]
    assert values(note, "creativeWorkStatus") == ["done"]
    paper = values(note, "itemReviewed")[0]
    assert paper["@type"] == [SCHEMA + "ScholarlyArticle"]
    assert values(paper, "headline") == values(paper, "name") != []
    assert [values(author, "name") for author in values(paper, "author")] == [["Ann Lee"], ["Qwen Team"]]
    assert values(paper, "datePublished") == ["2021-06"]
    assert values(paper, "sameAs") == ["https://arxiv.org/abs/2106.09685", "https://doi.org/10.1000/182"]
    assert values(values(paper, "isPartOf")[0], "name") == ["ICLR"]
    assert values(values(paper, "citation")[0], "url") == ["https://example.org/papers/gqa.html"]
    assert values(paper, "articleSection") == ["Methods"]
    assert values(paper, "keywords") == ["peft"]


def test_every_name_is_one_of_schema_org() -> None:
    node = jsonld.note(FULL, "papers/lora.html", SITE, ["Methods"], CITED)
    names = set(re.findall(r'"([^"]+)":', json.dumps(node))) - {"@type", "@context"}
    assert names <= {
        "name", "url", "author", "inLanguage", "datePublished", "creativeWorkStatus", "reviewBody", "itemReviewed",
        "isPartOf", "headline", "alternateName", "givenName", "familyName", "identifier", "propertyID", "value",
        "sameAs", "encoding", "contentUrl", "hasPart", "codeRepository", "articleSection", "keywords", "citation",
    }  # fmt: skip


def test_a_note_without_a_summary_is_no_review_and_has_no_invented_date() -> None:
    node = expand(jsonld.note(Paper("a", "A", status=Status.READING), "a.html", SITE, [], {}))
    assert node["@type"] == [SCHEMA + "Article"]
    assert values(node, "about")
    assert not values(node, "datePublished")


def test_no_address_is_made_up() -> None:
    site = Site("Shelf", "Kim", "ko")
    for data in (jsonld.note(FULL, "a.html", site, [], CITED), jsonld.category("X", "x.html", site, "")):
        assert "url" not in data
    home = jsonld.home(site, "About it.", "search.html")
    assert "potentialAction" not in home
    assert values(expand(home), "description") == ["About it."]


def test_the_search_of_the_library() -> None:
    action = expand(jsonld.home(SITE, "", "search.html"))
    target = values(values(action, "potentialAction")[0], "target")[0]
    assert values(target, "urlTemplate") == ["https://example.org/search.html?q={search_term_string}"]


@pytest.mark.parametrize("site", [SITE, Site(NASTY, NASTY, "ko", "https://example.org/")])
def test_nothing_ends_the_data_block(site: Site) -> None:
    for data in (
        jsonld.note(HOSTILE, "a.html", site, [NASTY], {Relation.EXTENDS: [(NASTY, "b.html")]}),
        jsonld.category(NASTY, "x.html", site, NASTY),
        jsonld.home(site, NASTY, "search.html"),
    ):
        text = jsonld.script(data)
        assert text.count("<") == 2
        assert not set(text) & set("&\u2028\u2029\x08\ufffe")
        assert "alert(1)" in json.dumps(data_of(text))
