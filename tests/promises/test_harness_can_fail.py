"""The promises can be broken: each of a number of known bugs makes a check fail that holds without it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from promises.bugs import BUGS
from promises.conftest import MakeWorkshop
from promises.harness import EAGER, Built, Difference, Workshop, assert_same, cold, run
from promises.model import large, small
from promises.moments import build, moments, set_scene
from promises.test_regressions import SEQUENCES


@dataclass(frozen=True)
class Bench:
    """Libraries to build, made when they are needed."""

    ten_pages: Workshop
    make: Callable[..., Workshop]

    @functools.cache  # noqa: B019 (one for all tests)
    def thirty(self) -> tuple[Workshop, Built]:
        """A library with bad references, and what its serial build gives."""
        workshop = self.make(large(30, bad=True))
        return workshop, cold(workshop)

    @functools.cache  # noqa: B019
    def elsewhere(self, seed: str) -> Workshop:
        """The ten pages again, in another folder."""
        return self.make(small(), env={"PYTHONHASHSEED": seed})

    @functools.cache  # noqa: B019
    def once(self) -> Built:
        """What a build of the ten pages gives."""
        self.ten_pages.reset()
        return cold(self.ten_pages)


@pytest.fixture(scope="module")
def bench(ten_pages: Workshop, make_workshop: MakeWorkshop) -> Bench:
    return Bench(ten_pages, make_workshop)


# ---- the checks: each is what a test of the other modules does once


def edits(bench: Bench, name: str, *bugs: str) -> None:
    with bench.ten_pages.seeded(*bugs):
        run(bench.ten_pages, SEQUENCES[name])


def tampering(bench: Bench, name: str, *bugs: str) -> None:
    with bench.ten_pages.seeded(*bugs):
        bench.ten_pages.reset()
        path = bench.ten_pages.out / name
        path.write_bytes(path.read_bytes()[:100])
        bench.ten_pages.check(f"{name} truncated")


def parallel(bench: Bench, jobs: str, *bugs: str) -> None:
    workshop, expected = bench.thirty()
    with workshop.seeded(*bugs):
        assert_same(cold(workshop, int(jobs), hooks=(EAGER,)), expected, f"-j {jobs}")


def elsewhere(bench: Bench, seed: str, *bugs: str) -> None:
    workshop = bench.elsewhere(seed)
    expected = bench.once()
    with workshop.seeded(*bugs):
        assert_same(cold(workshop), expected, f"in another folder, PYTHONHASHSEED={seed}")


def kill(bench: Bench, scene: str, *bugs: str) -> None:
    workshop = bench.ten_pages
    with workshop.seeded(*bugs):
        for at, _part in moments(workshop, scene, "bugs", 3, only="pages"):
            set_scene(workshop, scene)
            result, where = build(workshop, at=at, action="kill")
            assert result.code < 0
            workshop.check(f"{scene}: killed at change {at}, {where[0]}")


CHECKS: dict[str, Callable[..., None]] = {
    function.__name__: function for function in (edits, tampering, parallel, elsewhere, kill)
}


@pytest.mark.parametrize(
    "caught_by", sorted({bug.caught_by for bug in BUGS.values() if not bug.caught_by.startswith("edits: ")})
)
def test_without_a_bug_the_check_holds(bench: Bench, caught_by: str) -> None:
    """Those of edits are tests of their own, in `test_regressions.py`."""
    kind, _, argument = caught_by.partition(": ")
    CHECKS[kind](bench, argument)


@pytest.mark.parametrize("name", BUGS)
def test_a_bug_is_caught(bench: Bench, name: str) -> None:
    kind, _, argument = BUGS[name].caught_by.partition(": ")
    with pytest.raises(Difference) as caught:
        CHECKS[kind](bench, argument, name)
    assert "bugs.py" not in str(caught.value), "the bug could not be seeded"


def test_there_are_enough_bugs() -> None:
    assert len(BUGS) >= 10
