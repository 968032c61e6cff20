"""Pictures that stand in the web: fetched from anywhere but from private networks, and known by their content.

In: an address. Out: the picture, and the name of its file, which says the address and nothing else.
"""

from __future__ import annotations

import hashlib
import io
import ipaddress
import posixpath
import re
import socket
import time
import urllib.request
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote, urlsplit

from papershelf.sources.found import key_for
from papershelf.sources.network import remote
from papershelf.sources.network.web import Client, WebError, agent

LIMIT = 10_000_000
"""Bytes of a picture, at most; local ones that come along have no more either."""
SUFFIXES = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp", "AVIF": "avif", "BMP": "bmp"}
"""Forms that are taken, as Pillow names them, to the ending of their files."""
_TRIES = 2
_STEM = 40
_MARK = 12
"""Hexadecimal digits of an address in the name of its file."""
_SVG = re.compile(rb"\s*(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*<svg[\s>]", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Bounds:
    """What may be asked.

    :param private: whether hosts of this machine and of its own network may be.
    :param sleep: waits between two tries.
    """

    private: bool = False
    hosts: remote.Hosts = field(default_factory=remote.Hosts)
    sleep: Callable[[float], None] = time.sleep


def is_remote(address: str) -> bool:
    """Whether a picture has to be asked of another host."""
    return bool(re.match(r"\s*(?:https?:)?//[^/\s]", address, re.IGNORECASE))


def host_of(address: str) -> str:
    """The host of an address, as a reader sees it."""
    try:
        return (urlsplit(_whole(address)).hostname or "").lower()
    except ValueError:
        return ""


def mark_of(address: str) -> str:
    """What the name of a picture's file ends with: the same for the same address, and for no other."""
    return hashlib.sha256(_whole(address).encode()).hexdigest()[:_MARK]


def name_of(address: str, suffix: str) -> str:
    """The name of a picture's file."""
    try:
        stem = posixpath.splitext(unquote(urlsplit(_whole(address)).path).rstrip("/").rpartition("/")[2])[0]
    except ValueError:
        stem = ""
    words = key_for(stem)[:_STEM].strip("-.") if any(map(str.isalnum, stem)) else ""
    return f"{words or 'picture'}-{mark_of(address)}.{suffix}"


def fetch(address: str, version: str, bounds: Bounds) -> tuple[bytes, str]:
    """A picture, and the ending that its file has.

    :raises WebError: if there is none, or it is none that is taken.
    """
    url = _whole(address)
    parts = urlsplit(url)
    if re.search(r"/(?:blob|raw)/", parts.path):
        url = remote.place(url, bounds.hosts).files[0]  # the page of a repository shows it, and is none itself

    def guard(asked: str) -> None:
        _check(asked, private=bounds.private)

    client = Client(agent(version), (), tries=_TRIES, limit=LIMIT, sleep=bounds.sleep, guard=guard)
    body = client.get(url, "image/avif, image/webp, image/png, image/jpeg, image/gif, image/*;q=0.5", ())
    return body, _suffix(body, host_of(url))


def _whole(address: str) -> str:
    """An address as it is asked for: HTML's entities are signs, and one without a scheme is one of https."""
    text = unescape(address.strip())
    text = f"https:{text}" if text.startswith("//") else text
    return text.partition("#")[0]


def _check(url: str, *, private: bool) -> None:
    """Look at an address before it is asked.

    :raises WebError: if it is none of the web, or of this machine or its network.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise WebError(f"{url}: {error}") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise WebError(f"{parts.scheme or 'nothing'}: only http and https are asked")
    if parts.username is not None:
        raise WebError(f"{host}: its address has a password")
    if private:
        return
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port or parts.scheme, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        if urllib.request.getproxies().get(parts.scheme):
            return  # which knows names that this machine does not
        raise WebError(f"{host}: {getattr(error, 'strerror', None) or error}") from None
    for number in sorted(found):
        if not ipaddress.ip_address(number.partition("%")[0]).is_global:
            raise WebError(f"{host}: it is of this machine or of a private network, which is not asked")


def _suffix(body: bytes, host: str) -> str:
    """The ending for a picture, by its content.

    :raises WebError: if it is none.
    """
    from PIL import Image, UnidentifiedImageError

    if _SVG.match(body[:4096]):
        raise WebError(f"{host}: it is an SVG, which may hold a script")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(body), formats=[form for form in SUFFIXES if form in _readable()]) as image:
                form = image.format or ""
                image.verify()
    except UnidentifiedImageError:
        raise WebError(f"{host}: the answer is no picture of a known form ({', '.join(SUFFIXES.values())})") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise WebError(f"{host}: the picture has too many dots") from None
    except Exception as error:  # whatever a broken file brings about in Pillow
        raise WebError(f"{host}: the picture is broken ({error})") from None
    return SUFFIXES[form]


def _readable() -> set[str]:
    from PIL import Image

    Image.init()
    return set(Image.OPEN)
