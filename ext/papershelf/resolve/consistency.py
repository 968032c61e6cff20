"""What is wrong between documents, said once all are read and in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from papershelf.collect.domain.paper import PaperDomain, paper_domain
from papershelf.collect.domain.sealing import known_elsewhere
from papershelf.messages import Subtype, warn
from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.model.collection.tree import not_below
from papershelf.model.record.build import shorten
from papershelf.model.record.paper import Status
from papershelf.model.text.names import another_key, did_you_mean, unknown_category, unknown_key
from papershelf.resolve.answers import ANSWERS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

Finding = tuple[str, int, Subtype, str]
"""Docname, line, kind and text."""


def findings(domain: PaperDomain) -> list[Finding]:
    """Everything found, in the order of documents and lines."""
    catalogue = domain.catalogue
    found = [
        *_keys(domain, catalogue),
        *_records(domain, catalogue),
        *_relations(domain),
        *_categories(domain, catalogue),
        *_mentions(domain),
        *_listings(domain, catalogue),
    ]
    return sorted(set(found), key=lambda f: (f[0], f[1], f[2].value, f[3]))


def _place(domain: PaperDomain, entry: Entry) -> str:
    """``papers/lora.md:3``, relative to the source folder."""
    note = None if entry.queued else domain.papers.get(entry.docname)
    return f"{(note and note.path) or domain.env.doc2path(entry.docname, base=False)}:{entry.line}"


def _keys(domain: PaperDomain, catalogue: Catalogue) -> Iterator[Finding]:
    for key, claims in catalogue.claims.items():
        first = claims[0]
        for other in claims[1:]:
            place = _place(domain, first)
            if other.queued and not first.queued:
                text = f"{key!r} has a page by now, {place}; take this line out of the queue"
                yield other.docname, other.line, Subtype.STALE_QUEUE, text
            else:
                text = f"key {key!r} is taken by {place}; {another_key(key, catalogue.names)}"
                yield other.docname, other.line, Subtype.DUPLICATE_KEY, text
    for entry in catalogue.entries:
        for old in entry.paper.former_keys:
            holder = catalogue.by_key(old)
            if holder is not None and holder.key != entry.key:
                line = _line_of(domain, entry, "former-keys")
                text = f"former key {old!r} is the key of {_place(domain, holder)}"
                yield entry.docname, line, Subtype.DUPLICATE_KEY, text


def _line_of(domain: PaperDomain, entry: Entry, option: str) -> int:
    return entry.line if entry.queued else domain.papers[entry.docname].line_of(option)


def _records(domain: PaperDomain, catalogue: Catalogue) -> Iterator[Finding]:
    for docname, note in domain.papers.items():
        paper = domain.entry_of(docname).paper
        if not paper.title:
            text = f"paper {paper.key!r} has no title: give the page a first-level heading, or the option 'title'"
            yield docname, note.line, Subtype.MISSING_OPTION, text
        if not paper.summary and paper.status is Status.DONE:
            text = f"the summary of {paper.key!r} is empty; a finished note has one, by convention of three lines"
            yield docname, note.line, Subtype.SUMMARY_LENGTH, text
        if not paper.category and catalogue.categories:
            slugs = ", ".join(catalogue.categories)
            text = f"paper {paper.key!r} has no category, so no table of contents holds it; categories: {slugs}"
            yield docname, note.line, Subtype.MISSING_OPTION, text


def _relations(domain: PaperDomain) -> Iterator[Finding]:
    for docname, note in domain.papers.items():
        for relation, keys in note.paper.relations:
            for key in keys:
                if text := _nowhere(key, domain):
                    yield docname, note.line_of(relation.value), Subtype.UNKNOWN_KEY, f"{relation}: {text}"


def _nowhere(key: str, domain: PaperDomain) -> str:
    """What is wrong with a name that means no paper of any library; nothing where it means one."""
    catalogue, others = domain.catalogue, domain.others
    if catalogue.anywhere(key) is not None or others.is_away(key):
        return ""
    return (others and others.complaint(key)) or unknown_key(key, catalogue.names)


def _categories(domain: PaperDomain, catalogue: Catalogue) -> Iterator[Finding]:
    declared = catalogue.categories
    for docname, note in domain.papers.items():
        for slug in note.paper.categories:
            if slug not in declared:
                option = "category" if slug == note.paper.category else "also-in"
                text = f"{option}: {unknown_category(slug, catalogue.categories)}"
                yield docname, note.line_of(option), Subtype.UNKNOWN_CATEGORY, text
    for slug, claims in catalogue.category_claims.items():
        owners = sorted(claims, key=lambda c: c.docname)
        first = owners[0]
        place = f"{domain.env.doc2path(first.docname, base=False)}:{first.line}"
        for other in owners[1:]:
            text = f"category {slug!r} is declared by {place}; give this one another slug"
            yield other.docname, other.line, Subtype.DUPLICATE_CATEGORY, text
    for docname, category in domain.categories.items():
        owned = catalogue.categories.get(category.slug)
        if owned is not None and owned.docname == docname and (text := catalogue.parent_complaint(category.slug)):
            yield docname, category.parent_line, Subtype.UNKNOWN_CATEGORY, text
        for key, line in category.listed:
            entry = catalogue.by_key(key)
            inner = catalogue.categories.get(key)
            if inner is not None and inner.parent == category.slug:
                continue
            if entry is None and inner is not None:
                text = f"paper-category: {not_below(key, category.slug)}"
                yield docname, line, Subtype.UNKNOWN_CATEGORY, text
            elif entry is None:
                yield docname, line, Subtype.UNKNOWN_KEY, f"paper-category: {unknown_key(key, catalogue.names)}"
            elif category.slug not in entry.paper.categories:
                where = repr(entry.paper.category) if entry.paper.category else "no category"
                text = f"paper-category: {key!r} is not in {category.slug!r} but in {where}"
                yield docname, line, Subtype.UNKNOWN_KEY, text
    for docname, notes in domain.queues.items():
        if notes and docname not in domain.categories:
            text = "the queue is on a page without paper-category, so its papers are in no category"
            yield docname, notes[0].line, Subtype.INVALID_QUEUE, text


def _mentions(domain: PaperDomain) -> Iterator[Finding]:
    @cache
    def nowhere(target: str) -> str:
        return "" if known_elsewhere(domain.env, target) else _nowhere(target, domain)

    for docname, mentions in domain.mentions.items():
        for mention in mentions:
            target = mention.target
            if not target.startswith("docname:") and (text := nowhere(target)):
                yield docname, mention.line, Subtype.UNKNOWN_KEY, text


def _listings(domain: PaperDomain, catalogue: Catalogue) -> Iterator[Finding]:
    for docname, taken in domain.references.items():
        for kind, options in taken.listings:
            query: dict[str, Any] = dict(options)
            keys = list(query["keys"]) if kind == "compare" else []
            if kind == "graph" and query.get("paper"):
                keys.append((query["paper"], query["line"]))
            for key, line in keys:
                if text := _nowhere(key, domain):
                    yield docname, line, Subtype.UNKNOWN_KEY, f"paper-{kind}: {text}"
            slug = query.get("category") if kind == "graph" else None
            if slug and slug not in catalogue.categories:
                text = f"paper-graph: {unknown_category(slug, catalogue.categories)}"
                yield docname, query["line"], Subtype.UNKNOWN_CATEGORY, text
            for option, line in query.get("places", ()) if kind == "list" else ():
                for found, text in _unanswered(option, query[option], catalogue):
                    yield docname, line, found, f"paper-list: {option}: {text}"


def _unanswered(option: str, value: Any, catalogue: Catalogue) -> Iterator[tuple[Subtype, str]]:
    """What a ``paper-list`` asks for and nothing in the library has."""
    if option == "category":
        for slug in value:
            if slug not in catalogue.categories:
                yield Subtype.UNKNOWN_CATEGORY, unknown_category(slug, catalogue.categories)
        return
    known = catalogue.values_of(option)
    if known and not any(ANSWERS[option](entry, value) for entry in catalogue.entries):
        text = f"no paper has the {option} {shorten(value)!r}{did_you_mean(value, known)}"
        yield Subtype.INVALID_OPTION, text


def _check(app: Sphinx, env: BuildEnvironment) -> None:
    for docname, line, subtype, text in findings(paper_domain(env)):
        note = paper_domain(env).papers.get(docname)
        within = note.path if note is not None and note.holds(line) else ""
        warn(subtype, text, location=f"{env.srcdir}/{within}:{line}" if within else (docname, line))


def setup(app: Sphinx) -> None:
    """Connect the checks."""
    app.connect("env-check-consistency", _check)
