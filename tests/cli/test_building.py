"""``papershelf build`` and ``papershelf serve``: in both layouts, from any folder of the library."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from papershelf.cli import main
from support import CONF, category, home, paper


def library(folder: Path, conf: str = "conf.py") -> Path:
    files = {
        conf: CONF.replace('"_build"', '"build"'),
        "index.md": home("methods"),
        "methods.md": category(),
        "papers/lora.md": paper("LoRA", "lora"),
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("conf", "made"),
    [
        ("conf.py", {"html": "html/index.html", "print": "print/index.html", "gettext": "gettext/index.pot"}),
        ("docs/conf.py", {"text": "text/index.txt"}),
    ],
)
def test_results_are_where_make_puts_them(conf: str, made: dict[str, str], tmp_path: Path) -> None:
    folder = library(tmp_path / "새 폴더", conf)
    for builder, name in made.items():
        assert main(["-C", str(folder / "papers"), "build", "--builder", builder]) == 0
        assert (folder / "build" / name).is_file()


def test_a_warning_is_an_error_unless_it_is_allowed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = library(tmp_path)
    (folder / "methods.md").write_text(category() + "\n{paper:ref}`lroa`\n", encoding="utf-8")
    assert main(["-C", str(folder), "build"]) == 1
    assert "did you mean 'lora'" in capfd.readouterr().err
    assert main(["-C", str(folder), "build", "--allow-warnings"]) == 0


@pytest.mark.pdf
def test_the_book(tmp_path: Path) -> None:
    assert main(["-C", str(library(tmp_path)), "build", "--builder", "pdf"]) == 0
    assert (tmp_path / "build/pdf/test.pdf").read_bytes()[:5] == b"%PDF-"


@pytest.mark.parametrize(
    "wrong", [["build", "--builder", "-x"], ["build", "--builder", "a/b"], ["serve", "--port", "0"], ["serve", "x"]]
)
def test_wrong_usage(wrong: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(wrong)


def test_no_such_builder(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(library(tmp_path)), "build", "--builder", "nothing"]) == 1
    assert "nothing" in capfd.readouterr().err


def wait(for_what: Callable[[], bool]) -> None:
    for _try in range(3000):
        if for_what():
            return
        time.sleep(0.1)
    pytest.fail("it did not come in five minutes")


def running(words: str) -> list[str]:
    """Command lines of processes that have these words; none where the system does not tell."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            found.append(path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
    return [line for line in found if words in line]


def free_port() -> int:
    """A port that no server and no browser beside this test gets by chance: these are above."""
    for port in range(20_000 + os.getpid() % 10_000, 32_000):
        with socket.socket() as free, contextlib.suppress(OSError):
            free.bind(("127.0.0.1", port))
            return port
    pytest.fail("no port is free")


def test_an_edit_is_served_and_the_end_is_the_end(tmp_path: Path) -> None:
    folder = library(tmp_path / "새 폴더")
    port = free_port()

    def shown(words: str) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/papers/lora.html", timeout=5) as answer:
                return words in answer.read().decode()
        except OSError:
            return False

    command = [sys.executable, "-m", "papershelf", "-C", str(folder), "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait(lambda: shown("LoRA"))
            page = folder / "papers/lora.md"
            page.write_text(page.read_text("utf-8").replace("Text.", "Something else."), encoding="utf-8")
            wait(lambda: shown("Something else."))
        finally:
            process.terminate()
            process.wait(120)
    with pytest.raises(OSError):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
    assert {path.name for path in (folder / "build").iterdir()} == {"live", "live-doctrees"}
    assert not running(str(folder)), "nothing that it started is left"
