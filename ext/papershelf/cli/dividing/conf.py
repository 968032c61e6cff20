"""``conf.py`` of each library: what the old one said, and below it what is this one's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from papershelf.cli import writing
from papershelf.model.record.build import shorten
from papershelf.sources.library.settings import Assigned, assigned

BEGIN = "# papershelf split: begin. What differs from the other libraries; papershelf join takes it out again."
END = "# papershelf split: end"
LOCAL = "http://localhost:8000/"
"""Where the sites are until it is known: `python -m http.server` serves them there."""

_LIBRARIES = "papershelf_libraries"
_NAMED = frozenset({"project", "html_title", "html_baseurl"})
"""Settings that every library has for itself."""
_OWN = re.compile(rf"\n?{re.escape(BEGIN)}.*?{re.escape(END)}\n?", re.DOTALL)
_BOOKS = re.compile(r"(?P<host>https?://[^/]+)/(?P<language>[a-z]{2}(?:[-_][A-Za-z]{2,4})?)/(?P<version>[\w.-]+)/")
"""An address of Read the Docs: language and version."""


def addresses(base: str, names: list[str], portal: str) -> dict[str, str]:
    """Library to the address of its home page: below the portal, or as subprojects of Read the Docs have it.

    :param base: where the old library stood, or nothing.
    """
    base = f"{base.rstrip('/')}/" if base else LOCAL
    books = _BOOKS.fullmatch(base)
    form = "{host}/projects/@/{language}/{version}/".format(**books.groupdict()) if books else f"{base}@/"
    return {name: base if name == portal else form.replace("@", name) for name in names}


def written(text: str, settings: Mapping[str, Any], libraries: Mapping[str, tuple[str, str]]) -> str:
    """A ``conf.py`` with settings of its own.

    :param text: the old one.
    :param libraries: name to address and to the local copy of ``papers.json``.
    """
    lines = [f"{name} = {_written(value)}" for name, value in settings.items()]
    known = literal(text, _LIBRARIES)
    computed = known is None and _LIBRARIES in text
    rows = [f"    {json.dumps(name)}: {_place(place)},\n" for name, place in {**(known or {}), **libraries}.items()]
    lines += [f"_libraries = {_LIBRARIES}"] if computed else []
    lines.append(f"{_LIBRARIES} = {{\n{''.join(rows)}}}")
    lines += [f"{_LIBRARIES}.update(_libraries)  # those that are computed above"] if computed else []
    return "\n".join([text + "\n" * (not text.endswith("\n")), BEGIN, *lines, END]) + "\n"


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def _place(place: object) -> str:
    parts = (place,) if isinstance(place, str) else place
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        return repr(place)
    shown = [_written(part) for part in parts]
    return shown[0] if isinstance(place, str) else f"({', '.join(shown)})"


def without(text: str) -> str:
    """A ``conf.py`` without what :func:`written` added."""
    return _OWN.sub("", text)


def with_libraries(text: str, libraries: Mapping[str, object]) -> str:
    """A ``conf.py`` that names other libraries than it did."""
    rows = [f"    {json.dumps(name)}: {_place(place)},\n" for name, place in libraries.items()]
    held = "{\n" + "".join(rows) + "}" if rows else "{}"
    return f"{text.rstrip()}\n\n{_LIBRARIES} = {held}\n"


def literal(text: str, name: str) -> Any:
    """The last value of a setting, where it is written out; nothing where it is computed, or not there."""
    setting = _assigned(text).get(name)
    return setting.value if setting else None


def differences(text: str, other: str) -> Iterator[tuple[int, str]]:
    """Settings that a second ``conf.py`` sets otherwise, or alone: line and words."""
    own, others = _assigned(text), _assigned(other)
    for name, setting in others.items():
        known = own[name].source if name in own else ""
        if name != _LIBRARIES and name not in _NAMED and known != setting.source:
            yield setting.line, f"{name} = {shorten(setting.source)}"


def _assigned(text: str) -> dict[str, Assigned]:
    try:
        return assigned(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}


def text_of(conf: Path) -> str:
    """The text of a ``conf.py``.

    :raises CommandError: if it is no UTF-8 text.
    """
    return writing.decoded((conf / "conf.py").read_bytes(), "conf.py")
