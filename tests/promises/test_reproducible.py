"""The same sources give the same bytes: in another folder, time zone, locale, account, and order of files."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from promises.conftest import MakeWorkshop
from promises.harness import DAY, Built, Sources, Workshop, assert_same, assert_same_tree, cold, shared_folder, tree
from promises.model import Library, small


@pytest.fixture(scope="module")
def library() -> Library:
    return small()


@pytest.fixture(scope="module")
def expected(make_workshop: MakeWorkshop, library: Library) -> Built:
    return cold(make_workshop(library))


ENVIRONMENTS = {
    "far east, and Korean messages": {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C.UTF-8",
        "LANG": "ko_KR.UTF-8",
        "LANGUAGE": "ko:de",
        "TERM": "xterm-256color",
        "FORCE_COLOR": "1",
    },
    "far west, and no UTF-8": {"TZ": "Etc/GMT+12", "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "another account": {"HOME": "/nonexistent", "USER": "somebody", "LOGNAME": "somebody", "HOSTNAME": "elsewhere"},
}


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_the_environment_does_not_show(
    make_workshop: MakeWorkshop, library: Library, expected: Built, name: str
) -> None:
    assert_same(cold(make_workshop(library, env=ENVIRONMENTS[name])), expected, name)


def test_the_folder_does_not_show(library: Library, expected: Built) -> None:
    folder = Path(tempfile.mkdtemp(dir=shared_folder())) / "한글 and blanks" / "deeper"
    folder.mkdir(parents=True)
    found = cold(Workshop(folder, library))
    assert_same(found, expected, "")
    name = str(folder).encode()
    assert [path for path, content in found.tree.items() if name in content] == []


@pytest.mark.parametrize("seed", [0, 1], ids=["reversed", "shuffled"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_the_order_of_files_does_not_show(
    make_workshop: MakeWorkshop, library: Library, expected: Built, seed: int, jobs: int
) -> None:
    workshop = make_workshop(library)
    assert_same(cold(workshop, jobs=jobs, hooks=(("folder_order", {"seed": seed}),)), expected, "")


def test_permissions_do_not_show(make_workshop: MakeWorkshop, library: Library, expected: Built) -> None:
    assert_same(cold(make_workshop(library), hooks=(("umask", {"mask": 0o077}),)), expected, "")


def test_time_stamps_do_not_show(make_workshop: MakeWorkshop, library: Library, expected: Built) -> None:
    """A fresh clone has other stamps; an archive may have stamps of long ago, or of the future."""
    workshop = make_workshop(library)
    for number, path in enumerate(sorted(workshop.source.rglob("*"))):
        stamp = Sources.now() + (number % 3 - 1) * 4000 * DAY
        os.utime(path, ns=(stamp, stamp))
    for what in ("the first build", "the second"):
        assert workshop.build().code == 0
        assert_same_tree(tree(workshop.out), expected.tree, what)
