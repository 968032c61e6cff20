"""Reading in several processes: each has about as much to do, and all is noted in the order of the documents."""

from __future__ import annotations

import random

import pytest

from papershelf.collect.documents.reading import shares


@pytest.mark.parametrize("number", [2, 3, 8])
@pytest.mark.parametrize("seed", range(3))
def test_each_process_has_about_as_much_to_do(seed: int, number: int) -> None:
    chance = random.Random(seed)
    costs = [*(chance.randint(2_000, 3_000) for _ in range(30)), *(chance.randint(5_000, 20_000) for _ in range(90))]
    names = [f"page-{place}" for place in range(len(costs))]
    found = shares(names, costs, number)
    assert [name for part in found for name in part] == names
    assert len(found) == number
    cost = dict(zip(names, costs, strict=True))
    assert all(abs(sum(cost[name] for name in part) - sum(costs) / number) <= max(costs) for part in found)


@pytest.mark.parametrize("costs", [[900, 1, 1, 1], [1, 1, 1, 900], [1, 900, 900, 1], [1, 1, 1, 1]])
def test_every_process_has_something_to_do(costs: list[int]) -> None:
    found = shares("abcd", costs, 3)
    assert "".join(str(part) for part in found) == "abcd"
    assert 2 <= len(found) <= 3
    assert all(found)
