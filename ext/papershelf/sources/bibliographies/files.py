"""Files of reference managers: their bytes as text, and what reads it, by the endings of their names."""

from __future__ import annotations

import codecs
import importlib
import re
from collections.abc import Callable
from pathlib import Path

from papershelf.sources.bibliographies import forms, papers_json
from papershelf.sources.bibliographies.entries.finishing import Progress
from papershelf.sources.bibliographies.entries.records import Record
from papershelf.sources.found import SourceError

LIMIT = 200_000_000
"""Bytes of a file that is read; the bibliography of a whole field has a few million."""
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


def is_known(path: Path) -> bool:
    """Whether the name of a file ends as that of a bibliography."""
    return path.suffix.lower() in forms.ENDINGS


def text_of(path: Path, encoding: str = "") -> tuple[str, str]:
    """The text of a file, and what is to be said about how it was read.

    :param encoding: name of the file's; found out when left out.
    :raises SourceError: if it is too large, no text, or in an encoding that nobody can be sure of.
    :raises OSError: if it cannot be read.
    """
    if path.stat().st_size > LIMIT:
        raise SourceError(f"the file has more than {LIMIT:,} bytes")
    return decoded(path.read_bytes(), encoding)


def parse(path: Path, text: str, progress: Progress | None = None) -> list[Record]:
    """Every entry of a file, in its order: a record, or why it is none."""
    name = forms.ENDINGS[path.suffix.lower()].name
    if name == "csl" and papers_json.is_papers_json(text):
        name = "papers_json"
    if name in forms.SIGNS:  # sites name RIS .enw, and .ris what is none
        name = forms.form_of(text) or name
    read: Callable[[str, Progress | None], list[Record]] = importlib.import_module(
        f"papershelf.sources.bibliographies.{name}"
    ).parse
    return read(text, progress)


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
