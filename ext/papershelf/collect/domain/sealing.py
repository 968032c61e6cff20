"""The catalogue, made once all documents are read: what they say of papers, and what is said of these elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from papershelf.exports.site import root
from papershelf.libraries.tying import qualified, tied
from papershelf.model.collection.catalogue import Catalogue, Category, Entry
from papershelf.model.collection.citing import rules_for
from papershelf.model.collection.elsewhere import Naming
from papershelf.model.collection.naming import names, spelt
from papershelf.model.collection.outline import toctree_order
from papershelf.model.text.spans import LABEL, Span, named
from papershelf.sources.library import further
from papershelf.sources.library.living import planned

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from papershelf.collect.domain.paper import PaperDomain


def entries(domain: PaperDomain) -> Iterator[Entry]:
    """Every paper as it was read, with what is said of it elsewhere; then those that only a bibliography has."""
    found = []
    for docname in domain.papers:
        found.append(domain.entry_of(docname))
        yield found[-1]
    for docname, notes in domain.queues.items():
        for queued in notes:
            found.append(Entry(domain.completed(queued.paper), docname, queued.anchor, queued.line, queued=True))
            yield found[-1]
    if domain.bibliography:
        yield from _cited(domain, Catalogue(found))
    yield from domain.union.entries


def _cited(domain: PaperDomain, catalogue: Catalogue) -> Iterator[Entry]:
    """Papers that only a bibliography has, at the first place that names them: a role, else a relation."""
    seen = set()
    for target, docname, anchor, line in _places(domain):
        if target in catalogue or known_elsewhere(domain.env, target):
            continue
        entry = domain.bibliography.named(target)
        if entry is not None and entry.name not in seen:
            seen.add(entry.name)
            paper = further.completed(planned(entry), domain.further_fields)
            yield Entry(paper, docname, anchor, line, queued=True, cited=True)


def _places(domain: PaperDomain) -> Iterator[tuple[str, str, str, int]]:
    """Key, document, anchor and line of everything that names a paper by its key."""
    for docname in sorted(domain.mentions):
        for mention in domain.mentions[docname]:
            if not mention.target.startswith("docname:"):
                yield mention.target, docname, mention.anchor, mention.line
    for docname, note in sorted(domain.papers.items()):
        for relation, keys in note.paper.relations:
            for key in keys:
                yield key, docname, "", note.line_of(relation.value)


def _elsewhere(domain: PaperDomain, found: Sequence[Entry]) -> tuple[dict[str, Entry], dict[str, list[Naming]]]:
    """The papers of other libraries that documents name, and those that name papers of this one."""
    if not domain.others:
        return {}, {}
    targets = {target for target, *_place in _places(domain)} | set(_compared(domain))
    return tied(domain.others, Catalogue(found), targets, root(domain.env.config.html_baseurl))


def _compared(domain: PaperDomain) -> Iterator[str]:
    """The keys that comparisons set side by side, and those of the papers around which maps are drawn."""
    for taken in domain.references.values():
        for kind, query in taken.listings:
            if kind == "compare":
                yield from (str(key) for key, _line in cast("list[tuple[str, int]]", dict(query)["keys"]))
            elif kind == "graph" and (key := dict(query).get("paper")):
                yield str(key)


def seal(domain: PaperDomain) -> Catalogue:
    """All papers, categories and mentions."""
    found = list(entries(domain))
    elsewhere, naming = _elsewhere(domain, found)
    found = [qualified(entry, elsewhere) for entry in found] if elsewhere else found
    categories = [
        Category(
            slug=note.slug,
            docname=docname,
            title=domain.title(docname) or note.slug,
            listed=tuple(key for key, _line in note.listed),
            sort=note.sort,
            line=note.line,
            parent=note.parent,
        )
        for docname in category_order(domain.env, domain.categories)
        if (note := domain.categories[docname])
    ]
    own = {category.slug for category in categories}
    categories += [category for category in domain.union.categories if category.slug not in own]
    rules = rules_for(domain.env.config.language)
    name = namer(domain, Catalogue(found, rules=rules, elsewhere=elsewhere))
    mentions = [mention for docname in sorted(domain.mentions) for mention in domain.mentions[docname]]
    spell, shelves = partial(named, name=name), domain.union.shelves
    return Catalogue(spelt(found, name), categories, mentions, rules, elsewhere, naming, shelves, spell)


def namer(domain: PaperDomain, catalogue: Catalogue) -> Callable[[Span], str]:
    """What references show where all that is left of them is their words."""
    name_paper, standard = names(catalogue), domain.env.domains.standard_domain

    def name(span: Span) -> str:
        if span.kind == LABEL:
            return str(standard.labels.get(span.target.lower(), ("", "", ""))[2]) or span.text
        found = name_paper(span)
        return found or domain.title(span.target.removeprefix("docname:"))

    return name


def category_order(env: BuildEnvironment, docnames: Iterable[str]) -> list[str]:
    """Pages in the order of the home page's toctree; those it does not reach after, by name."""
    return toctree_order(env.config.root_doc, env.toctree_includes, docnames)


def known_elsewhere(env: BuildEnvironment, key: str) -> bool:
    """Whether an intersphinx inventory knows the paper."""
    inventory = getattr(env, "intersphinx_inventory", {})
    return key in inventory.get("paper:paper", {})
