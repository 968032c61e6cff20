"""What ties a library to others: the papers that it names there, and those there that name its own."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from papershelf.libraries.declared import bare
from papershelf.libraries.others import Others
from papershelf.libraries.records import OtherPaper
from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.model.collection.elsewhere import Naming

MOST = 200
"""Papers of other libraries that are shown to name one of this."""

_OWN: dict[str, Any] = {"category": "", "also_in": (), "relations": (), "former_keys": (), "cite_key": ""}
"""What a paper of another library says of that library alone."""


def tied(
    others: Others, own: Catalogue, targets: Collection[str], home: str
) -> tuple[dict[str, Entry], dict[str, list[Naming]]]:
    """Papers of other libraries by the names that this one has for them, and by the key of its papers that they name.

    :param targets: everything that documents name.
    :param home: address of this library; empty where it is not known, and then nobody can name it.
    """
    named = {target: other for target in sorted(targets) if target not in own and (other := others.find(target))}
    naming = _naming(others, own, place) if (place := bare(home)) else {}
    used = {other.name: other for other in named.values()}
    used |= {other.name: other for found in naming.values() for other, *_how in found}
    made = _entries(used, own, others)
    back: dict[str, list[Naming]] = {}
    for key, found in sorted(naming.items()):
        back[key] = []
        for other, relations, mentioned in found:
            back[key] += [(relation, made[other.name]) for relation in relations]
            back[key] += [(None, made[other.name])] if mentioned else []
    return {**made, **{target: made[other.name] for target, other in named.items()}}, back


def _naming(others: Others, own: Catalogue, home: str) -> dict[str, list[tuple[OtherPaper, Any, bool]]]:
    """Key to the papers of other libraries that name the paper, and how."""
    found: dict[str, list[tuple[OtherPaper, Any, bool]]] = defaultdict(list)
    for library in others:
        for other, key, relations, mentioned in library.naming(home):
            if (entry := own.by_key(key)) and len(found[entry.key]) < MOST:
                found[entry.key].append((other, relations, mentioned))
    return found


def _entries(used: Mapping[str, OtherPaper], own: Catalogue, others: Others) -> dict[str, Entry]:
    from papershelf.libraries.works import one_each  # which knows venues and titles: only where libraries are compared

    papers = {name: dataclasses.replace(used[name].paper, **_OWN, key=name) for name in sorted(used)}
    if not papers:
        return {}
    same = one_each([*((key, own.claims[key][0].paper) for key in own.names), *papers.items()])
    return {
        name: Entry(
            paper,
            docname="",
            anchor="",
            library=used[name].library,
            address=used[name].address,
            home=others.libraries[used[name].library].address,
            work=same[name] if same[name] != name else "",
        )
        for name, paper in papers.items()
    }


def qualified(entry: Entry, elsewhere: Mapping[str, Entry]) -> Entry:
    """A paper whose relations name those of other libraries by library and key."""
    if not any(key in elsewhere for _relation, keys in entry.paper.relations for key in keys):
        return entry
    relations = tuple(
        (relation, tuple(dict.fromkeys(elsewhere[key].key if key in elsewhere else key for key in keys)))
        for relation, keys in entry.paper.relations
    )
    return dataclasses.replace(entry, paper=dataclasses.replace(entry.paper, relations=relations))
