"""A paper by an issue: the form's answers are read strictly, and the workflow makes a pull request of them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from papershelf.cli import main
from papershelf.cli.libraries import init
from papershelf.cli.libraries.requirement import Requirement
from papershelf.cli.library import CommandError
from papershelf.cli.papers import issues, new
from papershelf.sources.library.folder import read
from sources.servers import Server, atom, running
from support import ROOT

LORA = "2106.09685"
TITLE = "LoRA: `id` $(touch pwned) \"; touch pwned; ' ${{ github.token }} @everyone <b> & 한글"
WORKFLOW = ".github/workflows/add-paper.yml"


def body(what: str = LORA, category: str = "first", status: str = "writing", newline: str = "\n") -> str:
    """An issue as GitHub writes it."""
    parts = [("arXiv or DOI", what), ("Category", category), ("Status", status)]
    return f"{newline}{newline}".join(
        f"### {label}{newline}{newline}{text or '_No response_'}" for label, text in parts
    )


def library(folder: Path, language: str = "en") -> Path:
    for path, text in init.texts("Notes", language, Requirement("papershelf==0", "")).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def labels(tmp_path: Path) -> dict[str, str]:
    return issues.labels(library(tmp_path))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_answers_are_read(newline: str, labels: dict[str, str]) -> None:
    wanted = {"what": "https://arxiv.org/abs/2106.09685", "category": "first", "status": "planned"}
    assert issues.parse(body(*wanted.values(), newline), labels) == wanted
    assert issues.parse(body(LORA, "", ""), labels) == {"what": LORA, "category": "", "status": ""}


@pytest.mark.parametrize("language", init.LANGUAGES)
def test_the_form_is_one_that_github_takes_and_the_command_reads(language: str, tmp_path: Path) -> None:
    folder = library(tmp_path, language)
    form = yaml.safe_load((folder / issues.FORM).read_text("utf-8"))
    assert {"name", "description", "body"} <= form.keys() <= {"name", "description", "title", "labels", "body"}
    assert form["title"].startswith("[paper]"), "the workflow knows its issues by that"
    assert tuple(part["id"] for part in form["body"]) == issues.FIELDS
    for part in form["body"]:
        assert part["type"] in {"input", "dropdown"}
        assert part["attributes"]["label"] == part["attributes"]["label"].strip()
    assert set(issues.labels(folder).values()) == set(issues.FIELDS)
    for status in form["body"][2]["attributes"]["options"]:
        assert status in {"planned", "reading", "writing", "done"}


HOSTILE = {
    "nothing": ("", "has no part 'arXiv or DOI'"),
    "no form": ("Please add 2106.09685", "before the first answer"),
    "text before": ("hello\n\n" + body(), "before the first answer"),
    "a part missing": (body().replace("### Status", "### Statuses"), "has no part 'Status'"),
    "a part left out": (body().partition("### Status")[0], "has no part 'Status'"),
    "a part twice": (body() + "\n\n### Category\n\nother", "answers 'Category' twice"),
    "another part inside": (body(f"{LORA}\n\n### Category\n\nx"), "answers 'Category' twice"),
    "two lines": (body(f"{LORA}\nrm -rf /"), "what: found 2 lines; it takes one"),
    "a long line": (body("1" * 301), "at most 300 characters"),
    "a control sign": (body(f"{LORA}\x1b[31m"), "takes one line"),
    "a line separator": (body(f"{LORA}\u2028--force"), "takes one line"),
    "right to left": (body(f"{LORA}\u202e"), "takes one line"),
    "no paper": (body(""), "names no paper"),
    "a title": (body("Attention Is All You Need"), "neither an identifier of a paper"),
    "another address": (body("https://evil.example/2106.09685"), "neither an address of arXiv"),
    "an option": (body("--mailto=a@b.c"), "neither an identifier of a paper"),
    "a command": (body("$(touch pwned)"), "neither an identifier of a paper"),
    "a way out": (body(category="../../etc"), "no page declares the category '../../etc'"),
    "a wrong category": (body(category="frist"), "did you mean 'first'?"),
    "a wrong state": (body(status="published"), "status: found 'published'"),
    "a huge one": (body() + "\n" * 70_000, "more than 65,536 characters"),
}


@pytest.mark.parametrize(("text", "said"), HOSTILE.values(), ids=HOSTILE)
def test_what_the_form_cannot_give_is_refused(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = library(tmp_path / "library")
    (tmp_path / "issue").write_bytes(text.encode())
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert main(["-C", str(folder), "new", "--from-issue", str(tmp_path / "issue")]) == 1
    assert said in capsys.readouterr().err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_bytes_that_are_no_text_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = library(tmp_path / "library")
    (tmp_path / "issue").write_bytes(b"\xff\xfe")
    assert main(["-C", str(folder), "new", "--from-issue", str(tmp_path / "issue")]) == 1
    assert "no UTF-8 text" in capsys.readouterr().err


def test_a_form_in_other_words_works_too(tmp_path: Path) -> None:
    folder = library(tmp_path)
    form = folder / issues.FORM
    form.write_text(form.read_text("utf-8").replace("label: Category", "label: Shelf"), encoding="utf-8")
    assert issues.parse(body().replace("### Category", "### Shelf"), issues.labels(folder))["category"] == "first"
    for text, said in (("body: [", "no issue form"), ("body: 1", "no issue form"), ("body: []", "lacks the field")):
        form.write_text(text)
        with pytest.raises(CommandError, match=said):
            issues.labels(folder)
    form.unlink()
    with pytest.raises(CommandError, match=r"there is no \.github"):
        issues.labels(folder)


# -- the workflows ---------------------------------------------------------------------------------


def workflows() -> list[Path]:
    return [
        init.TEMPLATE / "common/add-paper.yml",
        init.TEMPLATE / "common/pages.yml",
        *ROOT.glob(".github/workflows/*"),
    ]


@pytest.mark.parametrize("path", workflows(), ids=lambda path: path.stem)
def test_nothing_is_put_into_a_command(path: Path) -> None:
    for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), step


def allowed(**event: Any) -> bool:
    """What the job's condition says of an event: GitHub's words mean the same in Python, but for ``&&`` and ``||``."""
    job = yaml.safe_load((init.TEMPLATE / "common/add-paper.yml").read_text("utf-8"))["jobs"]["add"]
    names = {
        "github": SimpleNamespace(
            event=SimpleNamespace(
                action=event["action"],
                issue=SimpleNamespace(title=event["title"], author_association=event["who"]),
                label=SimpleNamespace(name=event.get("label", "")),
            )
        ),
        "contains": lambda values, value: value in values,
        "fromJSON": json.loads,
        "startsWith": str.startswith,
    }
    return bool(eval(job["if"].replace("&&", "and").replace("||", "or"), names))


def test_who_may_ask() -> None:
    title = "[paper] LoRA"
    for who in ("OWNER", "MEMBER", "COLLABORATOR"):
        assert allowed(action="opened", title=title, who=who)
        assert not allowed(action="opened", title="A bug", who=who)
    for who in ("CONTRIBUTOR", "FIRST_TIME_CONTRIBUTOR", "NONE", ""):
        assert not allowed(action="opened", title=title, who=who)
        assert not allowed(action="labeled", title=title, who=who, label="bug")
        assert allowed(action="labeled", title=title, who=who, label="add-paper")  # which only a maintainer can give


def test_the_job_may_do_no_more_than_it_has_to() -> None:
    workflow = yaml.safe_load((init.TEMPLATE / "common/add-paper.yml").read_text("utf-8"))
    assert workflow["permissions"] == {}
    job = workflow["jobs"]["add"]
    assert job["permissions"] == {"contents": "write", "issues": "write", "pull-requests": "write"}
    assert job["steps"][0]["with"]["persist-credentials"] is False
    tokens = [step["name"] for step in job["steps"] if "GH_TOKEN" in step.get("env", {})]
    assert tokens == ["make a pull request", "say why not"], "what pip installs sees no token"


STAND_IN_FOR_GH = """\
#!/bin/bash
printf '%s\\n' "$@" > "$SAID/$(ls "$SAID" | wc -l)-$1-$2"
[[ " $* " == *" --body-file "* ]] && cp "${@: -1}" "$SAID/body"
[[ "$1 $2" == "$GH_FAILS" ]] && exit 1
[[ "$1 $2" != "pr view" ]]
"""


class Runner:
    """Runs the steps of the job as a runner of GitHub does, in a clone of a repository on this machine.

    What is not real: ``gh``, and the two steps of others, which check out and bring Python.
    """

    def __init__(self, folder: Path, remote: Path) -> None:
        self.clone, self.said, self.temp = folder / "clone", folder / "said", folder / "temp"
        self.said.mkdir()
        self.temp.mkdir()
        subprocess.run(["git", "clone", "-q", remote, self.clone], check=True)
        programs = folder / "programs"
        programs.mkdir()
        (programs / "gh").write_text(STAND_IN_FOR_GH)
        (programs / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        for program in programs.iterdir():
            program.chmod(0o755)
        self.path = f"{programs}{os.pathsep}{os.environ['PATH']}"

    def run(self, text: str, fails: str = "") -> bool:
        """Run the job for an issue; whether all went well.

        :param fails: what ``gh`` is not allowed to do.
        """
        job = yaml.safe_load((self.clone / WORKFLOW).read_text("utf-8"))["jobs"]["add"]
        values = {
            "github.event.issue.number": "7",
            "github.event.issue.body": text,
            "github.event.repository.default_branch": "main",
            "github.token": "secret",
        }

        def env(given: dict[str, str]) -> dict[str, str]:
            return {k: re.sub(r"\$\{\{ (.*?) \}\}", lambda m: values[m[1]], v) for k, v in given.items()}

        base = {**os.environ, "PATH": self.path, "RUNNER_TEMP": str(self.temp), "SAID": str(self.said)}
        base |= {"GH_FAILS": fails, "LANG": "C.UTF-8"}
        failed = False
        for step in job["steps"]:
            if "run" not in step or step["name"] == "install" or failed != ("failure()" in step.get("if", "")):
                continue
            variables = base | env(job["env"]) | env(step.get("env", {}))
            script = self.temp / "step.sh"
            script.write_text(step["run"], encoding="utf-8")
            done = subprocess.run(["bash", "-e", script], cwd=self.clone, env=variables, capture_output=True, text=True)
            failed = failed or done.returncode != 0
        return not failed

    def asked(self, what: str) -> list[str]:
        """The arguments of a call of ``gh``."""
        (found,) = self.said.glob(f"*-{what}")
        return found.read_text("utf-8").splitlines()


@pytest.fixture
def remote(tmp_path: Path) -> Iterator[Path]:
    """A bare repository with a library that knows what arXiv says of LoRA."""
    if not shutil.which("git") or not shutil.which("bash"):
        pytest.skip("needs git and bash")
    folder = library(tmp_path / "library")
    with running() as server:
        learn(folder, server)
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    for command in (["init", "-q"], ["add", "--all"], ["commit", "-q", "-m", "Library"]):
        subprocess.run([*git, *command], cwd=folder, check=True)
    subprocess.run(["git", "clone", "-q", "--bare", folder, tmp_path / "remote.git"], check=True)
    yield tmp_path / "remote.git"
    assert not list(tmp_path.rglob("pwned"))


def learn(folder: Path, server: Server) -> None:
    server.say["/arxiv"] = [atom({"id": f"{LORA}v2", "title": TITLE})]
    options = {
        "category": "",
        "status": "writing",
        "key": "x",
        "mailto": "",
        "queue": False,
        "from_issue": None,
        "from_bibliography": None,
    }
    new.run(SimpleNamespace(directory=folder, what=LORA, **options), server.bases)  # type: ignore[arg-type]
    (folder / "papers/x.md").unlink()


def test_an_issue_becomes_a_pull_request(remote: Path, tmp_path: Path) -> None:
    runner = Runner(tmp_path, remote)
    assert runner.run(body(newline="\r\n"))
    asked = runner.asked("pr-create")
    assert asked[:6] == ["pr", "create", "--base", "main", "--head", "add-paper-7"]
    assert asked[asked.index("--title") + 1] == f"Add {TITLE}"
    text = (runner.said / "body").read_text("utf-8")
    assert text.startswith("Closes #7.\n\n    wrote papers/lora.md: ")
    assert "@everyone" not in re.sub(r"^    .*$", "", text, flags=re.MULTILINE), "what it says is code"
    checkout = tmp_path / "result"
    subprocess.run(["git", "clone", "-q", "-b", "add-paper-7", remote, checkout], check=True)
    folder = read(checkout, checkout)
    entry = folder.catalogue.by_key("lora")
    assert entry is not None
    assert (entry.paper.title, entry.paper.category, entry.paper.status) == (TITLE, "first", "writing")
    log = subprocess.run(["git", "show", "--format=%an", "--name-only"], cwd=checkout, capture_output=True, text=True)
    assert log.stdout.split() == ["github-actions[bot]", "papers/lora.md"]


def test_a_planned_paper_becomes_a_line(remote: Path, tmp_path: Path) -> None:
    runner = Runner(tmp_path, remote)
    assert runner.run(body(status="planned"))
    show = ["git", "show", "add-paper-7:categories/first.md"]
    assert f"arXiv:{LORA} +" in subprocess.run(show, cwd=remote, capture_output=True, text=True).stdout


@pytest.mark.parametrize("text", ["", '"; touch pwned; $(touch pwned) `touch pwned`', body("$(touch pwned)"), "-n"])
def test_what_becomes_no_paper_is_told(text: str, remote: Path, tmp_path: Path) -> None:
    runner = Runner(tmp_path, remote)
    assert not runner.run(text)
    assert runner.asked("issue-comment")[:3] == ["issue", "comment", "7"]
    said = (runner.said / "body").read_text("utf-8")
    assert said.startswith("This became no paper:\n\n    papershelf: ")
    assert "Traceback" not in said
    branches = subprocess.run(["git", "branch", "--list"], cwd=remote, capture_output=True, text=True).stdout
    assert branches.split() == ["*", "main"]


def test_a_repository_that_forbids_pull_requests_is_told(remote: Path, tmp_path: Path) -> None:
    runner = Runner(tmp_path, remote)
    assert runner.run(body(), fails="pr create")
    assert "add-paper-7 is ready" in runner.asked("issue-comment")[-1]
