"""Pages as they are in one library again: foreign papers become own ones, and what a split wrote what stood there."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from papershelf.cli.pages.addresses import meant, written
from papershelf.cli.pages.places import KEYS, Form, places
from papershelf.cli.pages.spans import Span, replaced

if TYPE_CHECKING:
    from papershelf.cli.dividing.members import Member


def returned(
    member: Member, path: str, pairs: Sequence[tuple[str, str]], sites: Mapping[str, Member], paths: Mapping[str, str]
) -> tuple[str, list[tuple[int, str]]]:
    """A page of a library as the joined one has it.

    :param pairs: what a split wrote there, and what stood there, in order.
    :param sites: address of a home page to its library.
    :param paths: files of this library that are called otherwise now, to their new names.
    :returns: the text, and line and words of what could not be followed.
    """
    text, markdown = _restored(member.edits.text(path), pairs), path.endswith(".md")
    docname = path.rpartition(".")[0]
    edits: list[tuple[Span, str]] = []
    remarks = []
    for place in places(text, markdown=markdown):
        if place.form in KEYS and ":" in place.target:
            name, _sign, key = place.target.partition(":")
            other = member.names.get(name)
            if other is None:
                continue
            entry = other.folder.catalogue.by_key(key)
            if entry is None:
                line = text.count("\n", 0, place.span[0]) + 1
                remarks.append((line, f"{place.target!r}: {other.name} has no paper {key!r}"))
            edits.append((place.span, key))
        elif place.form is Form.LINK and "://" in place.target:
            edits += [(place.span, there) for there in _page(place.target, docname, sites)]
        elif paths and (file := meant(place, docname, dict(paths))):
            edits.append((place.span, written(place, paths[file], docname)))
    return replaced(text, edits), remarks


def _restored(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    """A text with what stood there before, where it is still what a split wrote."""
    parts, place = [], 0
    for new, old in pairs:
        at = text.find(new, place)
        if at >= 0:
            parts += [text[place:at], old]
            place = at + len(new)
    return "".join([*parts, text[place:]])


def _page(address: str, docname: str, sites: Mapping[str, Member]) -> Iterator[str]:
    """The file of a page that an address of one of the sites means, as the page of a document names it."""
    for base, member in sites.items():
        path, sign, anchor = address.removeprefix(base).partition("#")
        other = unquote(path).removesuffix(".html")
        if address.startswith(base) and other in member.folder.files:
            file = member.folder.files[other]
            yield posixpath.relpath(file, posixpath.dirname(docname) or ".") + sign + anchor
            return
