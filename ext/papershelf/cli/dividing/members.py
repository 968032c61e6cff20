"""The libraries that are to become one: which they are, what they call each other, what a split left of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from papershelf.cli.dividing import conf
from papershelf.cli.dividing.parts import PORTAL
from papershelf.cli.library import PLACES, CommandError, Library, find
from papershelf.cli.pages.edits import Edits
from papershelf.sources.library import moved
from papershelf.sources.library.folder import Folder
from papershelf.sources.library.moved import Moved


@dataclass
class Member:
    """A library that goes into the new one.

    :param name: what messages and files call it: the way to its folder as it was given.
    :param names: what it calls others, to them.
    """

    name: str
    library: Library
    folder: Folder
    names: dict[str, Member] = field(default_factory=dict, repr=False)

    @cached_property
    def edits(self) -> Edits:
        """Its files."""
        return Edits(self.library, self.folder)

    @cached_property
    def conf(self) -> str:
        """The text of its ``conf.py``, relative to which nothing is taken."""
        return conf.text_of(self.library.conf)

    @property
    def conf_path(self) -> str:
        """Its ``conf.py``, relative to its source folder."""
        return (self.library.conf / "conf.py").relative_to(self.library.source).as_posix()

    @property
    def is_portal(self) -> bool:
        """Whether a split made it the portal."""
        return bool(conf.literal(self.conf, moved.SETTING) == moved.NAME)

    def place(self, path: str, line: int) -> str:
        """Where something stands: ``out/methods/papers/lora.md:3``."""
        return f"{self.name}/{path}:{line}"


def read(given: Sequence[Path], base: Path) -> tuple[list[Member], Path | None]:
    """The libraries of some folders, a portal first; those that a portal names where a folder holds a split library.

    :param base: the folder that ``given`` count from.
    :returns: them, and the folder around them, where one is given.
    :raises CommandError: if one is no library.
    """
    found: dict[Path, Member] = {}
    around: Path | None = None
    for one in given:
        place = (base / one).resolve()
        inside = _divided(place)
        around = place if inside else around
        for folder, name in inside or [(place, one.as_posix())]:
            found.setdefault(folder, _member(folder, f"{one.as_posix()}/{name}" if inside else name))
    members = sorted(found.values(), key=lambda member: not member.is_portal)
    for member in members:
        member.names = dict(_names(member, members))
    return members, around


def _member(place: Path, name: str) -> Member:
    if not place.is_dir():
        raise CommandError(f"{name} is {'a file' if place.exists() else 'not there'}; join takes folders of libraries")
    library = find(place)
    if not library.source.is_relative_to(place):
        raise CommandError(f"{name} is no library: it has no conf.py")
    return Member(name, library, library.read())


def _divided(place: Path) -> list[tuple[Path, str]]:
    """Folder and name of each library that a split made there, the portal first; nothing for any other folder."""
    portal = place / PORTAL
    here = any((place / inside / "conf.py").is_file() for inside in ("", *PLACES))
    if here or not any((portal / inside / "conf.py").is_file() for inside in ("", *PLACES)):
        return []
    named = _declared(conf.text_of(find(portal).conf))
    return [(portal, PORTAL), *((place / name, name) for name in named if (place / name).is_dir())]


def _declared(text: str) -> Mapping[str, Any]:
    known = conf.literal(text, "papershelf_libraries")
    return known if isinstance(known, dict) else {}


def _names(member: Member, members: Sequence[Member]) -> Iterator[tuple[str, Member]]:
    """What a library calls the others: by where the local copy lies, by the address, by the folder."""
    for name, place in _declared(member.conf).items():
        parts = [part for part in ([place] if isinstance(place, str) else place or ()) if isinstance(part, str)]
        address, copy = [*parts, "", ""][:2]
        lies = (member.folder.source / copy).resolve() if copy else None
        for other in members:
            source, own = other.folder.source, other.folder.settings.address.rstrip("/")
            inside = lies is not None and lies.is_relative_to(source)
            known = bool(own) and address.rstrip("/") == own
            if other is not member and (inside or known or (lies is None and source.name == name)):
                yield name, other
                break


def memory(member: Member) -> Moved:
    """What a split left in a portal; nothing in any other library.

    :raises CommandError: if the file is not what a split writes.
    """
    if not member.is_portal:
        return Moved()
    try:
        return moved.read(member.folder.source / moved.NAME)
    except ValueError as error:
        raise CommandError(f"{member.name}/{error}; nothing was written") from None
