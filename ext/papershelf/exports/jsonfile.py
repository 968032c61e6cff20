"""``papers.json``: the whole catalogue for other programs; :mod:`papershelf.exports.jsonschema` has its schema."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from papershelf.exports.indented import dumps
from papershelf.exports.jsonschema import NAMES
from papershelf.model.collection.catalogue import Catalogue, Category, Entry
from papershelf.model.record.paper import Author

Url = Callable[[Entry | Category], str]
"""Where a paper or category is found, relative to the site's root."""


def _author(author: Author) -> dict[str, str]:
    if author.literal:
        return {"literal": author.literal}
    found = {"family": author.family, "given": author.given}
    return found | ({"suffix": author.suffix} if author.suffix else {})


def paper(entry: Entry, catalogue: Catalogue, url: Url) -> dict[str, Any]:
    """One paper; absent values are left out."""
    p = entry.paper
    mentions = [] if entry.queued else catalogue.mentioned_by(entry.docname)
    mentioned_by: dict[str, None] = {}
    for mention in catalogue.mentions_of(p.key):
        if other := catalogue.by_docname(mention.docname):
            mentioned_by[other.key] = None
    relations = {r: [_key(key) for key in keys if ":" not in key or key in catalogue] for r, keys in p.relations}
    given: dict[str, Any] = {
        "key": _key(p.key),
        "authors": [_author(author) for author in p.authors],
        "year": int(p.year) if p.year else None,
        "links": dict(p.links),
        "fields": dict(p.fields),
        "note": p.remark,
        "relations": {relation.value: keys for relation, keys in relations.items() if keys},
        "elsewhere": _elsewhere(entry, catalogue),
        "mentions": mentions,
        "mentioned_by": list(mentioned_by),
        "url": url(entry),
    }
    found = {name: given[name] if name in given else getattr(p, name) for name in NAMES}
    return {name: value for name, value in found.items() if value not in ("", None, (), [], {})}


def _key(key: str) -> str:
    """A key; in a portal, of a library and of the paper there."""
    return key.replace(":", ".")


def _elsewhere(entry: Entry, catalogue: Catalogue) -> list[dict[str, Any]]:
    """The papers of other libraries that one names, so that those can tell."""
    found: dict[str, dict[str, Any]] = {}

    def of(other: Entry) -> dict[str, Any]:
        key = other.key.removeprefix(f"{other.library}:")
        return found.setdefault(other.key, {"library": other.home, "key": key})

    for relation, inverse, others in catalogue.related_elsewhere(entry.key):
        for other in others:
            if not inverse and other.key in entry.paper.related(relation):
                of(other).setdefault("relations", []).append(relation.value)
    for other in [] if entry.queued else catalogue.mentioned_elsewhere(entry.docname):
        of(other)["mentioned"] = True
    return list(found.values())


def text(entry: Entry, catalogue: Catalogue, url: Url) -> str:
    """One paper as it stands in the list of ``papers.json``."""
    return "  " + dumps(paper(entry, catalogue, url), "\n  ")


def library(catalogue: Catalogue, url: Url) -> str:
    """The text of ``papers.json``; categories and papers in reading order."""
    return "".join(parts(catalogue, url, lambda entry: text(entry, catalogue, url)))


def parts(catalogue: Catalogue, url: Url, one: Callable[[Entry], str]) -> Iterator[str]:
    """The same, part by part.

    :param one: gives the :func:`text` of a paper.
    """
    categories = [
        {"slug": c.slug, "title": c.title, **({"parent": c.parent} if c.parent else {}), "url": url(c)}
        for c in catalogue.categories.values()
    ]
    whole = json.dumps({"version": 1, "categories": categories, "papers": []}, ensure_ascii=False, indent=1)
    if not catalogue.entries:
        yield whole + "\n"
        return
    before = whole.removesuffix("[]\n}") + "[\n"
    for entry in catalogue.entries:
        yield before + one(entry)
        before = ",\n"
    yield "\n ]\n}\n"
