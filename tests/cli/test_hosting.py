"""What builds several libraries: the steps of the workflow, run by a real shell in a real repository."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from papershelf.cli.dividing import hosting

GIT = {"GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@example.org", "GIT_CONFIG_GLOBAL": os.devnull}
GIT |= {"GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x@example.org"}


def workflow(portal: str = "portal", *, elsewhere: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(hosting.around(portal, elsewhere=elsewhere)[hosting.WORKFLOW])
    return found


def step(job: str, name: str) -> str:
    steps = workflow()["jobs"][job]["steps"]
    return next(str(one["run"]) for one in steps if one.get("name", "").startswith(name))


def run(folder: Path, script: str, **values: str) -> str:
    """What a step says, as a runner of GitHub starts it."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "PORTAL": "portal", **GIT, **values}
    done = subprocess.run(["bash", "-e", "-c", script], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two libraries, one of them with its conf.py in docs/, a portal, and what is none of them."""
    for name in (
        "lab-a/conf.py",
        "lab-b/docs/conf.py",
        "portal/conf.py",
        "wheels/x.whl",
        "requirements.txt",
        "notes/x.md",
    ):
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("")
    run(tmp_path, "git init -q; git add --all; git commit -qm one")
    return tmp_path


def looked(repository: Path, kept: str) -> dict[str, str]:
    output = repository / ".git/output"
    output.unlink(missing_ok=True)
    run(repository, step("changed", "look"), KEPT=kept, GITHUB_OUTPUT=str(output))
    return dict(line.split("=", 1) for line in output.read_text().splitlines())


@pytest.mark.parametrize(
    ("changed", "built"),
    [
        ("lab-b/papers/x.md", ["lab-b"]),
        ("portal/index.md", []),
        ("notes/y.md", []),
        ("requirements.txt", ["lab-a", "lab-b"]),
        ("wheels/y.whl", ["lab-a", "lab-b"]),
        ("lab-c/conf.py", ["lab-c"]),
    ],
)
def test_libraries_whose_folders_changed_are_built(repository: Path, changed: str, built: list[str]) -> None:
    first = run(repository, "git rev-parse HEAD").strip()
    place = repository / changed
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("changed")
    run(repository, "git add --all; git commit -qm two")
    found = looked(repository, f"site-{first}")
    assert json.loads(found["changed"]) == built
    assert sorted(json.loads(found["all"])) == sorted({"lab-a", "lab-b", *(["lab-c"] if "lab-c" in changed else [])})
    assert found["kept"] == ("" if len(built) == 2 else f"site-{first}")


@pytest.mark.parametrize("kept", ["", "site-", "site-0123456789012345678901234567890123456789"])
def test_all_are_built_when_nothing_is_kept_or_of_no_known_commit(repository: Path, kept: str) -> None:
    found = looked(repository, kept)
    assert json.loads(found["changed"]) == ["lab-a", "lab-b"]
    assert found["kept"] == ""


def test_what_is_new_takes_the_place_of_what_is_kept(repository: Path) -> None:
    for name, text in (
        ("site/lab-a", "old"),
        ("site/lab-b", "kept"),
        ("site/gone", "gone"),
        ("new/library-lab-a", "new"),
    ):
        place = repository / "build" / name / "index.html"
        place.parent.mkdir(parents=True)
        place.write_text(text)
    home = repository / "portal/build/html/index.html"
    home.parent.mkdir(parents=True)
    home.write_text("portal")
    run(repository, step("portal", "put the libraries"), ALL='["lab-a", "lab-b"]')
    run(repository, step("portal", "put the portal"))
    public = repository / "build/public"
    found = {path.relative_to(public).as_posix(): path.read_text() for path in sorted(public.rglob("*.html"))}
    assert found == {"index.html": "portal", "lab-a/index.html": "new", "lab-b/index.html": "kept"}


def test_a_workflow_may_do_no_more_than_it_must() -> None:
    found = workflow()
    assert found["permissions"] == {"contents": "read"}
    assert [name for name, job in found["jobs"].items() if "permissions" in job] == ["deploy"]
    for job in found["jobs"].values():
        for one in job["steps"]:
            assert "${{" not in one.get("run", "")  # what comes from outside is no part of a command
            assert one.get("uses", "@v").partition("@v")[2] in {"", *"3456"}
    assert "schedule" not in found[True]  # YAML takes the word `on` for a truth
    assert "schedule" in workflow(".", elsewhere=True)[True]


def test_read_the_docs_builds_a_library_from_the_root_of_the_repository() -> None:
    found = yaml.safe_load(hosting.of_library("lab-b", "docs")[".readthedocs.yaml"])
    assert found["sphinx"] == {"configuration": "lab-b/docs/conf.py"}
    assert " -c lab-b/docs " in found["build"]["jobs"]["build"]["html"][1]


@pytest.mark.parametrize(("before", "after"), [("", hosting.IGNORED), ("build\n", "build\n/.venv/\n__pycache__/\n")])
def test_what_is_built_is_not_committed(before: str, after: str) -> None:
    assert hosting.ignored(before) == after
