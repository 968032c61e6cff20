"""Names of persons as lists of references have them."""

from __future__ import annotations

from collections.abc import Sequence

from papershelf.model.collection.citing import APA, Rules
from papershelf.model.record.people import Author

MOST = 20
"""Names that a reference gives; of more, the first nineteen and the last."""


def inverted(people: Sequence[Author], rules: Rules, *, korean: bool = False, more: bool = False) -> str:
    """``Berg, A., & Okafor, C. N.``

    :param korean: whether they stand as Korean journals have them: ``김철수, 이영희``.
    :param more: whether there are others whose names are not known.
    """
    names = [_inverted(person) for person in people]
    if len(names) > MOST:
        return f"{', '.join(names[: MOST - 1])}, … {names[-1]}"
    if more:
        others = rules.others if korean else APA.others
        return f"{', '.join(names)}{',' * (not korean)} {others}"
    if korean:
        return ", ".join(names)
    whole = any(not person.family for person in people)
    return _listed(names, comma=len(names) > 2 or not whole)


def straight(people: Sequence[Author], *, korean: bool = False) -> str:
    """``J. Dubois & R. Keller``, as names of editors stand."""
    names = [_straight(person) for person in people]
    return ", ".join(names) if korean else _listed(names, comma=len(names) > 2)


def _listed(names: Sequence[str], *, comma: bool) -> str:
    *first, last = names
    return f"{', '.join(first)}{',' * comma} & {last}" if first else last


def _inverted(person: Author) -> str:
    if person.east_asian or not person.family:
        return person.name
    return ", ".join(filter(None, (person.family, person.initials, person.suffix)))


def _straight(person: Author) -> str:
    if person.east_asian or not person.family:
        return person.name
    name = " ".join(filter(None, (person.initials, person.family)))
    return ", ".join(filter(None, (name, person.suffix)))
