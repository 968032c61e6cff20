"""Formulas as plain text, for places that show text alone: ``a/b``, ``x²``, ``ℝ^{d×k}``.

What Unicode has no sign for stays readable: ``d_model``, ``e^{−x/2}``. Any text is taken, in linear time; what is no
TeX, or TeX that is not known, comes out as its words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from papershelf.mathtext.pieces import Piece, joined
from papershelf.mathtext.reader import Reader

_TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|.)?|\s+|:=|\.\.\.|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|.", re.DOTALL)
_STYLED = re.compile("[\U0001d400-\U0001d7ff]")


@lru_cache(maxsize=4096)
def plain(tex: str) -> str:
    """A formula as one line of text."""
    reader = Reader(_TOKEN.findall(_STYLED.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), tex)))
    pieces: list[Piece] = []
    while reader.peek():  # more than once only where braces do not pair
        pieces += reader.group("")
        reader.place += 1
    return unicodedata.normalize("NFC", joined(pieces)).strip(" ;")
