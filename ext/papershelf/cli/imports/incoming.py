"""Sources of ``papershelf import``: files, standard input, addresses of the web."""

from __future__ import annotations

import dataclasses
import importlib
import re
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf.cli.library import CommandError
from papershelf.sources.bibliographies.forms import SIGNS, form_of

if TYPE_CHECKING:
    from papershelf.sources.found import Reading
    from papershelf.sources.network.remote import Hosts

STANDARD_INPUT = "-"
MARKDOWN = (".md", ".markdown")
TEXT = ".txt"

_SIGNS = (
    ("json", re.compile(r"\s*[\[{]\s*(?:[\[{\"\]}]|\Z)")),
    ("bibtex", re.compile(r"(?:\s|%[^\n]*\n)*@\s*\w+\s*[{(]")),
    ("bibtex", re.compile(r"[\s\S]*?^@\w+\s*[{(]\s*[^\s,{}()]+\s*,", re.MULTILINE)),
    *SIGNS.items(),
)
"""Form to how a text of it begins; what begins like none of them is Markdown."""
_WEB_PAGE = re.compile(r"\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_HEAD = 65536
"""Characters that are looked at."""


def read(
    source: str, form: str, readers: Mapping[str, str], forms: Mapping[str, str], hosts: Hosts | None,
    *, take: bool = False, encoding: str = "",
) -> Reading:  # fmt: skip
    """Read a source.

    :param form: as ``--format`` names it, or nothing: then its name or its content tells.
    :param readers: file name ending to the module that reads such files.
    :param forms: name of a form to the ending of its files.
    :param take: whether notes of a folder that its list does not name are taken in.
    :param encoding: that of a bibliography; found out when left out.
    :raises CommandError: if it cannot be read.
    """
    from papershelf.sources.network.remote import is_url

    stem = "list"
    if source == STANDARD_INPUT:
        data, suffix, label = _standard_input(), "", "standard input"
    elif is_url(source):
        data, suffix = _fetched(source, hosts)
        label = source
    elif Path(source).is_dir():
        return _folder(Path(source), form, take=take)
    else:
        path = _file(Path(source), readers)
        suffix = path.suffix.lower()
        if not form and suffix == TEXT and (told := _tagged(path)):
            form = told  # what Web of Science and PubMed save
        if not form and suffix not in readers:
            raise CommandError(
                f"{path}: no list of a known kind; known are {', '.join(readers)}; --format names its form"
            )
        if not form or forms[form] == suffix or form == "markdown":  # whose notes lie beside it
            return _as_note(path, _parsed(path, readers[forms[form] if form else suffix], source, encoding), form)
        data, label, stem = path.read_bytes(), source, path.stem
    _refuse_web_page(data, label)
    if form:
        suffix = forms[form]
    elif suffix not in readers:
        suffix = forms[detected(data)]
    with tempfile.TemporaryDirectory(prefix="papershelf-") as folder:
        path = Path(folder) / f"{stem}{suffix}"
        path.write_bytes(data)
        reading = labelled(_parsed(path, readers[suffix], label, encoding), label)
        reading.prose = [dataclasses.replace(text, root=None) for text in reading.prose]
        return reading


def _folder(path: Path, form: str, *, take: bool) -> Reading:
    from papershelf.sources import tree
    from papershelf.sources.found import SourceError

    if form not in {"", "markdown"}:
        raise CommandError(f"{path} is a folder; a source of the form {form} is a file")
    try:
        return tree.read(path, take=take)
    except SourceError as error:
        raise CommandError(f"{path}: {error}") from None
    except OSError as error:
        raise CommandError(f"{error.filename or path}: {error.strerror or error}") from None


def _as_note(path: Path, reading: Reading, form: str) -> Reading:
    """What was read of a file, or the note that it is."""
    from papershelf.sources import tree
    from papershelf.sources.found import Reading

    if form or path.suffix.lower() not in MARKDOWN:
        return reading
    note = tree.as_note(path, reading)
    if note is None:
        return reading
    return Reading([dataclasses.replace(note, source=path.name, line=1)], korean=reading.korean)


def is_note(reading: Reading, path: Path) -> bool:
    """Whether a file is a single note, which was read as such."""
    return len(reading.found) == 1 and reading.found[0].note == path.resolve()


def is_list(source: str, form: str) -> bool:
    """Whether a source has categories of its own: a list, or a folder."""
    path = Path(source)
    return form in {"", "markdown"} and is_file(source) and (path.is_dir() or path.suffix.lower() in MARKDOWN)


def is_file(source: str) -> bool:
    """Whether a source is a file of this machine, beside which notes may lie."""
    from papershelf.sources.network.remote import is_url

    return source != STANDARD_INPUT and not is_url(source)


def detected(data: bytes) -> str:
    """The form of a text, by its content."""
    text = _head(data)
    return next((form for form, sign in _SIGNS if sign.match(text)), "markdown")


def _tagged(path: Path) -> str:
    """The form of tagged lines that a file has; nothing for any other text."""
    with path.open("rb") as file:
        return form_of(_head(file.read(_HEAD)))


def _refuse_web_page(data: bytes, label: str) -> None:
    """Refuse HTML.

    :raises CommandError: for it.
    """
    if _WEB_PAGE.match(_head(data)):
        raise CommandError(f"{label}: it is a page of the web (HTML), not a list; give the address of the file itself")


def _head(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return data[:_HEAD].decode("utf-16" if wide else "utf-8", "replace").removeprefix("\ufeff")


def labelled(reading: Reading, label: str) -> Reading:
    """A reading whose report names the source as it was given."""
    reading.found = [dataclasses.replace(item, source=label) for item in reading.found]
    reading.report.rows = [dataclasses.replace(row, source=label) for row in reading.report.rows]
    reading.prose = [dataclasses.replace(text, source=label) for text in reading.prose]
    return reading


def _standard_input() -> bytes:
    if sys.stdin is None or sys.stdin.isatty():
        raise CommandError("-: standard input is a terminal; pipe a list in (curl … | papershelf import -)")
    return sys.stdin.buffer.read()


def _fetched(url: str, hosts: Hosts | None) -> tuple[bytes, str]:
    from papershelf import __version__
    from papershelf.sources.network import remote
    from papershelf.sources.network.web import WebError

    try:
        found = remote.fetch(url, __version__, hosts)
    except WebError as error:
        words = str(error)
        raise CommandError(words if url in words else f"{url}: {words}") from None
    if found.notes:
        print(
            f"papershelf: {url}: notes that stand beside the list are not fetched; links to them stay. "
            "To take them in, clone the repository and import the file",
            file=sys.stderr,
        )
    return found.data, found.suffix


def _file(path: Path, readers: Mapping[str, str]) -> Path:
    known = ", ".join(readers)
    if path.exists() and not path.is_file():
        raise CommandError(f"{path} is a device or a pipe; a source is a file: {known}, or - for standard input")
    if not path.is_file():
        raise CommandError(f"{path}: there is no such file")
    return path


def _parsed(path: Path, module: str, label: str, encoding: str) -> Reading:
    from papershelf.sources.found import SourceError

    reader: Callable[..., Reading] = importlib.import_module(module).read
    if encoding and path.suffix.lower() in {".md", ".markdown"}:
        raise CommandError(f"{label}: --encoding is for bibliographies; a list is UTF-8")
    try:
        return reader(path, encoding) if encoding else reader(path)
    except SourceError as error:
        raise CommandError(f"{label}: {error}") from None
