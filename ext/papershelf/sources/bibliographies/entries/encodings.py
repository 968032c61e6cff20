"""The bytes of a bibliography as text: programs of Korea, and old ones, write no UTF-8."""

from __future__ import annotations

import codecs
import re

from papershelf.sources.found import SourceError

_TOLD = re.compile(
    rb"^[ \t]*%+[ \t]*(?:!TeX[ \t]+)?encoding[ \t]*[:=][ \t]*(?P<name>[\w.-]+)", re.MULTILINE | re.IGNORECASE
)
_HEAD = 4096
"""Bytes in which JabRef's line ``% Encoding:`` is looked for."""
_USUAL = ["cp949", "cp1252", "gb18030", "cp932", "big5"]
"""Encodings of bibliographies that are told apart."""
_ALIASES = {"euc-kr": "cp949", "euc_kr": "cp949", "ks_c_5601-1987": "cp949", "x-windows-949": "cp949", "ansi": "cp1252"}
"""Names that programs write for more than what those encodings have."""
_HANGUL = re.compile(r"[가-힣]")
_WIDE = re.compile(r"[\u3041-\u318e\u3400-\u9fff가-힣]")
_MOSTLY = 0.75
"""More of the wide letters of a Korean text are Hangul; Japanese read as cp949 has stray jamo among them."""
_DOUBTS = (
    ("cp1254", re.compile(r"[ðþýÐÞÝ]")),  # letters of Iceland, or of Turkey: "Ayþe"
    ("cp1250", re.compile(r"(?<=[A-Za-zÀ-ÿ])[³¹¶±¿¼¾¥£](?=[A-Za-zÀ-ÿ])|£(?=[a-z])|\bè\w|è[áí]|"
                          r"ø\w*[áíèìšž]|[áíèìšž]\w*ø")),  # "£ukasiewicz", "Dvoøák"
)  # fmt: skip
"""What text read as cp1252 has if it may be in another encoding of Europe."""
_HINT = "name it with --encoding, as --encoding cp949"


def decoded(data: bytes, encoding: str = "") -> tuple[str, str]:
    """A file as text, and what is to be said about how it was read.

    :param encoding: what the reader says that it is; otherwise its mark, its line ``% Encoding:``, UTF-8 and then
        what its bytes tell are tried.
    :raises SourceError: if it is no text, or nobody can be sure what it says.
    """
    if encoding:
        return _strict(data, encoding, "--encoding"), ""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), ""
    if match := _TOLD.search(data[:_HEAD]):
        return _strict(data, match["name"].decode(), "its line % Encoding:"), ""
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        if b"\0" in data:
            raise SourceError("the file is no text") from None
    return _told_by_bytes(data)


def _strict(data: bytes, encoding: str, by: str) -> str:
    """The text in an encoding that was named.

    :param by: who named it.
    """
    name = _ALIASES.get(encoding.lower(), encoding)
    try:
        return data.decode(name).removeprefix("\ufeff")
    except LookupError:
        raise SourceError(f"{by} says {encoding!r}, which is no known encoding; {_HINT}") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(f"{by} says {encoding}, but line {line} has bytes that are none; {_HINT}") from None


def _told_by_bytes(data: bytes) -> tuple[str, str]:
    """The text in the one encoding in which it looks like text."""
    from charset_normalizer import from_bytes

    found = [match for match in from_bytes(data, cp_isolation=_USUAL) if match.encoding != "utf_8"]
    if not found:
        raise SourceError(f"the file is no UTF-8, and in no usual encoding it is text; {_HINT}")
    best, others = found[0], [match for match in found[1:] if match.chaos <= found[0].chaos]
    if others:
        names = " or ".join(match.encoding for match in (best, *others))
        raise SourceError(f"the file is no UTF-8; it may be {names}; {_HINT}")
    text = _strict(data, best.encoding, "the look of its bytes")
    if other := _doubt(text, best.encoding):
        raise SourceError(f"the file is no UTF-8; it may be {best.encoding} or {other}; {_HINT}")
    return text, f"the file is no UTF-8; it was read as {best.encoding}"


def _doubt(text: str, encoding: str) -> str:
    """Another encoding that a text may be in, as some of its words say; else nothing."""
    if encoding == "cp949":
        wide = len(_WIDE.findall(text))
        return "euc_jp" if wide and len(_HANGUL.findall(text)) < _MOSTLY * wide else ""
    return next((name for name, form in _DOUBTS if encoding == "cp1252" and form.search(text)), "")
