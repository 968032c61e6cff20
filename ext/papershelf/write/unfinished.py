"""A build that did not finish leaves a mark, and nothing that it left is trusted."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import ENV_PICKLE_FILENAME

from papershelf.write.whole import write_whole

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_NAME = "unfinished"


class Mark:
    """The mark of one folder: it is there while a build is at work.

    It keeps the files that were in the output folder without being the build's own, so that
    whatever else is found there after a crash can go.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / _NAME

    def left(self) -> frozenset[str] | None:
        """The kept files of a build that did not finish; ``None`` when the last one did."""
        try:
            return frozenset(json.loads(self.path.read_bytes()))
        except OSError:
            return None
        except (ValueError, TypeError):
            return frozenset()

    def set(self, kept: Iterable[str] = ()) -> None:
        """Say that a build is at work."""
        write_whole(self.path, json.dumps(sorted(kept)).encode())

    def clear(self) -> None:
        """Say that it has finished."""
        self.path.unlink(missing_ok=True)


def _of_doctrees(app: Sphinx) -> Mark:
    return Mark(Path(app.doctreedir, "papershelf"))


def _distrust(app: Sphinx, _config: object) -> None:
    """Forget the environment of a build that did not finish, before Sphinx loads it."""
    if _of_doctrees(app).left() is not None:
        Path(app.doctreedir, ENV_PICKLE_FILENAME).unlink(missing_ok=True)


def _start(app: Sphinx) -> None:
    _of_doctrees(app).set()


def _finish(app: Sphinx, exception: Exception | None) -> None:
    if exception is None:
        _of_doctrees(app).clear()


def setup(app: Sphinx) -> None:
    """Set the mark before anything is read, and clear it after everything else."""
    app.connect("config-inited", _distrust)
    app.connect("builder-inited", _start, priority=100)
    app.connect("build-finished", _finish, priority=999)
