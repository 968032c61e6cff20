"""No page but the suspects may show anything else after an edit: for any edits, all the others are compared, too."""

from __future__ import annotations

import random

import pytest

from promises.harness import Difference, Workshop
from promises.model import EDITS, POOLS, Edit, Library, NotApplicable, apply, parameters
from support import few

COMPARED = (("every_page_compared", {}),)
_STEPS = 12

Seeds = pytest.mark.parametrize("seed", few(range(40), 0))


def edits(library: Library, chosen: random.Random) -> list[Edit]:
    """Some edits that each change something, one after the other."""
    found: list[Edit] = []
    wanted = chosen.choice((1, 1, 2, 3))
    while len(found) < wanted:
        kind, trial = chosen.choice(list(EDITS)), library.copy()
        pools = [POOLS[name](library) for name in parameters(kind)]
        if all(pools):
            change = Edit(kind, tuple(chosen.choice(pool) for pool in pools))
            try:
                apply(trial, change)
            except NotApplicable:
                continue
            library = trial
            found.append(change)
    return found


def follow(library: Workshop, seed: int) -> None:
    """Make edits and build, several times, each time with every page compared."""
    library.reset()
    chosen, made = random.Random(seed), []
    for _step in range(_STEPS):
        some = edits(library.library, chosen)
        made.append(some)
        library.edit(*some)
        result = library.build(hooks=COMPARED)
        if result.code:
            raise Difference(f"after {made}:\n{result.warnings[-3000:]}")


@Seeds
def test_pages_that_are_no_suspects_show_what_they_did(ten_pages: Workshop, seed: int) -> None:
    follow(ten_pages, seed)


@Seeds
def test_pages_of_a_larger_library(thirty_pages: Workshop, seed: int) -> None:
    follow(thirty_pages, seed)
