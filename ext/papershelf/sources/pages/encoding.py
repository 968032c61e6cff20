"""A document that is not in the encoding of the library: what was found, and where."""

from __future__ import annotations

import codecs
import re

_WIDE = {"ko": r"[\uac00-\ud7a3]", "kana": r"[\u3041-\u30fe]", "all": r"[\u3041-\u30fe\u3400-\u9fff\uac00-\ud7a3]"}
_OTHERS = (("euc_jp", "kana", 5), ("shift_jis", "kana", 5), ("gb18030", "all", 1))
"""Encodings that texts of East Asia have beside Korean ones: of how many wide letters one tells it."""
_MOST = 0.75
"""More of the wide letters of a Korean text are Hangul."""
_KOREAN = ("cp949", "CP949, as Windows writes Korean")


def decoded(content: bytes) -> str | None:
    """A text of a source: in UTF-8, or as it was written in Korea, Japan and China before; nothing for what is none.

    Nearly all bytes of one of these encodings are text in the others, too: the letters of most lines tell them apart.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _text(content, "utf-16")
    text = _text(content, "utf-8-sig")
    if text is not None:
        return text
    korean = _text(content, _KOREAN[0])
    if korean is not None and (_share(korean, "ko") > _MOST or not re.search(_WIDE["all"], korean)):
        return korean
    for name, kind, of in _OTHERS:
        text = _text(content, name)
        if text is not None and _share(text, kind) * of >= 1:
            return text
    return korean


def _text(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _share(text: str, kind: str) -> float:
    """How many of a text's wide letters are of a kind."""
    return len(re.findall(_WIDE[kind], text)) / max(1, len(re.findall(_WIDE["all"], text)))


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
