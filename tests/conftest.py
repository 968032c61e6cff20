"""Fixtures, and the rule for what needs Chromium or TeX.

Tests marked `browser`, `pdf`, `epub` or `biber` are skipped where their programs are missing;
PAPERSHELF_REQUIRE=browser,pdf,epub makes them fail there instead.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import logging
import os
import shutil
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from sphinx.locale import translators

from compiled import fill
from library import built, many
from promises.zygote import Templates, remember_what_is_installed
from support import CONF, LONG, ROOT, Site, category, home, paper

# Sphinx compiled anew in each of hundreds of processes would take longer than what they do. Not beside the sources,
# where whoever forbids such files does not want them, and early, so that pytest keeps its own there too.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
PYCACHE = os.environ.setdefault("PYTHONPYCACHEPREFIX", str(ROOT / "build" / "test-pycache"))
sys.dont_write_bytecode, sys.pycache_prefix = False, PYCACHE
fill(Path(PYCACHE))

PATIENCE = 120_000
"""How long Chromium is waited for, in milliseconds; what comes sooner ends the wait."""
expect.set_options(timeout=PATIENCE)

CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first is the same engine without windows, and takes less than half the time."""
PROGRAMS = {
    "browser": [CHROMIUM],
    "pdf": [("latexmk",), ("xelatex",), ("pdftotext",)],
    "epub": [("java",)],
    "biber": [("biber",)],
}
logging.disable(logging.DEBUG)  # which Sphinx makes records of while it sets up, and no handler takes
hypothesis.settings.register_profile(  # a busy machine is no fault of the code
    "any machine",
    deadline=None,
    derandomize=not LONG,  # the same examples on every machine; others in `make test-long`
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture],
)
hypothesis.settings.load_profile("any machine")

REQUIRED = {word.strip() for word in os.environ.get("PAPERSHELF_REQUIRE", "").split(",")} - {""}


Templates().install()  # a third of the build of a small library was compiling templates
remember_what_is_installed()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--seconds", action="store_true", help="how long each file took, for the table in CONTRIBUTING")


def pytest_configure() -> None:
    if unknown := REQUIRED - set(PROGRAMS):
        raise pytest.UsageError(
            f"PAPERSHELF_REQUIRE: unknown {', '.join(sorted(unknown))}; known: {', '.join(PROGRAMS)}"
        )


def pytest_xdist_auto_num_workers() -> int:
    """Half as many processes again as there are cores: many tests wait for a browser or another program."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + cores // 2


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what is marked ``long`` to `make test-long`, unless a test is named by itself."""
    if LONG or any("::" in argument for argument in config.args):
        return
    left = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if not item.get_closest_marker("long")]


def pytest_collection_finish() -> None:
    """Collect garbage less often, and never in what has been loaded by now."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, programs in PROGRAMS.items():
        if item.get_closest_marker(marker) is None:
            continue
        missing = [" or ".join(names) for names in programs if not any(map(shutil.which, names))]
        if missing and marker in REQUIRED:
            pytest.fail(f"PAPERSHELF_REQUIRE={marker}, but there is no {', '.join(missing)}", pytrace=False)
        if missing:
            pytest.skip(f"needs {', '.join(missing)}")


BUDGETS = pytest.StashKey[list[tuple[object, ...]]]()
COLUMNS = ("page", "KB of HTML", "KB in all", "requests", "elements", "first paint", "blocked ms")


@pytest.fixture
def budgets(request: pytest.FixtureRequest) -> list[tuple[object, ...]]:
    """Rows of the table that is shown when all tests have run."""
    return request.config.stash.setdefault(BUDGETS, [])


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):  # a process of pytest-xdist
        session.config.workeroutput["budgets"] = session.config.stash.get(BUDGETS, [])
    else:  # what stood in folders of this run only
        gone = Path(PYCACHE, *Path(tempfile.gettempdir()).parts[1:])
        shutil.rmtree(gone, ignore_errors=True)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over the rows of a process of pytest-xdist."""
    node.config.stash.setdefault(BUDGETS, []).extend(getattr(node, "workeroutput", {}).get("budgets", []))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.getoption("--seconds"):
        seconds = Counter[str]()
        for report in [one for some in terminalreporter.stats.values() for one in some]:
            if isinstance(report, pytest.TestReport):
                seconds[report.nodeid.partition("::")[0]] += report.duration
        terminalreporter.section("seconds")
        for name in sorted(seconds):
            terminalreporter.write_line(f"{seconds[name]:8.1f} {name}")
    rows = config.stash.get(BUDGETS, [])
    if rows:
        terminalreporter.section("what pages cost (gzip; a processor four times slower)")
        columns = COLUMNS if LONG else COLUMNS[:-2]
    for name, *numbers in [columns, *rows] if rows else []:
        terminalreporter.write_line(f"{name:<28}" + "".join(f"{number:>13}" for number in numbers))


@pytest.fixture(autouse=True)
def _no_terminal_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a shell or a CI says of its terminal decides nothing: a test says itself who looks."""
    for name in ("CI", "GITHUB_ACTIONS", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "READTHEDOCS_CANONICAL_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


@pytest.fixture(autouse=True)
def _no_language() -> Iterator[None]:
    """Forget the words of a build: Sphinx keeps those of the last one for all that follow in this process."""
    yield
    translators.clear()


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[[Mapping[str, str]], Site]:
    """A library from its source files; conf.py is there already."""

    def make(files: Mapping[str, str]) -> Site:
        site = Site(tmp_path / "source", tmp_path / "build")
        site.write({"conf.py": CONF, **files})
        return site

    return make


@pytest.fixture
def small(make_site: Callable[[Mapping[str, str]], Site]) -> Site:
    """Two categories, three papers that name each other, two planned ones."""
    return make_site(
        {
            "index.md": home("methods", "models"),
            "methods.md": category(content="rag\ngqa", queue="- flash = Flash Attention (2022)\n- PEFT"),
            "models.md": category("models", "Models"),
            "papers/rag.md": paper(
                "Retrieval", "rag", body="As {paper:ref}`gqa` shows, it works. See {paper:ref}`flash`."
            ),
            "papers/gqa.md": paper(
                "Grouped Queries",
                "gqa",
                options=":category: methods\n:extends: rag\n:authors: Ann Lee; Bo Kim\n:year: 2023",
            ),
            "papers/llm.md": paper(
                "A Model", "llm", options=":category: models", body="It uses {paper:citep}`gqa, rag`."
            ),
        }
    )


STRICT = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    ]
)
"""Of scripts, those of the site: no page has a line of its own."""


class Strict(SimpleHTTPRequestHandler):
    """Serves files under a strict content-security policy, and says nothing."""

    def __init__(self, *arguments: Any, policy: str, **options: Any) -> None:
        self.policy = policy
        super().__init__(*arguments, **options)

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":  # which browsers ask for by themselves
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextlib.contextmanager
def serving(folder: Path, policy: str = STRICT, handler: type[Strict] = Strict) -> Iterator[str]:
    """The address where a folder is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder), policy=policy))
    threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()  # how long its end may take
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the library is served."""
    with serving(built()) as address:
        yield address


@pytest.fixture(scope="session")
def many_address() -> Iterator[str]:
    """Where a seeded library is served."""
    with serving(many()) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    program = next(path for name in CHROMIUM if (path := shutil.which(name)))
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--in-process-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        for name in ("new_context", "new_page"):
            setattr(browser, name, functools.partial(_patient, getattr(browser, name)))
        yield browser
        browser.close()


def _patient(make: Callable[..., Any], **options: Any) -> Any:
    """A context or a page that gives a busy machine time."""
    made = make(**options)
    made.set_default_timeout(PATIENCE)
    return made
