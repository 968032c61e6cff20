"""Runs a command and measures it: wall time, CPU time, and the most memory its processes held together."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
INTERVAL = 0.25
"""Seconds between two looks at the memory; each takes some milliseconds. The first ones follow sooner, for commands
that have ended by then: the system counts as theirs what this program held when it started them."""


@dataclass(frozen=True)
class Run:
    """One run of a command.

    :param peak: bytes of memory; where there is no ``/proc``, of the biggest process alone, which on some systems
        is never less than this program's own.
    :param said: what it printed; builders run so that this is nothing unless something is wrong.
    """

    wall: float
    cpu: float
    peak: int
    code: int
    said: str

    @property
    def failed(self) -> bool:
        """Whether it made nothing that could be measured."""
        return self.code != 0

    def complaint(self) -> str:
        """What was wrong, the end of it if it is long; nothing after a clean run."""
        said = self.said.strip()
        return f"exit code {self.code}: {'…' if len(said) > 500 else ''}{said[-500:]}" if self.code or said else ""


def run(command: Sequence[str], environment: Mapping[str, str]) -> Run:
    """Run a command to its end.

    It gets a session of its own, by which its processes are found while it runs and ended when we are.
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
        )
        memory = _Memory(process.pid)
        try:
            _pid, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        finally:
            memory.stop()
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode(errors="replace")
    return Run(wall, usage.ru_utime + usage.ru_stime, memory.peak or _largest(usage), process.returncode, text)


def _largest(usage: resource.struct_rusage) -> int:
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


class _Memory(threading.Thread):
    """Looks at the memory of a session again and again."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.session = session
        self.peak = 0
        self._over = threading.Event()
        self.start()

    def run(self) -> None:
        """Look until stopped."""
        pause = INTERVAL / 16
        while PROC.is_dir() and not self._over.wait(pause):
            self.peak = max(self.peak, resident(self.session))
            pause = min(2 * pause, INTERVAL)

    def stop(self) -> None:
        """End the thread."""
        self._over.set()
        self.join()


def resident(session: int) -> int:
    """Bytes of memory that the processes of a session hold together; a page that some share counts once."""
    total = 0
    for name in os.listdir(PROC):  # noqa: PTH208 - as little work as can be
        if not name.isdigit():
            continue
        try:
            with open(f"{PROC}/{name}/stat", "rb") as file:  # noqa: PTH123
                fields = file.read().rpartition(b")")[2].split()
            if int(fields[3]) == session:
                total += _share(name) or int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
        except OSError:  # it ended meanwhile
            continue
    return total


def _share(process: str) -> int:
    """Bytes of memory of a process, its part of what it shares; nothing where the system does not tell."""
    try:
        with open(f"{PROC}/{process}/smaps_rollup", "rb") as file:  # noqa: PTH123
            lines = file.read().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(b"Pss:")), 0)
