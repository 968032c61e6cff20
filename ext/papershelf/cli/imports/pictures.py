"""``--fetch-images``: pictures that pages ask other hosts for come into the library."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import posixpath
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from papershelf.cli import writing
from papershelf.cli.imports.prose import FIGURES
from papershelf.cli.library import CommandError
from papershelf.cli.pages.places import Form, places
from papershelf.cli.terminal import shown
from papershelf.cli.writing import Change
from papershelf.sources.found import Outcome, Report
from papershelf.sources.network import pictures
from papershelf.sources.network.pictures import Bounds
from papershelf.sources.network.web import NoAnswer, WebError

_DIRECTIVE = re.compile(r"(?:\{(?:image|figure)\}|\.\.[ \t]+(?:image|figure)::)[ \t]*\Z")
_LONGEST = 60
_SILENT = 3
"""Pictures that a host may leave without an answer before it is not asked any more."""


@dataclass
class Brought:
    """What came of it.

    :param texts: pages that changed, each with its new text.
    :param done: page, line from 1, address and new file of each place that shows a picture that came in.
    :param failed: page, line, address and reason of those that did not.
    """

    texts: dict[str, str] = field(default_factory=dict)
    done: list[tuple[str, int, str, str]] = field(default_factory=list)
    failed: list[tuple[str, int, str, str]] = field(default_factory=list)


def bring_in(source: Path, texts: Mapping[str, str], bounds: Bounds | None) -> Brought:
    """Fetch the pictures of pages. Each is kept as soon as it is there; one that is there already is not asked for.

    :param source: source folder of the library.
    :param texts: path of a page, relative to the source folder, to its text.
    """
    from papershelf import __version__

    found = {path: _remote(text, markdown=path.endswith(".md")) for path, text in texts.items()}
    wanted = list(dict.fromkeys(address for spans in found.values() for _span, address in spans))
    kept = _kept(source)
    files: dict[str, str] = {}
    reasons: dict[str, str] = {}
    silent: Counter[str] = Counter()
    with shown("pictures") as progress:
        for number, address in enumerate(wanted, 1):
            name, host = kept.get(pictures.mark_of(address), ""), pictures.host_of(address)
            if not name and silent[host] >= _SILENT:
                reasons[address] = f"{host}: it did not answer before, so it was not asked again"
            elif not name:
                try:
                    data, suffix = pictures.fetch(address, __version__, bounds or Bounds())
                    name = f"{FIGURES}{pictures.name_of(address, suffix)}"
                    _keep(source, name, data)
                except WebError as error:
                    reasons[address] = str(error)
                    silent[host] += isinstance(error, NoAnswer)
            if name:
                files[address] = kept[pictures.mark_of(address)] = name
            progress(number, len(wanted))
    return _put(texts, found, files, reasons)


def _put(
    texts: Mapping[str, str],
    found: Mapping[str, Sequence[tuple[tuple[int, int], str]]],
    files: Mapping[str, str],
    reasons: Mapping[str, str],
) -> Brought:
    """The pages with the addresses of the files."""
    brought = Brought()
    for path, spans in found.items():
        text = texts[path]
        folder = posixpath.dirname(path) or "."
        parts, place = [], 0
        for (start, end), address in spans:
            line = text.count("\n", 0, start) + 1
            if address in files:
                parts += [text[place:start], posixpath.relpath(files[address], folder)]
                place = end
                brought.done.append((path, line, address, files[address]))
            else:
                brought.failed.append((path, line, address, reasons[address]))
        if parts:
            brought.texts[path] = "".join([*parts, text[place:]])
    return brought


def _remote(text: str, *, markdown: bool) -> list[tuple[tuple[int, int], str]]:
    """Where a page names pictures of other hosts, in order."""
    found = {}
    for place in places(text, markdown=markdown) if "//" in text else ():
        if place.form is Form.OTHER and pictures.is_remote(place.target) and _is_picture(text, place.span, place.whole):
            found[place.span] = place.target
    return sorted(found.items())


def _is_picture(text: str, span: tuple[int, int], whole: tuple[int, int]) -> bool:
    if whole == span:
        return bool(_DIRECTIVE.search(text, text.rfind("\n", 0, span[0]) + 1, span[0]))
    head = text[whole[0] : whole[0] + 4].lower()
    return head.startswith("![") or head == "<img"


def _kept(source: Path) -> dict[str, str]:
    """What an address's file ends with, to the file, of the pictures that are there."""
    found = {}
    folder = source / FIGURES
    for name in sorted(os.listdir(folder)) if folder.is_dir() else ():  # noqa: PTH208 (names, not paths)
        if match := re.fullmatch(r".+-([0-9a-f]{12})\.[a-z]{3,4}", name):
            found[match[1]] = f"{FIGURES}{name}"
    return found


def _keep(source: Path, name: str, data: bytes) -> None:
    """Write a picture, whole or not at all.

    :raises CommandError: if it cannot be written.
    """
    path = writing.target(source, name)
    unfinished = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror or error}") from None
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)


def into_changes(source: Path, changes: Sequence[Change], report: Report, bounds: Bounds | None) -> list[Change]:
    """The files of an import, whose pages show pictures of the library; a row for each that could not be fetched."""
    texts = {
        change.path: change.data.decode("utf-8", "replace")
        for change in changes
        if change.path.endswith((".md", ".rst")) and change.origin is None and not change.gone
    }
    brought = bring_in(source, texts, bounds)
    for path, line, address, why in brought.failed:
        report.add(Outcome.REFUSED, (path, line, _short(address)), why=f"the picture was not fetched: {why}")
    return [
        dataclasses.replace(change, data=brought.texts[change.path].encode("utf-8", "replace"))
        if change.path in brought.texts
        else change
        for change in changes
    ]


def _short(address: str) -> str:
    return address if len(address) <= _LONGEST else f"{address[: _LONGEST - 1]}…"
