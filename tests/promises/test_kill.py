"""A build that was killed, interrupted or out of space does no harm: the next one gives what a clean one gives."""

from __future__ import annotations

import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from promises.conftest import MakeWorkshop
from promises.harness import Result, Workshop, tree
from promises.model import edit, small
from promises.moments import SCENES, build, moments, set_scene
from support import LONG

KILLS, INTERRUPTS, FULL = (36, 8, 8) if LONG else (2, 1, 1)
"""In each scene."""

Record = Callable[[str, object], None]


@pytest.mark.parametrize("scene", SCENES)
def test_killed(ten_pages: Workshop, scene: str, record_property: Record) -> None:
    workshop, figures = ten_pages, Counter[str]()
    for number, (at, name) in enumerate(moments(workshop, scene, "kill", KILLS)):
        torn = ("empty", "", "half")[number % 3]
        set_scene(workshop, scene)
        result, where = build(workshop, at=at, action="kill", torn=torn)
        assert result.code == -signal.SIGKILL
        what = f"{scene}: killed at change {at}, {where[0]} {torn}"
        figures.update(["kills", f"kills: {name}"])
        if number % 4 == 2:
            result, where = build(workshop, at=at // 2, action="kill", torn=torn)
            figures.update(["kills", "kills: again"] if result.code else [])
            what += f", and again at {at // 2}, {where[:1]}"
        if number % 2:
            workshop.edit(edit("retitle", "papers/gqa", "가중치"))
            what += ", then an edit"
        workshop.check(what)
    record_property("figures", dict(figures))


@pytest.mark.parametrize("scene", ["the first build", "another language"])
def test_killed_in_a_worker(ten_pages: Workshop, scene: str, record_property: Record) -> None:
    workshop, figures = ten_pages, Counter[str]()
    for at in range(16) if LONG else (2, 9):  # the first few while it reads, the others while it writes
        set_scene(workshop, scene)
        result, where = build(workshop, jobs=2, at=at, action="kill", torn=("", "empty", "half")[at % 3], worker=True)
        if result.code == 0:
            continue  # the workers change fewer files
        assert result.code == -signal.SIGKILL
        figures.update(["kills", "kills: workers"])
        workshop.check(f"{scene}: a worker killed at change {at}, {where[0]}")
    assert figures["kills"]
    record_property("figures", dict(figures))


@pytest.mark.parametrize("scene", SCENES)
def test_interrupted(ten_pages: Workshop, scene: str, record_property: Record) -> None:
    workshop, figures = ten_pages, Counter[str]()
    for number, (at, _part) in enumerate(moments(workshop, scene, "interrupt", INTERRUPTS)):
        set_scene(workshop, scene)
        result, where = build(workshop, jobs=1 + number % 2, at=at, action="interrupt")
        if len(where) > 1:
            continue  # it did not happen: of two processes, this one makes fewer changes
        figures["interrupts"] += result.code != 0
        workshop.check(f"{scene}: interrupted at change {at}, {where[0]}")
    assert figures["interrupts"]
    record_property("figures", dict(figures))


def assert_said(result: Result) -> None:
    """A build that could not write fails or warns."""
    assert result.code != 0 or result.lines, "exit 0 and no warning, though files could not be written"
    assert result.code != 0 or "Traceback" not in result.warnings


@pytest.mark.parametrize("scene", SCENES)
def test_a_full_disk(ten_pages: Workshop, scene: str, record_property: Record) -> None:
    workshop, figures = ten_pages, Counter[str]()
    for at, _part in moments(workshop, scene, "full", FULL):
        set_scene(workshop, scene)
        result, _where = build(workshop, at=at, action="full")
        if lacks_nothing(workshop, result):
            continue  # nothing more was to be written
        assert_said(result)
        figures["full disks"] += 1
        workshop.check(f"{scene}: no space from change {at} on")
    record_property("figures", dict(figures))


def lacks_nothing(workshop: Workshop, result: Result) -> bool:
    """Whether a build lacked nothing."""
    return result.code == 0 and tree(workshop.out) == workshop.clean()


@pytest.fixture
def disk(make_workshop: MakeWorkshop) -> Iterator[Workshop]:
    """A library whose output is on a small disk."""
    workshop = make_workshop(small())
    place = workshop.folder / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(place)]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        pytest.skip(f"mount: {error}")
    if done.returncode:
        pytest.skip(f"mount: {done.stderr.decode().strip()}")
    workshop.out, workshop.doctrees = place / "out", place / "doctrees"
    try:
        yield workshop
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_that_really_is_full(disk: Workshop) -> None:
    """The first build fits at last; then an edit does not."""

    def give(size: int) -> None:
        place = str(disk.out.parent)
        subprocess.run(["mount", "-o", f"remount,size={size}k", place], check=True)

    for size in (128, 256, 512, 768):
        give(size)
        assert_said(disk.build())
    give(20_000)
    disk.check("space again")
    disk.edit(edit("configure", ("language", "ko")))
    used = sum(path.stat().st_blocks for path in disk.out.parent.rglob("*")) // 2
    give(used + 12)
    assert_said(disk.build())
    give(20_000)
    disk.check("an edit, and space again")
