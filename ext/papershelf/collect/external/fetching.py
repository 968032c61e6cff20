"""``papers.json`` of another library, by the rules of intersphinx: fetched, kept for some days, or a local copy.

What was fetched lies beside the doctrees. It is used while it is young enough, and when the library cannot be asked.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from papershelf.collect.external.shelved import Reader
from papershelf.libraries.declared import FILE, Declared
from papershelf.libraries.reading import MAX_BYTES, NotALibrary, read
from papershelf.libraries.records import OtherLibrary
from papershelf.model.text.digests import of_bytes

if TYPE_CHECKING:
    from sphinx.config import Config

TIMEOUT = 30.0
"""Seconds that a server may say nothing, where ``intersphinx_timeout`` is not set."""

PATIENCE = 10
"""A whole answer may take so many times as long."""

_DAY = 86_400
_MOVED = frozenset({301, 302, 303, 307, 308})
_REDIRECTS = 5


@dataclass(frozen=True)
class Found:
    """What could be had of a library.

    :param library: nothing where it cannot be used.
    :param digest: of the file.
    :param complaint: why it cannot be used, or what is wrong with what it gives by now.
    :param remark: why a copy is used that is older than it should be.
    """

    name: str
    library: OtherLibrary | None = None
    digest: str = ""
    complaint: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Store:
    """Where files come from and where they are kept.

    :param source: the source folder, to which local copies are relative.
    :param folder: holds what was fetched.
    :param get: gives what stands at an address; raises :class:`OSError`, or :class:`NotALibrary`.
    :param limit: days for which a file is kept; for ever where it is negative.
    :param read: makes a library of a file.
    """

    source: Path
    folder: Path
    get: Callable[[Declared], bytes]
    limit: float
    read: Reader = read
    now: float = field(default_factory=time.time)

    def find(self, library: Declared) -> Found:
        """A library, from its copy, from what was fetched before, or from its server."""
        if library.copy:
            return self._local(library)
        kept = self._kept(library)
        if kept is not None and self._is_young(library):
            return kept
        try:
            data = self.get(library)
            found = Found(library.name, self.read(data, library), of_bytes(data))
        except (OSError, NotALibrary) as error:
            return self._without(library, kept, error)
        self._keep(library, data)
        return found

    def _local(self, library: Declared) -> Found:
        path = self.source / library.copy
        try:
            data = path.read_bytes()
            return Found(library.name, self.read(data, library), of_bytes(data))
        except OSError as error:
            reason = error.strerror or str(error)
        except NotALibrary as error:
            reason = str(error)
        return Found(library.name, complaint=f"its copy {library.copy} cannot be used: {reason}; it is left out")

    def _without(self, library: Declared, kept: Found | None, error: Exception) -> Found:
        """What is left where the server gives nothing of use."""
        reason = f"{library.source} cannot be used: {error}"
        if kept is None:
            return Found(library.name, complaint=f"{reason}; it is left out")
        text = f"{reason}; what was fetched before is used"
        if isinstance(error, NotALibrary):
            return Found(library.name, kept.library, kept.digest, complaint=text)
        return Found(library.name, kept.library, kept.digest, remark=text)

    # -- what was fetched before ----------------------------------------------------------------

    def path(self, library: Declared) -> Path:
        """The file in which a library is kept."""
        return self.folder / f"{library.name}-{of_bytes(library.address.encode())[:8]}.json"

    def _kept(self, library: Declared) -> Found | None:
        try:
            data = self.path(library).read_bytes()
            return Found(library.name, self.read(data, library), of_bytes(data))
        except (OSError, NotALibrary):
            return None

    def _is_young(self, library: Declared) -> bool:
        age = self.now - self.path(library).stat().st_mtime
        return self.limit < 0 or 0 <= age < self.limit * _DAY

    def _keep(self, library: Declared, data: bytes) -> None:
        path = self.path(library)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_bytes(data)
        beside.replace(path)

    def forget_others(self, libraries: list[Declared]) -> None:
        """Remove what was kept of libraries that are not named any more."""
        wanted = {self.path(library) for library in libraries}
        for path in self.folder.glob("*.json") if self.folder.is_dir() else ():
            if path not in wanted:
                path.unlink(missing_ok=True)


def getter(config: Config) -> Callable[[Declared], bytes]:
    """What asks servers, as ``conf.py`` has it."""
    timeout = config.intersphinx_timeout or TIMEOUT
    tls = (config.tls_verify, config.tls_cacerts)

    def get(library: Declared) -> bytes:
        from requests import RequestException  # only a project with libraries pays for it
        from urllib3.exceptions import HTTPError

        try:
            return _get(library, timeout, config.user_agent, tls)
        except (RequestException, HTTPError) as error:  # most are OSErrors, with long texts
            raise OSError(_reason(error)) from None

    return get


def _get(library: Declared, timeout: float, agent: str, tls: tuple[bool, str | dict[str, str] | None]) -> bytes:
    """The body of the answer; a server may send us to another address of the same library only."""
    from sphinx.util import requests

    url, until = library.source, time.monotonic() + PATIENCE * timeout
    for _time in range(_REDIRECTS):
        with requests.get(
            url, timeout=timeout, stream=True, allow_redirects=False, _user_agent=agent, _tls_info=tls
        ) as answer:
            if answer.status_code in _MOVED and "location" in answer.headers:
                url = _next(library, urljoin(url, answer.headers["location"]))
                continue
            if answer.status_code != 200:
                raise OSError(f"the server answers {answer.status_code} {answer.reason}".rstrip())
            return _body(answer.raw, until)
    raise OSError(f"it is redirected more than {_REDIRECTS} times")


def _next(library: Declared, url: str) -> str:
    """Where a server sends us.

    :raises NotALibrary: when that is another place, whose notes would have other addresses.
    """
    here, there = urlsplit(library.source), urlsplit(url)
    if there.scheme not in {here.scheme, "https"} or there._replace(scheme=here.scheme) != here:
        place = url.removesuffix(FILE)
        raise NotALibrary(f"the server leads to {url}; if that is the library, write {place} into conf.py")
    return url


def _body(raw: Any, until: float) -> bytes:
    """What a server says, part by part as it comes: one that says it byte by byte must not hold us up."""
    read = getattr(raw, "read1", raw.read)  # not in the oldest versions of urllib3 that requests takes
    data = bytearray()
    while part := read(1 << 16, decode_content=True):
        data += part
        if len(data) > MAX_BYTES:
            raise NotALibrary(f"it has more than {MAX_BYTES // 1024 // 1024} MB")
        if time.monotonic() > until:
            raise OSError("the server is too slow")
    return bytes(data)


def _reason(error: Exception) -> str:
    """Why there is no answer, in a few words."""
    import urllib3.exceptions as below
    from requests import exceptions

    kinds: dict[tuple[type[Exception], ...], str] = {
        (exceptions.Timeout, below.TimeoutError): "the server does not answer in time",
        (exceptions.SSLError, below.SSLError): "its certificate is not trusted",
        (below.IncompleteRead, below.ProtocolError): "the answer breaks off",
        (exceptions.ConnectionError,): "the server cannot be reached",
    }
    return next((text for kind, text in kinds.items() if isinstance(error, kind)), str(error) or type(error).__name__)
