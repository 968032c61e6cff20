"""Completion, in the shells themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from papershelf.cli import main

CASES = [
    ("papershelf ex", ["export"]),
    ("papershelf export --format r", ["readme", "ris"]),
    ("papershelf export --category f", ["first"]),
    ("papershelf export --status wr", ["writing"]),
    ("papershelf rename lo", ["lora"]),
    ("papershelf move lora f", ["first"]),
    ("papershelf pdf l", ["llama", "lora"]),
    ("papershelf export --nonsense x", []),
]
BASH = """\
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
function=$(complete -p papershelf | sed 's/.*-F \\([^ ]*\\).*/\\1/')
"$function"
printf '%s\\n' "${COMPREPLY[@]}"
"""
ZSH = """\
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1=; fpath=($1 \\$fpath); autoload -Uz compinit; compinit -u -D; print rea''dy"
zpty -r shell found "*ready*"
zpty -n -w shell "$2"$'\\t\\t'
zpty -r shell found "*$3*"
"""


def shell(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"needs {name}")
    return path


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lib") / "서재 a"
    assert main(["init", str(folder)]) == 0
    for key in ("lora", "llama"):
        (folder / f"papers/{key}.md").write_text(f"# {key}\n\n```{{paper-summary}}\n:category: first\n```\n")
    return folder


@pytest.fixture
def environment() -> dict[str, str]:
    return os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def script(folder: Path, name: str, file: str) -> Path:
    command = [sys.executable, "-m", "papershelf", "--print-completion", name]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    (folder / file).write_text(done.stdout)
    return folder / file


@pytest.mark.parametrize(("typed", "offered"), CASES)
def test_bash(library: Path, tmp_path: Path, environment: dict[str, str], typed: str, offered: list[str]) -> None:
    (tmp_path / "ask").write_text(BASH)
    command = [shell("bash"), str(tmp_path / "ask"), str(script(tmp_path, "bash", "papershelf")), *typed.split()]
    done = subprocess.run(command, capture_output=True, text=True, cwd=library, env=environment)
    assert sorted(done.stdout.split()) == offered


def test_bash_in_another_folder(library: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "ask").write_text(BASH)
    typed = ["papershelf", "-C", str(library), "rename", "lor"]
    command = [shell("bash"), str(tmp_path / "ask"), str(script(tmp_path, "bash", "papershelf")), *typed]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment)
    assert done.stdout.split() == ["lora"]


@pytest.mark.parametrize(("typed", "offered"), CASES)
def test_fish(library: Path, tmp_path: Path, environment: dict[str, str], typed: str, offered: list[str]) -> None:
    code = f'source "{script(tmp_path, "fish", "papershelf.fish")}"; complete -C "{typed}"'
    done = subprocess.run([shell("fish"), "-c", code], capture_output=True, text=True, cwd=library, env=environment)
    assert sorted(line.split("\t")[0] for line in done.stdout.splitlines()) == offered


@pytest.mark.parametrize(("typed", "offered"), [case for case in CASES if len(case[1]) == 1])
def test_zsh(library: Path, tmp_path: Path, environment: dict[str, str], typed: str, offered: list[str]) -> None:
    script(tmp_path, "zsh", "_papershelf")
    (tmp_path / "ask").write_text(ZSH)
    wanted = f"{typed.rpartition(' ')[0]} {offered[0]}"
    command = [shell("zsh"), "-f", str(tmp_path / "ask"), str(tmp_path), typed, wanted]  # ends when it is there
    subprocess.run(command, cwd=library, env=environment, timeout=300, check=True)


def test_no_library_no_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for kind in ("keys", "categories", "tags"):
        with pytest.raises(SystemExit) as error:
            main(["-C", str(tmp_path), "--complete", kind])
        assert error.value.code == 0
    assert capsys.readouterr() == ("", "")
