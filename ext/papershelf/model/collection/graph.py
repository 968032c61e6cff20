"""Papers and what connects them: the whole library, a category, or the surroundings of one paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from papershelf.model.collection.catalogue import Catalogue, Category, Entry
from papershelf.model.record.paper import Relation

MANY = 150
"""Papers that one drawing can show; of more, a library shows its categories, a category its best connected papers."""

FEW = 8
"""Categories at the top that are too few to say what a library is about."""

NEAR = 40
"""Papers that the surroundings of one show, itself included."""


@dataclass(frozen=True)
class Link:
    """A connection between two papers.

    :param relation: the typed relation that ``source`` names; without one, ``source`` mentions ``target``.
    :param mutual: whether it goes both ways.
    """

    source: str
    target: str
    relation: Relation | None = None
    mutual: bool = False


@dataclass(frozen=True)
class Graph:
    """Papers in reading order, and the connections among them.

    :param centre: the paper whose surroundings these are.
    :param left_out: how many papers there are besides.
    """

    entries: tuple[Entry, ...]
    links: tuple[Link, ...]
    centre: str = ""
    left_out: int = 0


@dataclass(frozen=True)
class Overview:
    """Categories with their number of papers, and the number of connections between any two."""

    categories: tuple[tuple[Category, int], ...]
    links: tuple[tuple[str, str, int], ...]


def of_papers(catalogue: Catalogue, entries: Sequence[Entry], most: int) -> Graph:
    """The graph of some papers, and of those of other libraries that they name.

    Of more than ``most``, it shows those with most connections.
    """
    entries = [*entries, *_outside(catalogue, entries)]
    links = connections(catalogue, entries)
    if len(entries) <= most:
        return Graph(tuple(entries), tuple(links))
    degree = Counter(key for link in links for key in (link.source, link.target))
    best = sorted(entries, key=lambda e: (-degree[e.key], catalogue.position(e.key), e.key))[:most]
    kept = {entry.key for entry in best}
    shown = tuple(entry for entry in entries if entry.key in kept)
    among = tuple(link for link in links if link.source in kept and link.target in kept)
    return Graph(shown, among, left_out=len(entries) - most)


def around(catalogue: Catalogue, centre: Entry, depth: int) -> Graph:
    """A paper, those connected with it, and with ``depth`` 2 those connected with these.

    The nearest are kept where there are more than :data:`NEAR`: relations before mentions.
    """
    found = {centre.key: None}
    edge = [centre]
    for _step in range(depth):
        near = [key for entry in edge for key in neighbours(catalogue, entry) if key not in found]
        found |= dict.fromkeys(near)
        edge = [entry for key in dict.fromkeys(near) if (entry := catalogue.anywhere(key))]
    kept = list(found)[:NEAR]
    order = sorted(kept, key=lambda key: (catalogue.position(key), key))
    entries = [entry for key in order if (entry := catalogue.anywhere(key))]
    links = connections(catalogue, entries)
    return Graph(tuple(entries), tuple(links), centre.key, len(found) - len(kept))


def neighbours(catalogue: Catalogue, entry: Entry) -> list[str]:
    """Keys of the papers connected with one: by relation, then by mention."""
    found = {other.key: None for _r, _i, others in catalogue.related_to(entry.key) for other in others}
    if not entry.queued:
        found |= dict.fromkeys(catalogue.mentioned_by(entry.docname))
    found |= {other.key: None for other in _outside(catalogue, [entry])}
    for mention in catalogue.mentions_of(entry.key):
        source = catalogue.by_docname(mention.docname)
        if source is not None:
            found[source.key] = None
    found.pop(entry.key, None)
    return list(found)


def connections(catalogue: Catalogue, entries: Sequence[Entry]) -> list[Link]:
    """Connections among some papers; a mention counts where no relation says more."""
    place = {entry.key: number for number, entry in enumerate(entries)}
    found: list[Link] = []
    related: set[frozenset[str]] = set()
    for entry in entries:
        for link in _relations(catalogue, entry):
            if {link.source, link.target} <= place.keys() and not (
                link.mutual and place[link.target] < place[link.source]
            ):
                found.append(link)
                related.add(frozenset((link.source, link.target)))
    named = {
        entry.key: [key for key in _mentioned(catalogue, entry) if key in place]
        for entry in entries
        if not entry.queued
    }
    for entry in entries if catalogue.naming else ():
        for other in catalogue.mentions_from_elsewhere(entry.key):
            if other.key in named:
                named[other.key].append(entry.key)
    for source, targets in named.items():
        for target in targets:
            mutual = source in named.get(target, ())
            if frozenset((source, target)) not in related and not (mutual and place[target] < place[source]):
                found.append(Link(source, target, mutual=mutual))
    return found


def _mentioned(catalogue: Catalogue, entry: Entry) -> list[str]:
    """Keys that a paper's page names, those of other libraries last."""
    if entry.library:
        return []
    return [*catalogue.mentioned_by(entry.docname), *(e.key for e in catalogue.mentioned_elsewhere(entry.docname))]


def _outside(catalogue: Catalogue, entries: Sequence[Entry]) -> list[Entry]:
    """Papers of other libraries that some papers name, in the order of their keys."""
    found: dict[str, Entry] = {}
    for entry in entries if catalogue.elsewhere else ():
        named = [other for _relation, _inverse, others in catalogue.related_elsewhere(entry.key) for other in others]
        named += [] if entry.queued else catalogue.mentioned_elsewhere(entry.docname)
        named += catalogue.mentions_from_elsewhere(entry.key)
        found |= {other.key: other for other in named}
    return [found[key] for key in sorted(found)]


def _relations(catalogue: Catalogue, entry: Entry) -> Iterator[Link]:
    for relation, inverse, others in catalogue.related_to(entry.key):
        if not inverse:
            for other in others:
                if other.key != entry.key:
                    yield Link(entry.key, other.key, relation, relation.is_symmetric)
    for relation, inverse, others in catalogue.related_elsewhere(entry.key):
        for other in others:
            ends = (other.key, entry.key) if inverse else (entry.key, other.key)
            yield Link(*ends, relation, relation.is_symmetric)


def _unfolded(catalogue: Catalogue) -> list[str]:
    shown = list(catalogue.children(""))
    while len(shown) < FEW:
        below = [slug if catalogue.in_category(slug) else catalogue.children(slug) or [slug] for slug in shown]
        deeper = [slug for found in below for slug in ([found] if isinstance(found, str) else found)]
        if deeper == shown or len(deeper) > NEAR:
            break
        shown = deeper
    return shown


def holders(catalogue: Catalogue, shown: Collection[str]) -> dict[str, str]:
    """Category to the nearest one of some, itself or above it; nothing where there is none."""
    return {
        slug: next((above.slug for above in reversed(catalogue.path(slug)) if above.slug in shown), "")
        for slug in catalogue.categories
    }


def overview(catalogue: Catalogue) -> Overview:
    """The categories of a library too large to draw each paper, each with all below it.

    They are those at the top; where these are few, what is below those that hold no paper themselves.
    """
    shown = _unfolded(catalogue)
    held = holders(catalogue, shown)
    home = {entry.key: held.get(entry.paper.category, "") for entry in catalogue.entries}
    order = {slug: number for number, slug in enumerate(shown)}
    weights: Counter[tuple[str, str]] = Counter()
    for link in connections(catalogue, catalogue.entries):
        ends = sorted({home[link.source], home[link.target]} & order.keys(), key=order.__getitem__)
        if len(ends) == 2:
            weights[ends[0], ends[1]] += 1
    categories = tuple((catalogue.categories[slug], catalogue.count(slug)) for slug in shown)
    links = sorted(weights.items(), key=lambda item: (order[item[0][0]], order[item[0][1]]))
    return Overview(categories, tuple((first, second, count) for (first, second), count in links))


def query(catalogue: Catalogue, wanted: dict[str, object], here: Entry | None) -> Graph | Overview:
    """What a ``paper-graph`` shows.

    :param wanted: its options; ``paper`` empty means the paper of the page.
    :param here: the paper of the page, if it has one.
    """
    category = wanted.get("category")
    if isinstance(category, str):
        return of_papers(catalogue, catalogue.in_tree(category), MANY)
    key = wanted.get("paper")
    centre = catalogue.anywhere(key) if isinstance(key, str) and key else here
    if key and centre is None:
        return Graph((), ())
    if centre is not None:
        return around(catalogue, centre, 2 if wanted.get("depth") == 2 else 1)
    if len(catalogue) > MANY and catalogue.categories:
        return overview(catalogue)
    return of_papers(catalogue, catalogue.entries, MANY)
