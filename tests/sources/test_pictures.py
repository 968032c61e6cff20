"""Pictures from the web: what is taken, and what is not asked for."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image

from papershelf.sources.network import pictures
from papershelf.sources.network.pictures import Bounds
from papershelf.sources.network.web import WebError
from sources.servers import Answer, Server, running
from sources.vaults import png

HERE = Bounds(private=True, sleep=lambda seconds: None)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running() as found:
        yield found


def jpeg() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (2, 2)).save(buffer, "JPEG")
    return buffer.getvalue()


def test_a_picture_is_known_by_its_content(server: Server) -> None:
    server.say["/a.png"] = [Answer(jpeg(), "application/octet-stream")]
    data, suffix = pictures.fetch(f"{server.address}/a.png?x=1&amp;y=2", "1", HERE)
    assert (data, suffix) == (jpeg(), "jpg")
    assert server.asked[-1][0] == "/a.png?x=1&y=2"
    assert server.asked[-1][1]["User-Agent"].startswith("papershelf/1 ")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(b"<html>login</html>", "image/png"), "no picture of a known form"),
        (Answer(b'<?xml version="1.0"?>\n<svg xmlns="x"><script/></svg>', "image/svg+xml"), "SVG"),
        (Answer(b"<!-- x -->\n<!DOCTYPE svg>\n<svg>", "image/png"), "SVG"),
        (Answer(png()[:-20], "image/png"), "broken"),
        (Answer(b"\x89PNG\r\n\x1a\n" + b"\0" * pictures.LIMIT, "image/png"), "more than 10,000,000 bytes"),
        (Answer(png(), "image/png", status=403), "status 403"),
        (Answer(png(), "image/png", status=404), "no such"),
        (Answer(png(), "image/png", status=503), "no answer after 2 tries"),
        (Answer(status=302, headers={"Location": "file:///etc/passwd"}), "only http and https"),
        (Answer(status=302, headers={"Location": "http://user:pass@example.org/"}), "password"),
        (Answer(status=302, headers={"Location": "/bad"}), "more than 5 redirects"),
    ],
)
def test_what_is_no_picture_is_refused(server: Server, answer: Answer, why: str) -> None:
    server.say["/bad"] = [answer]
    with pytest.raises(WebError, match=why):
        pictures.fetch(f"{server.address}/bad", "1", HERE)


def test_a_redirect_is_followed(server: Server) -> None:
    server.say["/moved"] = [Answer(status=301, headers={"Location": "/there.png"})]
    server.say["/there.png"] = [Answer(png(), "image/png")]
    assert pictures.fetch(f"{server.address}/moved", "1", HERE) == (png(), "png")


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:1/x.png", "http://localhost/x.png", "https://[::1]/x.png", "http://10.0.0.1/x.png",
     "http://169.254.169.254/latest/meta-data", "http://0.0.0.0/x.png", "http://[::ffff:127.0.0.1]/x.png"],
)  # fmt: skip
def test_private_networks_are_not_asked(address: str) -> None:
    with pytest.raises(WebError, match="private network"):
        pictures.fetch(address, "1", Bounds(sleep=lambda seconds: None))


def test_this_machine_is_not_asked_by_a_redirect_either(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    before = len(server.asked)
    with pytest.raises(WebError, match="private network"):
        pictures.fetch(f"{server.address}/a.png", "1", Bounds(sleep=lambda seconds: None))
    assert len(server.asked) == before


def test_a_name_says_the_address() -> None:
    one = pictures.name_of("https://example.org/img/내 그림%20(1).PNG?raw=1", "png")
    assert one == pictures.name_of("//example.org/img/내 그림%20(1).PNG?raw=1#x", "png")
    assert one.startswith("nae-geurim-1-")
    assert one != pictures.name_of("https://example.org/img/내 그림%20(1).PNG?raw=2", "png")
    assert pictures.name_of("https://example.org/", "gif").startswith("picture-")


@pytest.mark.parametrize(
    ("address", "remote"),
    [("https://x.org/a.png", True), ("HTTP://x.org/a", True), ("//x.org/a.png", True), ("a.png", False),
     ("/a//b.png", False), ("data:image/png;base64,AA", False), ("file:///a.png", False)],
)  # fmt: skip
def test_what_is_remote(address: str, remote: bool) -> None:
    assert pictures.is_remote(address) is remote
