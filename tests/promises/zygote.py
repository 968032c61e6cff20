"""A process that has loaded everything a build needs and has built nothing: each build is a fork of it.

Sphinx, docutils and furo keep caches and registries for the life of a process, so builds of one process would not
be independent; starting an interpreter for each would take longer than the build.

    python zygote.py ADDRESS FOLDER LOADED

listens at a Unix socket until its standard input is closed, and removes FOLDER then. LOADED is a file of what a build
needs, for all zygotes; the first writes it. A request is one line of JSON, see :class:`Request`; the answer is the wait
status of the build and the processor time it took.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import gc
import importlib
import importlib.metadata
import json
import logging
import marshal
import os
import re
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import CodeType
from typing import Any, NoReturn

TESTS = Path(__file__).parent.parent

TIME_LIMIT = 300
"""Seconds after which a build that hangs is ended."""


@dataclass(frozen=True)
class Request:
    """One build.

    :param errors: file that takes what the build writes to standard error.
    :param bugs: names in `promises.bugs`.
    :param hooks: name in `promises.hooks` and its arguments.
    """

    source: str
    out: str
    doctrees: str
    errors: str
    builder: str = "html"
    jobs: int = 1
    options: tuple[str, ...] = ()
    bugs: tuple[str, ...] = ()
    hooks: tuple[tuple[str, dict[str, Any]], ...] = ()
    env: dict[str, str] = field(default_factory=dict)

    def line(self) -> bytes:
        """The request as it is sent."""
        return json.dumps(asdict(self)).encode() + b"\n"


# ---- compiled templates: pure functions of their text, so all builds may share them


class Templates:
    """Jinja's compiler with a memory; what a scout compiled comes from a file."""

    def __init__(self) -> None:
        self.known: dict[tuple[Any, ...], CodeType] = {}

    def install(self) -> None:
        """Have Sphinx's template loader use it."""
        from sphinx import jinja2glue

        known = self.known

        class Environment(jinja2glue.SandboxedEnvironment):
            def compile(self, source: Any, *args: Any, **kwargs: Any) -> Any:
                if not isinstance(source, str):
                    return super().compile(source, *args, **kwargs)
                text = self.preprocess(source, *args[:2])
                key = (text, args, tuple(kwargs.items()), tuple(sorted(self.extensions)))
                if key not in known:
                    known[key] = super().compile(source, *args, **kwargs)
                return known[key]

        jinja2glue.SandboxedEnvironment = Environment  # type: ignore[misc]


# ---- what is installed: the same for all builds of a run


def remember_what_is_installed() -> None:
    """Look once at the environment, which each build does several times: a seventh of one that has nothing to do."""
    from sphinx import registry, theming

    entry_points = functools.cache(importlib.metadata.entry_points)
    for module in (importlib.metadata, registry, theming):
        module.entry_points = entry_points  # type: ignore[attr-defined]
    importlib.metadata.version = functools.cache(importlib.metadata.version)
    entry_points()
    for group in ("sphinx.builders", "sphinx.html_themes"):
        entry_points(group=group)
    for distribution in ("docutils", "furo", "myst-parser", "sphinx"):
        importlib.metadata.version(distribution)


# ---- warming up


def warm(folder: Path, found: Path) -> None:
    """Import what a build imports: a fork builds a small library and says what it needed."""
    sys.path[0] = str(TESTS)
    import sphinx.application
    import sphinx.cmd.build

    from promises import bugs, hooks, model  # noqa: F401

    for name in sphinx.application.builtin_extensions:
        importlib.import_module(name)
    templates = Templates()
    templates.install()
    if not found.exists():
        _in_fork(lambda: _scout(folder, model.small().files(), templates, found))
    modules, known, patterns = marshal.loads(found.read_bytes())
    templates.known.update(known)
    re._MAXCACHE = 10_000  # type: ignore[attr-defined]
    for pattern, flags in patterns:  # of what is built now, pure functions too: a sixth of a small build
        re.compile(pattern, flags)
    for name in modules:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    remember_what_is_installed()
    gc.collect()
    gc.freeze()
    gc.disable()  # a tenth of a small build
    logging.disable(logging.DEBUG)  # which Sphinx makes records of while it sets up, and no handler takes


def _scout(folder: Path, files: dict[str, bytes], templates: Templates, found: Path) -> None:
    from sphinx.cmd.build import main

    patterns: list[tuple[str | bytes, int]] = []
    compiler, compiled = re._compiler, re._compiler.compile  # type: ignore[attr-defined]

    def noted(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        if isinstance(pattern, (str, bytes)):
            patterns.append((pattern, int(flags)))
        return compiled(pattern, flags)

    compiler.compile = noted
    with tempfile.TemporaryDirectory(dir=folder) as name:
        place = Path(name)
        for path, content in files.items():
            target = place / "source" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        for builder in ("html", "text", "latex"):
            main(["-q", "-b", builder, "-d", f"{place}/doctrees", f"{place}/source", f"{place}/{builder}"])
    temporary = found.with_suffix(f".{os.getpid()}")
    temporary.write_bytes(marshal.dumps(([*sys.modules], templates.known, patterns)))
    temporary.replace(found)


def _in_fork(work: Any) -> None:
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    os.waitpid(pid, 0)


# ---- builds


def serve(address: str, folder: Path, found: Path) -> None:
    """Answer requests until standard input ends, however the tests ended; then remove the folder."""
    warm(folder, found)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(address)
        server.listen(64)
        print("ready", flush=True)
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        while True:
            ready, _, _ = select.select([server, sys.stdin], [], [])
            if sys.stdin in ready:
                shutil.rmtree(folder, ignore_errors=True)
                return
            connection, _ = server.accept()
            if os.fork() == 0:
                server.close()
                _supervise(connection)
            connection.close()


def _supervise(connection: socket.socket) -> NoReturn:
    """Fork the build, wait for it, and end whatever it left running."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _adopt()
        with connection.makefile("rb") as lines:
            request = Request(**json.loads(lines.readline()))
        pid = os.fork()
        if pid == 0:
            connection.close()
            _build(request)
        signal.signal(signal.SIGALRM, lambda *_: os.killpg(pid, signal.SIGKILL))
        signal.alarm(TIME_LIMIT)
        _, status, usage = os.wait4(pid, 0)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            while True:
                os.wait()
        connection.sendall(f"{status} {usage.ru_utime + usage.ru_stime:.3f}\n".encode())
    finally:
        os._exit(0)


def _adopt() -> None:
    """Become the parent of processes that lose theirs: one that is killed may be in the middle of renaming a file."""
    with contextlib.suppress(AttributeError):  # only Linux has it
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


_PR_SET_CHILD_SUBREAPER = 36


def _build(request: Request) -> NoReturn:
    code = 99
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        null = os.open(os.devnull, os.O_RDWR)
        errors = os.open(request.errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        for source, target in ((null, 0), (null, 1), (errors, 2)):
            os.dup2(source, target)
        code = build(request)
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        with contextlib.suppress(BaseException):
            sys.stderr.flush()
        os._exit(code)


def build(request: Request) -> int:
    """Build in this process."""
    from sphinx.cmd.build import main

    from promises import bugs, hooks

    os.environ.update(request.env)
    time.tzset()
    tempfile.tempdir = str(Path(request.errors).parent)
    for name in request.bugs:
        bugs.seed(name)
    for hook, arguments in request.hooks:
        hooks.HOOKS[hook](**arguments)
    options = ["-q", "-b", request.builder, "-j", str(request.jobs), "-d", request.doctrees, *request.options]
    code = main([*options, request.source, request.out])
    hooks.finish()
    return code


if __name__ == "__main__":
    serve(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
