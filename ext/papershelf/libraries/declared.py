"""The libraries that ``conf.py`` names: name, address, and a copy of the file where there is one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from papershelf.model.text import values
from papershelf.model.text.names import folded

FILE = "papers.json"
"""What is read of a library; it lies beside its home page."""

_FORM = '{"lab-a": "https://a.example/"}, or with a local copy {"old": ("https://b.example/", "_cache/old.json")}'


@dataclass(frozen=True)
class Declared:
    """A library as ``papershelf_libraries`` names it.

    :param address: of its home page, with a final ``/``.
    :param copy: a file that is read instead, relative to the source folder.
    """

    name: str
    address: str
    copy: str = ""

    @property
    def source(self) -> str:
        """Address of its ``papers.json``."""
        return self.address + FILE


def declared(given: object) -> list[Declared]:
    """Every library of the setting, in its order.

    :raises ValueError: says what was found and what is allowed.
    """
    if not isinstance(given, Mapping):
        raise ValueError(f"found {given!r}; it is a table of names and addresses: {_FORM}")
    return [_one(name, place) for name, place in given.items()]


def _one(name: object, place: object) -> Declared:
    if not isinstance(name, str) or not values.KEY.fullmatch(name):
        like = values.slug(name) if isinstance(name, str) else ""
        hint = f"; did you mean {like!r}?" if like else ""
        raise ValueError(f"found the name {name!r}; a name is written as the key of a paper is, such as 'lab-a'{hint}")
    parts = (place,) if isinstance(place, str) else place
    if (
        not isinstance(parts, list | tuple)
        or not 1 <= len(parts) <= 2
        or not all(isinstance(part, str) and part.strip() for part in parts)
    ):
        raise ValueError(f"{name}: found {place!r}; it is an address, or an address and a local copy: {_FORM}")
    try:
        return Declared(name, home(parts[0]), *parts[1:])
    except ValueError as error:
        raise ValueError(f"{name}: found {parts[0]!r}; {error}") from None


def home(address: str) -> str:
    """The address of a home page, with a final ``/``.

    :raises ValueError: says what is allowed.
    """
    address = values.url(address)
    parts = urlsplit(address)
    if parts.query or parts.fragment:
        raise ValueError("the address of a library has neither '?' nor '#'")
    if "@" in parts.netloc:  # it would stand in every link
        raise ValueError("the address of a library has no password; one in ~/.netrc is used")
    path = parts.path
    for name in (FILE, "index.html"):
        path = path.removesuffix(f"/{name}")
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}{path.rstrip('/')}/"


def accepted(libraries: Iterable[Declared], own: str) -> tuple[list[Declared], list[str]]:
    """Those that are to be read, and what is wrong with the others.

    :param own: address of the library itself; empty where it is not known.
    """
    taken: dict[str, Declared] = {}
    places: dict[str, str] = {}
    complaints = []
    itself = bare(own)
    for library in libraries:
        first = taken.get(folded(library.name))
        if first is not None:
            text = f"{library.name!r} and {first.name!r} are one name; the first is used"
        elif bare(library.address) == itself:
            text = f"{library.name!r} is this library itself; its papers need no name"
        elif bare(library.address) in places:
            text = f"{library.name!r} is {places[bare(library.address)]!r} once more: {library.address}"
        else:
            taken[folded(library.name)] = library
            places[bare(library.address)] = library.name
            continue
        complaints.append(f"{text}; {library.name!r} is left out")
    return list(taken.values()), complaints


def bare(address: str) -> str:
    """An address without its scheme, which often is one of two; nothing for what is no address of a library."""
    try:
        return home(address).partition("://")[2]
    except ValueError:
        return ""
