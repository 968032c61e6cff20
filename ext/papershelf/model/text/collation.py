"""가나다 order and ㄱㄴㄷ headings.

Symbols come before digits, digits before Hangul, Hangul before Latin and other alphabets, Hanja last;
tense consonants are filed under the plain one, as Korean dictionaries for readers do.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_PLAIN = str.maketrans("ㄲㄸㅃㅆㅉ", "ㄱㄷㅂㅅㅈ")
_SYLLABLES = range(0xAC00, 0xD7A4)
_PER_INITIAL = 588  # syllables that share an initial consonant (Unicode, section 3.12)

SYMBOLS = "＃"
"""Heading of what starts with neither a letter nor a digit; the wide sign may stand in an id, "#" may not."""
DIGITS = "0–9"


def _is_hanja(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or "\uf900" <= char <= "\ufaff"


def heading(text: str) -> str:
    """The heading under which an index files ``text``: ㄱ, A, 0–9 or ＃."""
    text = unicodedata.normalize("NFC", text).lstrip()
    if not text:
        return SYMBOLS
    first = text[0]
    if ord(first) in _SYLLABLES:
        return _INITIALS[(ord(first) - _SYLLABLES.start) // _PER_INITIAL].translate(_PLAIN)
    if first in _INITIALS:
        return first.translate(_PLAIN)
    if first.isdigit():
        return DIGITS
    if first.isalpha():
        return unicodedata.normalize("NFD", first)[0].upper()
    return SYMBOLS


def _weigh(char: str) -> tuple[int, int, int]:
    if char in _INITIALS:
        return (3, _SYLLABLES.start + _PER_INITIAL * _INITIALS.index(char), 0)
    if ord(char) in _SYLLABLES:
        return (3, ord(char), 1)
    if char.isspace():
        return (0, 0, 0)
    if char.isdigit():
        return (2, unicodedata.digit(char, 0), 0)
    if _is_hanja(char):
        return (5, ord(char), 0)
    if char.isalpha():
        return (4, ord(unicodedata.normalize("NFD", char)[0]), 0)
    return (1, ord(char), 0)


class _Weights(dict[int, str]):
    """Code of a character to its weight, as three characters: texts are compared much faster than tuples."""

    def __missing__(self, code: int) -> str:
        self[code] = weight = "".join(map(chr, _weigh(chr(code))))
        return weight


_weights = _Weights()


@lru_cache(maxsize=65536)
def sort_key(text: str) -> tuple[str, str]:
    """Sort key of 가나다 order; the text itself breaks ties, so the order is total."""
    text = unicodedata.normalize("NFC", text)
    return text.casefold().translate(_weights), text
