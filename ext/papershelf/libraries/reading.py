"""``papers.json`` of another library in, records out. Types, lengths and addresses are checked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from papershelf.exports.text import clean
from papershelf.libraries.declared import Declared
from papershelf.libraries.records import OtherCategory, OtherLibrary
from papershelf.model.record.build import shorten
from papershelf.model.text import values
from papershelf.sources.bibliographies.entries.jsontext import object_of, objects_of, text_of, texts_of

VERSION = 1
"""The form of ``papers.json`` that is read."""

MAX_BYTES = 64 * 1024 * 1024
"""Largest file; one of 10,000 papers has about 15 MB."""

_SHOWN = 5
"""Complaints of one kind of file that are told one by one."""


class NotALibrary(Exception):
    """A file that is no ``papers.json`` of a version that is known; the message says why."""


def read(data: bytes, declared: Declared) -> OtherLibrary:
    """A library.

    :raises NotALibrary: when the whole file cannot be used; a paper that cannot is left out and told.
    """
    whole = _whole(data)
    complaints: list[str] = []
    items: dict[str, tuple[Mapping[str, Any], str]] = {}
    for number, item in enumerate(whole["papers"], 1):
        try:
            key, address = _checked(item, declared.address)
        except ValueError as error:
            complaints.append(f"{_name(item, number)} is left out: {error}")
            continue
        if key in items:
            complaints.append(f"{key!r} is there twice; the first is used")
            continue
        items[key] = (item, address)
        complaints += _links(key, item)
    former = {old: key for key, (item, _address) in items.items() for old in texts_of(item.get("former_keys"))}
    categories = tuple(_categories(whole, declared.address))
    return OtherLibrary(declared, items, categories, former, _few(complaints))


def _whole(data: bytes) -> Mapping[str, Any]:
    """The object that the file is."""
    if len(data) > MAX_BYTES:
        raise NotALibrary(f"it has more than {MAX_BYTES // 1024 // 1024} MB")
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise NotALibrary("it is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise NotALibrary(f"it is no JSON: {error.msg} (line {error.lineno}, column {error.colno})") from None
    except (ValueError, RecursionError):
        raise NotALibrary("it is no JSON that can be read") from None
    if not isinstance(whole, dict) or not {"version", "papers"} <= whole.keys():
        raise NotALibrary("it is no papers.json: that is an object with 'version', 'categories' and 'papers'")
    version = whole["version"]
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise NotALibrary(f"it is of version {version}, newer than what this papershelf reads ({VERSION})")
    if version is True or version != VERSION:
        raise NotALibrary(f"found version {shorten(repr(version))}; what is read is version {VERSION}")
    if not isinstance(whole["papers"], list):
        raise NotALibrary("it is no papers.json: 'papers' is a list there")
    return whole


def _checked(item: Any, home: str) -> tuple[str, str]:
    """Key and address of a paper.

    :raises ValueError: says what is wrong with it.
    """
    if not isinstance(item, dict):
        raise ValueError("it is no object")
    key, title, url = (item.get(name) for name in ("key", "title", "url"))
    if not isinstance(key, str) or not values.KEY.fullmatch(key) or len(key) > values.MAX_TITLE:
        raise ValueError(f"found key {shorten(repr(key))}; {_KEY}")
    if not isinstance(title, str) or not clean(title).strip():
        raise ValueError("it has no title")
    values.title(title)
    if not isinstance(url, str):
        raise ValueError("it has no url")
    return key, below(url, home)


_KEY = "a key has lower-case letters, digits, '.', '_' and '-'"


def below(url: str, home: str) -> str:
    """An address of the library, absolute.

    :param url: relative to its home page, or absolute.
    :raises ValueError: for any other address.
    """
    found = f"found url {shorten(url)!r}"
    try:
        address = values.url(urljoin(home, url)) if "\\" not in url else ""
        climbs = ".." in unquote(urlsplit(address).path).split("/")
    except ValueError:
        address, climbs = "", False
    if climbs or not address.startswith(home):
        raise ValueError(f"{found}; the note of a paper is below {home}")
    return address


def _links(key: str, item: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the links of a paper, which lead anywhere on the web."""
    for name, url in object_of(item.get("links")).items():
        try:
            values.url(url if isinstance(url, str) else "")
        except ValueError as error:
            yield f"the link {shorten(name)!r} of {key!r} is left out: found {shorten(repr(url))}; {error}"


def _categories(whole: Mapping[str, Any], home: str) -> Iterator[OtherCategory]:
    seen = set()
    for item in objects_of(whole.get("categories")):
        slug, title = text_of(item.get("slug")), values.text(clean(text_of(item.get("title"))))
        try:
            address = below(text_of(item.get("url")), home)
        except ValueError:
            continue
        if values.KEY.fullmatch(slug) and slug not in seen:
            seen.add(slug)
            yield OtherCategory(slug, title[: values.MAX_TITLE] or slug, text_of(item.get("parent")), address)


def _name(item: Any, number: int) -> str:
    key = item.get("key") if isinstance(item, dict) else None
    return repr(shorten(key)) if isinstance(key, str) and key else f"paper {number}"


def _few(complaints: list[str]) -> tuple[str, ...]:
    """The first ones, and how many more there are."""
    more = len(complaints) - _SHOWN
    return (*complaints[:_SHOWN], *([f"and {more} more"] if more > 0 else []))
