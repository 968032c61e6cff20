"""A server on this machine that answers as arXiv, Crossref, DataCite and the DOI resolver do, and fails as they do."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

import pytest

from papershelf.sources.network.web import Bases
from papershelf.sources.servers import lookup

ATOM = "application/atom+xml; charset=utf-8"
JSON = "application/json"
CSL = "application/vnd.citationstyles.csl+json"


@dataclass
class Answer:
    """What the server says.

    :param length: what it claims to be the length; the body's where ``None``.
    :param drip: seconds before each byte of the body.
    """

    body: bytes = b""
    kind: str = JSON
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    drip: float = 0.0


@dataclass
class Server:
    """Answers by path; every request is kept with its headers.

    :param say: path without query, unquoted, to answers; the last one stays. A function gets the query.
    """

    address: str
    say: dict[str, list[Answer | Callable[[dict[str, list[str]]], Answer]]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def bases(self) -> Bases:
        """Addresses of the servers, all of them here."""
        return Bases(**{base.name: f"{self.address}/{base.name}" for base in fields(Bases)})

    @property
    def paths(self) -> list[str]:
        """What was asked for, without queries."""
        return [path.partition("?")[0] for path, _ in self.asked]


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """A server on a free port, until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            server.asked.append((self.path, dict(self.headers)))
            parts = urlsplit(self.path)
            answers = server.say.get(unquote(parts.path), [Answer(b"{}", status=404)])
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
            if not isinstance(answer, Answer):
                answer = answer(parse_qs(parts.query))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
            self.end_headers()
            with contextlib.suppress(OSError):
                for start in range(0, len(answer.body), 1 if answer.drip else 65536):
                    time.sleep(answer.drip)
                    self.wfile.write(answer.body[start : start + (1 if answer.drip else 65536)])
                    self.wfile.flush()
            if answer.length is not None:
                self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server = Server(f"http://127.0.0.1:{http.server_address[1]}")
    thread = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask as often as one likes; that the true servers get their pauses stands in `test_web.py`."""
    for pause in ("ARXIV_PAUSE", "NCBI_PAUSE", "DBLP_PAUSE"):
        monkeypatch.setattr(lookup, pause, 0.0)


def atom(*entries: dict[str, Any]) -> Answer:
    """An answer of arXiv's API; of each entry ``id`` (with version), ``title``, ``authors`` and the like."""
    parts = []
    for entry in entries:
        authors = "".join(f"<author><name>{escape(name)}</name></author>" for name in entry.get("authors", ["Ann Lee"]))
        own = "".join(
            f'<arxiv:{name} xmlns:arxiv="http://arxiv.org/schemas/atom">{escape(entry[name])}</arxiv:{name}>'
            for name in ("comment", "journal_ref", "doi")
            if name in entry
        )
        parts.append(
            f"<entry><id>http://arxiv.org/abs/{entry['id']}</id><updated>2022-01-01T00:00:00Z</updated>"
            f"<published>{entry.get('published', '2021-06-17T17:37:18Z')}</published>"
            f"<title>{escape(entry['title'])}</title>"
            f"<summary>  Words.\n</summary>{authors}{own}"
            f'<link href="http://arxiv.org/abs/{entry["id"]}" rel="alternate" type="text/html"/></entry>'
        )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
    return Answer(f"{head}<title>ArXiv Query</title>{''.join(parts)}</feed>".encode(), ATOM)


def crossref(**message: Any) -> Answer:
    """An answer of Crossref's ``/works/DOI``."""
    whole = {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": message}
    return Answer(json.dumps(whole).encode())


def datacite(**attributes: Any) -> Answer:
    """An answer of DataCite's ``/dois/DOI``."""
    whole = {"data": {"id": attributes.get("doi", ""), "type": "dois", "attributes": attributes}}
    return Answer(json.dumps(whole).encode(), "application/vnd.api+json; charset=utf-8")
