"""A document that is not in the encoding of the library: what was found, and where."""

from __future__ import annotations

import codecs

_KOREAN = ("cp949", "CP949, as Windows writes Korean")


def problem(content: bytes, encoding: str = "utf-8") -> tuple[int, str]:
    """Where a text cannot be read, and why; line 0 when it can.

    :param encoding: the one that documents have to be in.
    :returns: the line, from 1, and what is wrong.
    """
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        name = _name(encoding)
        found = f"found byte 0x{content[error.start]:02X} (the {_ordinal(column)} of the line), which is not {name}"
        return line, f"{found}; {_hint(content, name)}"
    return 0, ""


def _hint(content: bytes, wanted: str) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        looks = "UTF-16"
    else:
        try:
            content.decode(_KOREAN[0])
            looks = _KOREAN[1]
        except UnicodeDecodeError:
            return f"documents are {wanted}"
    return f"documents are {wanted}, this one looks like {looks}: save it as {wanted}"


def _name(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return encoding
    return "UTF-8" if name.startswith("utf-8") else name.upper()


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number // 10 % 10 != 1 else "th"
    return f"{number}{ending}"
