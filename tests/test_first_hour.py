"""A new library builds where it is: from a wheel, in an empty environment, where no registry has papershelf."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest
import yaml

import installing
from installing import run
from support import ROOT

pytestmark = pytest.mark.skipif(not shutil.which("make") or not shutil.which("git"), reason="needs make and git")
SPECIAL = "새 폴더 & more"


@pytest.fixture(scope="module")
def settings() -> dict[str, str]:
    """pip's; makefiles must not see the Python of the tests."""
    return {**installing.index(), "PYTHON": "", "MAKEFLAGS": ""}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing but papershelf, from its wheel; ``init`` needs no more."""
    folder = tmp_path_factory.mktemp("installed")
    python = installing.environment(folder / "환경 env")
    installing.install(python, installing.wheel(folder / "dist"), **installing.UNCOMPILED)
    shutil.rmtree(folder / "dist")
    return python


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, installed: Path, settings: dict[str, str]) -> Path:
    """A library made by the command, with what ``make html`` installed and built."""
    folder = tmp_path_factory.mktemp("library") / SPECIAL
    folder.mkdir()
    said = run(installed.parent / "papershelf", "init", "내 논문", "--language", "ko", cwd=folder)
    assert "requirements.txt asks for ./wheels/papershelf-" in said
    run("git", "init", "-q", "-b", "main", cwd=folder / "내 논문")
    commit(folder / "내 논문", "The library")
    said = run("make", "html", cwd=folder / "내 논문", **settings)
    assert "WARNING" not in said
    return folder / "내 논문"


def commit(folder: Path, message: str) -> None:
    run("git", "add", "--all", cwd=folder)
    run("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", message, cwd=folder)


def test_the_wheel_holds_everything(library: Path, tmp_path: Path) -> None:
    (wheel,) = (library / "wheels").glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    style = ("static/papershelf.css", "static/papershelf.js", "fonts/OFL.txt")
    for wanted in (*style, "LC_MESSAGES/papershelf.mo", "py.typed", "template/common/gitignore"):
        assert any(name.endswith(wanted) for name in names), wanted
    python = library / ".venv/bin/python"
    run(python, "-m", "sphinx", "-nW", "-D", "html_baseurl=https://example.org/", library, tmp_path, cwd=tmp_path)
    assert "완료" in (tmp_path / "categories/first.html").read_text("utf-8")
    assert (tmp_path / "_static/papershelf.css").is_file()
    assert (tmp_path / "_pictures/transformer.png").is_file()
    assert "papershelf 0" in run(library / ".venv/bin/papershelf", "--version", cwd=tmp_path)


def test_make_builds_the_site(library: Path) -> None:
    page = (library / "build/html/index.html").read_text("utf-8")
    assert '<html class="no-js" lang="ko"' in page
    assert "Attention Is All You Need" in page
    assert "아직 논문이 없다" not in page
    where = run(library / ".venv/bin/python", "-c", "import papershelf; print(papershelf.__file__)", cwd=library)
    assert where.startswith(str(library))


@pytest.mark.parametrize(
    ("target", "made"),
    [
        ("check", ""),
        ("test", "build/html/papers.json"),
        ("epub", "build/epub/*.epub"),
        ("print", "build/print/index.html"),
    ],
)
def test_make_does_it_without_a_warning(target: str, made: str, library: Path, settings: dict[str, str]) -> None:
    said = run("make", target, cwd=library, **settings)
    assert "making .venv" not in said
    assert "warning" not in said.lower().replace("suppress_warnings", "")
    assert not made or list(library.glob(made))
    if target in {"check", "test"}:
        assert "nothing to mend" in said


@pytest.mark.pdf
def test_make_typesets_the_book(library: Path, settings: dict[str, str]) -> None:
    run("make", "pdf", cwd=library, **settings)
    (book,) = (library / "build/pdf").glob("*.pdf")
    assert "언어 모델" in run("pdftotext", book, "-", cwd=library)


def test_the_commands_do_the_same_without_make(library: Path) -> None:
    command = library / ".venv/bin/papershelf"
    said = run(command, "build", "--builder", "print", cwd=library / "papers")
    assert "warning" not in said.lower().replace("suppress_warnings", "")
    assert "build/print" in said
    done = subprocess.run([command, "serve"], cwd=library, capture_output=True, text=True)
    assert done.returncode == 1
    assert "-m pip install sphinx-autobuild" in done.stderr


def test_read_the_docs_is_told_no_other_language(library: Path) -> None:
    source = SourceFileLoader("readthedocs", str(ROOT / ".ci" / "readthedocs"))
    service = module_from_spec(spec_from_loader(source.name, source))
    source.exec_module(service)
    settings = yaml.safe_load((library / ".readthedocs.yaml").read_text("utf-8"))
    said = service.commands(settings, ["html", *settings.get("formats", [])])
    assert [command for command, _folder in said if "READTHEDOCS_LANGUAGE" in command] == []
    assert "READTHEDOCS_LANGUAGE" in service.own({"configuration": "conf.py"}, "html")[0], "which the service adds"


@pytest.mark.long  # (.ci/run does it with this repository)
def test_what_read_the_docs_runs_keeps_the_language(library: Path, tmp_path: Path, settings: dict[str, str]) -> None:
    script = ROOT / ".ci" / "readthedocs"
    run(sys.executable, script, "--repository", library, "--language", "en", tmp_path, cwd=tmp_path, **settings)
    assert '<html class="no-js" lang="ko"' in (tmp_path / "html/index.html").read_text("utf-8")


def other_python() -> str:
    """A Python that is not the one of the tests, and new enough."""
    which = "import sys; print(sys.version_info[:2] >= (3, 11), sys.base_prefix)"
    for name in ("python3.14", "python3.13", "python3.12", "python3.11", "/usr/bin/python3"):
        found = shutil.which(name)
        if found:
            said = subprocess.run([found, "-c", f"import ensurepip; {which}"], capture_output=True, text=True).stdout
            if said.startswith("True ") and said.split(" ", 1)[1].strip() != sys.base_prefix:
                return found
    pytest.skip("needs a second Python")


def test_a_slip_in_the_name_of_a_python_costs_nothing(library: Path) -> None:
    stamp = (library / ".venv/.installed").stat().st_mtime_ns
    done = subprocess.run(["make", "PYTHON=no-such-python", "venv"], cwd=library, capture_output=True, text=True)
    assert done.returncode != 0
    assert "no-such-python" in done.stderr
    assert (library / ".venv/.installed").stat().st_mtime_ns == stamp


@pytest.mark.long
def test_another_python_takes_the_place_of_the_first(installed: Path, tmp_path: Path, settings: dict[str, str]) -> None:
    other = other_python()
    folder = tmp_path / SPECIAL
    run(installed.parent / "papershelf", "init", folder, cwd=tmp_path)
    (folder / "requirements.txt").write_text("")  # the Makefile is tried here, not pip
    shutil.rmtree(folder / "wheels")
    prefix = (folder / ".venv/bin/python", "-c", "import sys; print(sys.base_prefix)")
    first = {**settings, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    assert "making .venv" in run("make", "venv", cwd=folder, **first)
    assert run(*prefix, cwd=folder).strip() == sys.base_prefix
    assert "making .venv" in run("make", f"PYTHON={other}", "venv", cwd=folder, **first)
    assert run(*prefix, cwd=folder).strip() != sys.base_prefix
    for variables in ((), (f"PYTHON={other}",)):
        assert "making .venv" not in run("make", *variables, "venv", cwd=folder, **first), "it stays"
