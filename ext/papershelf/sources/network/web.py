"""Answers from the few servers that know papers: politely asked, limited in size and time, checked in kind."""

from __future__ import annotations

import datetime
import email.utils
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    import httpx

LIMIT = 2_000_000
"""Bytes of an answer; a record has a few thousand."""

LONGEST_PAUSE = 60.0
"""Seconds that a server may make us wait between two tries."""

_AGAIN = frozenset({429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})
_REDIRECTS = 5


class WebError(Exception):
    """No answer, or one that cannot be used; the message says which server and why."""


class NoAnswer(WebError):
    """The server did not answer, however often it was asked."""


class NotThere(WebError):
    """The server does not know what was asked for."""


class Refused(WebError):
    """The server shows it to nobody without an account, or asks us to stay away."""


@dataclass(frozen=True)
class Bases:
    """Where the servers are. Nothing else is ever asked, whatever they redirect to."""

    arxiv: str = "https://export.arxiv.org/api/query"
    crossref: str = "https://api.crossref.org"
    datacite: str = "https://api.datacite.org"
    doi: str = "https://doi.org"
    acl: str = "https://aclanthology.org"
    openreview: str = "https://api2.openreview.net"
    openreview_before: str = "https://api.openreview.net"
    dblp: str = "https://dblp.org"
    ncbi: str = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
    openlibrary: str = "https://openlibrary.org"
    google_books: str = "https://www.googleapis.com/books/v1"

    @property
    def origins(self) -> frozenset[str]:
        """Scheme, host and port of each."""
        return frozenset(origin(getattr(self, base.name)) for base in fields(self))


def origin(url: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


@dataclass(frozen=True)
class Answer:
    """What a server says.

    :param kind: content type, without parameters.
    """

    body: bytes
    kind: str


@dataclass
class Client:
    """Asks for one answer after the other.

    :param agent: how we name ourselves.
    :param origins: where it may send us; with ``guard``, everywhere that this lets pass.
    :param guard: looks at an address before it is asked, and raises :class:`WebError` for one that is not.
    :param pauses: origin to seconds between two requests there.
    :param tries: requests for one answer, the first one included.
    :param timeout: seconds without a byte; a whole answer may take three times as long.
    """

    agent: str
    origins: Collection[str]
    pauses: Mapping[str, float] = field(default_factory=dict)
    tries: int = 4
    timeout: float = 20.0
    limit: int = LIMIT
    sleep: Callable[[float], None] = time.sleep
    guard: Callable[[str], None] | None = None
    _asked: dict[str, float] = field(default_factory=dict)

    def get(self, url: str, accept: str, kinds: Collection[str], query: Mapping[str, str] | None = None) -> bytes:
        """The body of an answer; parameters and errors as in :meth:`answer`."""
        return self.answer(url, accept, kinds, query).body

    def answer(self, url: str, accept: str, kinds: Collection[str], query: Mapping[str, str] | None = None) -> Answer:
        """An answer.

        :param accept: what we ask for.
        :param kinds: content types that are taken, without parameters; none where the content tells.
        :raises NotThere: for 404 and 410.
        :raises Refused: for 401 and 403.
        :raises WebError: for everything else that is no such answer.
        """
        import httpx

        host = urlsplit(url).netloc
        reason = ""
        with httpx.Client(timeout=self.timeout, follow_redirects=False) as client:
            for number in range(self.tries):
                try:
                    return self._one(client, str(httpx.URL(url, params=query) if query else url), accept, kinds)
                except httpx.InvalidURL as error:
                    raise WebError(f"{url}: {error}") from None
                except _TryAgain as error:
                    reason, pause = str(error), error.pause
                except httpx.HTTPError as error:
                    reason, pause = f"{type(error).__name__}: {error}".rstrip(": "), None
                if number + 1 < self.tries:
                    self.sleep(min(2.0**number if pause is None else pause, LONGEST_PAUSE))
        raise NoAnswer(f"{host}: no answer after {self.tries} tries ({reason})")

    def _one(self, client: httpx.Client, url: str, accept: str, kinds: Collection[str]) -> Answer:
        """One try, redirects included."""
        for _ in range(_REDIRECTS + 1):
            if self.guard is not None:
                self.guard(url)
            self._wait(url)
            headers = {"User-Agent": self.agent, "Accept": accept, "Accept-Encoding": "identity"}
            with client.stream("GET", url, headers=headers) as response:
                if response.status_code not in _MOVED:
                    return self._body(response, kinds)
                target = urljoin(url, response.headers.get("Location", ""))
            if self.guard is None and origin(target) not in self.origins:
                raise WebError(
                    f"{urlsplit(url).netloc}: it sends us to {urlsplit(target).netloc or target!r}, which is not asked"
                )
            url = target
        raise WebError(f"{urlsplit(url).netloc}: more than {_REDIRECTS} redirects")

    def _wait(self, url: str) -> None:
        """Leave the server the pause it asks for between requests."""
        here = origin(url)
        pause = self.pauses.get(here, 0.0)
        if pause and here in self._asked:
            left = self._asked[here] + pause - time.monotonic()
            if left > 0:
                self.sleep(left)
        self._asked[here] = time.monotonic()

    def _body(self, response: httpx.Response, kinds: Collection[str]) -> Answer:
        host, status = response.url.netloc.decode("ascii", "replace"), response.status_code
        if status in _AGAIN:
            raise _TryAgain(f"status {status}", _retry_after(response.headers.get("Retry-After", "")))
        if status in {404, 410}:
            raise NotThere(f"{host}: there is no such record")
        if status in {401, 403}:
            raise Refused(f"{host}: status {status}")
        if status != 200:
            raise WebError(f"{host}: status {status}")
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kinds and kind not in kinds:
            raise WebError(f"{host}: the answer is {kind or 'of no kind'}, not {' or '.join(sorted(kinds))}")
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise WebError(f"{host}: the answer is packed, which was not asked for")
        body = bytearray()
        started = time.monotonic()
        for chunk in response.iter_raw():
            body += chunk
            if len(body) > self.limit:
                raise WebError(f"{host}: the answer has more than {self.limit:,} bytes")
            if time.monotonic() - started > 3 * self.timeout:
                raise WebError(f"{host}: the answer took longer than {3 * self.timeout:g} seconds")
        return Answer(bytes(body), kind)


class _TryAgain(Exception):
    """The server asks to come back, after ``pause`` seconds if it says so."""

    def __init__(self, reason: str, pause: float | None) -> None:
        super().__init__(reason)
        self.pause = pause


def _retry_after(text: str) -> float | None:
    """Seconds, or a date as HTTP writes it."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return float(min(int(text[:9]), LONGEST_PAUSE))
    try:
        when = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=datetime.UTC)
    return max(0.0, (when - datetime.datetime.now(datetime.UTC)).total_seconds())


def agent(version: str, mailto: str = "") -> str:
    """How we name ourselves; with an address, servers can write before they block."""
    return f"papershelf/{version} (paper notes" + (f"; mailto:{mailto})" if mailto else ")")
