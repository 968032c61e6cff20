"""After any sequence of edits the site is, byte for byte, what a build from nothing gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from promises.harness import Difference, Workshop, explain, run
from promises.model import EDITS, HOWS, POOLS, Edit, Library, NotApplicable, apply, parameters
from support import LONG

T = TypeVar("T")
Record = Callable[[str, object], None]


@st.composite
def sequences(draw: st.DrawFn, library: Library, steps: int, turn: int) -> list[Edit]:
    """Edits that each change something when made one after the other.

    :param turn: what the choices begin with, since the first example is made of first choices.
    """

    def pick(items: Sequence[T], turn: int) -> T:
        turn %= len(items)
        return draw(st.sampled_from([*items[turn:], *items[:turn]]))

    edits: list[Edit] = []
    kinds = list(EDITS)
    for number in range(steps * 8):
        if len(edits) == steps:
            break
        kind = pick(kinds, 5 * number + turn)
        args: list[Any] = []
        for name in parameters(kind):
            pool = POOLS[name](library)
            if not pool:
                break
            args.append(pick(pool, turn + number))
        else:
            change = Edit(kind, tuple(args), pick(HOWS, turn + number))
            trial = library.copy()
            try:
                apply(trial, change)
            except NotApplicable:
                continue
            library = trial
            edits.append(change)
    return edits


def explore(workshop: Workshop, shard: int, count: int, steps: int, record: Record) -> None:
    """Try sequences of edits; say in short what is wrong with those that fail, each kind of failure once."""
    figures: Counter[str] = Counter()
    failures: dict[str, str] = {}

    @seed(shard)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(sequences(workshop.initial, steps, 7 * shard))
    def attempt(edits: list[Edit]) -> None:
        figures.update({"sequences": 1, "steps": len(edits)})
        figures.update(f"edits: {change.kind}" for change in edits)
        figures.update(f"builds: {change.how}" for change in edits if change.how)
        figures["kills"] += sum(change.how.startswith("killed") for change in edits)
        try:
            run(workshop, edits)
        except Difference as error:
            figures["sequences that fail"] += 1
            kind = re.sub(r"\(.*?\)|\d", "", str(error).partition("\n---")[0])
            if kind not in failures and len(failures) < 5:
                failures[kind] = explain(workshop, edits, error)

    attempt()
    record("figures", dict(figures))
    record("seeds", shard)
    if failures:
        pytest.fail("\n\n\n".join(dict.fromkeys(failures.values())), pytrace=False)


@pytest.mark.parametrize("shard", range(16 if LONG else 2))
def test_any_sequence_of_edits(ten_pages: Workshop, shard: int, record_property: Record) -> None:
    count, steps = (10, 20) if LONG else (3, 5)
    explore(ten_pages, shard, count, steps, record_property)


@pytest.mark.parametrize("shard", range(100, 104 if LONG else 101))
def test_any_sequence_of_edits_of_a_larger_library(thirty_pages: Workshop, shard: int, record_property: Record) -> None:
    """Where an edit concerns few of the pages, less is made anew."""
    count, steps = (10, 20) if LONG else (1, 4)
    explore(thirty_pages, shard, count, steps, record_property)
