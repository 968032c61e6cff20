"""Real builds of a small library, each in a process of its own, and the comparison of what they leave."""

from __future__ import annotations

import atexit
import contextlib
import difflib
import functools
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from library import once
from promises import zygote
from promises.model import Edit, Library, NotApplicable, apply

Tree = dict[str, bytes]
"""Path relative to the output folder, to content."""

EAGER: tuple[str, dict[str, Any]] = ("eager_workers", {})
"""Hook that has a few documents shared out to processes, though it does not pay."""

DAY = 24 * 3600 * 10**9
CONSISTENCY = re.compile(
    r"\[papershelf\.(unknown-key|duplicate-key|unknown-category|duplicate-category|stale-queue|missing-option)\]$"
)


class Difference(AssertionError):
    """An output is not what a build from nothing gives."""


# ---- trees


def tree(out: Path) -> Tree:
    """Everything below the output folder but what Sphinx keeps for itself."""
    return {name: path.read_bytes() for name, path in _files(out)}


def _files(out: Path) -> Iterator[tuple[str, Path]]:
    for path in out.rglob("*"):
        name = path.relative_to(out).as_posix()
        if path.is_file() and not name.startswith((".doctrees/", ".buildinfo")):
            yield name, path


def assert_same_tree(found: Tree, expected: Tree, what: str = "") -> None:
    """Compare; say which files are missing, extra or different, with a diff of the first that is text."""
    __tracebackhide__ = True
    missing = sorted(expected.keys() - found.keys())
    extra = sorted(found.keys() - expected.keys())
    different = sorted(name for name in found.keys() & expected.keys() if found[name] != expected[name])
    if not (missing or extra or different):
        return
    lines = [what] if what else []
    lines += [
        f"{title} ({len(names)}): {', '.join(names[:12])}{' …' if len(names) > 12 else ''}"
        for title, names in (("missing", missing), ("extra", extra), ("different", different))
        if names
    ]
    for name in sorted(different, key=lambda name: (not name.endswith(".html"), name.startswith("_"), name)):
        diff = _diff(name, found[name], expected[name])
        if diff:
            lines += diff
            break
    raise Difference("\n".join(lines))


def _unpacked(inventory: bytes) -> bytes:
    *head, body = inventory.split(b"\n", 4)
    return b"\n".join([*head, zlib.decompress(body)])


def _diff(name: str, found: bytes, expected: bytes, most: int = 30) -> list[str]:
    try:
        if name.endswith("objects.inv"):
            expected, found = (_unpacked(content) for content in (expected, found))
        texts = [content.decode() for content in (expected, found)]
    except UnicodeDecodeError:
        return []
    pieces = [re.split(r"(?<=>)(?=<)|\n|(?<=[,;}])(?=[\"a-z])", text) for text in texts]
    diff = difflib.unified_diff(*pieces, f"{name} (expected)", f"{name} (found)", lineterm="", n=1)
    return [line[:300] for line in list(diff)[:most]]


# ---- builds


@functools.cache
def shared_folder() -> Path:
    """A folder for this run of the tests, in memory where there is room."""
    memory = Path("/dev/shm")
    roomy = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2**30
    folder = Path(tempfile.mkdtemp(prefix="papershelf-promises-", dir=memory if roomy else None)).resolve()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


class Zygote:
    """The process that builds are forked from, see `promises.zygote`."""

    def __init__(self, env: Mapping[str, str]) -> None:
        folder = Path(tempfile.mkdtemp(dir=shared_folder()))
        self.address = str(folder / "s")
        loaded = once("zygotes", lambda _folder: None) / "loaded"
        command = [sys.executable, zygote.__file__, self.address, str(shared_folder()), str(loaded)]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **env},
            cwd=folder,
            start_new_session=True,
        )
        assert self.process.stdin is not None
        atexit.register(self.process.stdin.close)

    def wait_until_ready(self) -> None:
        """Return once it listens."""
        assert self.process.stdout is not None
        if not self.process.stdout.closed:
            assert self.process.stdout.readline() == b"ready\n"
            self.process.stdout.close()

    def start(self, request: zygote.Request) -> socket.socket:
        """Start a build; its wait status can be read from the socket."""
        self.wait_until_ready()
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(self.address)
        connection.sendall(request.line())
        return connection


_zygotes: dict[tuple[tuple[str, str], ...], Zygote] = {}


def zygote_for(env: Mapping[str, str] | None = None) -> Zygote:
    """The zygote of an environment: what must be set before Python starts, such as PYTHONHASHSEED."""
    env = {"PYTHONHASHSEED": "0", **(env or {})}
    key = tuple(sorted(env.items()))
    if key not in _zygotes:
        _zygotes[key] = Zygote(env)
    return _zygotes[key]


@dataclass(frozen=True)
class Result:
    """What a build said and did.

    :param code: exit code; negative for the signal that ended it.
    :param warnings: without colours and the source folder's path.
    :param written: files below the output folder that are new or were written.
    """

    code: int
    warnings: str
    written: frozenset[str]

    @property
    def lines(self) -> list[str]:
        """The warnings one by one."""
        return [line for line in self.warnings.splitlines() if line.strip()]

    @property
    def consistency(self) -> list[str]:
        """Warnings about what stands between documents, which every build that read anything repeats."""
        return sorted(line for line in self.lines if CONSISTENCY.search(line))

    @property
    def pages(self) -> set[str]:
        """The HTML pages among the files written, by name; also those that no source has."""
        return {name.removesuffix(".html") for name in self.written if name.endswith(".html")}


spent: Counter[str] = Counter()
"""How many builds there were, and the processor time they took; for the figures at the end of a run."""


class Running:
    """A build under way."""

    def __init__(self, connection: socket.socket, request: zygote.Request, before: Mapping[str, Any]) -> None:
        self.connection = connection
        self.request = request
        self.before = before

    def wait(self) -> Result:
        """Wait for its end."""
        with self.connection, self.connection.makefile("rb") as lines:
            answer = lines.readline()
        if not answer:
            raise RuntimeError("the process that builds are forked from has gone")
        status, seconds = answer.split()
        spent.update({"builds": 1, "milliseconds in builds": round(1000 * float(seconds))})
        text = Path(self.request.errors).read_text(encoding="utf-8", errors="replace")
        text = re.sub(r"\x1b\[[0-9;]*m", "", text).replace(f"{self.request.source}/", "")
        after = stamps(Path(self.request.out))
        written = frozenset(name for name, stamp in after.items() if self.before.get(name) != stamp)
        return Result(os.waitstatus_to_exitcode(int(status)), text, written)


def stamps(out: Path) -> dict[str, tuple[int, int, int]]:
    """Identity and time stamp of each file: whether it was written, not what it holds."""
    found = {}
    for name, path in _files(out):
        stat = path.stat()
        found[name] = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
    return found


class Sources:
    """A library's source folder. Time stamps are given to each file; none is left to chance."""

    _last = 0

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content: dict[str, bytes] = {}
        self.stamp: dict[str, int] = {}
        self.seen: dict[tuple[str, bytes], int] = {}

    def copy(self) -> Sources:
        """The same folder, remembered apart."""
        other = Sources(self.folder)
        other.content, other.stamp, other.seen = dict(self.content), dict(self.stamp), dict(self.seen)
        return other

    @classmethod
    def now(cls) -> int:
        """A time stamp later than any before."""
        cls._last = max(time.time_ns(), cls._last + 10**6)
        return cls._last

    def write(self, library: Library) -> set[str]:
        """Bring the folder to what the library says; which files' contents that changed."""
        files = library.files()
        old = dict(self.stamp)
        changed = self.content.keys() - files.keys()
        for name in changed:
            (self.folder / name).unlink()
            del self.content[name], self.stamp[name]
        for name, content in files.items():
            policy = library.stamps.get(name, "")
            if content != self.content.get(name):
                changed.add(name)
            elif not policy:
                continue
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            stamp = self._stamp(name, content, policy, old)
            os.utime(path, ns=(stamp, stamp))
            self.content[name], self.stamp[name] = content, stamp
            self.seen.setdefault((name, content), stamp)
        time.sleep(max(0, self._last - time.time_ns()) / 10**9)  # or a quick build would read files of the future
        return changed

    def _stamp(self, name: str, content: bytes, policy: str, old: Mapping[str, int]) -> int:
        match policy.split():
            case ["older"] if name in old:
                return old[name] - DAY
            case ["future"]:
                return self.now() + DAY
            case ["kept"] if name in old:
                return old[name]
            case ["of", other]:
                return old[other]
            case ["then"]:
                return self.seen.get((name, content)) or self.now()
            case _:
                return self.now()


class Workshop:
    """A library with its output, built again and again, and the clean build that it must equal.

    :param env: environment of the Python that builds.
    :param hooks: names in `promises.hooks`, of every build.
    """

    def __init__(
        self, folder: Path, library: Library, *, env: Mapping[str, str] | None = None, hooks: Sequence[str] = ()
    ) -> None:
        self.folder = folder
        self.initial = library
        self.hooks = [(name, {}) for name in hooks]
        self.bugs: tuple[str, ...] = ()
        self.zygote = zygote_for(env)
        self.out = folder / "out"
        self.doctrees = folder / "doctrees"
        self.source = folder / "source"
        self._clean: dict[int, tuple[Tree, Result]] = {}
        self._count = 0
        self._saved: Sources | None = None
        self._begin(Sources(self.source))
        self.write()

    def _begin(self, sources: Sources) -> None:
        self.library = self.initial.copy()
        self.sources = sources
        self.changed: set[str] = set()

    def reset(self) -> None:
        """The library as it was first, and built; where bugs are seeded, with these."""
        saved = self.folder / "saved"
        for path in (self.source, self.out, self.doctrees):
            shutil.rmtree(path, ignore_errors=True)
        if self._saved is None:
            self._begin(Sources(self.source))
            self.write()
            first = self.build(bugs=())
            if first.code != 0:
                raise Difference(f"the first build fails: exit {first.code}\n{first.warnings[-3000:]}")
            for path in (self.source, self.out, self.doctrees):
                shutil.copytree(path, saved / path.name)
            self._saved = self.sources.copy()
        else:
            for path in (self.source, self.out, self.doctrees):
                shutil.copytree(saved / path.name, path)
        self._begin(self._saved.copy())
        if self.bugs:
            for path in (self.out, self.doctrees):
                shutil.rmtree(path)
            self.build()

    def write(self) -> None:
        """Write the library's files."""
        self.changed |= self.sources.write(self.library)
        self.library.stamps = {}

    def edit(self, *edits: Edit) -> None:
        """Make edits, without a build."""
        for change in edits:
            apply(self.library, change)
            self.write()

    @contextlib.contextmanager
    def seeded(self, *bugs: str) -> Iterator[None]:
        """Have bugs of `promises.bugs` in every build, but those from nothing that it is compared with."""
        self.bugs = bugs
        try:
            yield
        finally:
            self.bugs = ()

    # -- builds

    def start(self, *, out: Path | None = None, doctrees: Path | None = None, **options: Any) -> Running:
        """Start a build of the sources as they are."""
        self._count += 1
        out = out or self.out
        temporary = self.folder / "temporary"
        temporary.mkdir(exist_ok=True)
        request = zygote.Request(
            source=str(self.source),
            out=str(out),
            doctrees=str(doctrees or self.doctrees),
            errors=str(temporary / f"errors-{self._count}"),
            **{"bugs": self.bugs, **options, "hooks": (*self.hooks, *options.get("hooks", ()))},
        )
        return Running(self.zygote.start(request), request, stamps(out))

    def build(self, **options: Any) -> Result:
        """Build the sources as they are."""
        return self.start(**options).wait()

    def start_clean(self) -> Running | None:
        """Start a build from nothing, unless it is known what it gives."""
        if self._state() in self._clean:
            return None
        place = self.folder / "clean"
        shutil.rmtree(place, ignore_errors=True)
        return self.start(out=place / "out", doctrees=place / "doctrees", bugs=())

    def finish_clean(self, running: Running | None) -> tuple[Tree, Result]:
        """What a build from nothing gives."""
        if running is not None:
            result = running.wait()
            if result.code != 0:
                raise Difference(f"a build from nothing fails: exit {result.code}\n{result.warnings[-3000:]}")
            while len(self._clean) > 60:
                del self._clean[next(iter(self._clean))]
            self._clean[self._state()] = (tree(self.folder / "clean" / "out"), result)
        return self._clean[self._state()]

    def clean(self) -> Tree:
        """Output of a build from nothing."""
        return self.finish_clean(self.start_clean())[0]

    def _state(self) -> int:
        return hash(frozenset(self.sources.content.items()))

    def _kill(self, at: int) -> None:
        """A build that is killed at one of its changes to files."""
        folders = [str(self.out), str(self.doctrees)]
        self.build(hooks=(("changes", {"folders": folders, "report": os.devnull, "at": at, "action": "kill"}),))

    def check(self, what: str = "", *, hows: Iterable[str] = ("",)) -> Result:
        """Build, and compare with a build from nothing.

        :param hows: builders that come first, and the options of the build, see :class:`Edit`.
        """
        __tracebackhide__ = True
        clean = self.start_clean()
        options: dict[str, Any] = {}
        said: list[str] = []
        for how in hows:
            match how.split():
                case [] | ["unbuilt"]:
                    pass
                case ["-j", jobs]:
                    options |= {"jobs": int(jobs), "hooks": (EAGER,)}
                case ["-a"] | ["-E"]:
                    options["options"] = (how,)
                case ["killed", at]:
                    self._kill(int(at))
                case ["output", "lost"]:
                    shutil.rmtree(self.out)
                case [builder]:
                    before = self.build(builder=builder, out=self.folder / f"out-{builder}")
                    said += before.consistency
                    if before.code != 0:
                        raise Difference(f"{what}: {builder} fails: exit {before.code}\n{before.warnings[-3000:]}")
        result = self.build(**options)
        expected, ideal = self.finish_clean(clean)
        if result.code != 0:
            raise Difference(f"{what}: the build fails: exit {result.code}\n{result.warnings[-3000:]}")
        assert_same_tree(tree(self.out), expected, what)
        invented = [line for line in result.lines if line not in ideal.lines]
        if invented:
            raise Difference(f"{what}: warnings that a build from nothing does not give:\n" + "\n".join(invented))
        said += result.consistency
        lost = [line for line in ideal.consistency if line not in said]
        pages_changed = any(name.endswith(".md") for name in self.changed)
        self.changed = set()
        if lost and pages_changed:
            raise Difference(f"{what}: warnings that a build from nothing gives are left out:\n" + "\n".join(lost))
        return result


# ---- builds from nothing, compared with each other


@dataclass
class Built:
    """A build from nothing, and what it gave."""

    result: Result
    tree: Tree


def cold(workshop: Workshop, jobs: int = 1, **options: Any) -> Built:
    """Build from nothing, in a folder apart."""
    place = workshop.folder / f"cold-{jobs}"
    shutil.rmtree(place, ignore_errors=True)
    result = workshop.build(out=place / "out", doctrees=place / "doctrees", jobs=jobs, **options)
    if result.code != 0:
        raise Difference(f"-j {jobs} fails: exit {result.code}\n{result.warnings[-3000:]}")
    return Built(result, tree(place / "out"))


def assert_same(found: Built, expected: Built, what: str) -> None:
    """Same site, and the same warnings with the same places; their order is not promised."""
    __tracebackhide__ = True
    assert_same_tree(found.tree, expected.tree, what)
    if sorted(found.result.lines) != sorted(expected.result.lines):
        lost = [f"- {line}" for line in expected.result.lines if line not in found.result.lines]
        new = [f"+ {line}" for line in found.result.lines if line not in expected.result.lines]
        raise Difference("\n".join([f"{what}: other warnings, or some more than once", *lost, *new]))


# ---- sequences of edits


def run(workshop: Workshop, edits: Sequence[Edit]) -> int:
    """Make edits one after the other, each built and compared; those that make no sense are skipped.

    :returns: how many were made.
    """
    __tracebackhide__ = True
    workshop.reset()
    made = 0
    hows: list[str] = []
    for number, change in enumerate(edits):
        trial = workshop.library.copy()
        try:
            apply(trial, change)
        except NotApplicable:
            continue
        workshop.library = trial
        workshop.write()
        made += 1
        hows.append(change.how)
        if change.how != "unbuilt" or number == len(edits) - 1:
            workshop.check(f"after {change!r}", hows=hows)
            hows = []
    if hows:
        workshop.check("at the end", hows=hows)
    return made


def reduced(workshop: Workshop, edits: Sequence[Edit], tries: int = 60) -> tuple[list[Edit], str]:
    """The fewest edits of a failing sequence that still fail, and what they fail with."""
    message = ""

    def fails(some: Sequence[Edit]) -> bool:
        nonlocal message, tries
        tries -= 1
        try:
            run(workshop, some)
        except Difference as error:
            message = str(error)
            return True
        return False

    left = list(edits)
    for last in range(1, len(left)):  # most need only the last few
        if tries > 0 and fails(left[-last:]):
            left = left[-last:]
            break
        if last > 3:
            break
    position = 0
    while position < len(left) and len(left) > 1 and tries > 0:
        fewer = left[:position] + left[position + 1 :]
        if fails(fewer):
            left = fewer
        else:
            position += 1
    for position, change in enumerate(left):  # built plainly, if that fails too
        if change.how and tries > 0:
            plain = [*left[:position], Edit(change.kind, change.args), *left[position + 1 :]]
            if fails(plain):
                left = plain
    fails(left)
    return left, message


def pasted(edits: Sequence[Edit], name: str = "a short name of what goes wrong") -> str:
    """A sequence as it stands in `test_regressions.py`."""
    return "\n".join([f'    "{name}": [', *(f"        {change!r}," for change in edits), "    ],"])


def explain(workshop: Workshop, edits: Sequence[Edit], error: Difference) -> str:
    """What to say of a sequence that fails: it in short, to be pasted, and the difference."""
    fewest, message = reduced(workshop, edits)
    return f"{message or error}\n\nfor test_regressions.py:\n{pasted(fewest)}"
