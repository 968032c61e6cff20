"""What a portal reads of other libraries, kept as records from one build to the next.

To make the records of 10,000 papers takes seconds, to load them a fraction of one. A library is read again when its
file changed.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path

from papershelf import ENV_VERSION, __version__
from papershelf.libraries.declared import Declared
from papershelf.libraries.reading import read
from papershelf.libraries.records import OtherCategory, OtherLibrary, OtherPaper
from papershelf.model.record.paper import Author, Paper
from papershelf.model.text.digests import digest, of_bytes

_KEPT = (OtherPaper, OtherCategory, Paper, Author)
_FORM = digest((ENV_VERSION, __version__, [[one.name for one in fields(kind)] for kind in _KEPT]))
"""Of what is kept; records in another form are not loaded."""

Reader = Callable[[bytes, Declared], OtherLibrary]
"""A file to the library that it is; raises :class:`papershelf.libraries.reading.NotALibrary`."""


@dataclass(frozen=True)
class Shelves:
    """Reads libraries whole, one at a time: what a file says takes more memory than the records that come of it.

    :param folder: holds the records that were made before.
    """

    folder: Path
    _one: threading.Lock = field(default_factory=threading.Lock)

    def read(self, data: bytes, library: Declared) -> OtherLibrary:
        """A library, from its records where they are those of the file.

        :raises NotALibrary: when the file cannot be used.
        """
        token = digest((_FORM, library.name, library.address, of_bytes(data)))
        with self._one:
            kept = self._load(library, token)
            if kept is not None:
                return kept
            made = read(data, library)
            made.make()
            self._keep(library, token, made)
            return made

    def forget_others(self, libraries: Iterable[Declared]) -> None:
        """Remove the records of libraries that are not named any more."""
        wanted = {self._path(library) for library in libraries}
        for path in self.folder.glob("*.pickle") if self.folder.is_dir() else ():
            if path not in wanted:
                path.unlink(missing_ok=True)

    def _path(self, library: Declared) -> Path:
        return self.folder / f"{library.name}.pickle"

    def _load(self, library: Declared, token: str) -> OtherLibrary | None:
        try:
            with self._path(library).open("rb") as file:
                if pickle.load(file) != token:
                    return None
                found = pickle.load(file)
        except Exception:  # whatever a damaged file makes of it
            return None
        return found if isinstance(found, OtherLibrary) else None

    def _keep(self, library: Declared, token: str, made: OtherLibrary) -> None:
        path = self._path(library)
        beside = path.with_suffix(f".{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("wb") as file:
                pickle.dump(token, file, pickle.HIGHEST_PROTOCOL)
                pickle.dump(made, file, pickle.HIGHEST_PROTOCOL)
            beside.replace(path)
        except OSError:  # the next build makes them again; the library itself could be read
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
