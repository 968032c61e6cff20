"""JSON-LD with the words of schema.org: what a page is, and what it is about.

A page of a paper is a note by the library's author; the paper is a work of its own, by its own authors.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from papershelf.exports.site import Site
from papershelf.exports.text import clean
from papershelf.model.record.kinds import csl_type
from papershelf.model.record.paper import Author, Paper, Relation
from papershelf.model.record.publication import venue_name

Data = dict[str, Any]
_TYPES = {"book": "Book", "chapter": "Chapter", "thesis": "Thesis", "report": "Report", "dataset": "Dataset"}
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def script(data: Data) -> str:
    """The data block of a page; nothing in it can end it."""
    whole = _clean({"@context": "https://schema.org", **data})
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return f'<script type="application/ld+json">{text.translate(_ESCAPES)}</script>'


def home(site: Site, description: str, search: str) -> Data:
    """The library; with its search where its address is known, since a search form needs an absolute one.

    :param search: address of the search page, relative to the root.
    """
    action = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{site.base}{search}?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    return _given(
        {
            **_library(site),
            "description": description,
            "inLanguage": site.language,
            "author": _named(site.author),
            "potentialAction": action if site.base else None,
        }
    )


def category(title: str, address: str, site: Site, description: str) -> Data:
    """A category's page.

    :param address: relative to the root.
    """
    return _given(
        {
            "@type": "CollectionPage",
            "name": title,
            "description": description,
            "url": site.base and site.base + address,
            "inLanguage": site.language,
            "isPartOf": _library(site),
        }
    )


def note(
    paper: Paper, address: str, site: Site, sections: Iterable[str], cited: Mapping[Relation, Iterable[tuple[str, str]]]
) -> Data:
    """A paper's page: a review where it has a summary, else an article about the paper.

    :param address: of the page, relative to the root.
    :param sections: titles of the paper's categories and of all above them.
    :param cited: title and address of each paper that it names in a relation; absolute for one of another library.
    """
    about = work(paper, site, sections, cited)
    return _given(
        {
            "@type": "Review" if paper.summary else "Article",
            "name": paper.title or paper.key,
            "url": site.base and site.base + address,
            "author": _named(site.author),
            "inLanguage": site.language,
            "datePublished": paper.read,
            "creativeWorkStatus": paper.status.value,
            "reviewBody": "\n".join(paper.summary),
            "itemReviewed" if paper.summary else "about": about,
            "isPartOf": _library(site),
        }
    )


def work(
    paper: Paper, site: Site, sections: Iterable[str], cited: Mapping[Relation, Iterable[tuple[str, str]]]
) -> Data:
    """The paper itself."""
    links = dict(paper.links)
    identifiers = (("DOI", paper.doi), ("arXiv", paper.arxiv), ("key", paper.key))
    return _given(
        {
            "@type": _TYPES.get(csl_type(paper), "ScholarlyArticle"),
            "headline": paper.title or paper.key,
            "name": paper.title or paper.key,
            "alternateName": paper.short_title,
            "author": [_author(author) for author in paper.authors if author.literal != "others"],
            "datePublished": paper.date,
            "isPartOf": _venue(paper),
            "identifier": [
                {"@type": "PropertyValue", "propertyID": name, "value": value} for name, value in identifiers if value
            ],
            "sameAs": [url for name, url in paper.all_links.items() if name in {"arxiv", "doi"}],
            "url": links.get("url"),
            "encoding": _given({"@type": "MediaObject", "contentUrl": links.get("pdf")}, needs="contentUrl"),
            "hasPart": _given({"@type": "SoftwareSourceCode", "codeRepository": links.get("code")}, "codeRepository"),
            "articleSection": list(sections),
            "keywords": list(paper.tags),
            "citation": [
                _given({"@type": "ScholarlyArticle", "name": title, "url": _absolute(address, site)})
                for others in cited.values()
                for title, address in others
            ],
        }
    )


def _absolute(address: str, site: Site) -> str:
    return address if "://" in address else site.base and site.base + address


def _library(site: Site) -> Data:
    return _given({"@type": "WebSite", "name": site.name, "url": site.base})


def _named(name: str) -> Data | None:
    """A person or a group: nobody said which."""
    return {"name": name} if name else None


def _author(author: Author) -> Data:
    if author.literal:
        return {"@type": "Organization", "name": author.literal}
    person = {"@type": "Person", "name": author.name, "givenName": author.given, "familyName": author.family}
    return _given(person)


def _venue(paper: Paper) -> Data | None:
    if not paper.venue:
        return None
    kind = "Periodical" if csl_type(paper) == "article-journal" else "CreativeWork"
    return {"@type": kind, "name": venue_name(paper)}


def _given(data: Data, needs: str = "") -> Data:
    """Without what is empty; nothing at all without the value that it needs."""
    if needs and not data.get(needs):
        return {}
    return {name: value for name, value in data.items() if value not in ("", None, [], {})}


def _clean(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _clean(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return clean(value) if isinstance(value, str) else value
