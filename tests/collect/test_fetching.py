"""Files of other libraries come from real servers, some of which are slow, hostile or gone."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest

from papershelf.collect.external import fetching
from papershelf.collect.external.fetching import Found, Store, getter
from papershelf.libraries.declared import Declared

PAPERS = [{"key": "lora", "title": "LoRA", "status": "done", "url": "lora.html"}]
GOOD = json.dumps({"version": 1, "categories": [], "papers": PAPERS}).encode()
Answer = Callable[[BaseHTTPRequestHandler], None]


def sent(data: bytes, status: int = 200, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        with contextlib.suppress(OSError):  # who asked has heard enough
            handler.wfile.write(data)

    return answer


@contextlib.contextmanager
def serving(answer: Answer) -> Iterator[tuple[str, list[str]]]:
    """The address of a server, and the paths that it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            answer(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", asked
    server.shutdown()
    server.server_close()


def find(tmp_path: Path, address: str, *, copy: str = "", limit: float = 5, timeout: float = 20) -> Found:
    config = SimpleNamespace(
        intersphinx_timeout=timeout, tls_verify=True, tls_cacerts=None, user_agent="papershelf test"
    )
    store = Store(tmp_path, tmp_path / "kept", getter(config), limit)  # type: ignore[arg-type]
    return store.find(Declared("lab-a", address, copy))


def nobody() -> str:
    """An address where no server is."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{one.getsockname()[1]}/"


def names(found: Found) -> list[str]:
    return found.library.keys if found.library else []


def test_a_file_is_kept_for_some_days_and_then_asked_for_again(tmp_path: Path) -> None:
    with serving(sent(GOOD)) as (address, asked):
        first = find(tmp_path, address)
        assert (names(first), first.complaint, first.remark) == (["lora"], "", "")
        assert find(tmp_path, address).digest == first.digest
        assert asked == ["/papers.json"]
        [kept] = (tmp_path / "kept").iterdir()
        assert kept.read_bytes() == GOOD
        os.utime(kept, (0, 0))
        assert names(find(tmp_path, address, limit=-1)) == ["lora"]
        assert len(asked) == 1  # negative: for ever
        assert names(find(tmp_path, address)) == ["lora"]
        assert len(asked) == 2
        assert names(find(tmp_path, address)) == ["lora"]
        assert len(asked) == 2
        assert names(find(tmp_path, address, limit=0)) == ["lora"]
        assert len(asked) == 3  # none: always


def test_without_the_server_what_was_fetched_before_is_used_and_said_once(tmp_path: Path) -> None:
    with serving(sent(GOOD)) as (address, _asked):
        find(tmp_path, address)
    found = find(tmp_path, address, limit=0)
    assert names(found) == ["lora"]
    assert not found.complaint
    assert found.remark == (
        f"{address}papers.json cannot be used: the server cannot be reached; what was fetched before is used"
    )


def test_without_the_server_and_anything_kept_the_library_is_left_out(tmp_path: Path) -> None:
    found = find(tmp_path, nobody())
    assert found.library is None
    assert found.complaint.endswith("cannot be used: the server cannot be reached; it is left out")


def test_a_file_that_got_broken_does_not_replace_the_one_that_is_kept(tmp_path: Path) -> None:
    answers = [sent(GOOD), sent(b'{"version": 2, "papers": []}')]
    with serving(lambda handler: answers[len(asked) - 1](handler)) as (address, asked):
        find(tmp_path, address)
        found = find(tmp_path, address, limit=0)
    assert names(found) == ["lora"]
    assert "version 2, newer than" in found.complaint
    assert found.complaint.endswith("what was fetched before is used")
    [kept] = (tmp_path / "kept").iterdir()
    assert kept.read_bytes() == GOOD


def test_a_kept_file_that_is_damaged_is_fetched_again(tmp_path: Path) -> None:
    with serving(sent(GOOD)) as (address, asked):
        find(tmp_path, address)
        [kept] = (tmp_path / "kept").iterdir()
        kept.write_bytes(GOOD[:20])
        assert names(find(tmp_path, address)) == ["lora"]
        assert len(asked) == 2


def endless(handler: BaseHTTPRequestHandler) -> None:
    """200 MB, if somebody takes them."""
    handler.send_response(200)
    handler.end_headers()
    with contextlib.suppress(OSError):
        for _part in range(200):
            handler.wfile.write(b" " * 1_000_000)


def dripping(handler: BaseHTTPRequestHandler) -> None:
    """One byte after the other, none so late that it would be noticed alone."""
    handler.send_response(200)
    handler.end_headers()
    with contextlib.suppress(OSError):
        while not over.wait(0.02):
            handler.wfile.write(b" ")
            handler.wfile.flush()


def silent(handler: BaseHTTPRequestHandler) -> None:
    over.wait()


over = threading.Event()


@pytest.mark.parametrize(
    ("answer", "timeout", "reason"),
    [
        (endless, 20, "it has more than 64 MB"),
        (dripping, 20, "the server is too slow"),
        (silent, 0.1, "the server does not answer in time"),
        (sent(GOOD[:30], **{"Content-Length": "999"}), 20, "the answer breaks off"),
        (sent(b"gone", 404), 20, "the server answers 404 Not Found"),
        (sent(b"", 500), 20, "the server answers 500 Internal Server Error"),
        (sent(b"<html>"), 20, "it is no JSON"),
        (sent(GOOD, 302, location="/papers.json"), 20, "it is redirected more than 5 times"),
        (
            sent(b"", 302, location="https://elsewhere.example/papers.json"),
            20,
            "the server leads to https://elsewhere.example/papers.json; if that is the library, write "
            "https://elsewhere.example/ into conf.py",
        ),
        (sent(b"", 301, location="file:///etc/passwd"), 20, "the server leads to file:///etc/passwd"),
        (sent(b"", 301, location="/ko/papers.json"), 20, "the server leads to http://127.0.0.1:"),
    ],
)
def test_a_server_that_gives_nothing_of_use_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: Answer, timeout: float, reason: str
) -> None:
    if answer is dripping:
        monkeypatch.setattr(fetching, "PATIENCE", 0.02)
    over.clear()
    with serving(answer) as (address, asked):
        found = find(tmp_path, address, timeout=timeout)
        for _moment in range(12_000):  # who waits for a tenth of a second may have gone before the server noticed
            if asked:
                break
            time.sleep(0.01)
        over.set()
    assert found.library is None
    assert found.complaint.startswith(f"{address}papers.json cannot be used: ")
    assert reason in found.complaint
    assert set(asked) == {"/papers.json"}
    assert not (tmp_path / "kept").exists()


def test_a_local_copy_asks_no_server(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_bytes(GOOD)
    with serving(sent(b"")) as (address, asked):
        assert names(find(tmp_path, address, copy="old.json")) == ["lora"]
        assert not asked
    assert not (tmp_path / "kept").exists()
    missing = find(tmp_path, address, copy="new.json")
    assert missing.complaint == "its copy new.json cannot be used: No such file or directory; it is left out"
    (tmp_path / "new.json").write_text("[]")
    assert (
        "its copy new.json cannot be used: it is no papers.json" in find(tmp_path, address, copy="new.json").complaint
    )
