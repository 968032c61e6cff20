"""Objects of a list in a JSON text, one by one, so that a broken one does not take the others along."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_SPACE = re.compile(r"[\s,]*")
_INDENT = re.compile(r"[ \t]*")
_LIST = re.compile(r'"(?:papers|references)"\s*:\s*\[|"items"\s*:\s*\[\s*(?=\{)')


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the list.

    :param line: from 1.
    :param value: the element; ``None`` with an ``error``.
    """

    line: int
    value: Any
    error: str = ""


def elements(text: str) -> list[Element]:
    """Elements of the list that a JSON text is, or that it holds as ``items`` or ``papers``; a lone object is one.

    A text that is no JSON as a whole has at least one element with an error.
    """
    if not text.strip():
        return []
    found = list(_elements(text, _start(text)))
    if not any(element.error for element in found):
        try:
            json.loads(text)
        except (ValueError, RecursionError) as error:
            line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
            found.append(Element(line, None, _reason(error)))
    return found


def _start(text: str) -> int:
    """Where the first element begins."""
    start = _SPACE.match(text).end()  # type: ignore[union-attr]
    if text.startswith("{", start) and (match := _LIST.search(text)):
        return match.end()
    return start + 1 if text.startswith("[", start) else start


def _elements(text: str, at: int) -> Iterator[Element]:
    decoder = json.JSONDecoder()
    line, counted = 1, 0
    while True:
        at = _SPACE.match(text, at).end()  # type: ignore[union-attr]
        if at >= len(text) or text[at] in "]}":
            return
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            yield Element(line, None, _reason(error))
            at = _next(text, at)
        else:
            yield Element(line, value)


def _next(text: str, at: int) -> int:
    """Where the next element begins that is indented as the one at ``at`` is; the end if it shares its line."""
    start = text.rfind("\n", 0, at) + 1
    indent = _INDENT.match(text, start)
    if indent is None or indent.end() != at:
        return len(text)
    found = text.find(f"\n{indent[0]}{{", at)
    return found + 1 if found >= 0 else len(text)


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"it is no JSON: {error.msg} (line {error.lineno}, column {error.colno})"
    return "it is no JSON that can be read: " + (
        "nested too deeply" if isinstance(error, RecursionError) else str(error)
    )


def whole(text: str) -> Any:
    """The whole text, or ``None`` where it is broken."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def text_of(value: Any) -> str:
    """A string or number as text; of a list, its first; anything else is nothing."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).encode("utf-8", "replace").decode("utf-8")  # without half a character


def texts_of(value: Any) -> list[str]:
    """Strings of a list, or a string alone."""
    found = value if isinstance(value, list) else [value]
    return [text for part in found if (text := text_of(part))]


def objects_of(value: Any) -> list[dict[str, Any]]:
    """Objects of a list."""
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def object_of(value: Any) -> dict[str, Any]:
    """An object, or an empty one."""
    return value if isinstance(value, dict) else {}
