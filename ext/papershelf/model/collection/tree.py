"""Categories below categories: which stands where, and what is wrong with what their pages say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from papershelf.model.text.names import did_you_mean, shorten

SEPARATOR = " › "
"""Between the titles of a category and of those above it."""

_LONG = 6  # categories of a circle that a message names


def circles(parents: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Categories that are below themselves, each with its circle, itself first; of a long one, the beginning.

    :param parents: slug to the slug that its page names as parent; to nothing where it names none.
    """
    found: dict[str, tuple[str, ...]] = {}
    done: set[str] = set()
    for start in parents:
        trail: dict[str, int] = {}
        slug = start
        while slug and slug not in done and slug not in trail:
            trail[slug] = len(trail)
            slug = parents.get(slug, "")
        if slug in trail:
            ring = list(trail)[trail[slug] :]
            twice = ring + ring
            for number, member in enumerate(ring):
                found[member] = tuple(twice[number : number + min(len(ring), _LONG + 1)])
        done.update(trail)
    return found


def settled(parents: Mapping[str, str]) -> dict[str, str]:
    """Slug to the category that it really stands below: nothing at the top, for an unknown parent, and on a circle."""
    known = {slug: parent if parent in parents else "" for slug, parent in parents.items()}
    circled = circles(known)
    return {slug: "" if slug in circled else parent for slug, parent in known.items()}


def complaint(slug: str, parents: Mapping[str, str], circled: Mapping[str, Sequence[str]]) -> str:
    """What is wrong with the parent that a category names, or nothing.

    :param parents: as for :func:`circles`.
    :param circled: what that gives.
    """
    parent = parents.get(slug)
    if not parent:
        return ""
    if parent not in parents:
        hint = did_you_mean(parent, parents)
        declared = ", ".join(name for name in parents if name != slug)
        return f"parent: no page declares the category {shorten(parent)!r}{hint} (declared: {declared or 'none'})"
    if slug not in circled:
        return ""
    ring = circled[slug]
    shown = " → ".join([*ring[:_LONG], "…" if len(ring) > _LONG else slug])
    return f"parent: {slug!r} would be below itself ({shown}), so it stands at the top"


def not_below(slug: str, parent: str) -> str:
    """What is wrong with a category that the hand-kept order of another names."""
    return f"the category {slug!r} does not stand below {parent!r}; its own page says so with ':parent: {parent}'"


def brothers(slugs: Iterable[str], listed: Sequence[str], docnames: Mapping[str, str]) -> list[str]:
    """Categories below one in their order: those that its page names first, then the others by document.

    :param listed: what the page of their parent names in its hand-kept order.
    :param docnames: slug to the document that declares it.
    """
    place = {name: number for number, name in enumerate(listed)}
    return sorted(slugs, key=lambda slug: (place.get(slug, len(place)), docnames[slug]))


def below(parents: Mapping[str, str]) -> dict[str, list[str]]:
    """Slug to the slugs right below it; under nothing, those at the top.

    :param parents: settled ones.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for slug, parent in parents.items():
        found[parent].append(slug)
    return found


def depth_first(children: Mapping[str, Sequence[str]]) -> list[str]:
    """Every category, each before those below it.

    :param children: as :func:`below` gives them, in order.
    """
    found: list[str] = []
    stack = list(reversed(children.get("", ())))
    while stack:
        slug = stack.pop()
        found.append(slug)
        stack.extend(reversed(children.get(slug, ())))
    return found
