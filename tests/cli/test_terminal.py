"""What a terminal shows and a pipe does not: seen with real terminals."""

from __future__ import annotations

import os
import pty
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from library import begun

LIST = "# L\n\n## Cats\n\n- [A wide paper (2020)](https://arxiv.org/abs/2006.09687)\n- [Ünïcode 논문](https://example.org/a)\n"
PLAIN = {"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "40"}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "list.md").write_text(LIST, encoding="utf-8")
    return begun(tmp_path / "lib")


def at_a_terminal(library: Path, *arguments: str, **environment: str) -> str:
    """What a command prints at a terminal of its own."""
    variables = {name: value for name, value in os.environ.items() if name not in {"CI", "NO_COLOR", "FORCE_COLOR"}}
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "papershelf", "-C", str(library), *arguments]
    with subprocess.Popen(command, stdout=slave, stderr=slave, env=variables | PLAIN | environment) as process:
        os.close(slave)
        parts = []
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            parts.append(part)
        process.wait(30)
    os.close(master)
    return b"".join(parts).decode("utf-8").replace("\r\n", "\n")


def in_a_pipe(library: Path, *arguments: str, **environment: str) -> str:
    command = [sys.executable, "-m", "papershelf", "-C", str(library), *arguments]
    done = subprocess.run(command, capture_output=True, env=os.environ | environment)
    return (done.stdout + done.stderr).decode("utf-8")


def test_a_terminal_gets_tables_and_bars(library: Path) -> None:
    source = str(library.parent / "list.md")
    shown = at_a_terminal(library, "import", source)
    assert "outcome" in shown
    assert "━" in shown
    assert "\x1b[32m" in shown
    assert "2 planned" in shown
    (library / "papers/x.md").write_text("# X\n\n```{paper-summary}\n:category: first\n```\n")
    assert "missing-year" in at_a_terminal(library, "check")


def test_without_colours(library: Path) -> None:
    shown = at_a_terminal(library, "import", "--dry-run", str(library.parent / "list.md"), NO_COLOR="1")
    assert "outcome" in shown
    assert not {f"\x1b[3{number}m" for number in range(8)} & set(shown.split("m"))
    assert "\x1b[3" not in shown


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"CI": "true"}])
def test_plain_lines_where_nobody_looks(library: Path, environment: dict[str, str]) -> None:
    command = ["import", "--dry-run", str(library.parent / "list.md")]
    assert at_a_terminal(library, *command, **environment) == in_a_pipe(library, *command)
    assert "\x1b" not in at_a_terminal(library, "check", **environment)


def test_a_pipe_gets_lines_whatever_the_environment_says(library: Path) -> None:
    source = library.parent / "list.md"
    said = in_a_pipe(library, "import", "--dry-run", str(source), FORCE_COLOR="1", TTY_COMPATIBLE="1")
    assert said == (
        f"{source.name}:5: planned: a-wide-paper → categories/cats.md\n"
        f"{source.name}:6: planned: unicode-nonmun → categories/cats.md\n"
        "2 planned\nwould write categories/cats.md\nwould write index.md\n"
    )


def test_a_name_obeys_nobody(library: Path) -> None:
    (library / "papers/x\x1b[31m.md").write_text("# X\n\n```{paper-summary}\n:category: first\n```\n")
    assert "\x1b[31m.md" not in at_a_terminal(library, "check")


def test_the_reader_of_a_pipe_may_go(library: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m papershelf -C {library} export --format json | head -c 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert done.stderr == ""
